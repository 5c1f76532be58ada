"""What generated articles become in the index, as text for COPY: plain Python, so that other processes can work it out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from errors.arrays import array
from errors.articledocument import ArticleDocument
from errors.matching.features import LIBRARY
from errors.matching.index import Kind, entries_of, vocabulary_of
from errors.matching.tokens import humps, words


@dataclass(frozen=True)
class IndexRows:
    """The rows of some articles' entries and of their features' frequencies, and the words that can be misspelt."""

    entries: str
    frequencies: str
    words: frozenset[str]


def index_rows(numbers: Sequence[int], documents: Sequence[ArticleDocument], tool: int) -> IndexRows:
    """The rows of the articles with these numbers."""
    rows: list[Sequence[Any]] = []
    by_entry: Counter[int] = Counter()
    by_article: Counter[int] = Counter()
    found: set[str] = set()
    for number, document in zip(numbers, documents, strict=True):
        own: set[int] = {LIBRARY}
        for kind, text, features in entries_of(document):
            rows.append((number, tool, kind, text, array(features)))
            own.update(features)
            if kind is not Kind.BAG:
                by_entry.update([LIBRARY, *features])
        by_article.update(own)
        found.update(word for text in vocabulary_of(document) for word in [*words(text), *humps(text)])
    frequencies = ((feature, by_entry[feature], articles) for feature, articles in by_article.items())
    return IndexRows(copy_text(rows), copy_text(frequencies), frozenset(found))


def copy_text(rows: Iterable[Sequence[Any]]) -> str:
    """The rows in the text format of COPY."""
    return "".join("\t".join(map(_field, row)) + "\n" for row in rows)


def _field(value: Any) -> str:
    if value is None:
        return "\\N"
    return str(value).replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")
