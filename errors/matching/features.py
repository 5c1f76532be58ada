"""What the inverted index holds: words and pairs of neighbouring words, as 64-bit numbers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from errors.matching.tokens import humps, words

if TYPE_CHECKING:
    from errors.matching.template import Template

LIBRARY = 0
"""The feature that every entry has: its frequencies are the size of the library."""


def word_feature(word: str) -> int:
    return _number(word)


def pair_feature(first: str, second: str) -> int:
    return _number(f"{first} {second}")


def template_features(template: Template) -> list[int]:
    """Distinct features of a message: its fixed words, and pairs of them that no placeholder parts."""
    return list(dict.fromkeys([*template.word_features, *filter(None, template.pair_features)]))


def phrase_features(text: str) -> list[int]:
    """Distinct features of a phrase that people type: words, parts of camel-case words, and pairs."""
    plain = words(text)
    found = [word_feature(word) for word in [*plain, *humps(text)]]
    found += [pair_feature(first, second) for first, second in pairwise(plain)]
    return list(dict.fromkeys(found))


def bag_features(texts: Iterable[str]) -> list[int]:
    """Distinct words of all that an article says. No pairs: the bag is for words typed from memory, in any order."""
    return list(dict.fromkeys(word_feature(word) for text in texts for word in [*words(text), *humps(text)]))


@lru_cache(maxsize=1 << 16)  # the words of messages are asked for again and again
def _number(text: str) -> int:
    """A signed 64-bit number, never LIBRARY for any practical text."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)
