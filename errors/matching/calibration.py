"""Step 6, verdict: from evidence to a confidence that means what it says, and from confidence to a word.

A logistic model of a few plain facts about the best candidate. Its weights were fitted on labelled pastes, known
errors and errors without an article together; tests/test_calibration.py says how close to the truth it stays.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from enum import StrEnum

from errors.matching.ranking import Candidate


class Verdict(StrEnum):
    MATCH = "match"
    MAYBE = "maybe"
    NONE = "none"


MATCH_FROM = 0.75
MAYBE_FROM = 0.30
MOST_IF_CONTRADICTED = 0.5
"""Codes are exact: a message whose code the paste contradicts is never a match, whatever else speaks for it."""

# manage.py fit_confidence prints such weights. These learned from the near misses of tests/pastes too.
BIAS = -5.5
WEIGHTS = {
    "coverage": 0.6,
    "verbatim": 3.7,
    "whole": 1.5,
    "margin": 1.5,
    "explained": 1.6,
    "replaced": -2.3,
    "names_tool": 0.6,
    "in_phrase": 2.0,
    "in_article": 2.9,
}


def facts(candidate: Candidate, runner_up: Candidate | None) -> dict[str, float]:
    """What the model looks at: see WEIGHTS for the names. All are 0 to 1, but for the logarithm `whole`."""
    best, typed = candidate.best, candidate.typed
    rival = runner_up.score if runner_up else 0.0
    return {
        "coverage": best.alignment.coverage if best else 0.0,
        "verbatim": float(any(message.is_verbatim for message in candidate.messages)),
        "whole": best.alignment.intactness * math.log1p(best.alignment.told) if best else 0.0,
        "margin": max(0.0, 1 - rival / candidate.score) if candidate.score else 0.0,
        "explained": best.explained if best else 0.0,
        "replaced": best.alignment.replacement if best else 0.0,
        "names_tool": float(candidate.names_tool),
        "in_phrase": typed.in_phrase if typed else 0.0,
        "in_article": typed.in_article if typed else 0.0,
    }


def confidence(candidate: Candidate, runner_up: Candidate | None) -> float:
    """The probability that the candidate's article is about the error: 0 to 1."""
    logit = BIAS + sum(WEIGHTS[name] * value for name, value in facts(candidate, runner_up).items())
    probability = 1 / (1 + math.exp(-logit))
    if candidate.best and candidate.best.contradictions:
        return min(probability, MOST_IF_CONTRADICTED)
    return probability


def verdict(confidence: float) -> Verdict:
    if confidence >= MATCH_FROM:
        return Verdict.MATCH
    return Verdict.MAYBE if confidence >= MAYBE_FROM else Verdict.NONE


def rivals(ranked: Sequence[Candidate], candidate: Candidate) -> Candidate | None:
    """The strongest other candidate that explains the same lines of the paste, or words typed from memory."""
    own = set(candidate.best.window.lines) if candidate.best else set()
    for other in ranked:
        if other is candidate:
            continue
        if not other.best or not own or own & set(other.best.window.lines):
            return other
    return None
