"""Step 7, captures: the reader's own values, read from the places of the template's placeholders.

Where the message stands in the paste as it is, its pattern reads them; where parts of it are missing, the alignment
tells between which words they stand.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from errors.articledocument import PLACEHOLDER, placeholders
from errors.matching.pattern import PHRASES, pattern
from errors.matching.ranking import MessageEvidence
from errors.matching.template import parse_template

LONGEST_VALUE = 200
EDGES = " \t,;"
CLOSING = ".,;:)]}>'\""


def capture(evidence: MessageEvidence) -> dict[str, str]:
    """The values of the placeholders of a message in its window. What cannot be read is left out."""
    template = evidence.template.text
    if not placeholders(template):
        return {}
    for lenient in (False, True):
        match = evidence.is_whole and pattern(template, lenient=lenient).search(evidence.window.text)
        if match:
            return _values(zip(PLACEHOLDER.findall(template), match.groups(), strict=True))
    return _values(_between_places(evidence))


def _values(pairs: Iterator[tuple[str, str]] | zip[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, text in pairs:
        value = text.strip(EDGES)
        if name not in PHRASES:
            value = _unwrapped(value)
        if value and len(value) <= LONGEST_VALUE and value.strip("*"):
            found.setdefault(name, value)
    return found


def _unwrapped(value: str) -> str:
    """A value without the quotes, brackets and full stops around it that are the sentence's, not its own."""
    while value[:1] in ("'", '"', "(", "[", "<") and len(value) > 1:
        value = value[1:]
    while value[-1:] in CLOSING and value:
        opening = {")": "(", "]": "[", "}": "{", ">": "<"}.get(value[-1])
        if opening and opening in value:
            break
        value = value[:-1]
    return value


def _between_places(evidence: MessageEvidence) -> Iterator[tuple[str, str]]:
    """What stands between the matched words around each placeholder, where the template as a whole is not there."""
    tokens, text = evidence.window.tokens, evidence.window.text
    matched = dict(evidence.alignment.places)
    gaps = list(_gaps(evidence.template.text))
    alone = Counter(gap.word for gap in gaps)
    for gap in gaps:
        left, right = matched.get(gap.word - 1), matched.get(gap.word)
        # Of several placeholders in one gap, it cannot be told which of them has which part of the text.
        if left is None or (gap.is_followed and right is None) or alone[gap.word] > 1:
            continue
        stop = tokens[right].start if right is not None and gap.is_followed else len(text)
        value = text[tokens[left].end : stop].strip().removeprefix(gap.before).removesuffix(gap.after)
        words = value.split()
        if words:
            yield gap.name, value if gap.is_followed or gap.name in PHRASES else words[0]


@dataclass(frozen=True)
class _Gap:
    """A placeholder: what is written together with it on both sides and is no word of its own, the index of the next fixed
    word, and whether there is one."""

    name: str
    before: str
    after: str
    word: int
    is_followed: bool


def _gaps(template: str) -> Iterator[_Gap]:
    for match, word in zip(PLACEHOLDER.finditer(template), parse_template(template).gaps, strict=True):
        rest = template[match.end() :]
        before = re.search(r"[^\s{}]*[^\W_]$|[^\w}]*$", template[: match.start()])
        after = re.match(r"[^\w{]*", rest)
        is_followed = bool(re.search(r"\w", rest))
        yield _Gap(match[1], before[0].strip() if before else "", after[0].strip() if after else "", word, is_followed)
