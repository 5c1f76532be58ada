"""A paste in, answers out: the seven steps in order, over whatever Index it is given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from errors.matching.accompanying import special_first
from errors.matching.calibration import MAYBE_FROM, Verdict, confidence, rivals, verdict
from errors.matching.candidates import find_entries
from errors.matching.captures import capture
from errors.matching.causes import is_announcement, places
from errors.matching.clean import Line, clean
from errors.matching.explanation import explain
from errors.matching.index import Index
from errors.matching.lines import PasteLine, choose_lines
from errors.matching.ranking import Candidate, rank
from errors.matching.redaction import redact

MOST_ANSWERS = 5
MOST_RESULTS = 8
LONGEST_SHOWN = 1000
"""Characters of the recognised line that an answer shows."""
NEAR = 0.05
"""The confidence from which an article is near enough to be worth naming."""


@dataclass(frozen=True)
class Result:
    """An article that may be behind the paste. `line` counts from 1 in the paste; `article` is the index's identity."""

    article: int
    confidence: float
    line: int
    lines: tuple[int, ...]
    template: str
    captures: dict[str, str]


@dataclass(frozen=True)
class Answer:
    """One error of the paste: what was recognised and how sure that is. `result` is None where nothing is near.

    `line_text` is redacted. `others` are articles that might be meant instead.
    """

    verdict: Verdict
    line: int
    line_text: str
    result: Result | None
    others: tuple[Result, ...] = ()
    why: tuple[str, ...] = ()


@dataclass(frozen=True)
class MatchResult:
    """`results` are the candidates, best first; `answers` one for each error found, causes before consequences."""

    verdict: Verdict
    results: list[Result]
    answers: list[Answer]
    lines: list[Line] = field(default_factory=list)


def match(text: str, index: Index) -> MatchResult:
    """Find the articles behind a paste. Any text is accepted; the empty one answers none."""
    lines = clean(text)
    chosen = choose_lines(lines)
    if not chosen:
        return MatchResult(Verdict.NONE, [], [], lines)
    ranked = rank_candidates(chosen, index)
    results = {id(candidate): _result(candidate, ranked, chosen) for candidate in ranked[:MOST_RESULTS]}
    answers = _answers(ranked[:MOST_RESULTS], results, {line.number: line.raw for line in lines})
    if all(answer.result is None or answer.result.confidence < NEAR for answer in answers):
        answers = [_no_answer(chosen, lines)]
    answers = _causes_first(answers, lines, index)
    best = max((answer.verdict for answer in answers), key=list(reversed(Verdict)).index, default=Verdict.NONE)
    return MatchResult(best, list(results.values()), answers, lines)


def rank_candidates(chosen: Sequence[PasteLine], index: Index) -> list[Candidate]:
    """The articles that may be behind the lines, best first."""
    paste, entries = find_entries(chosen, index)
    return [candidate for candidate in rank(paste, entries, index) if candidate.score > 0]


def _result(candidate: Candidate, ranked: Sequence[Candidate], chosen: Sequence[PasteLine]) -> Result:
    best = candidate.best
    places = _places(candidate)
    sureness = confidence(candidate, rivals(ranked, candidate))
    return Result(
        candidate.article,
        sureness,
        chosen[places[0]].line.number,
        tuple(chosen[place].line.number for place in places),
        best.template.text if best else candidate.typed.phrase if candidate.typed else "",
        _captures(candidate) if sureness >= MAYBE_FROM else {},
    )


def _captures(candidate: Candidate) -> dict[str, str]:
    """The values of the best message first, then what the article's other messages in the paste add to them."""
    values: dict[str, str] = {}
    for message in candidate.messages:
        if message is candidate.best or message.is_verbatim:
            values = {**capture(message), **values}
    return values


def _answers(ranked: Sequence[Candidate], results: dict[int, Result], raw: Mapping[int, str]) -> list[Answer]:
    """The best candidate, then each other one that is a match for lines of its own."""
    answered: list[Candidate] = []
    for candidate in ranked:
        if answered and verdict(results[id(candidate)].confidence) is not Verdict.MATCH:
            continue
        if not any(_tells(other, candidate) for other in answered):
            answered.append(candidate)
        if len(answered) == MOST_ANSWERS:
            break
    return [_answer(candidate, results[id(candidate)], ranked, results, raw) for candidate in answered]


def _tells(answered: Candidate, candidate: Candidate) -> bool:
    """Whether an answered article tells of the candidate's lines: by its best message, or by another that tells more."""
    lines = set(_places(candidate))
    return not lines.isdisjoint(_places(answered)) or any(
        message.is_verbatim and message.score > candidate.score and not lines.isdisjoint(message.window.lines)
        for message in answered.messages
    )


def _places(candidate: Candidate) -> tuple[int, ...]:
    """Where the best message stands, as indices into the chosen lines."""
    return candidate.best.window.lines if candidate.best else (0,)


def _causes_first(answers: list[Answer], lines: Sequence[Line], index: Index) -> list[Answer]:
    """Causes before consequences, and of errors that are printed together the special one first."""
    if len(answers) < 2:
        return answers
    place = places(lines, [answer.line for answer in answers])
    answers = sorted(answers, key=lambda answer: place[answer.line])
    results = [answer.result for answer in answers if answer.result]
    examples = index.examples([result.article for result in results])
    order = special_first(
        [result.template for result in results],
        [examples.get(result.article, "") for result in results],
        [place[result.line].is_consequence for result in results],
    )
    return [answers[at] for at in order]


def _answer(
    candidate: Candidate,
    result: Result,
    ranked: Sequence[Candidate],
    results: dict[int, Result],
    raw: Mapping[int, str],
) -> Answer:
    others = [results[id(other)] for other in ranked if other is not candidate]
    same_lines = [other for other in others if set(other.lines) & set(result.lines)]
    return Answer(
        verdict(result.confidence),
        result.line,
        _shown(raw[result.line], candidate),
        result,
        tuple(same_lines[:3]),
        tuple(explain(candidate, rivals(ranked, candidate))),
    )


def _shown(line: str, candidate: Candidate) -> str:
    """The line without its secrets; of an overlong one, the part in which the message begins.

    security: the whole line is redacted before it is cut, so that no cut can take a secret's mark from it.
    """
    text = redact(line.strip())
    if len(text) <= LONGEST_SHOWN:
        return text
    start = 0
    if candidate.best and candidate.best.alignment.places:
        window = candidate.best.window
        begin = window.tokens[candidate.best.alignment.places[0][1]].start
        start = max(0, text.find(window.text[begin : begin + 40]) - 20)
    return f"{'… ' if start else ''}{text[start : start + LONGEST_SHOWN]} …"


def _no_answer(chosen: Sequence[PasteLine], lines: Sequence[Line]) -> Answer:
    """None, for the line that looks most like an error; of several, for the cause of the others."""
    place = places(lines, [each.line.number for each in chosen])
    line = min(chosen, key=lambda each: (is_announcement(each.text), -each.weight, place[each.line.number])).line
    return Answer(Verdict.NONE, line.number, redact(line.raw.strip())[:LONGEST_SHOWN], None)
