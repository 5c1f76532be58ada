import re
from html import unescape
from typing import Any
from unittest import mock

from django.test import TestCase, override_settings

from errors.matching.calibration import Verdict
from errors.models import WrongMatch
from tests.articles import make_article

LINE = "Error response from daemon: manifest for alpine:3.999 not found: manifest unknown"
PATH = "/match/wrong"
HTML = {"Accept": "text/html"}


class WrongMatchTests(TestCase):
    def setUp(self) -> None:
        self.article = make_article()
        self.other = make_article("podman/manifest-unknown", "Podman")

    def page(self, paste: str = LINE, **server: Any) -> str:
        return self.client.post("/match", {"paste": paste}, headers=HTML, **server).content.decode()

    def receipt(self, page: str) -> str:
        found = re.search(r'name="receipt" value="([^"]+)"', page)
        assert found is not None
        return unescape(found[1])

    def report(self, paste: str = LINE, right: str = "", **server: Any) -> Any:
        data = {"receipt": self.receipt(self.page(paste, **server)), "right": right}
        return self.client.post(PATH, data, **server)

    def test_it_keeps_the_line_what_was_answered_and_that_nothing_was_chosen(self) -> None:
        self.assertContains(self.report(f"$ docker pull alpine:3.999\n{LINE}\nmy private notes"), "Thank you")
        kept = WrongMatch.objects.get()
        self.assertEqual(kept.line, LINE)
        self.assertEqual(kept.template, LINE.replace("3.999", "<version>"))
        self.assertIn(kept.answered, (self.article, self.other))
        self.assertEqual((kept.choice, kept.right), ("unsaid", None))
        self.assertGreater(kept.confidence or 0, 0)

    def test_it_keeps_which_of_the_others_is_right_and_leads_there(self) -> None:
        page = self.page()
        chosen = re.findall(r'name="right" value="(\d+)"', page)[0]
        response = self.client.post(PATH, {"receipt": self.receipt(page), "right": chosen})
        kept = WrongMatch.objects.get()
        assert kept.right is not None
        self.assertEqual((kept.choice, kept.right.pk), ("other", int(chosen)))
        self.assertNotEqual(kept.right, kept.answered)
        self.assertContains(response, kept.right.path)

    def test_it_keeps_that_none_is_right(self) -> None:
        self.report(right="none")
        self.assertEqual(WrongMatch.objects.get().choice, "none")

    def test_a_near_article_can_be_named_where_there_was_no_answer(self) -> None:
        with mock.patch("errors.matching.engine.verdict", return_value=Verdict.NONE):
            page = self.page()
        self.client.post(PATH, {"receipt": self.receipt(page), "right": str(self.article.pk)})
        kept = WrongMatch.objects.get()
        self.assertEqual((kept.answered, kept.right), (None, self.article))

    def test_a_visitor_counts_once_an_answer_and_may_choose_again(self) -> None:
        self.report()
        self.report(right="none")
        self.assertEqual([kept.choice for kept in WrongMatch.objects.all()], ["none"])

    def test_another_visitor_counts_too(self) -> None:
        for address in ("192.0.2.1", "192.0.2.2"):
            self.report(REMOTE_ADDR=address)
        self.assertEqual(WrongMatch.objects.count(), 2)

    def test_secrets_and_visitors_cannot_be_read_from_what_is_kept(self) -> None:
        self.report(f"{LINE} for ada@example.com", REMOTE_ADDR="192.0.2.1")
        kept = WrongMatch.objects.get()
        self.assertNotIn("ada@example.com", kept.line + kept.template)
        self.assertNotIn("192.0.2.1", kept.visitor)

    def test_what_we_did_not_answer_cannot_be_reported(self) -> None:
        receipt = self.receipt(self.page())
        for data in (
            {},
            {"receipt": ""},
            {"receipt": "x:y:z"},
            {"receipt": receipt[:-1] + ("A" if receipt[-1] != "A" else "B")},
            {"receipt": receipt, "right": "999999"},
            {"receipt": receipt, "right": "../admin"},
            {"receipt": receipt, "right": "²"},
        ):
            with self.subTest(data):
                self.assertContains(self.client.post(PATH, data), "not from an answer of ours", status_code=400)
        self.assertFalse(WrongMatch.objects.exists())

    def test_an_article_that_is_gone_is_left_out(self) -> None:
        receipt = self.receipt(self.page())
        self.article.delete()
        self.other.delete()
        self.client.post(PATH, {"receipt": receipt})
        self.assertIsNone(WrongMatch.objects.get().answered)

    def test_a_form_of_another_site_is_refused(self) -> None:
        response = self.client.post(PATH, {"receipt": "x"}, headers={"Sec-Fetch-Site": "cross-site"})
        self.assertEqual(response.status_code, 403)

    def test_reading_the_address_leads_home(self) -> None:
        self.assertRedirects(self.client.get(PATH), "/")

    @override_settings(FEEDBACK_RATE_PER_HOUR=1)
    def test_it_is_limited(self) -> None:
        self.report()
        self.assertEqual(self.report().status_code, 429)
