"""A picture in, its text out, by a process of its own: bounded in time, memory and how many run at once."""

from __future__ import annotations

import fcntl
import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

MOST_BYTES = 8 * 1024 * 1024
SECONDS = 10
WAIT_SECONDS = 3
"""How long a picture waits for its turn before its sender is asked to come again."""
MOST_HERE = 2
"""Pictures that one process takes at a time, waiting ones included: its other threads are for pages and pastes."""
SIGNATURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


class PictureProblem(Exception):
    """A picture that was not read: an HTTP status, a sentence for the sender, and when to come again (seconds)."""

    def __init__(self, status: int, sentence: str, retry_after: int | None = None) -> None:
        self.status = status
        self.retry_after = retry_after
        super().__init__(sentence)


def busy() -> PictureProblem:
    """What is said where there is no room for a picture now."""
    return PictureProblem(503, "Many pictures are being read just now. Send yours again in a moment.", SECONDS)


def is_picture(data: bytes) -> bool:
    """Whether the bytes begin as a PNG, a JPEG or a WebP file does."""
    return data.startswith(SIGNATURES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")


def text_of_picture(data: bytes) -> str:
    """The text in a PNG, JPEG or WebP file. Nothing of it is stored.

    Raises PictureProblem: 413 too large, 415 no such picture, 422 no text in it or not read in time, 503 busy.
    """
    if len(data) > MOST_BYTES:
        raise PictureProblem(413, f"A picture may have {MOST_BYTES // 1024**2} MB. Cut out the part around the error.")
    if not is_picture(data):
        raise PictureProblem(415, "That is no PNG, JPEG or WebP picture.")
    with _turn():
        answer = _ask_worker(data)
    if "problem" in answer:
        raise PictureProblem(422, answer["problem"])
    if not answer["text"]:
        raise PictureProblem(422, "No text was found in that picture. Try one that is sharper, or type the line.")
    return answer["text"]


def _ask_worker(data: bytes) -> dict[str, str]:
    try:
        done = subprocess.run(
            [sys.executable, "-m", "errors.pictures.worker"],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            cwd=settings.BASE_DIR,
            env={},
            check=True,
        )
    except subprocess.TimeoutExpired as error:
        raise busy() from error  # what is too hard ends earlier, by itself: this one had little of the processor
    except subprocess.CalledProcessError as error:
        sentence = "That picture could not be read in time. Cut out the part around the error."
        raise PictureProblem(422, sentence) from error
    answer: dict[str, str] = json.loads(done.stdout)
    return answer


_here = threading.BoundedSemaphore(MOST_HERE)


@contextmanager
def _turn() -> Iterator[None]:
    """A picture's turn to be read, for which it waits unless this process has enough of them already."""
    if not _here.acquire(blocking=False):
        raise busy()
    try:
        with _place():
            yield
    finally:
        _here.release()


@contextmanager
def _place() -> Iterator[None]:
    """One of the PICTURES_AT_ONCE places of this machine. The kernel frees the place of a process that dies."""
    folder = Path(settings.DATA_DIR) / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    deadline = time.monotonic() + WAIT_SECONDS
    while True:
        for place in range(settings.PICTURES_AT_ONCE):
            with (folder / f"{place}.lock").open("w") as lock:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    continue
                yield
                return
        if time.monotonic() > deadline:
            raise busy()
        time.sleep(0.1)
