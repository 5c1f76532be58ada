"""Editors in Chromium: three people, each signed in in a window of their own."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import Group
from django.test import Client
from playwright.sync_api import BrowserContext, Page

from errors.models import User
from tests.browser import BrowserTestCase

PASSWORD = "correct horse battery staple"


class DeskBrowserTestCase(BrowserTestCase):
    def setUp(self) -> None:
        super().setUp()
        roles = {"alice": "writer", "bob": "reviewer", "dana": "administrator"}
        self.people = {name: self._editor(name, role) for name, role in roles.items()}

    def _editor(self, name: str, role: str) -> User:
        user = User.objects.create_user(name, password=PASSWORD, is_staff=True, first_name=name.title())
        user.groups.add(Group.objects.get(name=role))
        return user

    def editor(self, name: str, *, javascript: bool = True) -> BrowserContext:
        """A window in which somebody is signed in."""
        window = self.visitor(javascript=javascript)
        self.sign_in(window, name)
        return window

    def sign_in(self, window: BrowserContext, name: str) -> None:
        client = Client()
        client.force_login(self.people[name])
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        window.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": self.live_server_url}])

    def write_page(self, window: BrowserContext, path: str = "") -> Page:
        """The writing page of the article, its preview loaded."""
        page = self.open(path or f"/admin/errors/article/{self.article.pk}/change/", window)
        page.frame_locator("#preview").locator("h1").wait_for()
        return page
