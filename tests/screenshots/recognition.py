"""A picture through the reading of pictures and the matcher, over the whole library."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from errors import articlefile
from errors.matching.engine import match
from errors.matching.memory import MemoryIndex
from errors.matching.misread import repaired
from errors.pictures.worker import UnusablePicture, read
from tests.screenshots.samples import Sample

LIBRARY = Path(__file__).parents[2] / "errors" / "library"


@dataclass(frozen=True)
class Recognition:
    """What a picture led to. `answered` is a slug, or "" where nothing was near."""

    answered: str
    is_first: bool
    is_match: bool
    text: str
    seconds: float


@cache
def library() -> MemoryIndex:
    paths = sorted(path for path in LIBRARY.glob("*/*.md") if path.parent.name != "about")
    return MemoryIndex({f"{path.parent.name}/{path.stem}": articlefile.parse(path.read_text()) for path in paths})


def recognise(sample: Sample) -> Recognition:
    started = time.perf_counter()
    try:
        text = read(sample.picture)
    except UnusablePicture as problem:
        text = str(problem)
    seconds = time.perf_counter() - started
    text = repaired(text, library())
    result = match(text, library())
    slugs = [library().slugs[each.article] for each in result.results]
    is_first = slugs[:1] == [sample.slug]
    return Recognition(slugs[0] if slugs else "", is_first, is_first and result.verdict == "match", text, seconds)
