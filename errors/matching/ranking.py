"""Step 5, rank: how well each candidate explains the paste, as evidence that calibration turns into a confidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from errors.matching.alignment import Alignment, WeighedTemplate, align
from errors.matching.candidates import PasteFeatures, weigh
from errors.matching.features import word_feature
from errors.matching.index import Entry, Index, Kind
from errors.matching.pattern import pattern
from errors.matching.template import DIGIT, Template, parse_template
from errors.matching.typed import WordEvidence, compare_typed_words
from errors.matching.windows import Window, Windows

LINES_TRIED = 2
"""How many places of the paste a message is laid over: those that share most with it."""
OPEN_ENDED_WORDS = 12
"""How many words a placeholder at the end of a message may stand for."""
VERBATIM_WORTH = 1.25
"""How much more a message tells that stands in the paste as it is."""
LEAST_SHARE = 0.2
"""What a message must score in another line, as a share of what it scores in its best one, to be evidence too."""
LEAST_RIVAL = 0.25
"""The same, as a share of what another message scored in that line."""
VERIFIED = 4
"""How many candidates' messages are looked for word for word."""


@dataclass(frozen=True)
class MessageEvidence:
    """A message of an article laid over a window of the paste."""

    entry: Entry
    template: Template
    window: Window
    alignment: Alignment
    contradictions: tuple[str, ...]
    """Codes and numbers of the message in whose place the paste has another one."""
    explained: float = 0.0
    """How much of what the window says, in words that the library knows, the message says too: 0 to 1, by weight."""
    is_verbatim: bool = False
    """Whether the whole message stands in the window as it is, but for its variable parts."""

    @property
    def is_whole(self) -> bool:
        """Whether the window has every word of the message, in whatever order."""
        return self.window.places.keys() >= set(self.template.words)

    @property
    def may_be_verbatim(self) -> bool:
        """Whether words that belong side by side stand so somewhere in the window: cheaper to ask than the pattern."""
        where, words = self.window.places, self.template.words
        return self.is_whole and all(
            any(place + 1 in where[words[i]] for place in where[words[i - 1]])
            for i in range(1, len(words))
            if self.template.is_joined[i]
        )

    @cached_property
    def score(self) -> float:
        """What the message tells, less where the paste says something else in its place."""
        if self.is_verbatim:
            return self.alignment.told * VERBATIM_WORTH * self.window.weight
        certainty = (1 - self.alignment.replacement) * 0.4 ** len(self.contradictions)
        return _score(self.alignment.told, self.alignment.total) * certainty * self.window.weight


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
    articles = list(dict.fromkeys(entry.article for entry in entries))
    missing = _missing(paste, entries)
    details = index.details(missing, articles if paste.may_be_typed else [])
    rarity = {feature: weigh(details.frequencies.get(feature), paste.library_size) for feature in missing}
    weights = {**paste.weights, **rarity}
    candidates: dict[int, Candidate] = {}
    vocabulary = {token.word for line in paste.lines for token in line.tokens}
    windows = Windows(paste.lines)
    told_at: dict[int, float] = defaultdict(float)
    for entry in entries:
        candidates.setdefault(entry.article, Candidate(entry.article, entry.tool, []))
    for entry in entries:
        candidates[entry.article].messages += _evidence(entry, paste, weights, windows, told_at)
    typed = compare_typed_words(paste, [*entries, *details.bags], weights) if paste.may_be_typed else {}
    for article, candidate in candidates.items():
        candidate.typed = typed.get(article)
        candidate.messages.sort(key=lambda each: -each.score)
        candidate.names_tool = all(word in vocabulary for word in candidate.tool.split("-"))
    ranked = sorted(candidates.values(), key=_best_first)
    for candidate in ranked[:VERIFIED]:
        candidate.messages = sorted(map(_verify, candidate.messages), key=lambda each: -each.score)
        if candidate.best:
            candidate.messages[0] = replace(candidate.best, explained=_explained(candidate.best, paste))
    return sorted(ranked, key=_best_first)


def _best_first(candidate: Candidate) -> tuple[float, int]:
    return (-candidate.score, candidate.article)


def _verify(evidence: MessageEvidence) -> MessageEvidence:
    """The evidence with what only likely candidates are worth asking: does the message stand there word for word?

    A phrase is nobody's output, so it never does.
    """
    could_be = evidence.entry.kind is Kind.MESSAGE and evidence.may_be_verbatim
    if could_be and pattern(evidence.template.text).search(evidence.window.text):
        return replace(evidence, is_verbatim=True)
    return evidence


