"""The only bridge between matching and PostgreSQL: keeps the inverted index and answers the matcher's questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection, transaction

from errors.articledocument import ArticleDocument
from errors.matching.features import LIBRARY, word_feature
from errors.matching.index import Entry, Frequency, Kind, Vocabulary, entries_of, vocabulary_of
from errors.matching.spelling import deletions, is_forgivable, is_near
from errors.matching.tokens import humps, words
from errors.models.index import Feature, IndexEntry, Word


@transaction.atomic
def index_article(article_id: int, document: ArticleDocument) -> None:
    """Make the index hold exactly this document for the article. Costs the same whatever the library's size."""
    before = _count(entry.features for entry in IndexEntry.objects.filter(article_id=article_id).only("features"))
    entries = [
        IndexEntry(article_id=article_id, kind=kind, text=text, features=features)
        for kind, text, features in entries_of(document)
    ]
    IndexEntry.objects.filter(article_id=article_id).delete()
    IndexEntry.objects.bulk_create(entries)
    _add_frequencies(before, _count(entry.features for entry in entries))
    _learn_words(document)


@transaction.atomic
def unindex_article(article_id: int) -> None:
    before = _count(entry.features for entry in IndexEntry.objects.filter(article_id=article_id).only("features"))
    if before:
        IndexEntry.objects.filter(article_id=article_id).delete()
        _add_frequencies(before, Counter())


def _count(entries: Iterable[Sequence[int]]) -> Counter[int]:
    """How many of an article's entries hold each feature; LIBRARY counts the entries themselves."""
    counts: Counter[int] = Counter()
    for features in entries:
        counts.update(features)
        counts[LIBRARY] += 1
    return counts


def _add_frequencies(before: Counter[int], after: Counter[int]) -> None:
    """Move the document frequencies from what an article had to what it has."""
    changes = []
    for feature in sorted(before.keys() | after.keys()):  # one order for all: two transactions cannot deadlock
        entries = after[feature] - before[feature]
        articles = (feature in after) - (feature in before)
        if entries or articles:
            changes.append((feature, entries, articles))
    if not changes:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO errors_feature AS known (id, entries, articles)
            SELECT * FROM unnest(%s::bigint[], %s::int[], %s::int[])
            ON CONFLICT (id) DO UPDATE
            SET entries = known.entries + excluded.entries, articles = known.articles + excluded.articles
            """,
            [list(column) for column in zip(*changes, strict=True)],
        )
    Feature.objects.filter(pk__in=list(before - after), entries__lte=0).delete()


def _learn_words(document: ArticleDocument) -> None:
    """Words are only ever added: a word that no article uses any more suggests nothing, since no entry holds it."""
    texts = vocabulary_of(document)
    found = {word for text in texts for word in [*words(text), *humps(text)] if is_forgivable(word)}
    Word.objects.bulk_create(
        [Word(word=word, feature=word_feature(word), deletions=deletions(word)) for word in sorted(found)],
        ignore_conflicts=True,
    )


class PostgresIndex:
    """errors.matching.index.Index over PostgreSQL."""

    def vocabulary(self, features: Sequence[int], words: Sequence[str]) -> Vocabulary:
        spelt = {word: deletions(word) for word in words if is_forgivable(word)}
        rows = _read(
            """
            SELECT id, entries, articles, NULL FROM errors_feature WHERE id = ANY(%s::bigint[])
            UNION ALL
            SELECT feature.id, feature.entries, feature.articles, near.word
            FROM errors_word near JOIN errors_feature feature ON feature.id = near.feature
            WHERE near.deletions && (
                SELECT coalesce(array_agg(spelt.deletion), '{}')
                FROM unnest(%s::bigint[], %s::bigint[]) AS spelt (word, deletion)
                WHERE NOT EXISTS (SELECT FROM errors_feature known WHERE known.id = spelt.word)
            )
            """,
            list(features),
            [word_feature(word) for word, numbers in spelt.items() for _ in numbers],
            [number for numbers in spelt.values() for number in numbers],
        )
        known = {row[0]: Frequency(row[1], row[2]) for row in rows if row[3] is None}
        alike = {row[3]: Frequency(row[1], row[2]) for row in rows if row[3] is not None}
        unknown = [word for word in spelt if word_feature(word) not in known]
        near = {word: {other: alike[other] for other in alike if is_near(word, other)} for word in unknown}
        return Vocabulary(known, near)

    def frequencies(self, features: Sequence[int]) -> Mapping[int, Frequency]:
        rows = _read("SELECT id, entries, articles FROM errors_feature WHERE id = ANY(%s::bigint[])", list(features))
        return {row[0]: Frequency(row[1], row[2]) for row in rows}

    def entries(self, features: Sequence[int], *, with_bags: bool) -> list[Entry]:
        kinds = [kind for kind in Kind if with_bags or kind is not Kind.BAG]
        # The tool comes from a subquery: a join would let the planner read all articles to meet a few entries.
        rows = _read(
            """
            SELECT article_id, kind, text, features,
                (SELECT tool.slug FROM errors_article article JOIN errors_tool tool ON tool.id = article.tool_id
                 WHERE article.id = entry.article_id)
            FROM errors_indexentry entry
            WHERE features && %s::bigint[] AND kind = ANY(%s)
            """,
            list(features),
            kinds,
        )
        return [Entry(row[0], row[4], Kind(row[1]), row[2], row[3]) for row in rows]


def _read(query: str, *parameters: list[Any]) -> list[Any]:
    """The rows of a query that an index answers.

    The planner knows little of arrays: it takes an overlap for common, and would rather read the whole table, or
    compile the query first.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL enable_seqscan = off; SET LOCAL jit = off; {query}", parameters)
        return cursor.fetchall()
