"""The inverted index holds, for each feature, exactly the entries that hold it, whatever was published or taken back."""

from collections import defaultdict
from unittest.mock import patch

from django.test import TestCase

from errors import indexing
from errors.articledocument import Message
from errors.lookup import PostgresIndex
from errors.matching.features import word_feature
from errors.matching.index import Kind
from errors.models import Article, Feature, IndexEntry
from tests.articles import make_article, make_document

REFUSED = [Message("connect to {host} refused"), Message("connection refused")]


def held_postings() -> dict[int, set[int]]:
    """By feature, what the posting lists should hold."""
    held: dict[int, set[int]] = defaultdict(set)
    for entry in IndexEntry.objects.exclude(kind=Kind.BAG):
        for feature in entry.features:
            held[feature].add(indexing.posting_of(entry))
    return held


class PostingListsTests(TestCase):
    article: Article

    @classmethod
    def setUpTestData(cls) -> None:
        cls.article = make_article("curl/refused", messages=REFUSED)
        make_article("redis/refused", messages=[Message("connection refused by redis")])

    def check(self) -> None:
        """Every feature that an entry holds has a list with all of them, and as many as it counts."""
        held = held_postings()
        for feature in Feature.objects.exclude(postings=None):
            postings = feature.postings or []
            self.assertEqual(sorted(postings), sorted(held.pop(feature.pk, set())))
            self.assertEqual(len(postings), 0 if feature.pk == indexing.LIBRARY else feature.entries)
        self.assertEqual(held, {})

    def index(self, *messages: str) -> None:
        document = make_document(messages=[Message(message) for message in messages])
        indexing.index_article(self.article, document)

    def test_they_hold_what_was_published(self) -> None:
        self.check()
        self.assertEqual(len(Feature.objects.get(pk=word_feature("redis")).postings or []), 1)

    def test_they_follow_an_article_that_changes(self) -> None:
        self.index("connection refused", "connect to {host} port {port} refused")
        self.check()

    def test_they_follow_an_article_that_goes(self) -> None:
        indexing.unindex_article(self.article)
        self.check()

    def test_an_entry_that_stays_the_same_is_not_written_again(self) -> None:
        before = IndexEntry.objects.get(article=self.article, text="connection refused").pk
        self.index("connection refused", "another message")
        self.assertEqual(IndexEntry.objects.get(article=self.article, text="connection refused").pk, before)

    def test_changes_at_once_leave_what_changes_one_by_one_leave(self) -> None:
        with indexing.frequencies_at_once():
            self.index("never seen again")
            self.index("connection refused", "another message")
            indexing.unindex_article(self.article)
            self.index("connection refused by peer")
        self.check()

    def postings_among_six(self) -> list[int] | None:
        """Those of a word that six messages hold, where at most four may."""
        with patch.object(indexing, "MOST_POSTINGS", 4):
            self.index(*(f"refused {number}" for number in "abcdef"))
        return Feature.objects.get(pk=word_feature("refused")).postings

    def test_a_feature_that_too_many_entries_hold_has_none(self) -> None:
        self.assertIsNone(self.postings_among_six())

    def test_it_gets_one_again_when_few_enough_are_left(self) -> None:
        self.assertIsNone(self.postings_among_six())
        with patch.object(indexing, "MOST_POSTINGS", 4), patch.object(indexing, "BUDGET", 2):
            self.index("refused once")
            self.assertIsNotNone(Feature.objects.get(pk=word_feature("refused")).postings)
        self.check()

    def test_the_library_itself_has_no_list_that_grows(self) -> None:
        self.assertEqual(Feature.objects.get(pk=indexing.LIBRARY).postings, [])

    def test_what_is_published_is_found_by_what_it_says(self) -> None:
        self.index("the flux capacitor is empty")
        found = PostgresIndex().entries({word_feature("capacitor"): 1.0}, 5)
        self.assertEqual([entry.text for entry in found], ["the flux capacitor is empty"])
