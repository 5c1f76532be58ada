"""Many texts matched at once get the answers that each of them gets alone."""

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from errors.articledocument import Message
from errors.lookup import PostgresIndex
from errors.manymatches import match_all
from errors.matching.engine import match
from tests.articles import make_article

TEXTS = [
    "manifest for alpine:3.999 not found: manifest unknown",
    "pull acces denied for acme/api",
    "access",
    "docker tag not found",
    "quite another calamity",
    "manifest for alpine:3.999 not found: manifest unknown\npull access denied for acme/api",
    "",
    "access",
]


class ManyMatchesTests(TestCase):
    def setUp(self) -> None:
        self.missing = make_article()
        self.denied = make_article(
            "docker/denied", title="denied", messages=[Message("pull access denied for {image}")]
        )
        make_article("helm/denied", title="denied", messages=[Message("denied: requested access is denied")])

    def test_they_are_answered_as_each_alone(self) -> None:
        for text, ours in zip(TEXTS, match_all(TEXTS), strict=True):
            with self.subTest(text):
                self.assertEqual(ours, match(text, PostgresIndex()))

    def test_they_cost_four_queries(self) -> None:
        with CaptureQueriesContext(connection) as captured:
            match_all([*TEXTS, *(f"port {n} of gate {n} is closed" for n in range(30))])
        self.assertLessEqual(len(captured), 4)

    def test_an_article_can_be_left_out(self) -> None:
        with_it, without = (match_all(TEXTS[:1], without=key)[0] for key in (0, self.missing.pk))
        self.assertEqual(with_it.results[0].article, self.missing.pk)
        self.assertNotIn(self.missing.pk, [result.article for result in without.results])

    def test_nothing_is_asked_for_nothing(self) -> None:
        with CaptureQueriesContext(connection) as captured:
            self.assertEqual(match_all([]), [])
        self.assertEqual(len(captured), 0)
