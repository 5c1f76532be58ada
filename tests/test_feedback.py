from django.test import TestCase, override_settings

from errors.models import Feedback
from tests.articles import SLUG, make_article

PATH = f"/{SLUG}/feedback/"


class FeedbackTests(TestCase):
    def setUp(self) -> None:
        self.article = make_article()

    def test_yes_is_kept(self) -> None:
        self.assertContains(self.client.post(PATH, {"helpful": "yes"}), "Thank you")
        self.assertTrue(Feedback.objects.get(article=self.article).helpful)

    def test_no_is_kept_with_its_reason_and_comment(self) -> None:
        self.client.post(PATH, {"helpful": "no", "reason": "wrong", "section": "Causes", "comment": "It broke."})
        kept = Feedback.objects.get()
        self.assertEqual(
            (kept.helpful, kept.reason, kept.section, kept.comment), (False, "wrong", "Causes", "It broke.")
        )

    def test_one_visitor_answers_once_an_article(self) -> None:
        self.client.post(PATH, {"helpful": "yes"})
        self.assertContains(self.client.post(PATH, {"helpful": "no"}), "answered already")
        self.assertTrue(Feedback.objects.get().helpful)

    def test_another_visitor_answers_too(self) -> None:
        for address in ("192.0.2.1", "192.0.2.2"):
            self.client.post(PATH, {"helpful": "yes"}, REMOTE_ADDR=address)
        self.assertEqual(Feedback.objects.count(), 2)

    def test_nobody_can_be_named_from_what_is_kept(self) -> None:
        self.client.post(PATH, {"helpful": "no", "comment": "mail me: ada@example.com"}, REMOTE_ADDR="192.0.2.1")
        kept = Feedback.objects.get()
        self.assertNotIn("192.0.2.1", kept.visitor)
        self.assertNotIn("ada@example.com", kept.comment)

    def test_a_bad_answer_gets_a_page_and_keeps_nothing(self) -> None:
        for data in (
            {},
            {"helpful": "perhaps"},
            {"helpful": "no", "reason": "x"},
            {"helpful": "no", "comment": "x" * 2001},
        ):
            with self.subTest(list(data)):
                self.assertContains(self.client.post(PATH, data), "not kept", status_code=400)
        self.assertFalse(Feedback.objects.exists())

    def test_a_form_of_another_site_is_refused(self) -> None:
        response = self.client.post(PATH, {"helpful": "yes"}, headers={"Sec-Fetch-Site": "cross-site"})
        self.assertEqual(response.status_code, 403)

    def test_reading_the_address_leads_to_the_article(self) -> None:
        self.assertRedirects(self.client.get(PATH), f"/{SLUG}/")

    def test_a_draft_takes_no_feedback(self) -> None:
        make_article("docker/draft", status="draft")
        self.assertEqual(self.client.post("/docker/draft/feedback/", {"helpful": "yes"}).status_code, 404)

    @override_settings(FEEDBACK_RATE_PER_HOUR=1)
    def test_it_is_limited(self) -> None:
        self.client.post(PATH, {"helpful": "yes"})
        self.assertEqual(self.client.post(PATH, {"helpful": "yes"}).status_code, 429)
