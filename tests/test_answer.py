import json
import os
from typing import Any
from unittest import mock

from django.test import TestCase, override_settings

from errors.matching.calibration import Verdict
from errors.models import Search
from tests.articles import SLUG, make_article

PASTE = "$ docker pull alpine:3.999\nError response from daemon: manifest for alpine:3.999 not found: manifest unknown"
HTML = {"Accept": "text/html"}
FORM = "application/x-www-form-urlencoded"


class AnswerTestCase(TestCase):
    def setUp(self) -> None:
        self.article = make_article()

    def post(self, paste: str | bytes, accept: str = "*/*", content_type: str = FORM, **headers: str) -> Any:
        return self.client.post("/match", paste, content_type=content_type, headers={"Accept": accept, **headers})

    def page(self, paste: str) -> str:
        response = self.client.post("/match", {"paste": paste}, headers=HTML)
        self.assertEqual(response.status_code, 200)
        return response.content.decode()


class PageTests(AnswerTestCase):
    def test_it_works(self) -> None:
        html = self.page(PASTE)
        self.assertIn("Match", html)
        self.assertIn(f"/{SLUG}/#image=alpine&amp;tag=3.999", html)
        self.assertIn("<mark>Error response from daemon: manifest for alpine:3.999", html)

    def test_the_values_of_the_paste_fill_the_commands(self) -> None:
        self.assertRegex(self.page(PASTE), r'<span class="placeholder filled"[^>]*>alpine</span>')

    def test_the_values_of_the_quick_fix_stand_in_fields(self) -> None:
        html = self.page(PASTE)
        self.assertIn('<input name="image" value="alpine" readonly', html)
        self.assertNotIn('<input name="tag"', html)

    def test_a_blacked_out_value_fills_no_command(self) -> None:
        """Whether it was blacked out here or in the reader's browser."""
        for image in ("10.0.0.7", "█████"):
            with self.subTest(image):
                html = self.page(PASTE.replace("alpine", image))
                self.assertIn("Match", html)
                self.assertIn('<input name="image" value="" readonly', html)
                self.assertIn("Fill in image", html)
                self.assertNotIn("image=%E2", html)

    def test_none_is_said_plainly_with_the_line_that_was_looked_for(self) -> None:
        html = self.page("frobnicator: sprocket 7 is upside down")
        self.assertIn("No answer", html)
        self.assertIn("frobnicator: sprocket 7 is upside down", html)
        self.assertIn('value="frobnicator sprocket upside down"', html)

    def test_near_articles_are_marked_as_only_near(self) -> None:
        with mock.patch("errors.matching.engine.verdict", return_value=Verdict.NONE):
            html = self.page(PASTE)
        self.assertIn("No answer", html)
        self.assertIn("Only near", html)

    def test_an_empty_paste_is_a_page(self) -> None:
        self.assertIn("Nothing was pasted", self.page(""))

    def test_secrets_are_blacked_out_on_the_page(self) -> None:
        html = self.page(PASTE + "\nexport DB_PASSWORD=hunter2hunter2")
        self.assertNotIn("hunter2", html)

    def test_reading_the_address_leads_home(self) -> None:
        self.assertRedirects(self.client.get("/match"), "/")

    def test_it_is_never_kept_by_a_cache_and_sets_no_cookie(self) -> None:
        response = self.client.post("/match", {"paste": PASTE}, headers=HTML)
        self.assertEqual(response.headers["Cache-Control"], "no-store")
        self.assertFalse(response.cookies)

    def test_a_form_of_another_site_is_refused(self) -> None:
        for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}):
            with self.subTest(headers):
                response = self.client.post("/match", {"paste": PASTE}, headers={**HTML, **headers})
                self.assertEqual(response.status_code, 403)

    def test_a_form_of_this_site_is_taken(self) -> None:
        for headers in ({"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://testserver"}):
            with self.subTest(headers):
                response = self.client.post("/match", {"paste": PASTE}, headers={**HTML, **headers})
                self.assertEqual(response.status_code, 200)

    def test_a_match_costs_six_queries(self) -> None:
        """The rate limit, the vocabulary, the entries, their weights, the articles, and the stored search."""
        with mock.patch("random.randrange", return_value=1), self.assertNumQueries(6):
            self.page(PASTE)
        with mock.patch("random.randrange", return_value=1), self.assertNumQueries(6):
            self.page("dokcer manifset unknown")


