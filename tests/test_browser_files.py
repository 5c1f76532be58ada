"""An editor brings a zip of article files: the dry run, and then all of it; in Chromium, under axe."""

import io
import zipfile
from dataclasses import replace

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import FilePayload

from errors.articlefile import dump, parse
from errors.models import Article
from tests.articles import make_document
from tests.browser import ARTICLE, DESKTOP, PHONE, SLUG
from tests.desk_browser import DeskBrowserTestCase


def upload(**files: str) -> FilePayload:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, text in files.items():
            archive.writestr(f"{name}.md", text)
    return {"name": "articles.zip", "mimeType": "application/zip", "buffer": data.getvalue()}


class FilesTests(DeskBrowserTestCase):
    def test_a_zip_is_refused_mended_seen_and_applied(self) -> None:
        page = self.open("/admin/files/", self.editor("alice"))
        bring = page.get_by_role("button", name="Show what would change")
        page.get_by_label("File", exact=True).set_input_files(upload(**{"git/new": "# No front matter\n"}))
        bring.click()
        page.get_by_role("alert").get_by_text("git/new.md: line 1: start the file with a front matter").wait_for()
        self.complaints.clear()  # Chromium notes every answer of 4xx

        newer = dump(replace(parse(ARTICLE), why="Nobody told the registry."))
        files = {SLUG: newer, "git/new": dump(make_document())}
        page.get_by_label("File", exact=True).set_input_files(upload(**files))
        bring.click()
        page.get_by_text("2 articles would change").wait_for()
        page.get_by_text("1 section", exact=True).click()
        self.assertIn("Nobody told the registry.", page.locator("pre").filter(visible=True).nth(1).inner_text())
        for width in (DESKTOP, PHONE):
            page.set_viewport_size({"width": width, "height": 740})
            results = Axe().run(page)
            self.assertEqual(results.violations_count, 0, results.generate_report())
            self.assertLessEqual(page.evaluate("document.documentElement.scrollWidth"), width)
        page.get_by_role("button", name="Apply: submit all for review").click()
        page.get_by_text("2 articles submitted for review.").wait_for()
        self.assertEqual(Article.objects.filter(draft__state="in-review").count(), 2)
        self.assertEqual(self.complaints, [])
