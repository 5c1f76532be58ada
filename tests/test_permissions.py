"""Every address and action of the admin x every role x one's own object and another's. What has no row fails."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.contrib.messages import get_messages
from django.db import transaction
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver
from django.utils import timezone

from errors.models import Article, User
from tests.permission_case import PermissionCase
from tests.permission_rows import ROWS

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


def without_a_row(addresses: Iterable[str], actions: Iterable[str]) -> list[str]:
    """Those that the table does not know."""
    known = {key.split(" ")[1] for key in ROWS}
    return sorted({*addresses} - known) + sorted({*actions} - ROWS.keys())


class PermissionTests(PermissionCase):
    def test_every_address_and_every_action_has_a_row(self) -> None:
        self.assertEqual(without_a_row(addresses(), actions()), [])
        self.assertEqual(sorted({key.split(" ")[1] for key in ROWS} - set(addresses())), [])

    def test_an_address_or_an_action_without_a_row_is_found(self) -> None:
        self.assertEqual(without_a_row(["gaps/", "new-page/"], []), ["new-page/"])
        unknown = "POST errors/tool/ merge_selected"
        self.assertEqual(without_a_row([], ["POST errors/tool/ delete_selected", unknown]), [unknown])

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
            method, path, data = self.request_of(row, user or self.alice, is_own)
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

    def test_what_is_due_does_not_open_a_door(self) -> None:
        """A renewal is a review: an owner who is a writer is told so, however overdue the article is."""
        Article.objects.update(owner=self.alice, reviewed_on=timezone.localdate() - timedelta(days=900))
        self.client.force_login(self.alice)
        self.client.post(self.address(self.article, "about/renew"))
        reviewed_on = Article.objects.get().reviewed_on
        assert reviewed_on
        self.assertLess(reviewed_on, timezone.localdate() - timedelta(days=800))
