"""Nothing that an editor types is lost: closed windows, sessions that ran out, a site that does not answer, gaps."""

from playwright.sync_api import Page

from errors import reviewing
from errors.articledocument import ArticleDocument
from errors.models import Article, Gap
from tests.desk_browser import PASSWORD, DeskBrowserTestCase
from tests.test_gaps import search


class UnsavedTests(DeskBrowserTestCase):
    def test_what_was_typed_and_not_saved_is_there_again(self) -> None:
        window = self.editor("alice")
        page = self.write_page(window)
        page.get_by_role("button", name="Add a cause").click()
        page.keyboard.type("Gravity")
        page.get_by_role("textbox", name="Quick fix", exact=True).fill("My unsaved fix.")
        page.wait_for_timeout(500)
        page.close()
        page = self.write_page(window)
        page.get_by_text("Here is what you had typed and not saved").wait_for()
        self.assertEqual(page.get_by_role("textbox", name="Quick fix", exact=True).input_value(), "My unsaved fix.")
        self.assertEqual(page.locator('#article-form .parts [name="causes.title"]').last.input_value(), "Gravity")
        page.get_by_role("button", name="Save the draft").last.click()
        page.get_by_text("was saved as a draft").wait_for()
        page = self.write_page(window)
        self.assertTrue(page.locator("#kept").is_hidden())

    def test_a_session_that_ran_out_saves_after_signing_in_again(self) -> None:
        window = self.editor("alice")
        page = self.write_page(window)
        page.get_by_role("textbox", name="Quick fix", exact=True).fill("Written while signed out.")
        window.clear_cookies()
        page.get_by_role("button", name="Save the draft").last.click()
        self.sign_in_beside(page, "alice")
        page.get_by_role("button", name="Save the draft").last.click()
        page.get_by_text("was saved as a draft").wait_for()
        self.assertEqual(self.draft().quick_fix, "Written while signed out.")

    def sign_in_beside(self, page: Page, name: str) -> None:
        """In the tab that the page offers."""
        with page.context.expect_page() as opened:
            page.get_by_role("link", name="sign in in another tab").click()
        opened.value.get_by_label("Username").fill(name)
        opened.value.get_by_label("Password").fill(PASSWORD)
        opened.value.get_by_role("button", name="Sign in").click()
        opened.value.wait_for_url("**/admin/")

    def test_a_site_that_does_not_answer_takes_no_text(self) -> None:
        window = self.editor("alice")
        page = self.write_page(window)
        page.get_by_role("textbox", name="Quick fix", exact=True).fill("Written in a tunnel.")
        window.set_offline(True)
        page.get_by_role("button", name="Save the draft").last.click()
        page.get_by_text("The site does not answer.").wait_for()
        window.set_offline(False)
        page.get_by_role("button", name="Save the draft").last.click()
        page.get_by_text("was saved as a draft").wait_for()
        self.assertEqual(self.draft().quick_fix, "Written in a tunnel.")

    def test_each_gap_has_a_text_of_its_own(self) -> None:
        search("sprocket 7 is upside down")
        search("gearbox 3 lost a tooth")
        first, second = (f"/admin/errors/article/add/?gap={gap.pk}" for gap in Gap.objects.order_by("line"))
        window = self.editor("alice")
        page = self.write_page(window, first)
        page.get_by_role("textbox", name="Quick fix", exact=True).fill("Of the gearbox.")
        page.wait_for_timeout(500)
        page.close()
        page = self.write_page(window, second)
        self.assertEqual(page.get_by_role("textbox", name="Quick fix", exact=True).input_value(), "")
        page = self.write_page(window, first)
        page.get_by_text("Here is what you had typed and not saved").wait_for()
        self.assertEqual(page.get_by_role("textbox", name="Quick fix", exact=True).input_value(), "Of the gearbox.")

    def test_a_reviewers_comment_outlives_window_and_session(self) -> None:
        document = reviewing.working_document(self.article)
        reviewing.save_draft(self.article, document, by=self.people["alice"], base=0, submit=True)
        path, window = f"/admin/errors/article/{self.article.pk}/review/", self.editor("bob")
        page = self.open(path, window)
        page.locator("summary", has_text="Comment on causes").click()
        page.get_by_label("Your comment on causes").fill("How does one tell?")
        page.wait_for_timeout(500)
        page.close()
        page = self.open(path, window)
        self.assertEqual(page.get_by_label("Your comment on causes").input_value(), "How does one tell?")
        window.clear_cookies()
        page.get_by_role("button", name="Send back").click()
        self.sign_in_beside(page, "bob")
        page.get_by_role("button", name="Send back").click()
        page.get_by_text("was sent back with your comments").wait_for()

    def draft(self) -> ArticleDocument:
        draft = Article.objects.get(pk=self.article.pk).draft
        assert draft
        return draft.document
