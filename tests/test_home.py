from django.test import TestCase

from tests.articles import make_article


class HomeTests(TestCase):
    def test_it_works(self) -> None:
        make_article()
        response = self.client.get("/")
        self.assertContains(response, '<textarea id="paste" name="paste"')
        self.assertContains(response, "/docker/manifest-unknown/")
        self.assertContains(response, "Docker")

    def test_it_works_without_articles(self) -> None:
        self.assertEqual(self.client.get("/").status_code, 200)

    def test_it_lists_only_what_is_published(self) -> None:
        make_article("git/draft", tool_name="Git", status="draft")
        self.assertNotContains(self.client.get("/"), "/git/")

    def test_it_is_the_same_bytes_for_everyone(self) -> None:
        response = self.client.get("/")
        self.assertFalse(response.cookies)
        self.assertNotIn("Cookie", response.headers.get("Vary", ""))
        self.assertIn("public", response.headers["Cache-Control"])

    def test_asking_again_costs_no_bytes(self) -> None:
        tag = self.client.get("/").headers["ETag"]
        self.assertEqual(self.client.get("/", headers={"If-None-Match": tag}).status_code, 304)
