"""The whole story with three people: from a paste that found nothing to an article that is found, and beyond."""

from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import BrowserContext, Page

from errors.models import Article, Gap, Tool
from tests.desk_browser import DeskBrowserTestCase

PASTE = "docker: gearbox 7 of press-2 lost a tooth"


class StoryTests(DeskBrowserTestCase):
    def test_a_gap_becomes_an_article_that_is_found_and_outlives_its_database(self) -> None:
        self.alice, self.bob, self.dana = (self.editor(name) for name in ("alice", "bob", "dana"))
        self.paste_finds("No article")
        self.a_gap_becomes_a_draft_that_is_tried_previewed_and_submitted()
        self.it_is_sent_back_with_a_comment_and_mended()
        self.it_is_approved_and_found_at_once()
        self.two_edit_it_at_once_and_nothing_is_lost()
        self.an_older_version_is_restored()
        self.it_is_exported_and_loaded_into_an_empty_database_with_identical_pages()
        self.assertEqual(self.complaints, [])

    def paste_finds(self, words: str) -> None:
        page = self.open_answer(paste=PASTE)
        page.get_by_text(words).first.wait_for()
        page.close()

    def a_gap_becomes_a_draft_that_is_tried_previewed_and_submitted(self) -> None:
        page = self.open("/admin/", self.alice)
        page.get_by_role("link", name="Write the article").click()
        self.assertEqual(page.get_by_label("Tool").input_value(), "docker")
        page.get_by_role("textbox", name="Title", exact=True).first.fill(
            "docker: gearbox {number} of {machine} lost a tooth"
        )
        page.get_by_role("textbox", name="Message", exact=True).fill("gearbox {number} of {machine} lost a tooth")
        page.get_by_label("Name in the address").fill("gearbox-lost-a-tooth")
        page.get_by_role("textbox", name="Quick fix", exact=True).fill("Stop {machine} and order gearbox {number}.")
        page.get_by_role("textbox", name="What this error means", exact=True).fill("A tooth of the gearbox broke off.")
        page.get_by_role("button", name="Add a cause").click()
        page.keyboard.type("Wear")
        page.get_by_role("button", name="Add a fix").click()
        page.keyboard.type("Replace the gearbox")
        page.locator('[name="fixes.cures"]').fill("Wear")
        page.get_by_role("button", name="Try it").click()
        page.get_by_text("This article wins.").wait_for()
        page.frame_locator("#preview").get_by_role("heading", name="Replace the gearbox").wait_for()
        page.get_by_role("button", name="Save and submit for review").click()
        page.get_by_text("was submitted for review").wait_for()
        page.close()
        self.new = Article.objects.get(name="gearbox-lost-a-tooth")
        self.assertIn("not found", self.open("/docker/gearbox-lost-a-tooth/").title())
        self.complaints.clear()  # the 404 is the point

    def it_is_sent_back_with_a_comment_and_mended(self) -> None:
        page = self.from_the_desk(self.bob)
        page.locator("summary", has_text="Comment on causes").click()
        page.get_by_label("Your comment on causes").fill("How does one tell?")
        page.get_by_role("button", name="Send back").click()
        page.get_by_text("was sent back with your comments").wait_for()
        page.close()
        page = self.from_the_desk(self.alice)
        page.get_by_text("How does one tell?").first.wait_for()
        page.get_by_label("How to tell").fill("Listen: it clicks once a turn.")
        page.get_by_label("What changed, and why").fill("Says how to tell")
        page.get_by_role("button", name="Save and submit for review").click()
        page.get_by_text("was submitted for review").wait_for()
        page.close()

    def from_the_desk(self, window: BrowserContext) -> Page:
        """The page to which the desk leads from the article that waits there."""
        page = self.open("/admin/", window)
        page.locator(".columns").get_by_role("link", name="gearbox").first.click()
        return page

    def it_is_approved_and_found_at_once(self) -> None:
        page = self.from_the_desk(self.bob)
        page.get_by_role("button", name="Approve and publish").click()
        page.get_by_text("It answers what 1 person had asked in vain.").wait_for()
        page.close()
        self.assertEqual(Gap.objects.get().state, "closed")
        self.paste_finds("Stop")

    def two_edit_it_at_once_and_nothing_is_lost(self) -> None:
        path = f"/admin/errors/article/{self.new.pk}/change/"
        of_alice, of_bob = self.write_page(self.alice, path), self.write_page(self.bob, path)
        of_bob.get_by_role("textbox", name="Why this happens", exact=True).fill("Steel tires, says Bob.")
        of_bob.get_by_role("button", name="Save the draft").last.click()
        of_bob.get_by_text("was saved as a draft").wait_for()
        of_alice.get_by_role("textbox", name="Why this happens", exact=True).fill("Steel tires, says Alice.")
        of_alice.get_by_role("button", name="Save the draft").last.click()
        of_alice.get_by_role("heading", name="Bob saved version 3 since you began").wait_for()
        self.assertEqual(of_alice.locator("#conflict del").first.text_content(), "Bob")
        self.assertEqual(of_alice.locator("#conflict ins").first.text_content(), "Alice")
        of_alice.get_by_role("textbox", name="Why this happens", exact=True).fill("Steel tires, say both.")
        of_alice.get_by_role("button", name="Save and submit for review").click()
        of_alice.get_by_text("was submitted for review").wait_for()
        of_alice.close()
        of_bob.close()
        page = self.open(f"/admin/errors/article/{self.new.pk}/review/", self.dana)
        page.get_by_role("button", name="Approve and publish").click()
        page.get_by_text("Version 4 is published.").wait_for()
        page.close()
        self.complaints = [each for each in self.complaints if "409" not in each]

    def an_older_version_is_restored(self) -> None:
        page = self.open(f"/admin/errors/article/{self.new.pk}/history/", self.alice)
        page.get_by_role("link", name="2", exact=True).click()
        page.get_by_role("button", name="Restore this version as a draft").click()
        page.get_by_text("Version 2 is the draft now").wait_for()
        page.get_by_role("button", name="Save and submit for review").click()
        page.get_by_text("was submitted for review").wait_for()
        page.close()
        page = self.open(f"/admin/errors/article/{self.new.pk}/review/", self.bob)
        self.assertIn("Steel tires, say both.", page.locator(".change del").all_inner_texts())
        page.get_by_role("button", name="Approve and publish").click()
        page.get_by_text("Version 6 is published.").wait_for()
        page.close()
        self.assertEqual(Article.objects.get(pk=self.new.pk).why, "")

    def it_is_exported_and_loaded_into_an_empty_database_with_identical_pages(self) -> None:
        folder = Path(self.enterContext(TemporaryDirectory()))
        page = self.open("/admin/files/", self.dana)
        with page.expect_download() as download:
            page.get_by_role("link", name="All articles with their history").click()
        download.value.save_as(folder / "articles.zip")
        before = self.site_pages()
        versions = self.new.revisions.count()
        names = dict(Tool.objects.values_list("slug", "name"))
        Article.objects.all().delete()
        page.get_by_label("File", exact=True).set_input_files(folder / "articles.zip")
        page.get_by_role("button", name="Show what would change").click()
        page.get_by_role("button", name="Apply and publish: reviewed elsewhere").click()
        page.get_by_text(f"{len(before)} articles published.").wait_for()
        page.close()
        self.assertEqual(dict(Tool.objects.values_list("slug", "name")), names)
        self.assertEqual(self.site_pages(), before)
        self.assertEqual(Article.objects.get(name="gearbox-lost-a-tooth").revisions.count(), versions)

    def site_pages(self) -> dict[str, str]:
        """{address: text} of every article as readers see it."""
        return {
            article.path: self.client.get(article.path).content.decode()
            for article in Article.objects.published().for_lists()
        }
