"""A picture of an error, given to the paste box: from a phone's camera, by dropping it, and without scripts."""

import io

from PIL import Image
from playwright.sync_api import FilePayload, Page, expect

from tests.browser import PASTE, PHONE, BrowserTestCase
from tests.screenshots.photograph import photograph
from tests.screenshots.scenes import SCENES
from tests.test_browser_paste import drop

BLUE = next(scene for scene in SCENES if scene.name == "blue screen")
FILE = "A text file, screenshot or photo"


class PictureTestCase(BrowserTestCase):
    def screen(self) -> bytes:
        page = self.visitor().new_page()
        page.set_content(BLUE.page(PASTE))
        return page.locator("body").screenshot()

    def expect_answer(self, page: Page) -> None:
        expect(page.locator("#answer-0 .verdict")).to_contain_text("Match", timeout=20_000)
        expect(page.locator("main")).to_contain_text("This was read from your picture")
        expect(page.locator("textarea[name=paste]")).to_contain_text("sample registry has no image")

    def test_a_photo_of_a_blue_screen_is_answered_on_a_phone(self) -> None:
        photo = photograph(Image.open(io.BytesIO(self.screen())), seed=1)
        page = self.open("/", self.visitor(width=PHONE))
        page.get_by_label(FILE).set_input_files({"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": photo})
        self.expect_answer(page)
        self.assertEqual(self.complaints, [])

    def test_a_dropped_screenshot_is_answered(self) -> None:
        page = self.open("/")
        drop(page, self.screen(), "screen.png", "image/png")
        self.expect_answer(page)

    def test_a_screenshot_is_answered_without_javascript(self) -> None:
        page = self.open("/", self.visitor(javascript=False))
        screen: FilePayload = {"name": "a.png", "mimeType": "image/png", "buffer": self.screen()}
        page.get_by_label(FILE).set_input_files(screen)
        page.get_by_role("button", name="Find the fix").click()
        self.expect_answer(page)

    def test_too_large_a_picture_is_refused_before_it_is_sent(self) -> None:
        page = self.open("/")
        large: FilePayload = {"name": "a.png", "mimeType": "image/png", "buffer": bytes(9_000_000)}
        page.get_by_label(FILE).set_input_files(large)
        expect(page.get_by_role("alert")).to_contain_text("a picture may have 8 MB")
        self.assertEqual(page.url, f"{self.live_server_url}/")
