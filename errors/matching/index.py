"""What the matcher needs to know of the library, whoever keeps it: PostgreSQL (errors.lookup) or a dictionary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Protocol

from errors.articledocument import ArticleDocument
from errors.matching.features import LIBRARY, bag_features, phrase_features, template_features
from errors.matching.template import parse_template

LACKING = 0.5
"""What a feature of an entry that the paste lacks weighs against it, while its rarity is not known yet."""
LEAST_LIKENESS = 0.03
"""What an entry must promise, as a share of what the most promising one does, to be worth reading."""


class Kind(StrEnum):
    MESSAGE = "message"
    PHRASE = "phrase"
    BAG = "bag"


class Frequency(NamedTuple):
    """How many entries, bags not counted, and how many articles hold a feature."""

    entries: int
    articles: int


def likeness(told: float, lacking: int) -> float:
    """How promising an entry is: what the features that it shares with a paste weigh, less for those it has beside."""
    return told * (told / (told + LACKING * lacking)) ** 2 if told else 0.0


class Entry(NamedTuple):
    """A text of an article that a paste can be compared with. `article` is an opaque identity; `tool` is a slug."""

    article: int
    tool: str
    kind: Kind
    text: str
    features: Sequence[int]


@dataclass(frozen=True)
class Vocabulary:
    """What the library knows of a paste's features, and for misspelt words those of its words that are one letter off."""

    frequencies: Mapping[int, Frequency]
    spellings: Mapping[str, Mapping[str, Frequency]]


@dataclass(frozen=True)
class Details:
    """What ranking needs beside the candidates: the frequencies of what the paste lacks of them, and their bags."""

    frequencies: Mapping[int, Frequency]
    bags: Sequence[Entry]


class Index(Protocol):
    """The inverted index. Each call is one query."""

    def vocabulary(self, features: Sequence[int], words: Sequence[str]) -> Vocabulary:
        """The frequencies of those features that the library has, and spellings near to those of `words` it lacks."""
        ...

    def entries(self, features: Mapping[int, float], most: int) -> list[Entry]:
        """Of the entries that have any of the features, bags not counted, so many: the most promising ones by likeness, and
        none that promises less than LEAST_LIKENESS of the best."""
        ...

    def details(self, features: Sequence[int], articles: Sequence[int]) -> Details:
        """The frequencies of those features that the library has, and the bags of these articles."""
        ...

    def examples(self, articles: Sequence[int]) -> Mapping[int, str]:
        """The text of each article's examples; an article without any may be left out."""
        ...


def entries_of(document: ArticleDocument) -> Iterator[tuple[Kind, str, list[int]]]:
    """(kind, text, features) of each entry that an article has in the index."""
    templates = dict.fromkeys([*(message.template for message in document.messages), document.title])
    for template in templates:
        yield Kind.MESSAGE, template, template_features(parse_template(template))
    for phrase in dict.fromkeys([*document.aliases, *document.search_variations]):
        yield Kind.PHRASE, phrase, phrase_features(phrase)
    yield Kind.BAG, document.title, bag_features(_texts_of(document))


def _texts_of(document: ArticleDocument) -> list[str]:
    titles = [part.title for part in [*document.causes, *document.fixes, *document.questions, *document.edge_cases]]
    return [*vocabulary_of(document), document.meaning, document.quick_fix, *titles]


def vocabulary_of(document: ArticleDocument) -> list[str]:
    """The texts whose words a misspelt word is compared with."""
    templates = [message.template for message in document.messages]
    return [document.title, *templates, *document.aliases, *document.search_variations]


__all__ = [
    "LACKING",
    "LEAST_LIKENESS",
    "LIBRARY",
    "Details",
    "Entry",
    "Frequency",
    "Index",
    "Kind",
    "entries_of",
    "likeness",
    "vocabulary_of",
]
