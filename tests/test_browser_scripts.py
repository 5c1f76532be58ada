"""The comfort that JavaScript adds: copying, filling in values, sending a paste from the keyboard."""

from urllib.parse import quote as percent

from playwright.sync_api import Page, expect

from errors.quoting import quote
from tests.browser import PASTE, SLUG, BrowserTestCase

VALUES = (
    "acme/api:1.8",
    "my image",
    "it's",
    'say "x"',
    "$(reboot)",
    "a`b`\\c!",
    "--all",
    "~/.ssh/id",
    "<b>&amp;",
    "café",
    "two\nlines",
    "right\u202eto left",
)


def copied(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


class CopyTestCase(BrowserTestCase):
    def test_it_copies_a_command_and_says_so(self) -> None:
        page = self.open(f"/{SLUG}/#image=acme%2Fapi")
        page.get_by_role("button", name="Copy").first.click()
        expect(page.get_by_role("status")).to_have_text("Copied")
        self.assertEqual(copied(page), "docker pull acme/api\necho \"acme/api\" 'acme/api'")

    def test_it_copies_only_the_commands_of_a_session(self) -> None:
        page = self.open(f"/{SLUG}/#image=acme%2Fapi")
        page.get_by_role("button", name="Copy").nth(1).click()
        expect(page.get_by_role("status")).to_have_text("Copied")
        self.assertEqual(copied(page), "docker pull acme/api \\\n  --quiet\ndocker images")

    def test_it_makes_only_blocks_that_scroll_focusable(self) -> None:
        page = self.open(f"/{SLUG}/")
        expect(page.locator("#fixes .code pre").first).to_have_attribute("tabindex", "0")
        self.assertIsNone(page.locator("#causes .code pre").first.get_attribute("tabindex"))


class ValuesTestCase(BrowserTestCase):
    def test_it_fills_commands_from_the_fragment(self) -> None:
        page = self.open(f"/{SLUG}/#image=acme%2Fapi")
        expect(page.locator("#causes .code")).to_contain_text("docker manifest inspect acme/api")
        expect(page.get_by_label("image")).to_have_value("acme/api")

    def test_it_changes_every_command_when_a_field_changes(self) -> None:
        page = self.open(f"/{SLUG}/#image=acme%2Fapi")
        page.get_by_label("image").fill("other")
        expect(page.locator("#quick-fix .code").first).to_contain_text("docker pull other")
        expect(page.locator("#causes .code")).to_contain_text("inspect other")
        self.assertTrue(page.url.endswith("#image=other"))

    def test_it_shows_the_placeholder_again_when_a_field_is_emptied(self) -> None:
        page = self.open(f"/{SLUG}/#image=acme%2Fapi")
        page.get_by_label("image").fill("")
        expect(page.locator("#causes .code")).to_contain_text("inspect {image}")

    def test_it_leaves_an_anchor_alone(self) -> None:
        page = self.open(f"/{SLUG}/#causes")
        expect(page.locator("#causes .code")).to_contain_text("inspect {image}")
        expect(page.get_by_label("image")).to_have_value("")

    def test_it_quotes_as_the_server_does(self) -> None:
        """security: a link may carry any value, so both must write it so that it cannot become part of a command."""
        visitor = self.visitor()
        for value in VALUES:
            page = self.open(f"/{SLUG}/#image={percent(value)}", visitor)
            for placeholder in page.locator("main .placeholder[data-name=image]").all():
                context = placeholder.get_attribute("data-quote") or ""
                with self.subTest(value=value, context=context):
                    self.assertEqual(placeholder.text_content(), quote(value, context) or "{image}")
        self.assertEqual(self.complaints, [])


class PasteTestCase(BrowserTestCase):
    def test_it_sends_the_paste_with_control_and_enter(self) -> None:
        page = self.open("/")
        page.get_by_role("textbox").first.fill(PASTE)
        page.get_by_role("textbox").first.press("Control+Enter")
        page.wait_for_url("**/match")

    def test_it_takes_a_paste_from_anywhere_on_the_page(self) -> None:
        page = self.open("/")
        page.evaluate("text => navigator.clipboard.writeText(text)", PASTE.strip())
        page.locator("h1").click()
        page.keyboard.press("Control+v")
        expect(page.locator("textarea[name=paste]")).to_have_value(PASTE.strip())
