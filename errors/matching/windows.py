"""The stretches of a paste that a message is laid over: a line alone, or with its neighbours where it was broken."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from errors.matching.lines import PasteLine
from errors.matching.template import DIGIT
from errors.matching.tokens import Token, tokenise

# What lines begin with that a log or a chat put there: something with a number, signs only, or up to a bar.
PREFIX = re.compile(r"\d|^\W+$|[|│] $")
LONGEST_PREFIX = 100
NEIGHBOURS = ((0, 1), (-1, 0), (-1, 1), (0, 2))


@dataclass(frozen=True)
class Window:
    """A stretch of one to three neighbouring lines read as one. `lines` are indices into the chosen lines."""

    lines: tuple[int, ...]
    text: str
    tokens: list[Token]
    weight: float

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """The words of the window, each with the indices of its tokens."""
        where: dict[str, list[int]] = {}
        for index, token in enumerate(self.tokens):
            where.setdefault(token.word, []).append(index)
        return where


class Windows:
    """The windows of a paste. Each is made once, however many messages are laid over it."""

    def __init__(self, lines: Sequence[PasteLine]) -> None:
        self.lines = lines
        self.made: dict[tuple[int, int], Window] = {}

    def around(self, line: int, promising: Container[int]) -> Iterator[Window]:
        """The line alone, then with those neighbours that are promising or that a terminal broke off it."""
        yield self._between(line, line)
        for before, after in NEIGHBOURS:
            first, last = line + before, line + after
            if first < 0 or last >= len(self.lines):
                continue
            others = [other for other in range(first, last + 1) if other != line]
            if all(other in promising or self._is_broken_at(min(other, line)) for other in others):
                yield self._between(first, last)

    def _is_broken_at(self, line: int) -> bool:
        return self.lines[line].line.is_wrapped

    def _between(self, first: int, last: int) -> Window:
        if (first, last) not in self.made:
            self.made[first, last] = self._join(list(range(first, last + 1)))
        return self.made[first, last]

    def _join(self, indices: list[int]) -> Window:
        """The lines as one. A line broken at the terminal's edge goes on without a space."""
        if len(indices) == 1:
            only = self.lines[indices[0]]
            return Window((indices[0],), only.text, only.tokens, only.weight)
        text = "".join(
            self._without_prefix(index, indices[0]) + ("" if self.lines[index].line.is_wrapped else " ")
            for index in indices
        ).rstrip()
        return Window(tuple(indices), text, tokenise(text), max(self.lines[index].weight for index in indices))

    def _without_prefix(self, index: int, first: int) -> str:
        """The line without what the one before it begins with too: a time, a container's name, a quotation mark."""
        text = self.lines[index].text
        if index == first:
            return text
        beginnings = (DIGIT.sub("0", each[:LONGEST_PREFIX]) for each in (text, self.lines[index - 1].text))
        shared = takewhile(lambda pair: pair[0] == pair[1], zip(*beginnings, strict=False))
        length = text.rfind(" ", 0, sum(1 for _ in shared)) + 1
        return text[length:] if PREFIX.search(text[:length]) else text
