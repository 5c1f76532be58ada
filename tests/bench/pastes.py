"""The labelled pastes that are measured: the project's own, words typed with a slip, and any file of them."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from errors.articledocument import ArticleDocument
from errors.matching.spelling import is_forgivable

OWN = Path(__file__).parent.parent / "pastes"
SEED = 20


@dataclass(frozen=True)
class Paste:
    """A text, and the slugs (tool/name) of the articles that answer it."""

    text: str
    right: frozenset[str]


@dataclass(frozen=True)
class Measured:
    """One search: the rank of the first right article from 1 (None: not found), and the wall-clock milliseconds."""

    rank: int | None
    milliseconds: float


def own_pastes() -> list[Paste]:
    """Real output: tests/pastes/<tool>/<name>/*.txt, without the near misses (not-*.txt)."""
    files = [file for file in sorted(OWN.glob("*/*/*.txt")) if not file.name.startswith("not-")]
    return [
        Paste(file.read_text(encoding="utf-8"), frozenset([f"{file.parent.parent.name}/{file.parent.name}"]))
        for file in files
    ]


def typed_pastes(documents: Mapping[str, ArticleDocument], seed: int = SEED) -> list[Paste]:
    """What people type from memory: each article's search variations with one slip of the fingers in each."""
    chance = random.Random(seed)
    owners: dict[str, set[str]] = {}
    for slug, document in documents.items():
        for phrase in document.search_variations:
            owners.setdefault(phrase, set()).add(slug)
    return [Paste(misspell(phrase, chance), frozenset(slugs)) for phrase, slugs in owners.items()]


def misspell(phrase: str, chance: random.Random) -> str:
    """The phrase with one letter of one long word doubled, lost or swapped with the next. Codes stay as they are."""
    words = phrase.split()
    places = [place for place, word in enumerate(words) if is_forgivable(word)]
    if not places:
        return phrase
    place = chance.choice(places)
    word = words[place]
    at = chance.randrange(1, len(word) - 1)
    doubled, lost = word[:at] + word[at] + word[at:], word[:at] + word[at + 1 :]
    swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    words[place] = chance.choice([doubled, lost, swapped])
    return " ".join(words)


def read_pastes(file: Path) -> list[Paste]:
    """The rows of a file of JSON lines: {"paste", "slug", "also"}; other fields are ignored."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [Paste(row["paste"], frozenset([row["slug"], *row.get("also", [])])) for row in rows]


def rank_of(found: Iterable[str], right: frozenset[str]) -> int | None:
    return next((rank for rank, slug in enumerate(found, start=1) if slug in right), None)


def recall(measured: Sequence[Measured], k: int) -> float:
    """The share of searches with a right article among the first k."""
    return sum(each.rank is not None and each.rank <= k for each in measured) / (len(measured) or 1)


def middle_and_tail(milliseconds: Sequence[float]) -> tuple[float, float]:
    """The median and the 95th percentile."""
    ordered = sorted(milliseconds)
    return median(ordered), ordered[int(len(ordered) * 0.95)]
