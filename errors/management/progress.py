"""A counter for long work: on a terminal only, wiped when it is done."""

from __future__ import annotations

import sys


class Counter:
    """Call it with how many are done and how many there are; use it as a context so that it wipes itself."""

    def __init__(self, doing: str) -> None:
        self.doing = doing

    def __enter__(self) -> Counter:
        return self

    def __call__(self, done: int, total: int) -> None:
        self._write(f"\r{self.doing}: {done}/{total}")

    def __exit__(self, *args: object) -> None:
        self._write("\r\x1b[K")

    def _write(self, text: str) -> None:
        if sys.stderr.isatty():
            sys.stderr.write(text)
            sys.stderr.flush()
