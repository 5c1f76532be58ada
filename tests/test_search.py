from django.test import TestCase

from tests.articles import make_article


class SearchTests(TestCase):
    def test_it_works(self) -> None:
        make_article()
        response = self.client.get("/search", {"q": "manifest unknown"})
        self.assertContains(response, "/docker/manifest-unknown/")

    def test_it_marks_what_it_found_and_escapes_the_rest(self) -> None:
        make_article(meaning='The sprocket fell & "broke" off.')
        response = self.client.get("/search", {"q": "sprocket"})
        self.assertContains(response, "<mark>sprocket</mark> fell &amp; &quot;broke&quot;")

    def test_without_words_it_shows_the_box(self) -> None:
        self.assertContains(self.client.get("/search"), 'name="q"')

    def test_it_says_that_it_found_nothing(self) -> None:
        self.assertContains(self.client.get("/search", {"q": "zebra"}), "No article has “zebra”")

    def test_drafts_are_not_found(self) -> None:
        make_article(status="draft")
        self.assertNotContains(self.client.get("/search", {"q": "manifest"}), "/docker/")

    def test_any_query_and_page_is_a_page(self) -> None:
        make_article()
        for query in ("\x00manifest", "'; DROP TABLE x; --", '"unclosed', "-", "<script>", "a" * 5000, "| & !"):
            for page in ("0", "-1", "x", "999999999999"):
                with self.subTest(query[:20], page=page):
                    response = self.client.get("/search", {"q": query, "page": str(page)})
                    self.assertEqual(response.status_code, 200)
                    self.assertNotContains(response, "<script>")

    def test_it_pages(self) -> None:
        for number in range(21):
            make_article(f"docker/error-{number}")
        first = self.client.get("/search", {"q": "manifest"})
        self.assertContains(first, "page=2")
        self.assertContains(self.client.get("/search", {"q": "manifest", "page": "2"}), "page=1")
