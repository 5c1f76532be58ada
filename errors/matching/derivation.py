"""Values that stand inside other values: the registry of an image, the host of a URL, the region of an ECR host."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple


class Derivation(NamedTuple):
    """How the value of one placeholder is read from that of another: the pattern's first group."""

    name: str
    source: str
    pattern: re.Pattern[str]


_HOST = r"^(?:[a-z][a-z0-9+.-]*://)?(?:[^@/\s]*@)?"
DERIVATIONS = tuple(
    Derivation(name, source, re.compile(pattern))
    for name, source, pattern in (
        ("host", "url", _HOST + r"([^/:?#\s]+)"),
        ("port", "url", _HOST + r"[^/:?#\s]+:(\d{1,5})(?:/|$)"),
        # An image's first part is a registry only if it looks like a host; otherwise it is a name on Docker Hub.
        ("registry", "image", r"^((?:[^/\s]+[.:][^/\s]*|localhost))/"),
        ("repository", "image", r"^(?:(?:[^/\s]+[.:][^/\s]*|localhost)/)?([^:@\s]+)"),
        ("tag", "image", r"^[^@\s]*:([\w][\w.-]*)(?:@|$)"),
        ("registry", "url", _HOST + r"([^/\s]+)/v2/"),
        ("region", "registry", r"\.dkr\.ecr(?:-fips)?\.([a-z0-9-]+)\.amazonaws\.com"),
        ("account", "registry", r"^(\d{12})\.dkr\.ecr"),
    )
)


def derive(values: Mapping[str, str]) -> dict[str, str]:
    """The values with what can be read from them; what the paste itself gave is never replaced.

    >>> derive({"image": "registry.example.com:5000/team/api:1.8"})["repository"]
    'team/api'
    """
    found = dict(values)
    for name, source, pattern in DERIVATIONS:
        match = pattern.search(found.get(source, ""))
        if match and name not in found:
            found[name] = match[1]
    return found
