"""The admin as each of the cast sees it: Alice writes, Bob reviews, Charlie is no editor, Dana administers."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group
from django.test import TestCase

from errors.models import Article, User

PREFIXES = [
    "messages",
    "causes",
    "fixes",
    "examples",
    "edge_cases",
    "questions",
    "aliases",
    "search_variations",
    "related_errors",
    "sources",
]


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

    def form(self, article: Article | None = None, **changes: Any) -> dict[str, Any]:
        """What the browser sends when the article's form is saved with these changes. A list replaces a part's rows."""
        fields = [
            "title",
            "name",
            "doing",
            "status",
            "reviewed_by",
            "applies_to",
            "quick_fix",
            "meaning",
            "why",
            "checklist",
        ]
        data: dict[str, Any] = {name: getattr(article, name) if article else "" for name in fields}
        data["tool"] = article.tool_id if article else ""
        data["reviewed_on"] = str(article.reviewed_on or "") if article else ""
        for prefix in PREFIXES:
            rows = changes.pop(prefix, None)
            existing = list(getattr(article, prefix).all()) if article else []
            data.update(self._rows(prefix, existing, rows))
        return {**data, **changes}

    def _rows(self, prefix: str, existing: list[Any], rows: list[dict[str, Any]] | None) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for number, row in enumerate(existing):
            texts = {
                f.name: getattr(row, f.name) for f in row._meta.fields if f.editable and f.name not in ("id", "article")
            }
            data.update({f"{prefix}-{number}-{name}": value for name, value in texts.items()})
            data[f"{prefix}-{number}-id"] = row.pk
            if prefix == "fixes":
                data[f"{prefix}-{number}-causes"] = [cause.pk for cause in row.causes.all()]
            if rows is not None:
                data[f"{prefix}-{number}-DELETE"] = "on"
        for number, row in enumerate(rows or [], start=len(existing)):
            data.update({f"{prefix}-{number}-{name}": value for name, value in row.items()})
        data[f"{prefix}-TOTAL_FORMS"] = len(existing) + len(rows or [])
        data[f"{prefix}-INITIAL_FORMS"] = len(existing)
        return data
