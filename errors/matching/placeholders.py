"""Step 3: what varies from one occurrence of a message to the next, so that two of them can be seen to be the same.

The table is ordered: a row sees only what the rows above it left. All rows form one pattern, applied once.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class VariablePart(NamedTuple):
    """One kind of variable part: its name, the pattern that finds it and why it stands where it does."""

    name: str
    pattern: str
    why: str


VARIABLE_PARTS = (
    VariablePart(
        "url", r"\b[a-z][a-z0-9+.-]{1,15}://[^\s\"'<>]+", "first: a URL holds paths, hosts, ports and numbers"
    ),
    VariablePart("email", r"\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+", "before host; user@host of ssh counts"),
    VariablePart(
        "timestamp",
        r"\b\d{4}[-/]\d\d[-/]\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:[.,]\d{1,9})?)?(?:Z| ?[+-]\d\d:?\d\d| [A-Z]{3,4}\b)?",
        "before version and number, which would take it apart",
    ),
    VariablePart("time", r"\b\d{1,2}:\d\d:\d\d(?:[.,]\d{1,9})?\b", "before ip: colons between numbers"),
    VariablePart(
        "uuid", r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b", "before hash, which it contains"
    ),
    VariablePart("digest", r"\bsha(?:1|256|512)[:-][0-9A-Za-z+/=]{20,}", "an algorithm with its value is one thing"),
    VariablePart(
        "ip",
        r"\b\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?\b|\[(?=[0-9a-f]*:(?:[0-9a-f]*:){2}|::)[0-9a-f:]{2,45}\](?::\d{1,5})?",
        "before version: four numbers with dots",
    ),
    VariablePart("address", r"\b0x[0-9a-f]{9,16}\b", "a pointer. Shorter ones (0x80070005) are error codes and stay"),
    VariablePart(
        "hash",
        r"\b(?=[0-9a-f]{0,62}\d)(?=[0-9a-f]{0,62}[a-f])[0-9a-f]{7,64}\b",
        "a digit and a letter at least: neither `defaced` nor a plain number",
    ),
    VariablePart("windows_path", r"\b[A-Za-z]:[\\/](?:[^\s\"'<>|:*?]+)?", "before path: begins with a drive"),
    VariablePart("path", r"(?<![\w.])(?:~|\.{1,2})?/[^\s\"'<>:,;()]+", "after url; a lone slash is no path"),
    VariablePart("size", r"\b\d+(?:\.\d+)?\s?(?:[kKMGT]i?B|bytes)\b", "before version and number: carries its unit"),
    VariablePart(
        "version", r"\bv?\d+(?:\.\d+){1,4}(?:[-+][0-9A-Za-z.-]+)?\b", "before number, which would take it apart"
    ),
    VariablePart(
        "quoted",
        r"'[^']{1,200}'|\"[^\"]{1,200}\"",
        "names: modules, images, columns. After paths, whose quotes then stay",
    ),
    VariablePart("number", r"(?<![\w.-])\d+(?![\w.])", "last. Not within a word: TS2345 and 28P01 are codes"),
)

_COMBINED = re.compile("|".join(f"(?P<{part.name}>{part.pattern})" for part in VARIABLE_PARTS))


def mask(text: str) -> str:
    """A text with each variable part replaced by its kind.

    >>> mask("dial tcp 10.0.0.7:5432: connect: connection refused (attempt 3)")
    'dial tcp <ip>: connect: connection refused (attempt <number>)'
    """
    return _COMBINED.sub(lambda match: f"<{match.lastgroup}>", text)


def variable_spans(text: str) -> list[tuple[int, int]]:
    """Where the variable parts of a text begin and end."""
    return [match.span() for match in _COMBINED.finditer(text)]
