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
from errors.indexing import index_article
from errors.lookup import PostgresIndex
from errors.manymatches import match_all
from errors.matching.calibration import Verdict, verdict
from errors.matching.engine import Answer, match
from errors.models import Article, Revision, Tool


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
    """Every message and alias to which, without this article, the answer would be another one. Five queries at most."""
    typed = {
        message.template: PLACEHOLDER.sub(lambda m: f"some-{m[1]}", message.template) for message in document.messages
    }
    typed.update((alias, alias) for alias in document.aliases)
    results = match_all(list(typed.values()), without=article.pk)
    found = {
        text: each.results[0].article
        for text, each in zip(typed, results, strict=True)
        if each.verdict == Verdict.MATCH
    }
    rows = Article.objects.for_lists().in_bulk(set(found.values()))
    return [Overlap(text, rows[pk]) for text, pk in found.items()]


def keep_overlaps(revision: Revision, found: list[Overlap]) -> None:
    revision.overlaps = [[each.text, each.article.pk] for each in found]
    revision.save(update_fields=["overlaps"])


def kept_overlaps(revision: Revision) -> list[Overlap]:
    """The overlaps of a version: those found when it was saved, or now, where it did not come from the writing page."""
    if revision.overlaps is None:
        keep_overlaps(revision, overlaps(revision.article, revision.document))
    kept = revision.overlaps or []
    rows = Article.objects.for_lists().in_bulk([pk for _, pk in kept])
    return [Overlap(text, rows[pk]) for text, pk in kept if pk in rows]


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