def _missing(paste: PasteFeatures, entries: Sequence[Entry]) -> list[int]:
    """The features of the entries that the paste lacks, or has without its being known how common they are."""
    return list({feature for entry in entries for feature in entry.features} - paste.known.keys())


def _evidence(
    entry: Entry, paste: PasteFeatures, weights: Mapping[int, float], windows: Windows, told_at: dict[int, float]
) -> Iterator[MessageEvidence]:
    """The message laid over the lines that share most with it, where it may tell something there.

    `told_at` is the best score so far at each line, which this one's is added to.
    """
    weighed = WeighedTemplate.of(parse_template(entry.text), weights)
    shared = _shared(entry, paste)
    strongest = 0.0
    tried: set[tuple[int, ...]] = set()
    told_in: dict[int, float] = {}
    for line in sorted(shared, key=lambda line: (-shared[line], line))[:LINES_TRIED]:
        least = max(LEAST_SHARE * strongest, LEAST_RIVAL * told_at[line])
        best = _best_window(entry, weighed, _once(windows.around(line, shared), tried), told_in, least)
        if best:
            strongest = max(strongest, best.score)
            for place in best.window.lines:
                told_at[place] = max(told_at[place], best.score)
                told_in[place] = best.alignment.told
            yield best


def _once(windows: Iterable[Window], tried: set[tuple[int, ...]]) -> Iterator[Window]:
    """Those windows that were not tried yet: two lines side by side have some in common."""
    for window in windows:
        if window.lines not in tried:
            tried.add(window.lines)
            yield window


def _best_window(
    entry: Entry, weighed: WeighedTemplate, windows: Iterable[Window], told_in: Mapping[int, float], least: float
) -> MessageEvidence | None:
    """The best of the windows for the message, the first of which is a line alone.

    A window in which it cannot score more than `least` is not even tried; nor is one in which it cannot tell more than
    `told_in` says it told already in one of the lines.
    """
    best: MessageEvidence | None = None
    out_of_order = 0.0
    for window in windows:
        most = weighed.most(window.places)
        if _score(most - out_of_order, weighed.total) * window.weight <= least:
            continue
        told = max(told_in.get(line, 0.0) for line in window.lines)
        if most <= told:
            continue
        alignment = align(weighed, window)
        if len(window.lines) == 1:
            out_of_order = most - alignment.told  # words that more lines put into no better order
        contradictions = _contradictions(weighed.template, window, alignment)
        evidence = MessageEvidence(entry, weighed.template, window, alignment, contradictions)
        if alignment.told > told and evidence.score > least:
            best = evidence
            # A wider window must explain clearly more: otherwise the line alone is the better place to point at.
            least = max(least, evidence.score * 1.1 + 0.05)
        if best and best.alignment.coverage > 0.97:
            break
    return best


def _score(told: float, total: float) -> float:
    """What a message tells of which so much was found, steeply less where parts of it are missing."""
    return told * (told / total) ** 2 if told > 0 else 0.0


def _shared(entry: Entry, paste: PasteFeatures) -> dict[int, float]:
    """What each line of the paste shares with the entry, by weight."""
    shared: dict[int, float] = defaultdict(float)
    for feature in entry.features:
        for line in paste.numbers.get(feature, ())[:50]:
            shared[line] += paste.weights[feature]
    return shared


def _explained(evidence: MessageEvidence, paste: PasteFeatures) -> float:
    places, template = evidence.alignment.places, evidence.template
    said: set[int] = set()
    for (i, j), (next_i, next_j) in pairwise(places):
        gap_is_value = not all(template.is_joined[i + 1 : next_i + 1])
        said.update(range(j, next_j) if gap_is_value else [j])
    if places:
        last = places[-1][1]
        said.update(range(last, last + OPEN_ENDED_WORDS) if template.ends_open else [last])
    known = [
        (j, paste.known.get(word_feature(token.word), 0.0))
        for j, token in enumerate(evidence.window.tokens)
        if not token.word.isdigit()  # times, ports and counts say nothing of their own
    ]
    total = sum(weight for _, weight in known)
    return sum(weight for j, weight in known if j in said) / total if total else 0.0


def _contradictions(template: Template, place: Window, alignment: Alignment) -> tuple[str, ...]:
    """Missing words of the template that hold a digit, where the window has another such word at that very place."""
    if not template.codes:
        return ()
    matched = dict(alignment.places)
    found = []
    for i in template.codes:
        if i in matched:
            continue
        after = matched.get(i - 1)
        before = matched.get(i + 1)
        at = after + 1 if after is not None else before - 1 if before is not None else None
        if at is not None and 0 <= at < len(place.tokens) and DIGIT.search(place.tokens[at].word):
            found.append(template.words[i])
    return tuple(found)
