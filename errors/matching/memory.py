"""The index in dictionaries: for article files that are in no database, and for tests of the pure engine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from errors.articledocument import ArticleDocument
from errors.matching.features import LIBRARY, word_feature
from errors.matching.index import Entry, Frequency, Kind, Vocabulary, entries_of, vocabulary_of
from errors.matching.spelling import is_forgivable, is_near
from errors.matching.tokens import humps, words


class MemoryIndex:
    """errors.matching.index.Index over {slug: document}; an entry's article is the slug's place in `slugs`."""

    def __init__(self, documents: Mapping[str, ArticleDocument]) -> None:
        self.slugs = list(documents)
        self.all: list[Entry] = []
        self.postings: dict[int, list[int]] = {}
        by_entry: Counter[int] = Counter()
        by_article: Counter[int] = Counter()
        self.words: set[str] = set()
        for article, (slug, document) in enumerate(documents.items()):
            own: set[int] = {LIBRARY}
            for kind, text, features in entries_of(document):
                for feature in features:
                    self.postings.setdefault(feature, []).append(len(self.all))
                self.all.append(Entry(article, slug.partition("/")[0], kind, text, features))
                by_entry.update([LIBRARY, *features])
                own.update(features)
            by_article.update(own)
            self.words.update(word for text in vocabulary_of(document) for word in [*words(text), *humps(text)])
        self.known = {feature: Frequency(by_entry[feature], by_article[feature]) for feature in by_entry}

    def frequencies(self, features: Sequence[int]) -> Mapping[int, Frequency]:
        return {feature: self.known[feature] for feature in features if feature in self.known}

    def entries(self, features: Sequence[int], *, with_bags: bool) -> list[Entry]:
        found = {number for feature in features for number in self.postings.get(feature, [])}
        entries = [self.all[number] for number in sorted(found)]
        return [entry for entry in entries if with_bags or entry.kind is not Kind.BAG]

    def vocabulary(self, features: Sequence[int], words: Sequence[str]) -> Vocabulary:
        unknown = [word for word in words if is_forgivable(word) and word_feature(word) not in self.known]
        near = {
            word: {other: self.known[word_feature(other)] for other in self.words if is_near(word, other)}
            for word in unknown
        }
        return Vocabulary(self.frequencies(features), near)
