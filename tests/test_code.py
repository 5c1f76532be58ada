from django.test import TestCase

from errors.articledocument import Message
from errors.models import Article, Code
from tests.articles import make_article


def make_coded_article(slug: str, message: str, **changes: str) -> Article:
    return make_article(slug, title=message, messages=[Message(message)], **changes)


class CodeTests(TestCase):
    def assert_leads(self, code: str, path: str) -> None:
        with self.subTest(code):
            response = self.client.get(f"/e/{code}")
            self.assertEqual((response.status_code, response.headers.get("Location")), (302, path))
            self.assertIn("public", response.headers["Cache-Control"])

    def test_a_code_leads_to_its_article_whatever_its_case(self) -> None:
        for slug, message, codes in (
            ("typescript/2345", "error TS2345: Argument of type", ("TS2345", "ts2345")),
            ("oracle/942", "ORA-00942: table or view does not exist", ("ORA-00942", "ora-00942")),
            ("postgresql/password", "FATAL: password failed (SQLSTATE 28P01)", ("28P01", "28p01")),
            ("postgresql/duplicate", "SQLSTATE[23505]: duplicate key value", ("23505",)),
            ("mysql/1045", "ERROR 1045 (28000): Access denied", ("1045", "28000")),
            ("rust/e0277", "error[E0277]: the trait bound is not satisfied", ("E0277",)),
            ("node/ssl", "error:0308010C:digital envelope routines::unsupported", ("0308010c",)),
            ("node/esm", "Error [ERR_REQUIRE_ESM]: require() of ES Module", ("ERR_REQUIRE_ESM", "err_require_esm")),
            ("node/port", "Error: listen EADDRINUSE: address in use", ("EADDRINUSE",)),
        ):
            make_coded_article(slug, message)
            for code in codes:
                self.assert_leads(code, f"/{slug}/")

    def test_a_windows_code_is_one_in_hexadecimal_and_in_decimal_with_and_without_a_sign(self) -> None:
        make_coded_article("windows/access", "Access is denied (0x80070005)")
        make_coded_article("windows/memory", "HRESULT: -2147024882, not enough memory")
        for code in ("0x80070005", "0X80070005", "-2147024891", "2147942405"):
            self.assert_leads(code, "/windows/access/")
        for code in ("0x8007000E", "0x8007000e", "-2147024882", "2147942414"):
            self.assert_leads(code, "/windows/memory/")

    def test_no_digit_of_a_code_is_forgiven(self) -> None:
        make_coded_article("typescript/2345", "error TS2345: Argument of type")
        for code in ("TS2346", "TS234", "TS23456", "TS-2345", "S2345"):
            self.assertEqual(self.client.get(f"/e/{code}").status_code, 404, code)

    def test_an_alias_names_a_code_and_prose_does_not(self) -> None:
        make_article(aliases=["docker E4711"], meaning="Not to be confused with E4712.")
        self.assert_leads("E4711", "/docker/manifest-unknown/")
        self.assertEqual(self.client.get("/e/E4712").status_code, 404)

    def test_several_articles_about_a_code_are_listed_with_what_they_mean(self) -> None:
        make_coded_article("node/refused", "connect ECONNREFUSED", meaning="Nothing listens there.")
        make_coded_article("redis/refused", "Redis connect ECONNREFUSED", meaning="Redis does not run.")
        with self.assertNumQueries(1):
            response = self.client.get("/e/econnrefused")
        for text in (
            "/node/refused/",
            "/redis/refused/",
            "Redis does not run.",
            '<h1 class="message">ECONNREFUSED</h1>',
        ):
            self.assertContains(response, text)

    def test_an_unknown_code_is_not_found_and_the_search_box_holds_it(self) -> None:
        response = self.client.get("/e/ZZ9999")
        self.assertContains(response, 'value="ZZ9999"', status_code=404)
        self.assertNotIn("public", response.headers.get("Cache-Control", ""))

    def test_any_code_is_answered(self) -> None:
        for code in ("%00", "%3Cscript%3E", "a" * 3000, "%F0%9F%92%A5", "-", "99999999999999999999"):
            response = self.client.get(f"/e/{code}")
            self.assertNotContains(response, "<script>", status_code=404)

    def test_an_article_that_readers_cannot_find_has_no_codes(self) -> None:
        make_coded_article("typescript/2345", "error TS2345: Argument of type", status="draft")
        self.assertEqual(self.client.get("/e/TS2345").status_code, 404)

    def test_a_code_that_an_edit_removed_leads_nowhere(self) -> None:
        make_coded_article("typescript/2345", "error TS2345: Argument of type")
        make_coded_article("typescript/2345", "error TS2346: Argument of type")
        self.assertEqual(list(Code.objects.values_list("code", flat=True)), ["TS2346"])


class CodesTests(TestCase):
    def test_it_lists_codes_and_messages_from_a_to_z(self) -> None:
        make_coded_article("typescript/2345", "error TS2345: Argument of type")
        make_coded_article("node/esm", "'require' is not defined ERR_REQUIRE_ESM")
        make_coded_article("docker/draft", "draft D4711", status="draft")
        with self.assertNumQueries(3):
            response = self.client.get("/e/")
        html = response.content.decode()
        places = [html.find(text) for text in ("/e/ERR_REQUIRE_ESM", "/e/TS2345", 'id="letter-E"', 'id="letter-R"')]
        self.assertNotIn(-1, places)
        self.assertEqual(places, sorted(places))
        self.assertNotContains(response, "D4711")

    def test_it_works_without_articles(self) -> None:
        self.assertContains(self.client.get("/e/"), "There is no article yet.")
