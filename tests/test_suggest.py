from typing import Any
from unittest import mock

from django.test import TestCase, override_settings

from errors.articledocument import Message
from errors.models import Search
from tests.articles import make_article

PATH = "/search/suggest"


class SuggestTests(TestCase):
    def setUp(self) -> None:
        self.article = make_article()

    def suggest(self, typed: str, **headers: str) -> Any:
        return self.client.post(PATH, {"q": typed}, headers=headers)

    def urls(self, typed: str) -> list[str]:
        return [each["url"] for each in self.suggest(typed).json()["articles"]]

    def test_it_offers_the_article_with_its_title_and_tool(self) -> None:
        self.assertEqual(
            self.suggest("manifest unknown").json()["articles"],
            [{"title": self.article.title, "tool": "Docker", "url": self.article.path}],
        )

    def test_the_last_word_may_be_unfinished(self) -> None:
        self.assertEqual(self.urls("docker mani"), [self.article.path])

    def test_a_wrong_spelling_still_finds(self) -> None:
        self.assertEqual(self.urls("dokcer manifset unknown"), [self.article.path])

    def test_the_nearest_comes_first(self) -> None:
        other = make_article(
            "docker/other", title="no basic auth credentials", messages=[Message("no basic auth credentials")]
        )
        self.assertEqual(self.urls("no basic auth cred")[0], other.path)

    def test_words_that_no_article_has_find_nothing(self) -> None:
        self.assertEqual(self.urls("xyzzy plugh"), [])

    def test_drafts_are_not_offered(self) -> None:
        make_article("docker/draft", status="draft", title="sprocket", messages=[Message("sprocket upside down")])
        self.assertNotIn("/docker/draft/", self.urls("sprocket upside"))

    def test_it_takes_a_few_words_on_one_line_only(self) -> None:
        for typed in ("", "ab", "x" * 101, "two\nlines", "a\x00bc", "tab\there"):
            with self.subTest(typed):
                self.assertEqual(self.suggest(typed).status_code, 400)

    def test_no_character_breaks_it(self) -> None:
        for typed in ("it's", "a & b | !c", "((((", ":* <->", "\\'; --", "c++ C#", "ünïcode", "'''", "🐳🐳🐳"):
            with self.subTest(typed):
                self.assertEqual(self.suggest(typed).status_code, 200)

    def test_nothing_of_it_is_stored_or_logged(self) -> None:
        with self.assertLogs("kb.requests", "INFO") as logs:
            self.suggest("manifest unknown")
        self.assertNotIn("manifest", " ".join(logs.output))
        self.assertFalse(Search.objects.exists())

    def test_it_costs_seven_queries_at_most(self) -> None:
        """The rate limit, the articles with all words; then the matcher's three and its articles."""
        with mock.patch("random.randrange", return_value=1), self.assertNumQueries(6):
            self.suggest("manifest unknown")

    def test_no_cache_keeps_it(self) -> None:
        self.assertIn("no-store", self.suggest("manifest").headers["Cache-Control"])

    def test_words_in_an_address_are_refused(self) -> None:
        self.assertEqual(self.client.get(f"{PATH}?q=manifest").status_code, 405)

    def test_a_page_of_another_site_is_refused(self) -> None:
        self.assertEqual(self.suggest("manifest", **{"Sec-Fetch-Site": "cross-site"}).status_code, 403)

    @override_settings(SUGGEST_RATE_PER_MINUTE=1)
    def test_it_is_limited(self) -> None:
        self.suggest("manifest")
        self.assertEqual(self.suggest("manifest").status_code, 429)
