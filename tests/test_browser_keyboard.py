"""The desk by keyboard alone: everything is reached with Tab and done with keys, from a gap to a published article."""

from playwright.sync_api import BrowserContext, Locator, Page

from errors.models import Article, Gap
from tests.desk_browser import DeskBrowserTestCase

PASTE = "docker: gearbox 7 of press-2 lost a tooth"
MOST_STEPS = 400


class KeyboardTests(DeskBrowserTestCase):
    def test_the_keyboard_alone_suffices_from_a_gap_to_a_published_article(self) -> None:
        self.alice, self.bob = self.editor("alice"), self.editor("bob")
        self.open_answer(paste=PASTE).close()
        self.a_gap_is_written_up_and_submitted()
        self.it_is_sent_back_with_a_comment_on_a_section()
        self.it_is_mended_and_submitted_again()
        self.it_is_approved()
        self.an_old_version_is_compared_and_restored()
        self.it_is_checked_and_renamed()
        self.assertEqual(self.complaints, [])

    def reach(self, page: Page, wanted: Locator) -> None:
        """Press Tab until the focus is there."""
        for _ in range(MOST_STEPS):
            page.keyboard.press("Tab")
            if wanted.evaluate("element => element === document.activeElement"):
                return
        self.fail(f"Tab does not reach {wanted}")

    def press(self, page: Page, role: str, name: str) -> None:
        self.reach(page, page.get_by_role(role, name=name).filter(visible=True).first)  # type: ignore[arg-type]
        page.keyboard.press("Enter")

    def type(self, page: Page, wanted: Locator, text: str) -> None:
        self.reach(page, wanted)
        page.keyboard.press("Control+a")
        page.keyboard.type(text)

    def field(self, page: Page, label: str) -> Locator:
        return page.get_by_role("textbox", name=label, exact=True).first

    def begin(self, window: BrowserContext, link: str) -> Page:
        """From the desk to the page to which a link leads."""
        page = self.open("/admin/", window)
        self.press(page, "link", link)
        page.wait_for_url("**/admin/errors/article/**")
        return page

    def a_gap_is_written_up_and_submitted(self) -> None:
        page = self.begin(self.alice, "Write the article")
        self.type(page, self.field(page, "Name in the address"), "gearbox-lost-a-tooth")
        self.type(page, self.field(page, "Message"), "gearbox {number} of {machine} lost a tooth")
        self.type(page, self.field(page, "Quick fix"), "Order a gearbox.")
        self.press(page, "button", "Add a cause")
        page.keyboard.type("Wear")
        self.press(page, "button", "Add a cause")
        page.keyboard.type("Frost")
        page.keyboard.press("Alt+ArrowUp")
        self.press(page, "button", "Add a fix")
        page.keyboard.type("Replace the gearbox")
        self.type(page, page.locator('[name="fixes.cures"]'), "Wear; Frost")
        self.press(page, "button", "Save and submit for review")
        page.get_by_text("was submitted for review").wait_for()
        self.type(page, page.get_by_label("Does this find the article?"), PASTE)
        self.press(page, "button", "Try it")
        page.get_by_text("This article wins.").wait_for()
        page.close()
        self.new = Article.objects.get(name="gearbox-lost-a-tooth")
        self.assertEqual([cause.title for cause in self.new.causes.all()], ["Frost", "Wear"])

    def it_is_sent_back_with_a_comment_on_a_section(self) -> None:
        page = self.begin(self.bob, "gearbox")
        self.reach(page, page.locator("summary", has_text="Comment on causes"))
        page.keyboard.press("Enter")
        self.type(page, page.get_by_label("Your comment on causes"), "How does one tell?")
        self.press(page, "button", "Send back with the comments")
        page.get_by_text("was sent back with your comments").wait_for()
        page.close()

    def it_is_mended_and_submitted_again(self) -> None:
        page = self.begin(self.alice, "gearbox")
        self.type(page, page.get_by_label("How to tell").first, "Listen.")
        self.press(page, "button", "Save and submit for review")
        page.get_by_text("was submitted for review").wait_for()
        page.close()

    def it_is_approved(self) -> None:
        page = self.begin(self.bob, "gearbox")
        self.press(page, "button", "Approve and publish")
        page.get_by_text("It answers what 1 person had asked in vain.").wait_for()
        page.close()
        self.assertEqual(Gap.objects.get().state, "closed")

    def an_old_version_is_compared_and_restored(self) -> None:
        page = self.open(f"/admin/errors/article/{self.new.pk}/change/", self.bob)
        self.press(page, "link", "History")
        page.wait_for_url("**/history/")
        self.press(page, "button", "Compare the two")
        page.get_by_role("heading", name="Version 1 and version 2").wait_for()
        self.press(page, "link", "1")
        page.wait_for_url("**/versions/1/")
        self.press(page, "button", "Restore this version as a draft")
        page.get_by_text("Version 1 is the draft now").wait_for()
        page.close()

    def it_is_checked_and_renamed(self) -> None:
        page = self.open(f"/admin/errors/article/{self.new.pk}/about/", self.bob)
        self.press(page, "button", "Still true")
        page.get_by_text("is reviewed as of today").wait_for()
        self.type(page, page.get_by_label("Name", exact=True), "broken-gearbox")
        self.press(page, "button", "Move it")
        page.get_by_text("It has its new address").wait_for()
        page.close()
        self.assertEqual(Article.objects.get(pk=self.new.pk).name, "broken-gearbox")
