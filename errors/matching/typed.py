"""Words typed from memory, compared with all that an article says and with the phrases that people use for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from errors.matching.candidates import PasteFeatures
from errors.matching.codes import LONGEST, codes, lone_code
from errors.matching.features import pair_feature, word_feature
from errors.matching.index import Entry, Kind

MOST_WORDS = 40
"""A paste of at most this many words on at most MOST_LINES lines may be words typed from memory."""
MOST_LINES = 2


@dataclass(frozen=True)
class WordEvidence:
    """Words that somebody typed, compared with all that an article says and with its closest phrase; each 0 to 1."""

    in_article: float
    in_phrase: float
    phrase: str

    @property
    def score(self) -> float:
        return self.in_article * (0.35 + 0.65 * self.in_phrase)


def compare_typed_words(
    paste: PasteFeatures, entries: Sequence[Entry], weights: Mapping[int, float]
) -> dict[int, WordEvidence]:
    """The word evidence for each article, where the paste is short enough to be typed from memory."""
    holders = _holders_of_code(paste, entries)
    if holders:
        return holders
    typed = [token.word for line in paste.lines for token in line.tokens]
    if len(paste.lines) > MOST_LINES or not 1 < len(typed) <= MOST_WORDS:
        return {}
    words = {word_feature(word) for word in typed}
    asked = words | {pair_feature(first, second) for first, second in pairwise(typed)}
    total = _weight(words, weights)
    closest: dict[int, tuple[float, str]] = defaultdict(lambda: (0.0, ""))
    in_article: dict[int, float] = {}
    for entry in entries:
        features = set(entry.features)
        if entry.kind is Kind.BAG:
            in_article[entry.article] = _weight(words & features, weights) / total
        else:  # Dice's coefficient, by weight
            size = _weight(features, weights) + _weight(asked, weights)
            likeness = 2 * _weight(asked & features, weights) / size if size else 0.0
            closest[entry.article] = max(closest[entry.article], (likeness, entry.text))
    return {
        article: WordEvidence(in_article.get(article, closest[article][0]), *closest[article])
        for article in closest.keys() | in_article.keys()
    }


def _holders_of_code(paste: PasteFeatures, entries: Sequence[Entry]) -> dict[int, WordEvidence]:
    """Where the paste is a code alone, the articles with a message or phrase that holds it: it says all of that error."""
    if len(paste.lines) > 1 or len(paste.lines[0].text) > LONGEST:
        return {}
    code = lone_code(paste.lines[0].text)
    return {
        entry.article: WordEvidence(1.0, 1.0, code)
        for entry in entries
        if entry.kind is not Kind.BAG and code in codes(entry.text)
    }


def _weight(features: set[int], weights: Mapping[int, float]) -> float:
    return sum(weights.get(feature, 1.0) for feature in features)
