"""Every address and action of the admin x every role x one's own object and another's. What has no row here fails."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver
from django.utils import timezone

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

# What somebody gets: Y it is done or shown, N forbidden (403), R refused with a reason, L the sign-in page, F no such
# page, M not with this method. One letter each for: a visitor, an account without a role, writer, reviewer,
# administrator. Two words: for one's own object, and for another's.
STAFF, NOBODY, ONLY_POST = "LLYYY", "LLNNN", "LLMMM"
REVIEWERS, ADMINISTRATORS = "LLNYY", "LLNNY"
TOLD = "LLRYY"
"""A writer is told that only a reviewer may do it."""

# Models with Django's own pages: who may view, add, change and delete.
MODELS = {
    "auth/group": (ADMINISTRATORS,) * 4,
    "errors/user": (ADMINISTRATORS,) * 4,
    "errors/tool": (STAFF, STAFF, STAFF, ADMINISTRATORS),
    "errors/redirect": (STAFF, REVIEWERS, REVIEWERS, ADMINISTRATORS),
    "errors/infopage": (STAFF, REVIEWERS, REVIEWERS, ADMINISTRATORS),
    "errors/feedback": (STAFF, NOBODY, NOBODY, ADMINISTRATORS),
    "errors/search": (STAFF, NOBODY, NOBODY, ADMINISTRATORS),
    "errors/auditentry": (STAFF, NOBODY, NOBODY, NOBODY),
}

ARTICLE = "errors/article/<int:pk>/"
ROWS: dict[str, str] = {
    "GET ": STAFF,
    "GET login/": "YYYYY",
    "POST login/": "YYYYY",
    "POST logout/": "YYYYY",
    "GET password_change/": STAFF,
    "POST password_change/": STAFF,
    "GET password_change/done/": STAFF,
    "GET autocomplete/": STAFF,
    "GET jsi18n/": STAFF,
    "GET r/<path:content_type_id>/<path:object_id>/": STAFF,
    "GET ^(?P<app_label>auth|errors)/$": STAFF,
    "GET (?P<url>.*)$": "LLFFF",
    "GET errors/user/<id>/password/": ADMINISTRATORS,
    "POST errors/user/<id>/password/": ADMINISTRATORS,
    # The desk
    "GET signed-in/": STAFF,
    "GET gaps/": STAFF,
    "GET gaps.csv": STAFF,
    "GET gaps/<int:pk>/dismiss/": ONLY_POST,
    "POST gaps/<int:pk>/dismiss/": STAFF,
    "GET gaps/<int:pk>/reopen/": ONLY_POST,
    "POST gaps/<int:pk>/reopen/": STAFF,
    "GET feedback/": STAFF,
    "GET feedback/<int:pk>/state/": ONLY_POST,
    "POST feedback/<int:pk>/state/": STAFF,
    "GET figures/": STAFF,
    "GET figures/<slug:name>.csv": STAFF,
    "GET conflicts/<int:pk>/": STAFF,
    "POST conflicts/<int:pk>/": STAFF,
    "GET files/": STAFF,
    "POST files/": STAFF,
    "GET files/export/": STAFF,
    "GET files/<int:pk>/": f"{STAFF} {NOBODY}",
    "GET files/<int:pk>/apply/": ONLY_POST,
    "POST files/<int:pk>/apply/": f"{STAFF} {NOBODY}",
    "POST files/<int:pk>/apply/ publish": f"LLRRY {NOBODY}",
    "GET account/": STAFF,
    "GET account/factor/begin/": ONLY_POST,
    "POST account/factor/begin/": STAFF,
    "GET account/factor/confirm/": ONLY_POST,
    "POST account/factor/confirm/": "LLRRR",  # without a key there is no code
    "GET account/factor/remove/": ONLY_POST,
    "POST account/factor/remove/": "LLRRR",
    "GET account/sessions/end-others/": ONLY_POST,
    "POST account/sessions/end-others/": STAFF,
    "GET account/sessions/<int:pk>/end/": ONLY_POST,
    "POST account/sessions/<int:pk>/end/": f"{STAFF} {ADMINISTRATORS}",
    "GET account/of/<int:pk>/": f"{ADMINISTRATORS} {ADMINISTRATORS}",
    "GET account/of/<int:pk>/reset-factor/": ONLY_POST,
    "POST account/of/<int:pk>/reset-factor/": f"LLNNR {ADMINISTRATORS}",
    # Articles
    "GET errors/article/": STAFF,
    "POST errors/article/ approve_selected": "LLNRR LLNYY",
    "POST errors/article/ archive_selected": "LLNYY LLNYY",
    "POST errors/article/ export_selected": f"{STAFF} {STAFF}",
    "GET errors/article/add/": STAFF,
    "POST errors/article/add/": STAFF,
    "POST errors/article/preview/": STAFF,
    "POST errors/article/try/": STAFF,
    "GET errors/article/try/": ONLY_POST,
    "GET errors/article/<path:object_id>/change/": f"{STAFF} {STAFF}",
    "POST errors/article/<path:object_id>/change/": f"{STAFF} {STAFF}",
    "GET errors/article/<path:object_id>/delete/": f"{NOBODY} {NOBODY}",
    "POST errors/article/<path:object_id>/delete/": f"{NOBODY} {NOBODY}",
    "GET errors/article/<path:object_id>/history/": f"{STAFF} {STAFF}",
    "GET errors/article/<path:object_id>/": f"{STAFF} {STAFF}",
    f"GET {ARTICLE}preview/": f"{STAFF} {STAFF}",
    f"POST {ARTICLE}preview/": f"{STAFF} {STAFF}",
    f"GET {ARTICLE}try/": ONLY_POST,
    f"POST {ARTICLE}try/": f"{STAFF} {STAFF}",
    f"GET {ARTICLE}review/": f"{STAFF} {STAFF}",
    f"POST {ARTICLE}review/ approve": "LLRRR LLRYY",
    f"POST {ARTICLE}review/ override": "LLRRY LLRYY",
    f"POST {ARTICLE}review/ back": f"{TOLD} {TOLD}",
    f"GET {ARTICLE}history/": f"{STAFF} {STAFF}",
    f"GET {ARTICLE}versions/<int:number>/": f"{STAFF} {STAFF}",
    f"GET {ARTICLE}versions/<int:number>/restore/": ONLY_POST,
    f"POST {ARTICLE}versions/<int:number>/restore/": f"{STAFF} {STAFF}",
    f"GET {ARTICLE}about/": f"{STAFF} {STAFF}",
    **{f"GET {ARTICLE}about/{step}/": ONLY_POST for step in ("care", "rename", "archive", "unarchive", "delete")},
    **{f"GET {ARTICLE}about/{step}/": ONLY_POST for step in ("recover", "renew", "discard")},
    f"POST {ARTICLE}about/care/": f"{STAFF} {STAFF}",
    f"POST {ARTICLE}about/rename/": f"{TOLD} {TOLD}",
    f"POST {ARTICLE}about/archive/": f"{TOLD} {TOLD}",
    f"POST {ARTICLE}about/unarchive/": f"{TOLD} {TOLD}",
    f"POST {ARTICLE}about/delete/": f"{TOLD} {TOLD}",
    f"POST {ARTICLE}about/delete/ unpublished": f"{STAFF} {TOLD}",
    f"POST {ARTICLE}about/recover/": f"{TOLD} {TOLD}",
    f"POST {ARTICLE}about/renew/": f"{TOLD} {TOLD}",
    f"POST {ARTICLE}about/discard/": f"{STAFF} {TOLD}",
}
for model, (view, add, change, delete) in MODELS.items():
    page = f"{model}/<path:object_id>/"
    ROWS |= {f"GET {model}/": view, f"GET {model}/add/": add, f"POST {model}/add/": add, f"GET {page}": STAFF}
    ROWS |= {f"GET {page}history/": view, f"GET {page}change/": view, f"POST {page}change/": change}
    ROWS |= {f"GET {page}delete/": delete, f"POST {page}delete/": delete}
    ROWS |= {f"POST {model}/ delete_selected": delete}

ROLES = ("visitor", "charlie", "alice", "bob", "dana")


def addresses(patterns: list[Any] | None = None, prefix: str = "") -> Iterator[str]:
    """Every address of the admin, as its pattern."""
    for pattern in admin.site.urls[0] if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, prefix + str(pattern.pattern))
        elif isinstance(pattern, URLPattern):
            yield prefix + str(pattern.pattern)


def actions() -> Iterator[str]:
    """Every action of every list that somebody may run."""
    request = RequestFactory().get("/")
    request.user = User(is_superuser=True, is_active=True)
    for model, model_admin in admin.site._registry.items():
        for name in model_admin.get_actions(request):
            yield f"POST {model._meta.app_label}/{model._meta.model_name}/ {name}"


class PermissionTests(AdminTestCase):
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

    def test_every_address_and_every_action_has_a_row(self) -> None:
        with_a_row = {key.split(" ")[1] for key in ROWS}
        self.assertEqual(sorted(set(addresses()) - with_a_row), [])
        self.assertEqual(sorted(with_a_row - set(addresses())), [])
        self.assertEqual(sorted(set(actions()) - set(ROWS)), [])

    def test_everybody_gets_what_the_table_says(self) -> None:
        for row, expected in ROWS.items():
            words = expected.split(" ")
            for is_own, word in zip((True, False), (words[0], words[-1]), strict=True):
                got = "".join(self._given(row, role, is_own) for role in ROLES)
                with self.subTest(row=row, own=is_own):
                    self.assertEqual(got, word)
                if len(words) == 1:
                    break

    def _given(self, row: str, role: str, is_own: bool) -> str:
        """What somebody gets, as a letter. Nothing of it stays."""
        client = self.client_class()
        user: User | None = getattr(self, role, None)
        with transaction.atomic():
            if user:
                client.force_login(user)
            method, path, data = self._request(row, user or self.alice, is_own)
            response = client.get(path, data) if method == "GET" else client.post(path, data)
            letter = self._letter(response)
            if row.endswith(" delete_selected") and letter == "Y":
                # Without any action of one's own, the list takes no notice of what is sent.
                chosen = self.objects_of[row.split(" ")[1].rstrip("/")]
                letter = "N" if type(chosen)._default_manager.filter(pk=chosen.pk).exists() else "Y"
            transaction.set_rollback(True)
        return letter

    def _letter(self, response: Any) -> str:
        if response.status_code == 302 and response["Location"].startswith("/admin/login/"):
            return "L"
        by_status = {403: "N", 404: "F", 405: "M", 409: "R", 422: "R"}
        if response.status_code in by_status:
            return by_status[response.status_code]
        self.assertIn(response.status_code, (200, 204, 301, 302))
        told = [(message.level_tag, message.message) for message in get_messages(response.wsgi_request)]
        if any("No action selected" in str(text) for _, text in told):
            return "N"
        return "R" if any(level == "error" for level, _ in told) else "Y"

    def _request(self, row: str, user: User, is_own: bool) -> tuple[str, str, dict[str, Any]]:
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

    def test_what_is_due_does_not_open_a_door(self) -> None:
        """A renewal is a review: an owner who is a writer is told so, however overdue the article is."""
        Article.objects.update(owner=self.alice, reviewed_on=timezone.localdate() - timedelta(days=900))
        self.client.force_login(self.alice)
        self.client.post(self.address(self.article, "about/renew"))
        reviewed_on = Article.objects.get().reviewed_on
        assert reviewed_on
        self.assertLess(reviewed_on, timezone.localdate() - timedelta(days=800))
