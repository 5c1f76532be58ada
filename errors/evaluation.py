"""How good the matcher is on labelled pastes: recall, mean reciprocal rank, false matches, calibration, speed.

A labelled paste is {"paste", "slug", "also": [...], "shape"}; a negative has no slug: nothing in the library answers it.
Recall@k is the share of pastes with a right article among the first k results; MRR is the mean of 1/rank of the first
right one (E. Voorhees, TREC-8 Question Answering Track, 1999).
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Any

from errors.articledocument import PLACEHOLDER, placeholders
from errors.matching.calibration import Verdict
from errors.matching.clean import ESCAPE_SEQUENCES
from errors.matching.engine import MatchResult, Result

Matcher = Callable[[str], MatchResult]
BESIDE = 6
"""Characters of the message beside a placeholder that must stand beside its value."""
UNSEEN = re.compile(r"[\s'\"`‘’“”│|]*")
"""What may stand between two letters of a value where it was wrapped or quoted."""
CONFIDENCE_STEPS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)


@dataclass(frozen=True)
class Captures:
    """Of the placeholders of the message that was recognised: how many there are, were read, and were read rightly."""

    placeholders: int = 0
    read: int = 0
    right: int = 0


@dataclass(frozen=True)
class Outcome:
    """What the matcher said of one paste. `rank` is that of the first right article, from 1; None: not among them."""

    shape: str
    rank: int | None
    verdict: Verdict
    confidence: float
    is_negative: bool
    milliseconds: float
    captures: Captures


@dataclass
class Evaluation:
    outcomes: list[Outcome] = field(default_factory=list)
    skipped: int = 0
    """Pastes of errors that have no article: nothing could find them."""

    @property
    def known(self) -> list[Outcome]:
        return [each for each in self.outcomes if not each.is_negative]

    @property
    def negatives(self) -> list[Outcome]:
        return [each for each in self.outcomes if each.is_negative]

    def report(self) -> Iterator[str]:
        """The table, line by line."""
        yield f"{'shape':<10}{'pastes':>8}{'recall@1':>10}{'recall@3':>10}{'MRR':>8}{'match':>8}"
        for shape in [*dict.fromkeys(each.shape for each in self.known), "all"]:
            rows = [each for each in self.known if shape in (each.shape, "all")]
            said = share(each.verdict is Verdict.MATCH for each in rows)
            reciprocal = sum(1 / each.rank for each in rows if each.rank) / (len(rows) or 1)
            recalls = f"{recall(rows, 1):>10.3f}{recall(rows, 3):>10.3f}"
            yield f"{shape:<10}{len(rows):>8}{recalls}{reciprocal:>8.3f}{said:>8.3f}"
        if self.skipped:
            yield f"left out: {self.skipped} pastes of errors that have no article"
        matched = [each for each in self.outcomes if each.verdict is Verdict.MATCH]
        if self.negatives:
            false = share(each.verdict is Verdict.MATCH for each in self.negatives)
            yield f"negatives called match: {false:.1%} of {len(self.negatives)}"
        yield f"answers called match that are right: {share(each.rank == 1 for each in matched):.3f} of {len(matched)}"
        yield "confidence    answers    right"
        for low, high in pairwise(CONFIDENCE_STEPS):
            rows = [each for each in self.outcomes if low <= each.confidence < high]
            if rows:
                yield f"{low:.2f}-{min(high, 1):.2f}{len(rows):>12}{share(each.rank == 1 for each in rows):>9.3f}"
        yield self._captures_line()
        times = sorted(each.milliseconds for each in self.outcomes)
        if times:
            yield f"milliseconds: median {median(times):.1f}, p95 {times[int(len(times) * 0.95)]:.1f}"

    def _captures_line(self) -> str:
        found = [each.captures for each in self.known if each.rank == 1]
        there, read = sum(each.placeholders for each in found), sum(each.read for each in found)
        right = sum(each.right for each in found) / (read or 1)
        return f"values read for {read} of {there} placeholders of recognised messages; of these right: {right:.3f}"


def check_captures(paste: str, result: Result) -> Captures:
    """A value is right where it stands whole in the paste between the same words as its placeholder in the message.

    A cut or reworded message may lack the words on one side; then those on the other side decide.
    """
    text, names = _squeezed(paste), placeholders(result.template)
    values = {name: _squeezed(value) for name, value in result.captures.items() if name in names}
    right = 0
    for place in PLACEHOLDER.finditer(result.template):
        value = values.pop(place[1], "")
        before = _squeezed(PLACEHOLDER.split(result.template[: place.start()])[-1])[-BESIDE:]
        after = _squeezed(PLACEHOLDER.split(result.template[place.end() :])[0])[:BESIDE]
        is_between = (before + value) in text if before else (value + after) in text
        right += bool(value) and is_between and _is_whole(result.captures[place[1]], place, paste)
    return Captures(len(names), sum(name in names for name in result.captures), right)


def _is_whole(value: str, place: re.Match[str], paste: str) -> bool:
    """Whether the value stands in the paste without more letters beside it, unless its placeholder has some too."""
    template = place.string
    before = "" if template[: place.start()][-1:].isalnum() or not value[0].isalnum() else r"(?<![^\W_])"
    after = "" if template[place.end() :][:1].isalnum() or not value[-1].isalnum() else r"(?![^\W_])"
    spelt = UNSEEN.pattern.join(f"(?:{re.escape(letter)})" for letter in UNSEEN.sub("", value))
    return re.search(before + spelt + after, ESCAPE_SEQUENCES.sub("", paste), re.IGNORECASE) is not None


def _squeezed(text: str) -> str:
    """Without what wrapping, quoting and colouring change."""
    return UNSEEN.sub("", ESCAPE_SEQUENCES.sub("", text)).lower()


def recall(outcomes: Sequence[Outcome], k: int) -> float:
    return share(each.rank is not None and each.rank <= k for each in outcomes)


def share(truths: Iterable[bool]) -> float:
    found = list(truths)
    return sum(found) / len(found) if found else 0.0


def evaluate(
    pastes: Sequence[dict[str, Any]],
    matcher: Matcher,
    slugs: dict[int, str],
    progress: Callable[[int, int], None] | None = None,
) -> Evaluation:
    """Match every paste. `slugs` gives the slug of each article in the library by its identity in the index."""
    evaluation = Evaluation()
    existing = set(slugs.values())
    for done, row in enumerate(pastes):
        if progress:
            progress(done, len(pastes))
        right = {slug for slug in [row.get("slug"), *row.get("also", [])] if slug}
        if right and not right & existing:
            evaluation.skipped += 1
            continue
        start = time.perf_counter()
        result = matcher(row["paste"])
        milliseconds = (time.perf_counter() - start) * 1000
        found = [slugs.get(each.article, "") for each in result.results]
        evaluation.outcomes.append(
            Outcome(
                row.get("shape", "other"),
                next((rank for rank, slug in enumerate(found, start=1) if slug in right), None),
                result.verdict,
                result.results[0].confidence if result.results else 0.0,
                not right,
                milliseconds,
                check_captures(row["paste"], result.results[0]) if result.results else Captures(),
            )
        )
    return evaluation
