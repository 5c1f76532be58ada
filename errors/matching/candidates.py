"""Step 4, candidates: the entries of the library that share the paste's rarest features.

The cost is bounded: features are taken rarest first until their posting lists hold BUDGET entries together, so a
library a thousand times as large is read no more of.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from errors.matching.features import LIBRARY, pair_feature, word_feature
from errors.matching.index import Entry, Frequency, Index, Kind
from errors.matching.lines import PasteLine
from errors.matching.tokens import humps

BUDGET = 1200
"""Posting entries that one paste may read."""
MOST_MESSAGES = 48
"""Messages that are aligned, and bags that are compared, per paste."""
MOST_WORDS_TYPED = 40
"""A paste of at most this many words may be typed from memory: spelling is forgiven, and prose is looked at."""


@dataclass
class PasteFeatures:
    """The lines of a paste, which of them hold each feature (as indices), and how much each feature tells."""

    lines: Sequence[PasteLine]
    numbers: dict[int, list[int]]
    weights: dict[int, float] = field(default_factory=dict)
    known: dict[int, float] = field(default_factory=dict)
    """The weights of those features that the library has."""
    library_size: int = 0


def features_of(lines: Sequence[PasteLine]) -> PasteFeatures:
    """Words, parts of camel-case words, and pairs; a pair may reach over the end of a line."""
    numbers: dict[int, list[int]] = defaultdict(list)

    def note(feature: int, index: int) -> None:
        if not numbers[feature] or numbers[feature][-1] != index:
            numbers[feature].append(index)

    last = ""
    for index, line in enumerate(lines):
        found = [token.word for token in line.tokens]
        for word in found:
            note(word_feature(word), index)
        for word in humps(line.text):
            note(word_feature(word), index)
        for first, second in pairwise([last, *found] if last else found):
            note(pair_feature(first, second), index)
        last = found[-1] if found else last
    return PasteFeatures(lines, dict(numbers))


def weigh(frequency: Frequency | None, library_size: int) -> float:
    """How much a feature tells: its inverse document frequency over articles, scaled to 1 for a feature of one article.

    Source: K. Spärck Jones, "A statistical interpretation of term specificity" (1972).
    """
    articles = frequency.articles if frequency else 0
    if library_size < 2:
        return 1.0
    return max(0.02, min(1.0, math.log((library_size + 1) / (articles + 0.01)) / math.log(library_size + 1)))


def find_entries(lines: Sequence[PasteLine], index: Index) -> tuple[PasteFeatures, list[Entry]]:
    """The paste's features with their weights, and the entries that share the rarest of them."""
    paste = features_of(lines)
    typed = list(dict.fromkeys(token.word for line in lines for token in line.tokens))
    may_be_typed = len(typed) <= MOST_WORDS_TYPED
    vocabulary = index.vocabulary([LIBRARY, *paste.numbers], typed if may_be_typed else [])
    known = dict(vocabulary.frequencies)
    paste.library_size = known.pop(LIBRARY, Frequency(0, 0)).articles
    corrections = {word: _likeliest(others) for word, others in vocabulary.spellings.items() if others}
    if corrections:
        paste = replace(features_of([line.corrected(corrections) for line in lines]), library_size=paste.library_size)
        known.update({word_feature(other): vocabulary.spellings[word][other] for word, other in corrections.items()})
    paste.weights = {feature: weigh(known.get(feature), paste.library_size) for feature in paste.numbers}
    paste.known = {feature: paste.weights[feature] for feature in paste.numbers if feature in known}
    return paste, index.entries(_rarest(known), with_bags=may_be_typed)


def _likeliest(others: Mapping[str, Frequency]) -> str:
    """Of the words that a misspelt one may stand for, the one that most articles have."""
    return max(others, key=lambda word: (others[word].articles, word))


def _rarest(known: Mapping[int, Frequency]) -> list[int]:
    chosen: list[int] = []
    spent = 0
    for feature, frequency in sorted(known.items(), key=lambda item: (item[1].entries, item[0])):
        spent += frequency.entries
        if spent > BUDGET and chosen:
            break
        chosen.append(feature)
    return chosen


def best_entries(paste: PasteFeatures, entries: Sequence[Entry]) -> list[Entry]:
    """The entries worth a closer look, best first: by what they share with the paste and how much of them that is."""
    scored = []
    for entry in entries:
        shared = sum(paste.weights.get(feature, 0.0) for feature in entry.features)
        share = shared / (len(entry.features) or 1)
        scored.append((shared * (1.0 if entry.kind is Kind.BAG else 0.3 + share), entry))
    scored.sort(key=lambda item: -item[0])
    messages = [entry for _, entry in scored if entry.kind is not Kind.BAG][:MOST_MESSAGES]
    bags = [entry for _, entry in scored if entry.kind is Kind.BAG][:MOST_MESSAGES]
    return messages + bags
