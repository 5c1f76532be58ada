"""Words of a line or a template, with their places.

A word is a run of letters and digits; `_`, `-`, `.` and `/` separate words, so that parts of a path, a code with a
hyphen (ORA-00942) or a constant (CERTIFICATE_VERIFY_FAILED) meet what people type. Names that end in symbols
(c++, c#) keep them. Case is folded; digits are never forgiven anything. A Windows error code in decimal is read as its
hexadecimal form, so that -2147024891 and 0x80070005 are one word.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from errors.matching.codes import hexadecimal

WORD = re.compile(r"[^\W_]+(?:\+\+|#(?!\w))?")
LARGE_NUMBER = re.compile(r"(?<![\w.])-?\d{9,10}(?![\w.])")
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
    found = [Token(match[0].lower(), match.start(), match.end()) for match in WORD.finditer(text)]
    decimals = _decimal_codes(text)
    return [token._replace(word=decimals.get(token.end, token.word)) for token in found] if decimals else found


def words(text: str) -> list[str]:
    if LARGE_NUMBER.search(text):
        return [token.word for token in tokenise(text)]
    return [match.lower() for match in WORD.findall(text)]


def _decimal_codes(text: str) -> dict[int, str]:
    """Where in a text a decimal error code ends, and its hexadecimal form. Most texts have none."""
    numbers = {match.end(): hexadecimal(match[0]) for match in LARGE_NUMBER.finditer(text)}
    return {end: word for end, word in numbers.items() if word}


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
