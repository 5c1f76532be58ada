"""The writing page in Chromium: by keyboard, by mouse, and without JavaScript."""

from errors.articledocument import ArticleDocument
from errors.models import Article
from tests.browser import DESKTOP
from tests.desk_browser import DeskBrowserTestCase


class WritingTests(DeskBrowserTestCase):
    def titles(self, page: object) -> list[str]:
        inputs = page.locator('#article-form .parts [name="causes.title"]')  # type: ignore[attr-defined]
        return [inputs.nth(n).input_value() for n in range(inputs.count())]

    def test_parts_are_added_moved_and_removed_by_keyboard_alone(self) -> None:
        page = self.write_page(self.editor("alice"))
        first, *rest = self.titles(page)
        page.get_by_role("button", name="Add a cause").focus()
        page.keyboard.press("Enter")
        page.keyboard.type("Gravity")
        self.assertEqual(self.titles(page), [first, *rest, "Gravity"])
        for _ in range(len(rest) + 1):
            page.keyboard.press("Alt+ArrowUp")
        self.assertEqual(self.titles(page), ["Gravity", first, *rest])
        self.assertEqual(page.evaluate("document.activeElement.value"), "Gravity")
        for _ in range(3):
            page.keyboard.press("Shift+Tab")
            if page.evaluate("document.activeElement.dataset.do") == "down":
                break
        page.keyboard.press("Enter")
        self.assertEqual(self.titles(page)[:2], [first, "Gravity"])
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        self.assertEqual(self.titles(page), [first, *rest])

    def test_a_part_is_dragged_by_its_handle(self) -> None:
        page = self.write_page(self.editor("alice"))
        page.get_by_role("button", name="Add a cause").click()
        page.keyboard.type("Gravity")
        parts = page.locator('[data-parts="causes"] .part')
        page.set_viewport_size({"width": DESKTOP, "height": 2400})
        parts.first.scroll_into_view_if_needed()
        start, end = parts.last.locator(".handle").bounding_box(), parts.first.locator("legend").bounding_box()
        assert start and end
        page.mouse.move(start["x"] + 4, start["y"] + 6)
        page.mouse.down()
        page.mouse.move(start["x"] + 14, start["y"], steps=4)
        page.mouse.move(end["x"] + 20, end["y"] + 10, steps=8)
        page.mouse.up()
        self.assertEqual(self.titles(page)[0], "Gravity")

    def test_the_preview_follows_what_is_typed(self) -> None:
        page = self.write_page(self.editor("alice"))
        page.get_by_role("textbox", name="Quick fix", exact=True).fill("Do **this** first.")
        shown = page.frame_locator("#preview").locator("#quick-fix strong")
        shown.wait_for()
        self.assertEqual(shown.text_content(), "this")
        self.assertEqual(self.complaints, [])

    def test_a_paste_is_tried_against_what_is_typed(self) -> None:
        page = self.write_page(self.editor("alice"))
        page.get_by_role("textbox", name="Message", exact=True).first.fill("sprocket {number} is upside down")
        page.get_by_label("Does this find the article?").fill("sprocket 7 is upside down")
        page.get_by_role("button", name="Try it").click()
        page.get_by_text("This article wins.").wait_for()
        self.assertFalse(self.article.revisions.exists())

    def test_a_brace_offers_the_placeholders_of_the_messages(self) -> None:
        page = self.write_page(self.editor("alice"))
        page.get_by_role("textbox", name="Message", exact=True).first.fill(
            "sprocket {number} of {machine} is upside down"
        )
        field = page.get_by_role("textbox", name="What this error means", exact=True)
        field.fill("")
        field.type("Turn {ma")
        page.get_by_role("option", name="{machine}").wait_for()
        page.keyboard.press("Enter")
        self.assertEqual(field.input_value(), "Turn {machine}")

    def test_without_javascript_an_article_is_written_too(self) -> None:
        page = self.open(f"/admin/errors/article/{self.article.pk}/change/", self.editor("alice", javascript=False))
        before = len(self.titles(page))
        page.get_by_role("button", name="Add a cause").click()
        page.locator('[name="causes.title"]').last.fill("Gravity")
        self.assertEqual(len(self.titles(page)), before + 1)
        page.get_by_role("button", name="Save the draft").last.click()
        page.get_by_text("was saved as a draft").wait_for()
        self.assertEqual(self.draft().causes[-1].title, "Gravity")

    def draft(self) -> ArticleDocument:
        draft = Article.objects.get(pk=self.article.pk).draft
        assert draft
        return draft.document
