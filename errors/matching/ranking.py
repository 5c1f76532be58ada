"""Step 5, rank: how well each candidate explains the paste, as evidence that calibration turns into a confidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from errors.matching.alignment import Alignment, align
from errors.matching.candidates import PasteFeatures, weigh
from errors.matching.features import pair_feature, word_feature
from errors.matching.index import Entry, Index, Kind
from errors.matching.lines import Window, window
from errors.matching.pattern import pattern
from errors.matching.template import Template, parse_template

LINES_TRIED = 3
"""How many places of the paste a message is laid over: those that share most with it."""
OPEN_ENDED_WORDS = 12
"""How many words a placeholder at the end of a message may stand for."""
VERBATIM_WORTH = 1.25
"""How much more a message tells that stands in the paste as it is."""
LEAST_VERIFIED = 0.8
VERIFIED = 10
"""How many candidates' messages are looked for word for word."""
TYPED_WORDS = 40
"""A paste of at most this many words on at most TYPED_LINES lines may be words typed from memory."""
TYPED_LINES = 2


@dataclass(frozen=True)
class MessageEvidence:
    """A message of an article laid over a window of the paste."""

    entry: Entry
    template: Template
    window: Window
    alignment: Alignment
    contradictions: tuple[str, ...]
    """Codes and numbers of the message in whose place the paste has another one."""
    explained: float
    """How much of what the window says, in words that the library knows, the message says too: 0 to 1, by weight."""
    is_verbatim: bool = False
    """Whether the whole message stands in the window as it is, but for its variable parts."""

    @property
    def score(self) -> float:
        """What the message tells, steeply less where parts of it are missing."""
        if self.is_verbatim:
            return self.alignment.told * VERBATIM_WORTH * self.window.weight
        certainty = self.alignment.coverage**2 * (1 - self.alignment.replacement) * 0.4 ** len(self.contradictions)
        return max(0.0, self.alignment.told) * certainty * self.window.weight


@dataclass(frozen=True)
class WordEvidence:
    """Words that somebody typed, compared with all that an article says and with its closest phrase; each 0 to 1."""

    in_article: float
    in_phrase: float
    phrase: str

    @property
    def score(self) -> float:
        return self.in_article * (0.35 + 0.65 * self.in_phrase)


@dataclass
class Candidate:
    """Everything that speaks for an article, strongest message first."""

    article: int
    tool: str
    messages: list[MessageEvidence]
    typed: WordEvidence | None = None
    names_tool: bool = False

    @property
    def best(self) -> MessageEvidence | None:
        return self.messages[0] if self.messages else None

    @property
    def score(self) -> float:
        """The best message, and a little of the next one found in other lines; never less than what was typed tells."""
        if not self.best:
            return self.typed.score if self.typed else 0.0
        typed = self.typed.score if self.typed else 0.0
        bonus = 1.08 if self.names_tool else 1.0
        return (self.best.score + 0.25 * self.support + typed) * bonus

    @property
    def support(self) -> float:
        """What the strongest message in other lines than the best one's tells."""
        own = set(self.best.window.lines) if self.best else set()
        return next((each.score for each in self.messages if not own & set(each.window.lines)), 0.0)


def rank(paste: PasteFeatures, entries: Sequence[Entry], index: Index) -> list[Candidate]:
    """The articles behind the entries, best first. One query, for what the missing words weigh."""
    weights = _weights(paste, entries, index)
    candidates: dict[int, Candidate] = {}
    vocabulary = {token.word for line in paste.lines for token in line.tokens}
    for entry in entries:
        candidate = candidates.setdefault(entry.article, Candidate(entry.article, entry.tool, []))
        if entry.kind is not Kind.BAG:
            candidate.messages += _evidence(entry, paste, weights)
    _compare_typed_words(paste, entries, weights, candidates)
    for candidate in candidates.values():
        candidate.messages.sort(key=lambda each: -each.score)
        candidate.names_tool = all(word in vocabulary for word in candidate.tool.split("-"))
    ranked = sorted(candidates.values(), key=_best_first)
    for candidate in ranked[:VERIFIED]:
        candidate.messages = sorted(map(_verify, candidate.messages), key=lambda each: -each.score)
    return sorted(ranked, key=_best_first)


def _best_first(candidate: Candidate) -> tuple[float, int]:
    return (-candidate.score, candidate.article)


def _verify(evidence: MessageEvidence) -> MessageEvidence:
    """The evidence, told apart by whether the message stands there word for word. A phrase is nobody's output."""
    if (
        evidence.entry.kind is not Kind.MESSAGE
        or evidence.alignment.coverage < LEAST_VERIFIED
        or not pattern(evidence.template.text).search(evidence.window.text)
    ):
        return evidence
    return replace(evidence, is_verbatim=True)


