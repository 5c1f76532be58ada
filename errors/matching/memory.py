"""The index in dictionaries: for article files that are in no database, and for tests of the pure engine."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from errors.articledocument import ArticleDocument
from errors.matching.features import LIBRARY, word_feature
from errors.matching.index import (
    LEAST_LIKENESS,
    Details,
    Entry,
    Frequency,
    Kind,
    Vocabulary,
    entries_of,
    likeness,
    vocabulary_of,
)
from errors.matching.spelling import is_forgivable, is_near
from errors.matching.tokens import humps, words


class MemoryIndex:
    """errors.matching.index.Index over {slug: document}; an entry's article is the slug's place in `slugs`."""

    def __init__(self, documents: Mapping[str, ArticleDocument]) -> None:
        self.slugs = list(documents)
        self.all: list[Entry] = []
        self.bag_of: dict[int, Entry] = {}
        self.documents = list(documents.values())
        self.postings: dict[int, list[int]] = {}
        by_entry: Counter[int] = Counter()
        by_article: Counter[int] = Counter()
        self.words: set[str] = set()
        for article, (slug, document) in enumerate(documents.items()):
            own: set[int] = {LIBRARY}
            for kind, text, features in entries_of(document):
                own.update(features)
                entry = Entry(article, slug.partition("/")[0], kind, text, features)
                if kind is Kind.BAG:
                    self.bag_of[article] = entry
                    continue
                for feature in features:
                    self.postings.setdefault(feature, []).append(len(self.all))
                self.all.append(entry)
                by_entry.update([LIBRARY, *features])
            by_article.update(own)
            self.words.update(word for text in vocabulary_of(document) for word in [*words(text), *humps(text)])
        self.known = {feature: Frequency(by_entry[feature], by_article[feature]) for feature in by_article}

    def entries(self, features: Mapping[int, float], most: int) -> list[Entry]:
        shared: defaultdict[int, list[float]] = defaultdict(list)
        for feature, weight in features.items():
            for number in self.postings.get(feature, []):
                shared[number].append(weight)

        def promise(number: int) -> float:
            return likeness(sum(shared[number]), len(self.all[number].features) - len(shared[number]))

        promises = {number: promise(number) for number in shared}
        least = LEAST_LIKENESS * max(promises.values(), default=0)
        promising = sorted(promises, key=lambda number: (-promises[number], number))
        return [self.all[number] for number in promising[:most] if promises[number] >= least]

    def details(self, features: Sequence[int], articles: Sequence[int]) -> Details:
        return Details(self._frequencies(features), [self.bag_of[article] for article in articles])

    def examples(self, articles: Sequence[int]) -> dict[int, str]:
        return {number: " ".join(each.body for each in self.documents[number].examples) for number in articles}

    def vocabulary(self, features: Sequence[int], words: Sequence[str]) -> Vocabulary:
        unknown = [word for word in words if is_forgivable(word) and word_feature(word) not in self.known]
        near = {
            word: {other: self.known[word_feature(other)] for other in self.words if is_near(word, other)}
            for word in unknown
        }
        return Vocabulary(self._frequencies(features), near)

    def _frequencies(self, features: Sequence[int]) -> dict[int, Frequency]:
        return {feature: self.known[feature] for feature in features if feature in self.known}
