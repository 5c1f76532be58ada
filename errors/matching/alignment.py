"""Step 5a: lay a template over a window of the paste, word by word, and see how much of it is there.

A sparse version of the longest common subsequence: only places where a word of the template occurs are considered,
and a chain of them scores what its words and joined pairs weigh, less a little for words that come between.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from errors.matching.template import Template
from errors.matching.windows import Window

Weights = Mapping[int, float]
"""How much a feature tells, from near 0 (every article has it) to 1 (one article has it)."""

PAIR_SHARE = 0.6
"""What a pair tells beyond its two words, as a share of its own weight."""
INSERTION_COST = 0.12
FREE_PLACEHOLDER_WORDS = 10
MOST_PLACES = 4


@dataclass(frozen=True)
class WeighedTemplate:
    """A template with what its parts tell: `worth[i]` is that of word i, `joined[i]` that of the pair of words i-1 and i."""

    template: Template
    worth: list[float]
    joined: list[float]
    total: float

    @classmethod
    def of(cls, template: Template, weights: Weights) -> WeighedTemplate:
        worth = [weights.get(feature, 1.0) for feature in template.word_features]
        joined = [PAIR_SHARE * weights.get(pair, 1.0) if pair else 0.0 for pair in template.pair_features]
        return cls(template, worth, joined, sum(worth) + sum(joined))

    def most(self, places: Container[str]) -> float:
        """What at most can be told by a window with these words, wherever in it they stand: cheaper than laying it out."""
        told, last = 0.0, False
        for word, worth, joined in zip(self.template.words, self.worth, self.joined, strict=True):
            if word not in places:
                last = False
                continue
            told += worth + joined if last else worth
            last = True
        return told


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


def align(weighed: WeighedTemplate, window: Window) -> Alignment:
    """The best chain of the template's words in the window."""
    template, joined, worth = weighed.template, weighed.joined, weighed.worth
    places = _places(template, window.places)
    if not places:
        return Alignment((), 0.0, weighed.total)
    previous: list[int] = []
    strongest: list[tuple[float, int]] = []  # the chains so far by what they tell, negated: the strongest one first
    chain_at: dict[tuple[int, int], tuple[float, int]] = {}
    for at, place in enumerate(places):
        j, i = place
        score, link, is_joined = 0.0, -1, template.is_joined[i]
        if is_joined and (follows := chain_at.get((j - 1, i - 1))):  # most words follow on the one before
            score, link = joined[i] - follows[0], follows[1]
        for told, before in strongest:
            if -told <= score:
                break  # going on with a gap never adds: neither this chain nor a weaker one tells more
            earlier_j, earlier_i = places[before]
            if earlier_i < i and earlier_j < j:
                step = _step(i - earlier_i, j - earlier_j, joined[i], is_joined) - told
                if step > score:
                    score, link = step, before
        previous.append(link)
        chain_at[place] = told_by = (-score - worth[i], at)
        insort(strongest, told_by)
    at = strongest[0][1]
    chain: list[tuple[int, int]] = []
    while at >= 0:
        j, i = places[at]
        chain.append((i, j))
        at = previous[at]
    chain.reverse()
    return Alignment(
        tuple(chain),
        max(0.0, -strongest[0][0]),
        weighed.total,
        _replaced(weighed, chain, len(window.tokens)),
        _inserted(template, chain),
    )


def _replaced(weighed: WeighedTemplate, chain: Sequence[tuple[int, int]], count: int) -> float:
    """What the missing words weigh that have other words in their place.

    What precedes a message says nothing, unless it stands where the word belongs that the first matched one goes with.
    """
    template, worth, joined = weighed.template, weighed.worth, weighed.joined
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
        if next_j == j + 1:
            continue
        is_joined = all(template.is_joined[i + 1 : next_i + 1])
        count += max(0, next_j - j - (next_i - i) - (0 if is_joined else FREE_PLACEHOLDER_WORDS))
    return count


def _places(template: Template, where: Mapping[str, list[int]]) -> list[tuple[int, int]]:
    """(index of the window's token, index of the template's word), rising, wherever the two are the same; of a word that
    repeats, those beside which a neighbour of the template stands too, if any, and at most some from both ends."""
    places: list[tuple[int, int]] = []
    words = template.words
    for i, word in enumerate(template.words):
        found = where.get(word)
        if not found:
            continue
        if len(found) == 1:
            places.append((found[0], i))
            continue
        before = where.get(words[i - 1], ()) if i else ()
        after = where.get(words[i + 1], ()) if i + 1 < len(words) else ()
        found = [j for j in found if j - 1 in before or j + 1 in after] or found
        if len(found) > MOST_PLACES:
            found = found[: MOST_PLACES // 2] + found[-MOST_PLACES // 2 :]
        places += [(j, i) for j in found]
    places.sort()
    return places


def _step(template_step: int, token_step: int, pair_worth: float, is_joined: bool) -> float:
    """What going on from one matched word to the next adds or costs."""
    between = token_step - 1
    if template_step == 1 and is_joined:
        return pair_worth if between == 0 else -INSERTION_COST * min(between, 5)
    if template_step == 1:
        return -0.02 * min(max(0, between - FREE_PLACEHOLDER_WORDS), 20)
    return -INSERTION_COST * 0.5 * min(max(0, between - template_step + 1), 5)
