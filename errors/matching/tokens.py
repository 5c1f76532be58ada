"""Words of a line or a template, with their places.

A word is a run of letters and digits; `_`, `-`, `.` and `/` separate words, so that parts of a path, a code with a
hyphen (ORA-00942) or a constant (CERTIFICATE_VERIFY_FAILED) meet what people type. Names that end in symbols
(c++, c#) keep them. Case is folded; digits are never forgiven anything.
"""

from __future__ import annotations

import re
from typing import NamedTuple

WORD = re.compile(r"[^\W_]+(?:\+\+|#(?!\w))?")
HUMP = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


class Token(NamedTuple):
    """A word in lower case and where it stands in its text, as character offsets."""

    word: str
    start: int
    end: int


def tokenise(text: str) -> list[Token]:
    """The words of a text in order.

    >>> [token.word for token in tokenise("ORA-00942: g++ failed in src/my_file.cc")]
    ['ora', '00942', 'g++', 'failed', 'in', 'src', 'my', 'file', 'cc']
    """
    return [Token(match[0].lower(), match.start(), match.end()) for match in WORD.finditer(text)]


def words(text: str) -> list[str]:
    return [match.lower() for match in WORD.findall(text)]


def humps(text: str) -> list[str]:
    """The parts of camel-case words, as somebody types them from memory.

    >>> humps("ModuleNotFoundError in HTTPServer")
    ['module', 'not', 'found', 'error', 'http', 'server']
    """
    found = []
    for word in WORD.findall(text):
        parts = HUMP.findall(word)
        if len(parts) > 1 and not any(part.isdigit() for part in parts):
            found += [part.lower() for part in parts]
    return found
