"""Step 2, lines: which lines of a paste may carry an error, and the windows in which a message is looked for.

A message may be broken over lines by a terminal's edge or by the program itself, so a window is a line alone or a
line joined with its neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from errors.matching.clean import Line
from errors.matching.tokens import Token, tokenise

MOST_LINES = 400
"""How many distinct lines of a paste are looked at: the most telling ones."""
MOST_TEXT = 60_000
"""How many characters they may have together."""
LONGEST_LINE = 4000
"""A line of more characters is looked at in pieces, each like a line of its own."""
PIECE = 1000
OVERLAP = 300
"""How many characters of a piece the next one begins with, so that a message is whole in one of them."""

TELLING = re.compile(
    r"""
    \b(?:error|err|fatal|failed|failure|fail|denied|refused|rejected|cannot|can't|could\ not|couldn't|unable|invalid|
    exception|panic|critical|traceback|unauthorized|forbidden|timeout|timed\ out|missing|no\ such|not\ found|unknown|
    unsupported|unexpected|undefined|conflict|expired|exceeded|aborted|killed|warning|unreachable|mismatch)
    |\w(?:Error|Exception|Warning)\b|\bE[A-Z]{4,}\b|\b[A-Z]{2,}[-_]?\d{3,}\b|ERR!|\b0x[0-9a-f]{8}\b
    """,
    re.X | re.I,
)
# What a shell prints before a command, up to the command: "user@host:~/dir$ ", "PS C:\>", "➜  dir", "+ " of set -x.
PROMPT = re.compile(
    r"""^(?:
    (?:\([\w.-]{1,40}\)\ )?                            # a virtual environment
    (?:\[?[\w.-]{1,40}@[\w.-]{1,60}[^$\#%>]{0,80}[$\#%>]\ +
    |[\w./~-]{0,60}\ ?[$%]\ +
    |\#\ (?=[a-z]+\ )
    |PS\ [A-Z]:[^>]{0,120}>\ ?
    |[A-Z]:\\[^>]{0,120}>
    |➜\ +\S{1,60}\ +
    |❯\ +
    |\+{1,3}\ (?=[a-z./])
    )
    )(?=\S)""",
    re.X,
)
# What tells lines of a long log apart: words and codes, not numbers and names made of both.
TELLING_APART = re.compile(r"\b(?:[A-Z]{2,}[-_]?\d{3,}|0x[0-9a-f]{8}|[^\W\d_]{3,})\b")
QUIET = 0.35
"""How much less a word weighs in a line that is a typed command or tells nothing."""


@dataclass(frozen=True)
class PasteLine:
    """A line worth looking at: how much what it says weighs, and the part of its text that is looked at."""

    line: Line
    weight: float
    text: str
    tokens: list[Token]

    def corrected(self, corrections: Mapping[str, str]) -> PasteLine:
        """The line with misspelt words read as what they were meant to be."""
        tokens = [token._replace(word=corrections.get(token.word, token.word)) for token in self.tokens]
        return replace(self, tokens=tokens)


def choose_lines(lines: Sequence[Line]) -> list[PasteLine]:
    """The lines to look at, in the order of the paste: each distinct one once, telling ones first if there are many."""
    pieces = [piece for line in _first_of_each(lines, [line.text for line in lines]) for piece in _pieces(line)]
    distinct = [(line, _weight(line)) for line in _distinct(pieces)]
    chosen: list[int] = []
    room = MOST_TEXT
    for index in _telling_first([weight for _, weight in distinct])[:MOST_LINES]:
        room -= len(distinct[index][0].text)
        if room < 0 and chosen:
            break
        chosen.append(index)
    return [
        PasteLine(line, weight, line.text, tokenise(line.text))
        for line, weight in map(distinct.__getitem__, sorted(chosen))
    ]


def _pieces(line: Line) -> Iterator[Line]:
    """A line; an overlong one in pieces that overlap."""
    if len(line.text) <= LONGEST_LINE:
        yield line
        return
    for start in range(0, len(line.text) - OVERLAP, PIECE - OVERLAP):
        piece = line.text[start : start + PIECE]
        yield Line(line.number, piece, piece)


def _distinct(lines: Sequence[Line]) -> list[Line]:
    """Each line once, where it stands first; in a long paste, of those that differ in their values only, the first."""
    once = _first_of_each(lines, [line.text for line in lines])
    if len(once) <= MOST_LINES:
        return once
    return _first_of_each(once, [" ".join(TELLING_APART.findall(line.text)) for line in once])


def _first_of_each(lines: Sequence[Line], keys: Sequence[str]) -> list[Line]:
    """The first line of each key. Without a loop of Python's own: there may be half a million."""
    first = dict(zip(reversed(keys), range(len(keys) - 1, -1, -1), strict=True))
    return [lines[index] for index in sorted(first.values())]


def _telling_first(weights: Sequence[float]) -> list[int]:
    """Indices in the order of interest.

    Telling lines come first, from both ends: the first error causes the others, the last one ended the run.
    """
    telling = [index for index, weight in enumerate(weights) if weight == 1.0]
    rest = [index for index, weight in enumerate(weights) if weight < 1.0]
    from_both_ends = [index for ends in zip(telling, reversed(telling), strict=True) for index in ends]
    return [*dict.fromkeys(from_both_ends), *rest]


def _weight(line: Line) -> float:
    if PROMPT.match(line.text):
        return QUIET
    return 1.0 if TELLING.search(line.text) else 0.8
