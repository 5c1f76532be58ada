"""The matcher with an article as it stands in the form, saved or not: does a paste find it, and what else does?

The document is put into the real index, asked for, and taken out again, all in one transaction that is rolled back:
the answer is exactly what readers would get if it were published now.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction

from errors.articledocument import PLACEHOLDER, ArticleDocument
from errors.lookup import PostgresIndex, index_article, unindex_article
from errors.matching.calibration import Verdict, verdict
from errors.matching.engine import Answer, match
from errors.models import Article, Revision, Tool

MOST_CHECKED = 30
"""Messages and aliases that a save compares with the rest of the library."""


@dataclass(frozen=True)
class Candidate:
    """An article that the paste may be about, with the template that spoke for it."""

    article: Article
    is_this: bool
    percent: int
    verdict: str
    template: str


@dataclass(frozen=True)
class Tried:
    """What readers would be answered. `wins` says whether this article is the answer to a line of the paste."""

    wins: bool
    verdict: str
    candidates: list[Candidate]
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Overlap:
    """A message or alias of this article that another published article also answers."""

    text: str
    article: Article


def try_paste(article: Article, document: ArticleDocument, paste: str) -> Tried:
    """Match a paste as if the document were published. `article` may be unsaved."""
    with _rolled_back():
        own = _row(article)
        index_article(own, document)
        result = match(paste, PostgresIndex())
        rows = Article.objects.for_lists().in_bulk([each.article for each in result.results])
        candidates = [
            Candidate(
                article if each.article == own.pk else rows[each.article],
                each.article == own.pk,
                round(each.confidence * 100),
                verdict(each.confidence),
                each.template,
            )
            for each in result.results
        ]
        wins = any(
            answer.result and answer.result.article == own.pk and answer.verdict == Verdict.MATCH
            for answer in result.answers
        )
    return Tried(wins, result.verdict, candidates, tuple(result.answers))


def overlaps(article: Article, document: ArticleDocument) -> list[Overlap]:
    """Every message and alias to which, without this article, the answer would be another one."""
    texts = [PLACEHOLDER.sub(lambda m: f"some-{m[1]}", message.template) for message in document.messages]
    shown = [message.template for message in document.messages]
    found = []
    with _rolled_back():
        if article.pk:
            unindex_article(article)
        index = PostgresIndex()
        for text, original in list(zip(texts + document.aliases, shown + document.aliases, strict=True))[:MOST_CHECKED]:
            result = match(text, index)
            if result.verdict == Verdict.MATCH:
                found.append((original, result.results[0].article))
    rows = Article.objects.for_lists().in_bulk({pk for _, pk in found})
    return [Overlap(text, rows[pk]) for text, pk in found]


def kept_overlaps(revision: Revision) -> list[Overlap]:
    """What `overlaps` found when a version was saved: asking anew costs three queries a message."""
    rows = Article.objects.for_lists().in_bulk([pk for _, pk in revision.overlaps])
    return [Overlap(text, rows[pk]) for text, pk in revision.overlaps if pk in rows]


@contextmanager
def _rolled_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _row(article: Article) -> Article:
    """A row that index entries can point to."""
    if article.pk:
        return article
    tool = article.tool if article.tool_id else Tool.objects.create(slug="unnamed-tool", name="")
    return Article.objects.create(tool=tool, name="unnamed-article-on-trial")
