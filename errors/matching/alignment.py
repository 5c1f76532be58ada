"""Step 5a: lay a template over a window of the paste, word by word, and see how much of it is there.

A sparse version of the longest common subsequence: only places where a word of the template occurs are considered,
and a chain of them scores what its words and joined pairs weigh, less a little for words that come between.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from errors.matching.features import pair_feature, word_feature
from errors.matching.template import Template
from errors.matching.tokens import Token

Weights = Mapping[int, float]
"""How much a feature tells, from near 0 (every article has it) to 1 (one article has it)."""

PAIR_SHARE = 0.6
"""What a pair tells beyond its two words, as a share of its own weight."""
INSERTION_COST = 0.12
FREE_PLACEHOLDER_WORDS = 10
MOST_PLACES = 8


@dataclass(frozen=True)
class Alignment:
    """`places` are (index of the template's word, index of the window's token) pairs, rising in both.

    `told` is what the matched words and pairs weigh, `total` what all of the template's weigh. `replaced` is what
    those missing words weigh in whose place the window says something else: a near miss, not a cut message.
    """

    places: tuple[tuple[int, int], ...]
    told: float
    total: float
    replaced: float = 0.0
    inserted: int = 0
    """Words of the window that stand between words of the template that belong side by side, or are too many for a
    placeholder."""

    @property
    def coverage(self) -> float:
        """The share of the template that is there, by weight: 0 to 1."""
        return max(0.0, self.told / self.total) if self.total else 0.0

    @property
    def intactness(self) -> float:
        """How near the message comes to standing there whole and in one piece: 0 to 1, 1 word for word."""
        return self.coverage**4 / (1 + 0.3 * self.inserted)

    @property
    def replacement(self) -> float:
        """The share of the template in whose place the window says something else, by weight: 0 to 1."""
        return min(1.0, self.replaced / self.total) if self.total else 0.0


def align(template: Template, tokens: Sequence[Token], weights: Weights) -> Alignment:
    """The best chain of the template's words in the tokens."""
    worth = [weights.get(word_feature(word), 1.0) for word in template.words]
    joined = [
        PAIR_SHARE * weights.get(pair_feature(template.words[i - 1], template.words[i]), 1.0) if is_joined else 0.0
        for i, is_joined in enumerate(template.is_joined)
    ]
    total = sum(worth) + sum(joined)
    places = _places(template, tokens)
    if not places:
        return Alignment((), 0.0, total)
    best: list[float] = []
    previous: list[int] = []
    for at, (i, j) in enumerate(places):
        score, link = 0.0, -1
        for before in range(at):
            earlier_i, earlier_j = places[before]
            if earlier_i >= i or earlier_j >= j or best[before] + joined[i] <= score:
                continue
            step = best[before] + _step(i - earlier_i, j - earlier_j, joined[i], template.is_joined[i])
            if step > score:
                score, link = step, before
        best.append(score + worth[i])
        previous.append(link)
    end = max(range(len(best)), key=best.__getitem__)
    chain: list[tuple[int, int]] = []
    at = end
    while at >= 0:
        chain.insert(0, places[at])
        at = previous[at]
    return Alignment(
        tuple(chain),
        max(0.0, best[end]),
        total,
        _replaced(template, chain, worth, joined, len(tokens)),
        _inserted(template, chain),
    )


def _replaced(
    template: Template, chain: Sequence[tuple[int, int]], worth: Sequence[float], joined: Sequence[float], count: int
) -> float:
    """What the missing words weigh that have other words in their place.

    What precedes a message says nothing, unless it stands where the word belongs that the first matched one goes with.
    """
    total = 0.0
    for (i, j), (next_i, next_j) in zip(chain, [*chain[1:], (len(worth), count)], strict=True):
        if next_i > i + 1 and next_j > j + 1:
            total += sum(worth[i + 1 : next_i]) + sum(joined[i + 1 : next_i + 1])
    first, place = chain[0]
    if first and place and template.is_joined[first] and not template.starts_clause[first]:
        total += worth[first - 1] + joined[first]
    return total


def _inserted(template: Template, chain: Sequence[tuple[int, int]]) -> int:
    count = 0
    for (i, j), (next_i, next_j) in pairwise(chain):
        is_joined = all(template.is_joined[i + 1 : next_i + 1])
        count += max(0, next_j - j - (next_i - i) - (0 if is_joined else FREE_PLACEHOLDER_WORDS))
    return count


def _places(template: Template, tokens: Sequence[Token]) -> list[tuple[int, int]]:
    where: dict[str, list[int]] = defaultdict(list)
    wanted = set(template.words)
    for j, token in enumerate(tokens):
        if token.word in wanted:
            where[token.word].append(j)
    places = [(i, j) for i, word in enumerate(template.words) for j in _spread(where.get(word, []))]
    return sorted(places, key=lambda place: (place[1], place[0]))


def _spread(places: list[int]) -> list[int]:
    """At most MOST_PLACES of the places, from both ends: bounds the work where one word repeats."""
    if len(places) <= MOST_PLACES:
        return places
    return places[: MOST_PLACES // 2] + places[-MOST_PLACES // 2 :]


def _step(template_step: int, token_step: int, pair_worth: float, is_joined: bool) -> float:
    """What going on from one matched word to the next adds or costs."""
    between = token_step - 1
    if template_step == 1 and is_joined:
        return pair_worth if between == 0 else -INSERTION_COST * min(between, 5)
    if template_step == 1:
        return -0.02 * min(max(0, between - FREE_PLACEHOLDER_WORDS), 20)
    return -INSERTION_COST * 0.5 * min(max(0, between - template_step + 1), 5)
