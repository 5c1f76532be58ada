"""A message template, taken apart for alignment: its fixed words, and where its placeholders stand between them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from errors.articledocument import PLACEHOLDER
from errors.matching.clean import comparable
from errors.matching.features import pair_feature, word_feature
from errors.matching.tokens import tokenise

DIGIT = re.compile(r"\d")
CLAUSE = re.compile(r"[:;|>–—-]\s|\. |[()\[\]]")


@dataclass(frozen=True)
class Template:
    """`words` are the fixed words; `is_joined[i]` says that words i-1 and i stand side by side, no placeholder between;
    `starts_clause[i]` that a colon or the like sets word i off from what precedes it. `ends_open`: a placeholder is last.
    """

    text: str
    words: tuple[str, ...]
    is_joined: tuple[bool, ...]
    starts_clause: tuple[bool, ...]
    ends_open: bool
    gaps: tuple[int, ...]
    """For each placeholder, how many of the words precede it."""

    @cached_property
    def codes(self) -> tuple[int, ...]:
        """The indices of the words that hold a digit."""
        return tuple(i for i, word in enumerate(self.words) if DIGIT.search(word))

    @cached_property
    def word_features(self) -> tuple[int, ...]:
        return tuple(map(word_feature, self.words))

    @cached_property
    def pair_features(self) -> tuple[int | None, ...]:
        """For each word the feature of the pair that it ends, None where a placeholder or nothing precedes it."""
        return tuple(
            pair_feature(self.words[i - 1], word) if self.is_joined[i] else None for i, word in enumerate(self.words)
        )


@lru_cache(maxsize=1 << 13)  # all templates of the library, of a little more than a kilobyte each
def parse_template(text: str) -> Template:
    """The template in a text.

    A literal that touches a placeholder without a separator ("-l{library}", "GLIBC_{version}" keeps "glibc") is not a
    word of its own in a paste, so it is left out.
    """
    words: list[str] = []
    is_joined: list[bool] = []
    starts_clause: list[bool] = []
    gaps: list[int] = []
    end = 0
    starts_run = True
    for gap_start, gap_end in [*(match.span() for match in PLACEHOLDER.finditer(text)), (len(text), len(text))]:
        literal = text[end:gap_start]
        last = 0
        for token in tokenise(_fold(literal)):
            touches_before = end > 0 and token.start == 0 and literal[0].isalnum()
            touches_after = gap_start < len(text) and token.end == len(literal) and literal[-1].isalnum()
            if touches_before or touches_after:
                starts_run = True
                continue
            words.append(token.word)
            is_joined.append(not starts_run)
            starts_clause.append(literal[last : token.start] != " " and bool(CLAUSE.search(literal, last, token.start)))
            starts_run = False
            last = token.end
        starts_run = True
        gaps.append(len(words))
        end = gap_end
    ends_open = bool(re.search(r"\}\W*$", text)) and bool(PLACEHOLDER.search(text))
    return Template(text, tuple(words), tuple(is_joined), tuple(starts_clause), ends_open, tuple(gaps[:-1]))


def _fold(literal: str) -> str:
    """The literal with plain letters, its length kept: offsets must hold."""
    if literal.isascii():
        return literal
    folded = comparable(literal)
    return folded if len(folded) == len(literal) else literal
