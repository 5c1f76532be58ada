"""Many short texts matched with few queries: each step of the matcher asks for all of them at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from errors.lookup import PostgresIndex, entries_of_many
from errors.matching.engine import MatchResult, match
from errors.matching.index import Details, Entry, Vocabulary

Question = tuple[Any, ...]


class _NotFetchedYet(Exception):
    """The index does not know the answer to a question; it has noted it."""


def match_all(texts: Sequence[str], *, without: int = 0) -> list[MatchResult]:
    """`match` of each text, as if the article with the key `without` had no messages. Four queries at most, for any number.

    A match asks the index up to four things, each of which follows from the answer before. So all texts are matched as far
    as the answers reach, what they ask is fetched together, and they are matched again, one step further.
    """
    index = _GatheringIndex(without)
    results: dict[str, MatchResult] = {}
    while missing := [text for text in dict.fromkeys(texts) if text not in results]:
        for text in missing:
            with suppress(_NotFetchedYet):
                results[text] = match(text, index)
        index.fetch()
    return [results[text] for text in texts]


class _GatheringIndex:
    """errors.matching.index.Index that answers what was fetched, and notes what was not."""

    def __init__(self, without: int) -> None:
        self.without = without
        self.answers: dict[Question, Any] = {}
        self.vocabularies: list[Question] = []
        self.searches: list[Question] = []
        self.closer_looks: list[Question] = []
        self.answered_together: list[Question] = []

    def vocabulary(self, features: Sequence[int], words: Sequence[str]) -> Vocabulary:
        answer: Vocabulary = self._answer(self.vocabularies, (frozenset(features), frozenset(words)))
        return answer

    def entries(self, features: Mapping[int, float], most: int) -> list[Entry]:
        answer: list[Entry] = self._answer(self.searches, (tuple(sorted(features.items())), most))
        return answer

    def details(self, features: Sequence[int], articles: Sequence[int]) -> Details:
        answer: Details = self._answer(self.closer_looks, (frozenset(features), tuple(articles)))
        return answer

    def examples(self, articles: Sequence[int]) -> Mapping[int, str]:
        answer: Mapping[int, str] = self._answer(self.answered_together, ("examples", tuple(articles)))
        return answer

    def _answer(self, noted: list[Question], question: Question) -> Any:
        if question not in self.answers:
            noted.append(question)
            raise _NotFetchedYet
        return self.answers[question]

    def fetch(self) -> None:
        """One query for each kind of question that was noted."""
        for noted, ask in (
            (self.vocabularies, self._fetch_vocabularies),
            (self.searches, self._fetch_entries),
            (self.closer_looks, self._fetch_details),
            (self.answered_together, self._fetch_examples),
        ):
            if noted:
                ask()
                noted.clear()

    def _fetch_vocabularies(self) -> None:
        features, words = _union(self.vocabularies)
        whole = PostgresIndex().vocabulary(list(features), list(words))
        for question in self.vocabularies:
            known = {feature: whole.frequencies[feature] for feature in question[0] & whole.frequencies.keys()}
            near = {word: whole.spellings[word] for word in question[1] & whole.spellings.keys()}
            self.answers[question] = Vocabulary(known, near)

    def _fetch_entries(self) -> None:
        most = max(question[1] for question in self.searches)
        found = entries_of_many([dict(question[0]) for question in self.searches], most, without=self.without)
        self.answers.update(zip(self.searches, found, strict=True))

    def _fetch_details(self) -> None:
        features, articles = _union(self.closer_looks)
        whole = PostgresIndex().details(list(features), list(articles))
        for question in self.closer_looks:
            bags = [bag for bag in whole.bags if bag.article in question[1]]
            self.answers[question] = Details(whole.frequencies, bags)

    def _fetch_examples(self) -> None:
        whole = PostgresIndex().examples(
            list({article for _, articles in self.answered_together for article in articles})
        )
        self.answers.update(dict.fromkeys(self.answered_together, whole))


def _union(questions: Sequence[Question]) -> tuple[set[Any], set[Any]]:
    """All that the first parts of the questions hold, and all that the second ones do."""
    first, second = zip(*questions, strict=True)
    return set().union(*first), set().union(*second)