def _weights(paste: PasteFeatures, entries: Sequence[Entry], index: Index) -> Mapping[int, float]:
    missing = {feature for entry in entries if entry.kind is not Kind.BAG for feature in entry.features}
    missing -= paste.weights.keys()
    frequencies = index.frequencies(list(missing))
    weights = dict(paste.weights)
    weights.update({feature: weigh(frequencies.get(feature), paste.library_size) for feature in missing})
    return weights


def _evidence(entry: Entry, paste: PasteFeatures, weights: Mapping[int, float]) -> Iterable[MessageEvidence]:
    template = parse_template(entry.text)
    found = []
    for line in _places(entry, paste, weights):
        best: MessageEvidence | None = None
        for indices in _windows_around(line, len(paste.lines)):
            evidence = _lay(entry, template, window(paste.lines, indices), paste, weights)
            # A wider window must explain clearly more: otherwise the line alone is the better place to point at.
            if best is None or evidence.score > best.score * 1.1 + 0.05:
                best = evidence
            if best.alignment.coverage > 0.97:
                break
        if best and best.alignment.places:
            found.append(best)
    return found


def _places(entry: Entry, paste: PasteFeatures, weights: Mapping[int, float]) -> list[int]:
    """The lines that share most with the entry, most first."""
    shared: dict[int, float] = defaultdict(float)
    for feature in entry.features:
        for line in paste.numbers.get(feature, ())[:50]:
            shared[line] += weights[feature]
    return sorted(shared, key=lambda line: (-shared[line], line))[:LINES_TRIED]


def _windows_around(line: int, count: int) -> Iterable[list[int]]:
    yield [line]
    for start, end in ((line, line + 1), (line - 1, line), (line - 1, line + 1), (line, line + 2)):
        if start >= 0 and end < count:
            yield list(range(start, end + 1))


def _lay(
    entry: Entry, template: Template, place: Window, paste: PasteFeatures, weights: Mapping[int, float]
) -> MessageEvidence:
    alignment = align(template, place.tokens, weights)
    contradictions = _contradictions(template, place, alignment)
    return MessageEvidence(
        entry, template, place, alignment, contradictions, _explained(template, place, alignment, paste)
    )


def _explained(template: Template, place: Window, alignment: Alignment, paste: PasteFeatures) -> float:
    said: set[int] = set()
    for (i, j), (next_i, next_j) in pairwise(alignment.places):
        gap_is_value = not all(template.is_joined[i + 1 : next_i + 1])
        said.update(range(j, next_j) if gap_is_value else [j])
    if alignment.places:
        last = alignment.places[-1][1]
        said.update(range(last, last + OPEN_ENDED_WORDS) if template.ends_open else [last])
    known = [
        (j, paste.known.get(word_feature(token.word), 0.0))
        for j, token in enumerate(place.tokens)
        if not token.word.isdigit()  # times, ports and counts say nothing of their own
    ]
    total = sum(weight for _, weight in known)
    return sum(weight for j, weight in known if j in said) / total if total else 0.0


def _contradictions(template: Template, place: Window, alignment: Alignment) -> tuple[str, ...]:
    """Missing words of the template that hold a digit, where the window has another such word at that very place."""
    matched = dict(alignment.places)
    found = []
    for i, word in enumerate(template.words):
        if i in matched or not any(character.isdigit() for character in word):
            continue
        after = matched.get(i - 1)
        before = matched.get(i + 1)
        at = after + 1 if after is not None else before - 1 if before is not None else None
        if at is not None and 0 <= at < len(place.tokens) and any(c.isdigit() for c in place.tokens[at].word):
            found.append(word)
    return tuple(found)


def _compare_typed_words(
    paste: PasteFeatures,
    entries: Sequence[Entry],
    weights: Mapping[int, float],
    candidates: Mapping[int, Candidate],
) -> None:
    """Word evidence for each candidate, where the paste is short enough to be typed from memory."""
    typed = [token.word for line in paste.lines for token in line.tokens]
    if len(paste.lines) > TYPED_LINES or not 1 < len(typed) <= TYPED_WORDS:
        return
    asked = {word_feature(word) for word in typed}
    pairs = {pair_feature(first, second) for first, second in pairwise(typed)}
    total = sum(weights.get(feature, 1.0) for feature in asked)
    closest: dict[int, tuple[float, str]] = defaultdict(lambda: (0.0, ""))
    in_article: dict[int, float] = {}
    for entry in entries:
        features = set(entry.features)
        if entry.kind is Kind.BAG:
            in_article[entry.article] = sum(weights.get(feature, 1.0) for feature in asked & features) / total
            continue
        shared = sum(weights.get(f, 1.0) for f in (asked | pairs) & features)
        size = sum(weights.get(f, 1.0) for f in features) + sum(weights.get(f, 1.0) for f in asked | pairs)
        closest[entry.article] = max(closest[entry.article], (2 * shared / size if size else 0.0, entry.text))
    for article, candidate in candidates.items():
        likeness, phrase = closest[article]
        candidate.typed = WordEvidence(in_article.get(article, likeness), likeness, phrase)
