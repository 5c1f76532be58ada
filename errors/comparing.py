"""Two versions of an article side by side: section by section, line by line, with the changed words marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from errors.articledocument import ArticleDocument
from errors.articlesections import SECTIONS

WORD = re.compile(r"\w+ *|[^\w\s] *|\s+")
TITLE = "Title"
DOING = "What one was doing"
SECTION_NAMES = (TITLE, DOING, *(section.heading for section in SECTIONS))
LONGEST_MARKED = 4000
"""Words up to which the changed ones are marked; longer stretches are marked whole, since the cost is quadratic."""

Piece = tuple[bool, str]
"""Whether the text is marked as changed, and the text."""


@dataclass(frozen=True)
class Row:
    """A stretch of lines: the same on both sides, or what the old version has against what the new one has."""

    is_same: bool
    old: tuple[Piece, ...]
    new: tuple[Piece, ...]


@dataclass(frozen=True)
class SectionChange:
    """How one section differs. `rows` is empty where it does not."""

    heading: str
    old: str
    new: str
    rows: tuple[Row, ...]

    @property
    def kind(self) -> str:
        if not self.rows:
            return "same"
        return "added" if not self.old else "removed" if not self.new else "changed"


def sections_of(document: ArticleDocument) -> dict[str, str]:
    """The text of each section as it stands in the article file; an absent section is empty."""
    texts = {TITLE: document.title, DOING: document.doing}
    for section in SECTIONS:
        value = getattr(document, section.attribute)
        texts[section.heading] = section.write(value) if value else ""
    return texts


def compare(old: ArticleDocument, new: ArticleDocument) -> list[SectionChange]:
    """Every section in reading order, changed or not."""
    before, after = sections_of(old), sections_of(new)
    return [
        SectionChange(name, before[name], after[name], tuple(_rows(before[name], after[name])))
        for name in SECTION_NAMES
    ]


def changes(old: ArticleDocument, new: ArticleDocument) -> list[SectionChange]:
    """The sections that differ."""
    return [section for section in compare(old, new) if section.rows]


def _rows(old: str, new: str) -> Iterator[Row]:
    if old == new:
        return
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        left, right = "".join(before[a:b]), "".join(after[c:d])
        if kind == "equal":
            yield Row(True, ((False, left),), ((False, right),))
        else:
            yield Row(False, *_marked(left, right))


def _marked(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    before, after = WORD.findall(old), WORD.findall(new)
    if not before or not after or len(before) + len(after) > LONGEST_MARKED:
        return ((True, old),) if old else (), ((True, new),) if new else ()
    left: list[Piece] = []
    right: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        left += [(kind != "equal", "".join(before[a:b]))] if b > a else []
        right += [(kind != "equal", "".join(after[c:d]))] if d > c else []
    return tuple(left), tuple(right)
