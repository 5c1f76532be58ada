"""Which error of a paste caused which: causes come before what follows from them, whatever order they were printed in.

Most programs print the cause first, so the order of the lines is the order of cause. Some print the wrapper first and
what it wraps below it, often several times over ("Caused by:"), and some report on what another program did ("exit
code 1") before they repeat its output.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from errors.matching.clean import Line

# What stands before a line that a program printed: a service of Docker Compose or a build step, a time. Lines of
# several programs may alternate: each has its own chain.
SOURCE = re.compile(r"(?:[\w.-]{1,60} +\| ?|#\d{1,4} (?:\d[\d.]* )?)?")
TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[\d.,:+-]*Z?(?: +(?=[A-Z]{4,5}\b)| )")
# What stands above such a line was caused by it: Java, Rust; .NET; Node.js; numbered causes of Rust's anyhow.
CAUSE = re.compile(r"\s*(?:Caused by:|--->|\[cause\]:|\s\d{1,2}: (?=\S))")
# The same for a program that quotes another's output: Gradle, by indentation; pip.
QUOTED = re.compile(r"(?P<indent>\s*)(?:> |╰─> )")
QUOTES = re.compile(r"\* What went wrong:|[×x] .+ did not run successfully\.|\s*error: subprocess-exited-with-error")
QUOTE_ENDS = re.compile(r"\* |\[end of output\]|BUILD FAILED")
# The rest of a stack trace or of a message of several lines.
FRAME = re.compile(r"\s+\S|at \S|\.\.\. \d+ |--- End of|\}")
THROWN = re.compile(r"(?:Exception in thread |(?:[\w$]+\.)+[\w$]*(?:Exception|Error|Throwable|Failure)\b)")
# Lines that only say that something else has failed.
CONSEQUENCE = re.compile(
    r"""
    \b(?:exit(?:ed)?(?:\ with)?\ (?:status|code)|returned\ a\ non-zero\ code|exited\ \(\d)
    |\*\*\*\ .*\bError\ \d|\bELIFECYCLE\b|failed\ to\ push\ some\ refs|dependency\ failed\ to\ start
    |subprocess-exited-with-error|did\ not\ run\ successfully|Failed\ building\ wheel
    |npm\ (?:ERR!|error)\ (?:code\ \d|command\ failed)|CrashLoopBackOff|Back-off\ restarting
    """,
    re.X,
)

# Lines that say that an error follows, and not which.
ANNOUNCEMENT = re.compile(
    r"""
    \W*(?:Traceback\ \(most\ recent\ call\ last\)|(?:The\ above|During\ handling\ of\ the\ above)\ exception
    |FAILURE:\ Build\ failed|Caused\ by:\W*$|(?:Error|Errors|Warning|Exception|What\ went\ wrong)\W*$
    |APPLICATION\ FAILED\ TO\ START|File\ ".*",\ line\ \d+)
    """,
    re.X | re.I,
)
MOST_LINES = 20_000
"""How many lines are walked through, from a tenth of them above the first wanted one."""
LONGEST = 500
"""Characters of a line that are looked at: whatever tells the order stands at its beginning."""


class Place(NamedTuple):
    """Where a line stands in the order of cause: places compare, the cause is less."""

    is_consequence: bool
    chain: int
    """The line with which its chain of causes begins."""
    above: int
    """Minus how many causes stand above it in the chain: the last is the root."""
    line: int


class Chain:
    """What is known of the lines of one source so far: where the chain began, and how deep it is."""

    def __init__(self, start: int) -> None:
        self.start = start
        self.depth = 0
        self.has_frames = False
        self.quotes = False


def places(lines: Sequence[Line], wanted: Iterable[int]) -> dict[int, Place]:
    """{line number: its place in the order of cause}, for the wanted lines."""
    wanted = set(wanted)
    found = {number: Place(False, number, 0, number) for number in wanted}
    first = bisect_left(lines, min(wanted, default=0), key=lambda line: line.number)
    start = max(0, first - MOST_LINES // 10)
    chains: dict[str, Chain] = {}
    for line in lines[start : start + MOST_LINES]:
        source, text = _split(line.raw[:LONGEST])
        chain = chains[source] = _chain_of(text, line.number, chains.get(source))
        if line.number in wanted:
            found[line.number] = Place(bool(CONSEQUENCE.search(text)), chain.start, -chain.depth, line.number)
    return found


def is_announcement(text: str) -> bool:
    """Whether a line says no more than that there is an error."""
    return bool(ANNOUNCEMENT.match(text[:LONGEST])) or bool(CONSEQUENCE.search(text[:LONGEST]))


def _split(raw: str) -> tuple[str, str]:
    """(what names the source, what it printed), without a time before or after the name."""
    raw = raw[_end(TIME, raw) :]
    source = raw[: _end(SOURCE, raw)]
    text = raw[len(source) :]
    return source.split(" ")[0], text[_end(TIME, text) :]


def _end(pattern: re.Pattern[str], text: str) -> int:
    found = pattern.match(text)
    return found.end() if found else 0


def _chain_of(text: str, number: int, chain: Chain | None) -> Chain:
    """The chain that the line belongs to, which knows of it afterwards: the one before it, or a new one."""
    if chain is None or _begins(text, chain):
        chain = Chain(number)
    quoted = QUOTED.match(text) if chain.quotes else None
    if QUOTES.match(text):
        chain.quotes = True
    elif quoted:
        chain.depth = 1 + len(quoted["indent"])
    elif CAUSE.match(text):
        chain.depth += 1
        chain.has_frames = False
    elif FRAME.match(text):
        chain.has_frames = True
    return chain


def _begins(text: str, chain: Chain) -> bool:
    """Whether a chain begins with the line, and does not go on."""
    if chain.quotes:
        return bool(QUOTE_ENDS.match(text.strip()))
    if CAUSE.match(text) or FRAME.match(text):
        return False
    if THROWN.match(text) and not chain.has_frames and not chain.depth:
        return False  # the line before says that this was thrown
    # A message may have several lines: until its stack trace has begun, they are its own.
    return chain.has_frames or not chain.depth