class TerminalTests(AnswerTestCase):
    def test_it_answers_curl_in_plain_text(self) -> None:
        response = self.post(PASTE)
        text = response.content.decode()
        self.assertEqual(response.headers["Content-Type"], "text/plain; charset=utf-8")
        self.assertRegex(text, r"^MATCH \d\d%  line 2: Error response from daemon")
        self.assertIn(f"http://testserver/{SLUG}/", text)
        self.assertIn("docker pull alpine:latest", text)
        self.assertNotIn("```", text)

    def test_it_says_none_in_plain_text(self) -> None:
        self.assertIn("NONE  No article answers line 1:", self.post("hello world").content.decode())

    def test_it_takes_a_text_that_begins_like_a_form(self) -> None:
        self.assertIn("MATCH", self.post(f"paste={PASTE}".replace(" ", "+")).content.decode())

    def test_it_sends_no_escape_sequences_on(self) -> None:
        self.assertNotIn("\x1b", self.post("\x1b]0;pwned\x07" + PASTE).content.decode())


class JsonTests(AnswerTestCase):
    def test_it_answers_programs_in_json(self) -> None:
        data = self.post(PASTE, accept="application/json").json()
        self.assertEqual(data["verdict"], "match")
        answer = data["answers"][0]
        self.assertEqual(answer["article"]["slug"], SLUG)
        self.assertEqual(answer["captures"], {"image": "alpine", "tag": "3.999"})
        self.assertIn("docker pull alpine:latest", answer["quick_fix"])

    def test_it_takes_a_paste_in_json(self) -> None:
        response = self.post(json.dumps({"paste": PASTE}), "application/json", "application/json")
        self.assertEqual(response.json()["verdict"], "match")

    def test_what_is_no_paste_gets_a_sentence(self) -> None:
        for body in ("{", "[]", '{"paste": 7}', "null", "[" * 100_000):
            with self.subTest(body[:20]):
                response = self.post(body, "application/json", "application/json")
                self.assertEqual(response.status_code, 400)
                self.assertTrue(response.json()["error"].endswith("."))


class UglyInputTests(AnswerTestCase):
    def test_whatever_is_pasted_gets_an_answer(self) -> None:
        for name, paste in (
            ("random bytes", os.urandom(200_000)),
            ("nothing", b""),
            ("spaces", b" " * 20_000),
            ("right to left", "خطأ: تم رفض الإذن شغّل \u202e abc".encode()),
            ("emoji", "💥 error 🐳 docker: manifest unknown 💥".encode()),
            ("html and template syntax", b"<script>alert(1)</script> {{ settings.SECRET_KEY }} {% debug %}"),
            ("NUL bytes", b"mani\x00fest unknown\x00"),
            ("UTF-16", PASTE.encode("utf-16")),
            ("lone surrogates", '"\ud800"'.encode("utf-8", "surrogatepass")),
            ("one long line", b"a" * 900_000),
            ("many short lines", b"a\n" * 400_000),
        ):
            for accept in ("text/html", "*/*", "application/json"):
                with self.subTest(name, accept=accept):
                    response = self.post(paste, accept, "text/plain")
                    self.assertEqual(response.status_code, 200)
                    if accept == "text/html":
                        self.assertNotContains(response, "<script>alert")

    def test_too_much_text_is_refused_whole_with_a_plain_sentence(self) -> None:
        for accept, body in (
            ("*/*", b"x" * 2_000_000),
            ("application/json", b"x" * 1_048_577),
            ("text/html", b"x" * 9_000_000),
        ):
            with self.subTest(accept):
                response = self.post(body, accept, "text/plain")
                self.assertContains(response, "more than 1,048,576 bytes", status_code=413)

    def test_a_form_of_the_full_size_is_taken(self) -> None:
        response = self.client.post("/match", {"paste": "é" * 500_000}, headers=HTML)
        self.assertEqual(response.status_code, 200)


class LimitTests(AnswerTestCase):
    @override_settings(MATCH_RATE_PER_MINUTE=2)
    def test_beyond_the_limit_it_says_when_to_come_back(self) -> None:
        for _ in range(2):
            self.assertEqual(self.post(PASTE).status_code, 200)
        response = self.post(PASTE)
        self.assertEqual(response.status_code, 429)
        self.assertGreater(int(response.headers["Retry-After"]), 0)


class PrivacyTests(AnswerTestCase):
    def test_only_the_recognised_line_is_stored_without_its_secrets(self) -> None:
        self.page(f"{PASTE} for ada@example.com token=abcdef123456\nmy private notes")
        stored = Search.objects.get()
        self.assertTrue(stored.line.startswith("Error response from daemon: manifest for alpine:3.999"))
        self.assertNotIn("ada@example.com", stored.line)
        self.assertNotIn("abcdef123456", stored.line)
        self.assertEqual((stored.verdict, stored.article), ("match", self.article))

    @override_settings(STORE_SEARCHES=False)
    def test_a_setting_turns_storing_off(self) -> None:
        self.page(PASTE)
        self.assertFalse(Search.objects.exists())

    def test_no_paste_is_logged(self) -> None:
        with self.assertLogs("kb.requests", "INFO") as logs:
            self.page(PASTE)
        self.assertNotIn("alpine", " ".join(logs.output))
