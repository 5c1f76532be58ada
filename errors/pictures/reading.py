"""A picture in, its text out, by a process of its own: bounded in time, memory and how many run at once."""

from __future__ import annotations

import fcntl
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

MOST_BYTES = 8 * 1024 * 1024
SECONDS = 10
WAIT_SECONDS = 3
"""How long a picture waits for its turn before its sender is asked to come again."""
SIGNATURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


class PictureProblem(Exception):
    """A picture that was not read: an HTTP status, and a sentence for the sender."""

    def __init__(self, status: int, sentence: str) -> None:
        self.status = status
        super().__init__(sentence)


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
    unread = PictureProblem(422, "That picture could not be read in time. Cut out the part around the error.")
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
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
        raise unread from error
    answer: dict[str, str] = json.loads(done.stdout)
    return answer


@contextmanager
def _turn() -> Iterator[None]:
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
            raise PictureProblem(503, "Many pictures are being read just now. Send yours again in a moment.")
        time.sleep(0.1)
