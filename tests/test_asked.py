import re
from html import unescape
from typing import Any
from unittest import mock

from django.test import TestCase, override_settings

from errors.articledocument import Message
from errors.matching.calibration import Verdict
from errors.models import AskedLine, Search
from tests.articles import make_article

LINE = "frobnicator: sprocket 7 is upside down for ada@example.com"
HTML = {"Accept": "text/html"}


class AskedTests(TestCase):
    def receipt(self, paste: str = LINE) -> str:
        page = self.client.post("/match", {"paste": paste}, headers=HTML).content.decode()
        form = page[page.index('action="/asked/"') :]
        found = re.search(r'name="receipt" value="([^"]+)"', form)
        assert found is not None
        return unescape(found[1])

    def ask(self, paste: str = LINE, **server: Any) -> Any:
        return self.client.post("/asked/", {"receipt": self.receipt(paste)}, **server)

    def test_it_keeps_the_redacted_line_and_gives_an_address_that_nobody_can_guess(self) -> None:
        response = self.ask(f"my private notes\n{LINE}")
        kept = AskedLine.objects.get()
        self.assertRedirects(response, f"/asked/{kept.token}/")
        self.assertGreaterEqual(len(kept.token), 40)
        self.assertEqual(kept.line, LINE.replace("ada@example.com", "█████"))
        self.assertEqual(kept.template, "frobnicator: sprocket <number> is upside down for █████")

    def test_the_page_says_that_there_is_no_answer_yet_and_its_own_address(self) -> None:
        page = self.client.get(self.ask().url)
        self.assertContains(page, "No answer yet")
        self.assertContains(page, f"http://testserver/asked/{AskedLine.objects.get().token}/")
        self.assertContains(page, "sprocket 7 is upside down")

    def test_the_page_shows_the_answer_once_an_article_answers_the_line(self) -> None:
        url = self.ask().url
        template = "frobnicator: sprocket {number} is upside down for {person}"
        make_article(
            "frob/sprocket", "Frobnicator", title=template, messages=[Message(template)], quick_fix="Turn it {number}."
        )
        page = self.client.get(url)
        self.assertContains(page, "There is an answer")
        self.assertContains(page, 'data-name="number" data-quote="text">7</span>')

    def test_near_misses_are_named_as_such(self) -> None:
        make_article()
        with mock.patch("errors.matching.engine.verdict", return_value=Verdict.NONE):
            page = self.client.get(self.ask("manifest for alpine:3.999 not found: manifest unknown").url)
            self.assertContains(page, "Only near")

    def test_looking_at_it_is_no_search(self) -> None:
        url = self.ask().url
        before = Search.objects.count()
        self.client.get(url)
        self.assertEqual(Search.objects.count(), before)

    def test_who_asks_again_comes_to_the_same_page(self) -> None:
        self.assertEqual(self.ask().url, self.ask(LINE.replace("7", "8")).url)
        self.assertNotEqual(self.ask().url, self.ask(REMOTE_ADDR="192.0.2.7").url)

    def test_it_is_kept_from_search_engines_and_caches(self) -> None:
        page = self.client.get(self.ask().url)
        self.assertEqual(page.headers["X-Robots-Tag"], "noindex")
        self.assertIn("no-store", page.headers["Cache-Control"])
        self.assertContains(page, '<meta name="robots" content="noindex">')

    def test_another_address_is_not_found(self) -> None:
        self.assertEqual(self.client.get("/asked/guess/").status_code, 404)

    def test_only_a_line_without_an_answer_can_be_asked(self) -> None:
        make_article()
        page = self.client.post("/match", {"paste": "manifest unknown: manifest unknown"}, headers=HTML)
        found = re.search(r'name="receipt" value="([^"]+)"', page.content.decode())
        assert found is not None
        for given in ("", "x", found[1]):
            with self.subTest(given[:5]):
                self.assertEqual(self.client.post("/asked/", {"receipt": given}).status_code, 400)
        self.assertFalse(AskedLine.objects.exists())

    def test_a_form_of_another_site_is_refused(self) -> None:
        response = self.client.post("/asked/", {"receipt": "x"}, headers={"Sec-Fetch-Site": "cross-site"})
        self.assertEqual(response.status_code, 403)

    def test_reading_the_form_s_address_leads_home(self) -> None:
        self.assertRedirects(self.client.get("/asked/"), "/")

    @override_settings(FEEDBACK_RATE_PER_HOUR=1)
    def test_asking_is_limited(self) -> None:
        self.ask()
        self.assertEqual(self.ask().status_code, 429)

    @override_settings(MATCH_RATE_PER_MINUTE=2)
    def test_looking_is_limited_as_a_match_is(self) -> None:
        url = self.ask().url
        self.client.get(url)
        self.assertEqual(self.client.get(url).status_code, 429)
