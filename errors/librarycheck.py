"""What only shows when articles stand side by side: links, repeated sentences, messages that find another article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from errors.articlecheck import FENCE_BLOCK, texts_of
from errors.articledocument import PLACEHOLDER, ArticleDocument
from errors.matching.engine import match
from errors.matching.memory import MemoryIndex

LEAST_REPEATED = 60
"""How many characters a sentence must have for its standing in two articles to be a fault."""


def library_problems(documents: Mapping[str, ArticleDocument]) -> Iterator[tuple[str, str]]:
    """(slug, problem) of what only shows when articles are compared: messages, sentences, links."""
    yield from _check_related(documents)
    yield from _check_repeated_sentences(documents)
    yield from _check_that_messages_find_their_article(documents)


def _check_related(documents: Mapping[str, ArticleDocument]) -> Iterator[tuple[str, str]]:
    for slug, document in documents.items():
        for related in document.related:
            if related.slug == slug:
                yield slug, "it is related to itself"
            elif related.slug not in documents:
                yield slug, f"related error {related.slug!r} has no article: write it, or take the link out"


def _check_repeated_sentences(documents: Mapping[str, ArticleDocument]) -> Iterator[tuple[str, str]]:
    first: dict[str, str] = {}
    for slug, document in documents.items():
        prose = " ".join(FENCE_BLOCK.sub(" ", text) for _, text in texts_of(document))
        for sentence in set(re.split(r"(?<=[.?])\s+", " ".join(prose.split()))):
            if len(sentence) < LEAST_REPEATED:
                continue
            other = first.setdefault(sentence, slug)
            if other != slug:
                yield slug, f"this sentence stands in {other} too; say it in this article's own words: {sentence!r}"


def _check_that_messages_find_their_article(documents: Mapping[str, ArticleDocument]) -> Iterator[tuple[str, str]]:
    index = MemoryIndex(documents)
    for slug, document in documents.items():
        for message in document.messages:
            sample = PLACEHOLDER.sub(lambda match: f"some-{match[1]}", message.template)
            results = match(sample, index).results
            found = index.slugs[results[0].article] if results else "nothing"
            if found != slug:
                yield slug, f"message {message.template!r} finds {found} first: make it more exact"
