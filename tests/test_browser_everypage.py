"""Every page of the site in every state: clean under axe, quiet, no wider than the window, on a phone and a desktop, light and dark."""

from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser import DESKTOP, PHONE, BrowserTestCase
from tests.everypage import DESK, PUBLIC, SHOWN, Opener, Window, furnish, sign_in

EVERY_RULE: dict[str, list[str]] = {"resultTypes": ["violations"]}
COLOURS = {**EVERY_RULE, "runOnly": ["color-contrast"]}
LOOKS: tuple[tuple[int, Literal["light", "dark"], dict[str, list[str]]], ...] = (
    (PHONE, "light", EVERY_RULE),
    (PHONE, "dark", COLOURS),
    (DESKTOP, "light", COLOURS),
    (DESKTOP, "dark", EVERY_RULE),
)
"""The rules see the page at each width; its colours, in each scheme and at each width."""
NARROWEST = 320
REFUSED = "Failed to load resource"  # what Chromium says of a page with the status 403 or 404


class EveryPageTestCase(BrowserTestCase):
    def setUp(self) -> None:
        super().setUp()
        furnish(SHOWN)
        self.axe = Axe()

    def look_at(self, pages: dict[str, Opener], *, who: str = "") -> None:
        for name, opener in pages.items():
            window = Window(self.visitor(), self.live_server_url)
            window.browser.on("console", self._note_message)
            window.browser.on("weberror", lambda failed: self.complaints.append(f"script: {failed.error}"))
            window.browser.on("request", self._note_request)
            if who:
                sign_in(window, who)
            page = opener(window)
            with self.subTest(page=name):
                # Before axe looks: on Django's forms it tries styles of its own, which the policy refuses.
                self.assertEqual([each for each in self.complaints if REFUSED not in each], [])
                self.check(page)
            self.complaints.clear()
            window.browser.close()

    def check(self, page: Page) -> None:
        for width, scheme, rules in LOOKS:
            page.set_viewport_size({"width": width, "height": 740})
            page.emulate_media(color_scheme=scheme)
            results = self.axe.run(page, options=rules)
            self.assertEqual(results.violations_count, 0, f"{width}, {scheme}: {results.generate_report()}")
        for width in (NARROWEST, PHONE, DESKTOP):
            page.set_viewport_size({"width": width, "height": 740})
            self.assertLessEqual(page.evaluate("document.documentElement.scrollWidth"), width)

    def test_readers_meet_no_barrier(self) -> None:
        self.look_at(PUBLIC)

    def test_editors_meet_no_barrier(self) -> None:
        self.look_at(DESK, who="dana")
        self.look_at({"sign in": DESK["desk"]})
