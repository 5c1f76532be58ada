"""PostgreSQL and the dictionaries answer the matcher's questions alike."""

from typing import Any

from django.test import TestCase

from errors.articledocument import Message
from errors.lookup import PostgresIndex
from errors.matching.features import pair_feature, word_feature
from errors.matching.index import Entry
from errors.matching.memory import MemoryIndex
from tests.articles import make_article, make_document

DOCUMENTS: dict[str, dict[str, Any]] = {
    "docker/manifest-unknown": {"messages": [Message("manifest for {image}:{tag} not found: manifest unknown")]},
    "docker/denied": {"messages": [Message("pull access denied for {image}")], "title": "pull access denied"},
    "helm/denied": {"messages": [Message("denied: requested access is denied")], "title": "access is denied"},
}
ASKED = {word_feature("access"): 0.5, pair_feature("access", "denied"): 0.9, word_feature("manifest"): 0.7}


class IndexesTests(TestCase):
    articles: dict[int, str]
    memory: MemoryIndex
    postgres: PostgresIndex

    @classmethod
    def setUpTestData(cls) -> None:
        cls.articles = {make_article(slug, **changes).pk: slug for slug, changes in DOCUMENTS.items()}
        cls.memory = MemoryIndex({slug: make_document(**changes) for slug, changes in DOCUMENTS.items()})
        cls.postgres = PostgresIndex()

    def plain(self, entries: list[Entry]) -> set[tuple[str, str, frozenset[int]]]:
        return {(entry.kind, entry.text, frozenset(entry.features)) for entry in entries}

    def test_they_find_the_same_entries(self) -> None:
        found = self.plain(self.postgres.entries(ASKED, 100))
        self.assertEqual(found, self.plain(self.memory.entries(ASKED, 100)))
        self.assertGreater(len(found), 3)

    def test_they_leave_out_what_promises_little_beside_the_best(self) -> None:
        asked = {**ASKED, word_feature("manifest"): 0.02}
        for index in (self.postgres, self.memory):
            self.assertFalse([entry.text for entry in index.entries(asked, 100) if "manifest" in entry.text])
            self.assertTrue(index.entries({word_feature("manifest"): 0.02}, 100))

    def test_they_agree_on_the_most_promising_ones(self) -> None:
        best = self.plain(self.postgres.entries(ASKED, 2))
        self.assertEqual(best, self.plain(self.memory.entries(ASKED, 2)))
        self.assertEqual({text for _, text, _ in best}, {"pull access denied", "pull access denied for {image}"})

    def test_they_know_the_same_frequencies(self) -> None:
        asked = [*ASKED, word_feature("nowhere")]
        for words in ([], ["manifets"]):
            ours, theirs = (index.vocabulary(asked, words) for index in (self.postgres, self.memory))
            self.assertEqual(ours, theirs)
        self.assertEqual(self.postgres.details(asked, []).frequencies, ours.frequencies)

    def test_an_entry_names_its_article_and_tool(self) -> None:
        entries = self.postgres.entries({word_feature("requested"): 1.0}, 10)
        self.assertEqual({(self.articles[entry.article], entry.tool) for entry in entries}, {("helm/denied", "helm")})

    def test_nothing_is_found_where_nothing_is_asked(self) -> None:
        self.assertEqual(self.postgres.entries({}, 10), [])
