"""Signing in with a second factor, as an administrator does who must have one; in Chromium, under axe."""

from base64 import b32decode

from axe_playwright_python.sync_playwright import Axe
from django.test import override_settings
from django_otp.oath import TOTP
from playwright.sync_api import BrowserContext, Page

from tests.browser import DESKTOP, PHONE
from tests.desk_browser import PASSWORD, DeskBrowserTestCase


def code_of_key(key: str) -> str:
    """What an authenticator shows now, into which somebody typed the key."""
    return f"{TOTP(b32decode(key.replace(' ', ''))).token():06d}"


@override_settings(REQUIRE_SECOND_FACTOR=True)
class SecondFactorTests(DeskBrowserTestCase):
    def sign_in_by_form(self, window: BrowserContext, code: str = "") -> Page:
        page = self.open("/admin/", window)
        page.get_by_label("Username").fill("dana")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_label("Code").fill(code)
        page.get_by_role("button", name="Sign in").click()
        return page

    def assertAccessible(self, page: Page) -> None:
        for width in (DESKTOP, PHONE):
            page.set_viewport_size({"width": width, "height": 740})
            results = Axe().run(page)
            self.assertEqual(results.violations_count, 0, results.generate_report())
            self.assertLessEqual(page.evaluate("document.documentElement.scrollWidth"), width)

    def test_it_is_set_up_and_asked_for_from_then_on(self) -> None:
        page = self.sign_in_by_form(self.visitor())
        page.get_by_text("Administrators need a second factor here.").wait_for()
        page.get_by_role("button", name="Set it up").click()
        key = page.locator("#second-factor-key").inner_text()
        self.assertAccessible(page)
        page.get_by_label("Code").fill(code_of_key(key))
        page.get_by_role("button", name="Confirm").click()
        recovery = page.locator("#recovery-codes code").first.inner_text()
        self.assertAccessible(page)

        page = self.sign_in_by_form(self.visitor())
        page.get_by_role("alert").get_by_text("Please enter the correct username").wait_for()
        self.assertAccessible(page)
        page = self.sign_in_by_form(self.visitor(), recovery)
        page.get_by_role("link", name="Account").click()
        page.get_by_text("An authenticator is set up").wait_for()
        self.assertEqual(page.get_by_role("cell", name="Chrome on Linux").count(), 2)
        self.assertAccessible(page)
        self.assertEqual(self.complaints, [])
