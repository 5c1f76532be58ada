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
from errors.matching.index import Entry, Frequency, Index, likeness
from errors.matching.lines import PasteLine
from errors.matching.tokens import humps

BUDGET = 1200
"""Posting entries that one paste may read."""
UNTOLD = 2
"""A feature that no telling line holds is taken for so many times as common: it waits for those that one holds."""
IN_ROW = 4
"""A pair that goes on in another known pair is taken for so many times as rare: three words in a row are a message's."""
MOST_READ = 160
"""How many of the entries found so are read whole."""
MOST_ENTRIES = 12
"""How many of those are laid over the paste. The right one is nearly always among them."""
MOST_WORDS_TYPED = 40
"""A paste of at most this many words may be typed from memory: spelling is forgiven, and prose is looked at."""


@dataclass
class PasteFeatures:
    """The lines of a paste, which of them hold each feature (as indices), and how much each feature tells."""

    lines: Sequence[PasteLine]
    numbers: dict[int, list[int]]
    pairs: list[list[int]]
    """Of each line, the features of its pairs in order; the first reaches back to the line before."""
    weights: dict[int, float] = field(default_factory=dict)
    known: dict[int, float] = field(default_factory=dict)
    """The weights of those features that the library has."""
    library_size: int = 0
    may_be_typed: bool = False
    """Whether the paste is short enough to be words typed from memory."""


def features_of(lines: Sequence[PasteLine]) -> PasteFeatures:
    """Words, parts of camel-case words, and pairs; a pair may reach over the end of a line."""
    numbers: dict[int, list[int]] = defaultdict(list)
    all_pairs = []
    last: list[str] = []
    for index, line in enumerate(lines):
        found = [token.word for token in line.tokens]
        pairs = [pair_feature(first, second) for first, second in pairwise([*last, *found])]
        for feature in {*map(word_feature, found), *map(word_feature, humps(line.text)), *pairs}:
            numbers[feature].append(index)
        all_pairs.append(pairs)
        last = found[-1:] or last
    return PasteFeatures(lines, dict(numbers), all_pairs)


def weigh(frequency: Frequency | None, library_size: int) -> float:
    """How much a feature tells: its inverse document frequency over articles, scaled to 1 for a feature of one article.

    Source: K. Spärck Jones, "A statistical interpretation of term specificity" (1972).
    """
    articles = frequency.articles if frequency else 0
    if library_size < 2:
        return 1.0
    return max(0.02, min(1.0, math.log((library_size + 1) / (articles + 0.01)) / math.log(library_size + 1)))


def find_entries(lines: Sequence[PasteLine], index: Index) -> tuple[PasteFeatures, list[Entry]]:
    """The paste's features with their weights, and the entries worth a closer look. Two queries."""
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
    paste.may_be_typed = may_be_typed
    paste.known = {feature: paste.weights[feature] for feature in paste.numbers if feature in known}
    return paste, best_entries(paste, index.entries(_look_up(paste, known), MOST_READ))


def _likeliest(others: Mapping[str, Frequency]) -> str:
    """Of the words that a misspelt one may stand for, the one that most articles have."""
    return max(others, key=lambda word: (others[word].articles, word))


def _look_up(paste: PasteFeatures, known: Mapping[int, Frequency]) -> dict[int, float]:
    """The features to look up with their weights: the rarest, as long as they fit in BUDGET.

    A rare word may stand in the paste by accident: those of telling lines, and pairs in a row, come before it.
    """
    telling = {index for index, line in enumerate(paste.lines) if line.weight == 1.0}
    in_row = {pair for pairs in paste.pairs for both in pairwise(pairs) if known.keys() >= set(both) for pair in both}

    def price(feature: int) -> tuple[float, int]:
        entries = float(known[feature].entries)
        if telling.isdisjoint(paste.numbers[feature]):
            entries *= UNTOLD
        return entries / IN_ROW if feature in in_row else entries, feature

    chosen: dict[int, float] = {}
    spent = 0
    for feature in sorted(known.keys() & paste.numbers.keys(), key=price):
        if spent + known[feature].entries <= BUDGET:
            chosen[feature] = paste.weights[feature]
            spent += known[feature].entries
    return chosen


def best_entries(paste: PasteFeatures, entries: Sequence[Entry]) -> list[Entry]:
    """At most MOST_ENTRIES of the entries, best first: by what they share with the paste and how little they lack."""
    weight = paste.weights.get

    def promise(entry: Entry) -> float:
        shared = [told for told in map(weight, entry.features) if told]
        return likeness(sum(shared), len(entry.features) - len(shared))

    return sorted(entries, key=promise, reverse=True)[:MOST_ENTRIES]
