"""The requests behind the table of who gets what: for each row its path and fields, with the objects that they need."""

from __future__ import annotations

import re
from typing import Any

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile

from errors import articlelife, auditing, reviewing
from errors.articlefile import dump
from errors.models import (
    Article,
    AuditEntry,
    EditorSession,
    Feedback,
    FileConflict,
    Gap,
    InfoPage,
    Redirect,
    Revision,
    Search,
    Tool,
    Upload,
    User,
)
from tests.admin_case import AdminTestCase, form_data
from tests.articles import make_article, make_document


class PermissionCase(AdminTestCase):
    """One object of everything, and for each row of the table the request that it stands for."""

    eve: User
    article: Article
    gap: Gap
    feedback: Feedback
    conflict: FileConflict
    objects_of: dict[str, Any]
    tool_address: str

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.eve = cls._editor("eve", "writer")
        cls.article = make_article()
        tool = cls.article.tool
        search = Search.objects.create(line="flux broke", fingerprint="f", verdict="none")
        cls.gap = Gap.objects.get()
        cls.feedback = Feedback.objects.create(article=cls.article, helpful=False, visitor="v")
        cls.conflict = FileConflict.objects.create(
            article=cls.article, text=dump(make_document(why="File.")), digest="d"
        )
        entry = auditing.record(AuditEntry.Action.LOADED, cls.article, by=None)
        page = InfoPage.objects.create(slug="x", title="x", body="x")
        redirect = Redirect.objects.create(slug="docker/old", article=cls.article)
        spare = Tool.objects.create(slug="spare", name="Spare")
        group = Group.objects.create(name="spare")
        spare_user = User.objects.create_user("spare")
        cls.objects_of = {
            "errors/tool": spare, "errors/redirect": redirect, "errors/infopage": page, "errors/search": search,
            "errors/feedback": cls.feedback, "errors/auditentry": entry, "auth/group": group, "errors/user": spare_user,
        }  # fmt: skip
        cls.tool_address = f"r/{ContentType.objects.get_for_model(Tool).pk}/{tool.pk}/"

    def request_of(self, row: str, user: User, is_own: bool) -> tuple[str, str, dict[str, Any]]:
        """The method, the path and the fields of a row, with the objects that they need, made now."""
        method, address, *rest = row.split(" ")
        action = rest[0] if rest else ""
        writer = user if is_own and user.is_staff else self.eve
        path = address
        data: dict[str, Any] = {}
        if address.startswith("errors/article/<"):
            path, data = self._article_request(method, address, action, writer)
        elif address.startswith("errors/article/"):
            data = self._article_list_request(method, address, action, writer)
        elif address.partition("/<")[0] in self.objects_of or address.rstrip("/") in self.objects_of:
            path, data = self._model_request(method, address, action)
        else:
            path, data = self._desk_request(address, action, user, is_own)
        return method, f"/admin/{path}", data

    def _in_review(self, writer: User) -> Revision:
        return self.submitted(self.article, by=writer, why=f"By {writer}.")

    def _article_request(self, method: str, address: str, action: str, writer: User) -> tuple[str, dict[str, Any]]:
        article = self.article
        if action == "unpublished":
            article = reviewing.create("docker/unpublished", make_document(), by=writer)
        elif "unarchive" in address:
            articlelife.archive(article, by=self.bob)
        elif "recover" in address:
            articlelife.delete(article, by=self.bob)
        number = self._in_review(writer).number if article == self.article and "recover" not in address else 1
        path = re.sub(r"<(int:pk|path:object_id)>", str(article.pk), address).replace("<int:number>", "1")
        data: dict[str, Any] = {}
        if method == "POST" and re.search("change|preview|try", address):
            data = self.form(article, paste="x")
        elif "review" in address:
            data = {"version": number, "do": "back" if action == "back" else "approve", "comment.": "A word."}
            data["override"] = "Nobody is here." if action == "override" else ""
        elif "restore" in address:
            data = {"base": number}
        elif "care" in address or "rename" in address:
            data = {"review_days": 90, "tool": article.tool_id, "name": "another"}
        return path, data

    def _article_list_request(self, method: str, address: str, action: str, writer: User) -> dict[str, Any]:
        if action:
            self._in_review(writer)
            return {"action": action, "_selected_action": [self.article.pk]}
        return form_data(make_document(), tool="docker", name="fresh", paste="x") if method == "POST" else {}

    def _model_request(self, method: str, address: str, action: str) -> tuple[str, dict[str, Any]]:
        model = next(name for name in self.objects_of if address.startswith(f"{name}/"))
        row = self.objects_of[model]
        path = address.replace("<path:object_id>", str(row.pk)).replace("<id>", str(row.pk))
        if action:
            return path, {"action": action, "_selected_action": [row.pk], "post": "yes"}
        return path, {"post": "yes"} if "delete" in address and method == "POST" else {}

    def _desk_request(self, address: str, action: str, user: User, is_own: bool) -> tuple[str, dict[str, Any]]:
        owner = user if is_own else self.eve
        known: dict[str, tuple[Any, dict[str, Any]]] = {
            "gaps/<int:pk>": (self.gap, {"reason": "A joke."}),
            "feedback/<int:pk>": (self.feedback, {"state": "done"}),
            "conflicts/": (self.conflict, {"do": "keep"}),
            "account/of/": (owner, {}),
        }
        for start, (row, data) in known.items():
            if address.startswith(start):
                return address.replace("<int:pk>", str(row.pk)), data
        if address.startswith("files/<"):
            upload = Upload.objects.create(
                by=owner, files={"articles": {"git/x": dump(make_document())}, "history": {}}
            )
            return address.replace("<int:pk>", str(upload.pk)), {"how": action or "submit"}
        if address.startswith("account/sessions/<"):
            session = EditorSession.objects.create(user=owner, session_key="k")
            return address.replace("<int:pk>", str(session.pk)), {}
        plain: dict[str, dict[str, Any]] = {
            "files/": {"file": SimpleUploadedFile("x.md", dump(make_document()).encode()), "slug": "git/x"},
            "autocomplete/": {"app_label": "errors", "model_name": "redirect", "field_name": "article"},
        }
        path = address.replace("<slug:name>", "age").replace("^(?P<app_label>auth|errors)/$", "errors/")
        path = path.replace("(?P<url>.*)$", "no/such/page/")
        path = path.replace("r/<path:content_type_id>/<path:object_id>/", self.tool_address)
        return path, plain.get(address, {})
