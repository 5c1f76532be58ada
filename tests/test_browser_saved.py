"""Saving a fix, pasting the error again; asking the editors; from paste to copied command by keyboard alone."""

from playwright.sync_api import Page, expect

from errors.models import SavedFix
from tests.browser import PASTE, PHONE, SLUG, BrowserTestCase

NO_ANSWER = "quux frobnicator exploded: flux 42\n"
NOTE = "our registry needs the VPN"


class SavedBrowserTestCase(BrowserTestCase):
    def save(self, page: Page) -> None:
        page.get_by_text("Save this fix").click()
        page.get_by_label("A note to yourself").fill(NOTE)
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.locator(".outcome")).to_be_visible()

    def test_saving_pasting_again_and_the_note(self) -> None:
        visitor = self.visitor(width=PHONE)
        page = self.open_answer(visitor)
        self.assertEqual(visitor.cookies(), [])
        self.save(page)
        expect(page.locator(".outcome")).to_contain_text("your note stands first")
        self.assertTrue(page.url.endswith("/match"))
        again = self.open_answer(visitor)
        note, fix = again.locator(".saved-note").bounding_box(), again.locator(".quick-fix").bounding_box()
        assert note is not None and fix is not None
        self.assertLess(note["y"], fix["y"])
        expect(again.locator(".saved-note")).to_contain_text("You saved this on")
        expect(again.locator(".saved-note")).to_contain_text(NOTE)
        self.assertEqual(self.complaints, [])

    def test_an_article_is_saved_without_javascript_and_edited_and_deleted(self) -> None:
        page = self.open(f"/{SLUG}/", self.visitor(javascript=False))
        self.save(page)
        expect(page.locator("h1")).to_have_text("Saved fixes")
        page.get_by_label("Your note").fill("another note")
        page.get_by_role("button", name="Save the note").click()
        expect(page.get_by_label("Your note")).to_have_value("another note")
        page.get_by_role("button", name="Delete", exact=True).click()
        expect(page.get_by_text("Nothing is saved.")).to_be_visible()
        self.assertFalse(SavedFix.objects.exists())

    def test_the_fixes_are_downloaded(self) -> None:
        visitor = self.visitor()
        self.save(self.open(f"/{SLUG}/", visitor))
        page = self.open("/saved/", visitor)
        with page.expect_download() as download:
            page.get_by_role("link", name="As Markdown").click()
        self.assertEqual(download.value.suggested_filename, "saved-fixes.md")
        self.assertIn(NOTE, download.value.path().read_text())

    def test_asking_the_editors_gives_an_address_to_come_back_to(self) -> None:
        page = self.open_answer(paste=NO_ANSWER)
        page.get_by_role("button", name="Tell the editors").click()
        expect(page.locator(".outcome")).to_contain_text("/asked/")
        expect(page.locator(".outcome").get_by_role("button", name="Copy")).to_be_visible()
        address = page.locator(".outcome code").inner_text().strip()
        page.goto(address)
        expect(page.locator("h1")).to_have_text("No answer yet")
        self.assertEqual(self.complaints, [])


class KeyboardTestCase(BrowserTestCase):
    def tab_to(self, page: Page, name: str) -> None:
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.textContent.trim()") == name:
                return
        self.fail(f"Tab never came to {name}")

    def test_from_paste_to_copied_command_by_keyboard_alone(self) -> None:
        page = self.open("/")
        page.evaluate("text => navigator.clipboard.writeText(text)", PASTE)
        page.keyboard.press("Control+v")
        page.keyboard.press("Control+Enter")
        page.wait_for_url("**/match")
        self.tab_to(page, "Copy")
        page.keyboard.press("Enter")
        expect(page.get_by_text("Copied").first).to_be_visible()
        copied = page.evaluate("navigator.clipboard.readText()")
        self.assertTrue(copied.startswith("docker pull acme/api:1.8"), copied)
