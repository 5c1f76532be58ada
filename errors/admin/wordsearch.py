"""The search box of a long list: full text instead of a comparison with every row."""

from __future__ import annotations

import re

from django.contrib.postgres.search import SearchQuery


def beginnings(text: str, config: str) -> SearchQuery | None:
    """A query for rows that have a word with each of these beginnings; None where nothing was typed."""
    words = re.findall(r"\w+", text)
    return SearchQuery(" & ".join(f"{word}:*" for word in words), search_type="raw", config=config) if words else None
