"""The admin as each of the cast sees it: Alice writes, Bob reviews, Charlie is no editor, Dana administers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from django.contrib.auth.models import Group
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from errors import reviewing
from errors.articledocument import ArticleDocument
from errors.desk.documentform import DocumentForm
from errors.models import Article, Revision, User

LIST = "/admin/errors/article/"
MOST_QUERIES = 40
"""What a page of the desk may ask of the database, however large that is."""


def form_data(document: ArticleDocument, **changes: Any) -> dict[str, Any]:
    """What the browser sends of the writing page with this document in it."""
    form = DocumentForm.of(document)
    data: dict[str, Any] = dict(form.texts)
    for section, rows in form.parts.items():
        for name in rows[0] if rows else ():
            data[f"{section}.{name}"] = [row[name] for row in rows]
    return {**data, "do": "save", **changes}


class AdminTestCase(TestCase):
    alice: User
    bob: User
    charlie: User
    dana: User

    @classmethod
    def setUpTestData(cls) -> None:
        cls.alice = cls._editor("alice", "writer")
        cls.bob = cls._editor("bob", "reviewer")
        cls.charlie = User.objects.create_user("charlie")
        cls.dana = cls._editor("dana", "administrator")

    @classmethod
    def _editor(cls, name: str, role: str) -> User:
        user = User.objects.create_user(name, is_staff=True, first_name=name.title())
        user.groups.add(Group.objects.get(name=role))
        return user

    def form(self, article: Article, **changes: Any) -> dict[str, Any]:
        """What the browser sends when the article's writing page is saved with these changes to its document."""
        article = Article.objects.get(pk=article.pk)
        head = reviewing.head_of(article)
        fields = ArticleDocument.__dataclass_fields__
        of_document = {name: changes.pop(name) for name in list(changes) if name in fields}
        document = replace(reviewing.working_document(article), **of_document)
        numbers = {"base": head.number if head else 0, "live": article.live.number if article.live else 0}
        return form_data(document, **{**numbers, **changes})

    def submitted(self, article: Article, *, by: User | None = None, **changes: Any) -> Revision:
        """A next version of the article, in review."""
        article = Article.objects.get(pk=article.pk)
        head = reviewing.head_of(article)
        return reviewing.save_draft(
            article,
            replace(reviewing.working_document(article), **changes),
            by=by or self.alice,
            base=head.number if head else 0,
            seen_live=article.live.number if article.live else 0,
            submit=True,
        )

    def address(self, article: Article, page: str = "change") -> str:
        return f"{LIST}{article.pk}/{page}/"

    @contextmanager
    def queries_at_most(self, most: int = MOST_QUERIES) -> Iterator[None]:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            yield
        self.assertLessEqual(len(captured), most, "\n".join(query["sql"][:200] for query in captured))
