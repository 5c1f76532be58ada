"""Pages in Chromium: what each of them has, and keeps quiet about."""

from playwright.sync_api import BrowserContext, Page

from tests.browser import PHONE, SLUG, BrowserTestCase

NO_ANSWER = "quux frobnicator exploded: flux 42\n"
PATHS = {
    "home": "/",
    "tool": "/docker/",
    "article": f"/{SLUG}/",
    "search": "/search?q=image",
    "codes": "/e/",
    "api": "/api/",
    "info": "/about/how-we-review/",
    "404": "/no/such-page/",
}


class BrowserPagesTestCase(BrowserTestCase):
    def each_page(self, visitor: BrowserContext) -> list[tuple[str, Page]]:
        """Every kind of page by its name, open in a visitor's window."""
        pages = [(name, self.open(path, visitor)) for name, path in PATHS.items()]
        pages.append(("answer", self.open_answer(visitor)))
        pages.append(("no answer", self.open_answer(visitor, NO_ANSWER)))
        return pages

    def test_it_says_nothing_in_the_console_and_asks_no_other_host(self) -> None:
        self.each_page(self.visitor())
        self.assertEqual(self.complaints, [])

    def test_it_has_one_main_heading_a_title_and_a_description(self) -> None:
        titles = []
        for name, page in self.each_page(self.visitor()):
            with self.subTest(page=name):
                titles.append(page.title())
                self.assertEqual(page.locator("h1").count(), 1)
                self.assertTrue(page.locator("meta[name=description]").get_attribute("content"))
        self.assertEqual(len(set(titles)), len(titles))

    def test_it_shows_the_quick_fix_in_the_first_screen_of_a_phone(self) -> None:
        phone = self.visitor(width=PHONE)
        for name, page in (("article", self.open(f"/{SLUG}/", phone)), ("answer", self.open_answer(phone))):
            with self.subTest(page=name):
                box = page.get_by_role("heading", name="Quick fix").bounding_box()
                assert box is not None
                self.assertLess(box["y"] + box["height"], 740)

    def test_it_skips_to_the_content_by_keyboard(self) -> None:
        page = self.open(f"/{SLUG}/")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        self.assertEqual(page.evaluate("document.activeElement.id"), "main")

    def test_it_links_a_recognised_line_to_its_answer(self) -> None:
        page = self.open_answer()
        page.locator(".paste a.line").first.click()
        self.assertTrue(page.url.endswith("#answer-0"))
        self.assertEqual(page.locator("#answer-0").count(), 1)
