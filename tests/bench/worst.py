"""The worst pastes: a megabyte made to cost as much as it can, with a real error hidden in the middle."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass

from errors.lookup import PostgresIndex
from errors.matching.engine import MatchResult, match

HIDDEN = "Error response from daemon: pull access denied for acme/api, repository does not exist or may require 'docker login'"


def _repeated(text: str, size: int) -> str:
    return (text * (size // len(text) + 1))[:size]


def _noise(size: int) -> str:
    return random.Random(1).randbytes(size).decode("latin-1")


def _lines_all_different(size: int) -> str:
    return "".join(f"error: step {number:x} of {number * 7919:x} failed\n" for number in range(size // 20))[:size]


FILLERS: dict[str, Callable[[int], str]] = {
    "one line of words": lambda size: _repeated("the quick brown fox failed ", size),
    "one line, no space": lambda size: _repeated("x", size),
    "one line of quotes": lambda size: _repeated("'\"", size),
    "one line of brackets": lambda size: _repeated("[[[[((((", size),
    "one line of dots and digits": lambda size: _repeated("1.1", size),
    "one line of escapes": lambda size: _repeated("\x1b[", size),
    "one line of open titles": lambda size: _repeated("\x1b]", size),
    "one line of entities": lambda size: _repeated("&#38", size),
    "half a million empty lines": lambda size: _repeated("\r\n", size),
    "half a million short lines": lambda size: _repeated("a\n", size),
    "lines all different": _lines_all_different,
    "one error, line after line": lambda size: _repeated("error: denied: requested access\n", size),
    "nested prefixes": lambda size: _repeated("error: failed: ", size),
    "nested paths": lambda size: _repeated("/a", size),
    "nested hosts": lambda size: _repeated("a.", size),
    "nested URLs": lambda size: _repeated("a://", size),
    "passwords": lambda size: _repeated("password=", size),
    "private keys": lambda size: _repeated("-----BEGIN PRIVATE KEY-----", size),
    "prompts": lambda size: _repeated("a@a", size),
    "random bytes": _noise,
}
"""What fills a paste, by what it is; each makes about as many characters as it is asked for."""


@dataclass(frozen=True)
class Worst:
    """What one paste cost, and whether its first answer was that of the hidden error alone."""

    name: str
    cpu_seconds: float
    is_same: bool


def worst_paste(name: str, size: int) -> str:
    """The filler with the error in the middle: within the line where it is one line, else on a line of its own."""
    filler = FILLERS[name](size - len(HIDDEN))
    middle = len(filler) // 2
    seam = "\n" if {"\n", "\x1b"}.intersection(filler) else " "  # an unfinished escape sequence would eat a letter
    return f"{filler[:middle]}{seam}{HIDDEN}{seam}{filler[middle:]}"


def measure_worst(size: int) -> list[Worst]:
    """CPU seconds are those of this process, the database's not among them: it is asked for a bounded part."""
    index = PostgresIndex()
    alone = match(HIDDEN, index)
    measured = []
    for name in FILLERS:
        paste = worst_paste(name, size)
        start = time.process_time()
        found = match(paste, index)
        measured.append(Worst(name, time.process_time() - start, _first(found) == _first(alone)))
    return measured


def _first(result: MatchResult) -> tuple[int, str] | None:
    return (result.results[0].article, result.results[0].template) if result.results else None
