from django.test import TestCase

from errors.loading import LIBRARY, _load_pages
from errors.models import InfoPage


class InfoTests(TestCase):
    def test_the_two_pages_that_every_page_links_to_exist(self) -> None:
        _load_pages(LIBRARY)
        home = self.client.get("/").content.decode()
        for slug in ("exact-error-messages", "how-we-review"):
            self.assertIn(f"/about/{slug}/", home)
            self.assertEqual(self.client.get(f"/about/{slug}/").status_code, 200)

    def test_it_shows_the_editors_markdown(self) -> None:
        InfoPage.objects.create(slug="x", title="About x", body="**Bold** <script>")
        response = self.client.get("/about/x/")
        self.assertContains(response, "<strong>Bold</strong> &lt;script&gt;")

    def test_an_unknown_page_is_not_found(self) -> None:
        self.assertEqual(self.client.get("/about/nothing/").status_code, 404)
