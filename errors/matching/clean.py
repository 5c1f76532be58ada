"""Step 1, clean: bytes as they were pasted -> lines of plain text, one for each line that the reader sees.

Everything here is linear in the input: each pattern consumes what it matches and none can backtrack into it.
"""

from __future__ import annotations

import codecs
import html
import re
import unicodedata
from collections import Counter
from typing import NamedTuple

ESCAPE_SEQUENCES = re.compile(
    r"""
    \x1b\[[0-?]*[ -/]*[@-~]          # CSI: colours, cursor movement
    | \x1b\][^\x07\x1b]*(?:\x07|\x1b\\)  # OSC: window titles, hyperlinks
    | \x1b[@-Z\\-_=>]                # two-character sequences
    | \x9b[0-?]*[ -/]*[@-~]          # CSI in one byte
    | (?<![\w\[])\[(?:\d{1,3}(?:;\d{1,3}){0,4})m   # CSI whose ESC was lost on the way: "[31m"
    """,
    re.X,
)
LINE_BREAKS = re.compile(r"\r\n|\n|\r|\x0b|\x0c|\x85|\u2028|\u2029")
INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe]")
ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});")
SPACES = re.compile(r"[ \t\xa0\u2000-\u200a\u202f\u205f\u3000]+")
# A string that was printed inside another (JSON, Go's %q, logfmt): its quotes and breaks are escaped.
QUOTED_STRING = re.compile(r'\\"|\\u00[0-9a-f]{2}|^\s*\{"|\\n\\t|\\n"')
STRING_ESCAPES = {r"\"": '"', r"\n": " ", r"\t": " ", r"\r": " ", r"\u003c": "<", r"\u003e": ">", r"\u0026": "&"}
STRING_ESCAPE = re.compile(r"\\(?:[\"ntr]|u003c|u003e|u0026)")
# Typographic quotes come from web pages, word processors and some compilers; "`" opens a quote in GNU messages.
QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "‚": "'", "´": "'", "`": "'", "…": "..."})
NARROWEST_WRAP = 60


class Line(NamedTuple):
    """A line of the paste: its number there (from 1), its text as pasted, and its text made comparable."""

    number: int
    raw: str
    text: str
    is_wrapped: bool = False
    """Whether a terminal or an editor probably broke the line here, at its right edge."""


def decode(data: bytes) -> str:
    """The text in bytes of unknown encoding. Never fails: what is no text becomes replacement characters.

    >>> decode("naïve".encode("utf-16")), decode(b"caf\\xe9")
    ('naïve', 'café')
    """
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    sample = data[:2000]
    if len(sample) > 8 and sample[1::2].count(0) > len(sample) * 0.3:  # PowerShell's `>` writes UTF-16
        return data.decode("utf-16-le", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def clean(text: str) -> list[Line]:
    """The lines of a paste, in order, empty ones left out; numbers count every line of the paste."""
    plain = INVISIBLE.sub("", ESCAPE_SEQUENCES.sub("", text))
    raw = list(map(str.rstrip, LINE_BREAKS.split(plain)))  # there may be half a million lines
    width = _wrap_width(raw)
    texts = {line: comparable(line) for line in set(raw)}  # a long log says the same again and again
    return [Line(number, line, texts[line], len(line) == width) for number, line in enumerate(raw, start=1) if line]


def comparable(line: str) -> str:
    """A line with entities and escapes undone, plain quotes and single spaces: what templates are compared with.

    >>> comparable('msg="Get \\\\"https://r/v2/\\\\": denied"  &amp;  ‘x’')
    'msg="Get "https://r/v2/": denied" & \\'x\\''
    """
    if "&" in line:
        line = ENTITY.sub(lambda match: html.unescape(match[0]), line)
    if "\\" in line and QUOTED_STRING.search(line):
        line = STRING_ESCAPE.sub(lambda match: STRING_ESCAPES[match[0]], line)
    if not line.isascii():
        line = unicodedata.normalize("NFKC", line)
    return SPACES.sub(" ", line.translate(QUOTES)).strip()


def _wrap_width(lines: list[str]) -> int:
    """The column at which the text was wrapped: the longest length, where at least two lines share it. 0: none."""
    lengths = Counter(map(len, lines))
    longest = max(lengths, default=0)
    return longest if longest >= NARROWEST_WRAP and lengths[longest] > 1 else 0
