"""The identity of a message whatever its variable parts: equal fingerprints mean the same message."""

from __future__ import annotations

import hashlib
import re

from errors.articledocument import PLACEHOLDER
from errors.matching.clean import comparable
from errors.matching.placeholders import mask

_VARIABLE = re.compile(r"<[a-z_]+>")


def skeleton(text: str) -> str:
    """The fixed words of a line or template, in lower case, with * for each run of variable parts.

    >>> skeleton("manifest for {image}:{tag} not found") == skeleton("manifest for 'x' not found")
    True
    """
    masked = mask(PLACEHOLDER.sub("<value>", comparable(text)))
    pieces: list[str] = []
    for piece in re.findall(r"<[a-z_]+>|[^\W_]+", masked):
        is_variable = bool(_VARIABLE.fullmatch(piece))
        if is_variable and pieces and pieces[-1] == "*":
            continue
        pieces.append("*" if is_variable else piece.lower())
    return " ".join(pieces)


def fingerprint(text: str) -> str:
    """32 hexadecimal digits that lines share when they differ only in variable parts, case and punctuation."""
    return hashlib.blake2b(skeleton(text).encode(), digest_size=16).hexdigest()


def template_key(template: str) -> str:
    """What makes a message unique within its article: the template, whatever its placeholders are called."""
    literal = PLACEHOLDER.sub("{}", " ".join(template.split()))
    return hashlib.blake2b(literal.encode(), digest_size=16).hexdigest()
