"""A picture through the reading of pictures and the matcher, over the whole library."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from errors import articlefile
from errors.matching.calibration import Verdict
from errors.matching.engine import match
from errors.matching.memory import MemoryIndex
from errors.matching.misread import repaired
from errors.pictures.worker import UnusablePicture, read
from tests.screenshots.samples import Sample

os.environ["OMP_THREAD_LIMIT"] = "1"  # as the process that reads pictures for the site sets it
LIBRARY = Path(__file__).parents[2] / "errors" / "library"


@dataclass(frozen=True)
class Recognition:
    """What a picture led to. `answered` is a slug, or "" where nothing was near. `seconds` of the processor to read it."""

    answered: str
    verdict: Verdict
    is_first: bool
    text: str
    seconds: float

    @property
    def is_match(self) -> bool:
        """Whether the right article comes first and is called a match."""
        return self.is_first and self.verdict is Verdict.MATCH

    @property
    def is_wrong(self) -> bool:
        """Whether another article is called a match."""
        return not self.is_first and self.verdict is Verdict.MATCH


@cache
def library() -> MemoryIndex:
    paths = sorted(path for path in LIBRARY.glob("*/*.md") if path.parent.name != "about")
    return MemoryIndex({f"{path.parent.name}/{path.stem}": articlefile.parse(path.read_text()) for path in paths})


def recognise(sample: Sample) -> Recognition:
    started = time.process_time()
    try:
        text = read(sample.picture)
    except UnusablePicture as problem:
        text = str(problem)
    seconds = time.process_time() - started
    result = match(repaired(text, library()), library())
    slugs = [library().slugs[each.article] for each in result.results]
    return Recognition(slugs[0] if slugs else "", result.verdict, slugs[:1] == [sample.slug], text, seconds)
