"""Before step 1, for text read from a picture: what a reader of pixels confuses, put right where the library knows the word.

It takes I for l, m for rn, 0 for O, and sees no reason why a word should go on where the window broke its line. A word
is changed only where the library does not have it as it was read and has what it is changed into. Codes, capitals and
numbers stay as they were read, and so does what varies (paths, addresses, quoted names): it may have to read like that. Only
a line that was broken is joined there too.

Words that lost the space between them stay too: names that are written as one (KeyError) are far more frequent.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import chain, islice, pairwise
from typing import NamedTuple

from errors.matching.codes import CODE
from errors.matching.features import word_feature
from errors.matching.index import Index
from errors.matching.placeholders import variable_spans

ALIKE = ("l i 1 |", "o 0", "s 5", "b 8", "g 9 q", "z 2", "c e", "m rn", "w vv", "d cl")
"""Pieces of words, in lower case, that look alike."""
LOOK_ALIKES = {
    piece: [other for other in group.split() if other.isalpha() and other != piece]
    for group in ALIKE
    for piece in group.split()
}
MOST_VARIANTS = 40
SHORTEST = 4
SHORTEST_OF_LETTERS = 6
"""Characters of a word that is put right; where nothing but letters was read, a shorter one is too easily another."""
LONGEST = 40
MOST_LINES = 200
"""A text of more lines is no picture of a screen, and stays as it is."""
MARGIN = 1
"""Letters and digits, at most, of what a photograph has beside a line: the edge of the screen, a scroll bar."""

WORD = re.compile(r"[^\W_]+(?:\|[^\W_]+)*")
PARTED = re.compile(r"(?<![^\W_])([^\W\d_]+) (?=([^\W\d_]+)(?![^\W_]))")
FIRST_WORD = re.compile(r"[^\W\d_]+(?![^\W_])")
LAST_WORD = re.compile(r"(?<![^\W_])[^\W\d_]+$")


class Break(NamedTuple):
    """A word that may have been broken at the end of a line; `head` and `tail` are what stands before and after it."""

    head: str
    first: str
    second: str
    tail: str


def repaired(text: str, index: Index) -> str:
    """The text with broken words joined and misread ones put right. One query."""
    lines = text.split("\n")
    if len(lines) > MOST_LINES:
        return text
    known = _articles(lines, index)
    return "\n".join(_put_right(line, known) for line in _joined(lines, known))


def _articles(lines: list[str], index: Index) -> Mapping[str, int]:
    """How many articles have each word that the lines may be meant to have; words that none has are left out."""
    words = {match.lower() for line in lines for match in WORD.findall(line)}
    parts = {(match[1], match[2]) for line in lines for match in PARTED.finditer(line)}
    for above, below in pairwise(line for line in lines if line.strip()):
        parts |= {(each.first, each.second) for each in breaks(above, below)}
    asked = {*words, *chain.from_iterable(map(variants, words))}
    asked |= {text.lower() for first, second in parts for text in (first, second, first + second)}
    features = {word_feature(word): word for word in asked}
    found = index.vocabulary(list(features), []).frequencies
    return {features[feature]: frequency.articles for feature, frequency in found.items()}


def _joined(lines: list[str], known: Mapping[str, int]) -> Iterator[str]:
    """The lines; those between which the window broke a word are one."""
    joined, blank = lines[0], 0
    for line in lines[1:]:
        if not line.strip():
            blank += 1
            continue
        broken = next((each for each in breaks(joined, line) if _is_one(each.first, each.second, known)), None)
        if broken:
            joined = "".join(broken)
        else:
            yield from [joined, *[""] * blank]
            joined = line
        blank = 0
    yield joined


def breaks(above: str, below: str) -> Iterator[Break]:
    """The words that may go on from one line to the next: as the lines stand, then without what is in their margins.

    >>> [each.first + each.second for each in breaks("cannot set headers afte J", ". r they are sent")]
    ['Jr', 'after', 'Jthey', 'aftethey']
    """
    ends = [(end, word) for end in _without_margin(above.split(" "), -1) if (word := LAST_WORD.search(end))]
    starts = [(start, word) for start in _without_margin(below.split(" "), 0) if (word := FIRST_WORD.match(start))]
    for start, second in starts:
        for end, first in ends:
            yield Break(end[: first.start()], first[0], second[0], start[second.end() :])


def _without_margin(chunks: list[str], side: int) -> Iterator[str]:
    """The line, then without one and without two chunks at that side (0 or -1), as far as they are so small."""
    for _ in range(3):
        yield " ".join(chunks)
        if len(chunks) < 2 or sum(map(str.isalnum, chunks[side])) > MARGIN:
            return
        chunks = chunks[1:] if side == 0 else chunks[:-1]


def _is_one(first: str, second: str, known: Mapping[str, int]) -> bool:
    """Whether two pieces are one word: more articles have that than have both of them."""
    whole = (first + second).lower()
    both = min(known.get(first.lower(), 0), known.get(second.lower(), 0))
    return len(whole) >= SHORTEST and known.get(whole, 0) > both


def _put_right(line: str, known: Mapping[str, int]) -> str:
    """The line without spaces in words, and with each misread word replaced by the one that most articles have."""

    def together(match: re.Match[str]) -> str:
        return match[1] if _is_one(match[1], match[2], known) else match[0]

    def meant(match: re.Match[str]) -> str:
        if match[0].lower() in known or match[0].isupper():
            return match[0]
        likely = [variant for variant in variants(match[0].lower()) if variant in known]
        return max(likely, key=lambda variant: known[variant], default=match[0])

    return _outside_of_values(WORD, meant, _outside_of_values(PARTED, together, line))


def _outside_of_values(pattern: re.Pattern[str], change: Callable[[re.Match[str]], str], line: str) -> str:
    """The line with what matches changed, but for what touches a code or a variable part."""
    exact = [*variable_spans(line), *(match.span() for match in CODE.finditer(line))]

    def changed(match: re.Match[str]) -> str:
        touches = any(start < match.end() and match.start() < end for start, end in exact)
        return match[0] if touches else change(match)

    return pattern.sub(changed, line)


def variants(word: str) -> list[str]:
    """What a word in lower case may have been before it was misread: letters alone. None of what is mostly digits.

    >>> variants("openlng"), "failed" in variants("fai1ed"), variants("ts2345")
    (['opcnlng', 'opening', 'openlnq'], True, [])
    """
    letters = sum(map(str.isalpha, word))
    shortest = SHORTEST_OF_LETTERS if letters == len(word) else SHORTEST
    if not shortest <= len(word) <= LONGEST or 2 * letters <= len(word):
        return []
    found: Iterator[str] = _changed_once(word)
    if letters < len(word):  # something in it is wrong in any case: perhaps something else too
        found = chain(found, (twice for once in _changed_once(word) for twice in _changed_once(once)))
    distinct = dict.fromkeys(each for each in found if each.isalpha() and each != word)
    return list(islice(distinct, MOST_VARIANTS))


def _changed_once(word: str) -> Iterator[str]:
    for start in range(len(word)):
        for piece in (word[start], word[start : start + 2]):
            for other in LOOK_ALIKES.get(piece, []):
                yield word[:start] + other + word[start + len(piece) :]
