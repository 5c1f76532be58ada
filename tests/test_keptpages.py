"""The pages that list articles are kept by the process until the library changes; a conditional request costs one query."""

from typing import Any

from django.test import TestCase, override_settings

from errors import articlelife
from errors.models import Article, Tool, User
from tests.articles import make_article

PATHS = (
    "/",
    "/docker/",
    "/e/",
    "/docker.json",
    "/feed/",
    "/llms.txt",
    "/sitemap.xml",
    "/search?q=docker",
    "/search.json?q=docker",
)


class KeptListTests(TestCase):
    def setUp(self) -> None:
        self.article = make_article()

    def get(self, path: str, **headers: str) -> Any:
        return self.client.get(path, headers=headers)

    def test_asking_again_costs_one_query_and_no_bytes(self) -> None:
        for path in PATHS:
            first = self.get(path)
            with self.subTest(path), self.assertNumQueries(1):
                again = self.get(path, **{"If-None-Match": first.headers["ETag"]})
            self.assertEqual((again.status_code, again.content), (304, b""))

    def test_it_says_when_an_article_changed_last(self) -> None:
        for path in PATHS:
            with self.subTest(path):
                changed = self.get(path).headers["Last-Modified"]
                self.assertEqual(self.get(path, **{"If-Modified-Since": changed}).status_code, 304)

    def test_a_new_article_a_new_name_and_a_deletion_show_at_once(self) -> None:
        for path in ("/", "/docker/"):
            self.get(path)
        make_article("docker/other", title="another error")
        self.assertContains(self.get("/docker/"), "another error")
        Tool.objects.update(name="Moby")
        self.assertContains(self.get("/"), "Moby")
        self.assertContains(self.get("/docker/"), "Moby errors")
        dana = User.objects.create_superuser("dana")
        articlelife.delete(self.article, by=dana)
        self.assertNotContains(self.get("/docker/"), self.article.path)

    @override_settings(PAGES_TRUSTED_SECONDS=60)
    def test_a_page_that_everybody_reads_at_once_asks_nothing_of_the_database(self) -> None:
        self.get("/")
        with self.assertNumQueries(0):
            self.get("/")

    def test_what_stands_behind_a_question_mark_makes_no_page_of_its_own(self) -> None:
        self.get("/docker/")
        with self.assertNumQueries(1):
            self.get("/docker/?a=1")

    def test_other_words_find_other_articles(self) -> None:
        make_article("docker/other", title="another error")
        self.assertContains(self.get("/search?q=another"), "/docker/other/")
        self.assertNotContains(self.get("/search?q=xyzzy"), "/docker/other/")

    def test_a_tool_that_is_not_there_is_not_kept(self) -> None:
        self.assertEqual(self.get("/nothing/").status_code, 404)
        make_article("nothing/here", "Nothing")
        self.assertEqual(self.get("/nothing/").status_code, 200)

    def test_an_empty_library_has_pages_too(self) -> None:
        Article.objects.all().delete()
        self.assertEqual(self.get("/e/").status_code, 200)
