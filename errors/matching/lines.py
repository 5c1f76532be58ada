"""Step 2, lines: which lines of a paste may carry an error, and the windows in which a message is looked for.

A message may be broken over lines by a terminal's edge or by the program itself, so a window is a line alone or a
line joined with its neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from errors.matching.clean import Line
from errors.matching.placeholders import mask
from errors.matching.tokens import Token, tokenise

MOST_LINES = 400
"""How many distinct lines of a paste are looked at: the most telling ones."""
LONGEST_LINE = 4000
"""How many characters of one line are looked at, from both of its ends."""

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
    seen: set[str] = set()
    distinct: list[PasteLine] = []
    for line in lines:
        key = line.text if len(lines) <= MOST_LINES else mask(line.text[:300])
        if key not in seen:
            seen.add(key)
            distinct.append(_paste_line(line))
    if len(distinct) <= MOST_LINES:
        return distinct
    telling = [each for each in distinct if each.weight == 1.0]
    rest = [each for each in distinct if each.weight < 1.0]
    half = MOST_LINES // 2  # the first error causes the others; the last one ended the run
    chosen = telling if len(telling) <= MOST_LINES else telling[:half] + telling[-half:]
    chosen += rest[: MOST_LINES - len(chosen)]
    return sorted(chosen, key=lambda each: each.line.number)


def _paste_line(line: Line) -> PasteLine:
    text = line.text
    if len(text) > LONGEST_LINE:
        text = f"{text[: LONGEST_LINE // 2]} … {text[-LONGEST_LINE // 2 :]}"
    return PasteLine(line, _weight(line), text, tokenise(text))


def _weight(line: Line) -> float:
    if PROMPT.match(line.text):
        return QUIET
    return 1.0 if TELLING.search(line.text[:LONGEST_LINE]) else 0.8


@dataclass(frozen=True)
class Window:
    """A stretch of one to three neighbouring lines read as one. `lines` are indices into the chosen lines."""

    lines: tuple[int, ...]
    text: str
    tokens: list[Token]
    weight: float


def window(chosen: Sequence[PasteLine], indices: Sequence[int]) -> Window:
    """The window of these neighbouring lines. A line broken at the terminal's edge goes on without a space."""
    if len(indices) == 1:
        only = chosen[indices[0]]
        return Window(tuple(indices), only.text, only.tokens, only.weight)
    text = ""
    for index in indices:
        text += chosen[index].text + ("" if chosen[index].line.is_wrapped else " ")
    text = text.rstrip()
    return Window(tuple(indices), text, tokenise(text), max(chosen[index].weight for index in indices))
