"""Words that differ by one letter, found through the spellings that lack one of their letters.

After W. Garbe's symmetric delete algorithm (SymSpell): two words within one insertion, deletion or substitution
share at least one spelling among themselves and their deletions. Words with a digit are codes and are never forgiven.
"""

from __future__ import annotations

from errors.matching.features import word_feature

SHORTEST = 5
LONGEST = 40


def is_forgivable(word: str) -> bool:
    """Whether a misspelling of the word may be forgiven: only letters, and long enough to stay itself."""
    return SHORTEST <= len(word) <= LONGEST and word.isalpha()


def deletions(word: str) -> list[int]:
    """The word and the word without each of its letters, as feature numbers."""
    return [word_feature(text) for text in {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}]


def is_near(word: str, other: str) -> bool:
    """Whether one inserted, missing or wrong letter, or two swapped neighbours, turn one word into the other.

    >>> is_near("permision", "permission"), is_near("pubilckey", "publickey"), is_near("denied", "dented")
    (True, True, True)
    """
    if abs(len(word) - len(other)) > 1 or word == other:
        return False
    start = next((i for i, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))
    rest, other_rest = word[start:], other[start:]
    if len(word) != len(other):
        return rest[1:] == other_rest or rest == other_rest[1:]
    swapped = rest[:2] == other_rest[1::-1] and rest[2:] == other_rest[2:]
    return rest[1:] == other_rest[1:] or swapped
