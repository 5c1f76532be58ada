"""Chromium for the browser tests, against a live server with one article that has everything."""

import os
import shutil
from pathlib import Path
from unittest import SkipTest, mock

import pytest
from django.contrib.staticfiles.testing import StaticLiveServerTestCase
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright

from errors import articlefile, articlestore
from errors.models import Article, InfoPage

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
# Chromium's sandbox does not start for root, and the pages under test are ours.
CHROMIUM_ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PHONE = 360
DESKTOP = 1280

SLUG = "docker/no-such-registry-image"
ARTICLE = (Path(__file__).parent / "browser_article.md").read_text()
PASTE = """$ docker pull acme/api:1.8
Using default tag
Error response from daemon: sample registry has no image "acme/api:1.8" at port 5432
$
"""


def missing_chromium() -> Exception:
    """What to raise where there is no Chromium: a skipped test, or a failed one where browser tests are required."""
    reason = "no Chromium on PATH: install Debian's package chromium to run the browser tests"
    return AssertionError(reason) if os.environ.get("BROWSER_TESTS") == "required" else SkipTest(reason)


@pytest.mark.browser
class BrowserTestCase(StaticLiveServerTestCase):
    """Opens pages in Chromium. Whatever they complain about, or ask of another host, stands in `complaints`."""

    chromium: Browser

    @classmethod
    def setUpClass(cls) -> None:
        if CHROMIUM is None:
            raise missing_chromium()
        super().setUpClass()
        # Playwright's sync API keeps an event loop in this thread, so Django takes our plain calls for async code.
        cls.enterClassContext(mock.patch.dict(os.environ, {"DJANGO_ALLOW_ASYNC_UNSAFE": "true"}))
        playwright = cls.enterClassContext(sync_playwright())
        cls.chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGS)
        cls.addClassCleanup(cls.chromium.close)

    def setUp(self) -> None:
        self.complaints: list[str] = []
        self.article: Article = articlestore.store(SLUG, articlefile.parse(ARTICLE), tool_name="Docker")
        for slug, title in (
            ("exact-error-messages", "Why exact error messages matter"),
            ("how-we-review", "How we review"),
        ):
            InfoPage.objects.update_or_create(slug=slug, defaults={"title": title, "body": "Read them to the end."})

    def visitor(self, *, width: int = DESKTOP, javascript: bool = True) -> BrowserContext:
        """A visitor's browser window, closed at the end of the test."""
        visitor = self.chromium.new_context(
            viewport={"width": width, "height": 740 if width < 768 else 900},
            java_script_enabled=javascript,
            permissions=["clipboard-read", "clipboard-write"],
        )
        self.addCleanup(visitor.close)
        return visitor

    def open(self, path: str, visitor: BrowserContext | None = None) -> Page:
        """The page at a path of the live server."""
        page = (visitor or self.visitor()).new_page()
        page.on("console", self._note_message)
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        page.on("request", self._note_request)
        page.goto(self.live_server_url + path)
        return page

    def open_answer(self, visitor: BrowserContext | None = None, paste: str = PASTE) -> Page:
        """The answer page of a paste."""
        page = self.open("/", visitor)
        page.locator("textarea[name=paste]").fill(paste)
        page.get_by_role("button", name="Find the fix").click()
        page.wait_for_url("**/match")
        return page

    def _note_message(self, message: ConsoleMessage) -> None:
        is_about_the_page_itself = message.location.get("url", "") == self.live_server_url + "/no/such-page/"
        if message.type in ("error", "warning") and not is_about_the_page_itself:
            self.complaints.append(f"console: {message.text}")

    def _note_request(self, request: Request) -> None:
        if not request.url.startswith((self.live_server_url, "data:")):
            self.complaints.append(f"request to another host: {request.url}")
