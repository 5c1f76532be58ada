"""The only bridge between matching and PostgreSQL: keeps the inverted index and answers the matcher's questions."""

from __future__ import annotations

import struct
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection, transaction

from errors.articledocument import ArticleDocument
from errors.matching.features import LIBRARY, word_feature
from errors.matching.index import (
    LACKING,
    Details,
    Entry,
    Frequency,
    Kind,
    Vocabulary,
    entries_of,
    vocabulary_of,
)
from errors.matching.spelling import deletions, is_forgivable, is_near
from errors.matching.tokens import humps, words
from errors.models.article import Article
from errors.models.index import Feature, IndexEntry, Word
from errors.models.parts import Example

_FOR_FEW_ROWS = "SET LOCAL enable_seqscan = off; SET LOCAL jit = off; SET LOCAL max_parallel_workers_per_gather = 0;"

Changes = dict[int, tuple[int, int]]
"""For each feature, by how many entries and by how many articles its frequency changes."""
_gathered: ContextVar[Changes | None] = ContextVar("gathered", default=None)

_KINDS = {kind.value: kind for kind in Kind}


@transaction.atomic
def index_article(article: Article, document: ArticleDocument) -> None:
    """Make the index hold exactly this document for the article. Costs the same whatever the library's size."""
    held = IndexEntry.objects.filter(article=article)
    before = _count(held.only("kind", "features"))
    entries = [
        IndexEntry(article=article, tool_id=article.tool_id, kind=kind, text=text, features=features)
        for kind, text, features in entries_of(document)
    ]
    held.delete()
    IndexEntry.objects.bulk_create(entries)
    _add_frequencies(before, _count(entries))
    _learn_words(document)


@transaction.atomic
def unindex_article(article: Article) -> None:
    held = IndexEntry.objects.filter(article=article)
    before = _count(held.only("kind", "features"))
    if before:
        held.delete()
        _add_frequencies(before, {})


def _count(entries: Iterable[IndexEntry]) -> dict[int, int]:
    """For each feature that an article has, how many of its entries are looked up by it. All have LIBRARY."""
    counts: defaultdict[int, int] = defaultdict(int)
    for entry in entries:
        for feature in (LIBRARY, *entry.features):
            counts[feature] += entry.kind != Kind.BAG
    return counts


@contextmanager
def frequencies_at_once() -> Iterator[None]:
    """Within it many articles are indexed, and their frequencies are written once, at its end."""
    with transaction.atomic():
        gathered: Changes = {}
        token = _gathered.set(gathered)
        try:
            yield
        finally:
            _gathered.reset(token)
        _write_frequencies(gathered)


def _add_frequencies(before: Mapping[int, int], after: Mapping[int, int]) -> None:
    """Move the document frequencies from what an article had to what it has."""
    gathered = _gathered.get()
    changes: Changes = {} if gathered is None else gathered
    for feature in before.keys() | after.keys():
        entries, articles = changes.get(feature, (0, 0))
        entries += after.get(feature, 0) - before.get(feature, 0)
        changes[feature] = entries, articles + (feature in after) - (feature in before)
    if gathered is None:
        _write_frequencies(changes)


def _write_frequencies(changes: Changes) -> None:
    rows = [(feature, *counts) for feature, counts in sorted(changes.items()) if any(counts)]
    if not rows:
        return
    with connection.cursor() as cursor:
        cursor.execute(  # rows in one order for all: two transactions cannot deadlock
            """
            INSERT INTO errors_feature AS known (id, entries, articles)
            SELECT * FROM unnest(%s::bigint[], %s::int[], %s::int[])
            ON CONFLICT (id) DO UPDATE
            SET entries = known.entries + excluded.entries, articles = known.articles + excluded.articles
            """,
            [list(column) for column in zip(*rows, strict=True)],
        )
    fewer = [feature for feature, _, articles in rows if articles < 0]
    Feature.objects.filter(pk__in=fewer, articles__lte=0).delete()


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
        if not spelt:
            return Vocabulary(self._frequencies(features), {})
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
            features,
            [word_feature(word) for word, numbers in spelt.items() for _ in numbers],
            [number for numbers in spelt.values() for number in numbers],
        )
        known = {row[0]: Frequency(row[1], row[2]) for row in rows if row[3] is None}
        alike = {row[3]: Frequency(row[1], row[2]) for row in rows if row[3] is not None}
        unknown = [word for word in spelt if word_feature(word) not in known]
        near = {word: {other: alike[other] for other in alike if is_near(word, other)} for word in unknown}
        return Vocabulary(known, near)

    def entries(self, features: Mapping[int, float], most: int) -> list[Entry]:
        rows = _read(
            """
            SELECT article_id, tool.slug, kind, text, array_send(features)
            FROM errors_indexentry entry JOIN errors_tool tool ON tool.id = entry.tool_id
            WHERE entry.ctid = ANY (ARRAY(  -- where they lie: this statement has just been there
                SELECT held.place
                FROM unnest(%s::bigint[], %s::float[]) AS asked (feature, weight)
                CROSS JOIN LATERAL (
                    SELECT ctid AS place, cardinality(features) AS size FROM errors_indexentry
                    WHERE features @> ARRAY[asked.feature] AND kind <> 'bag'
                    OFFSET 0  -- so that only these two are sorted and not the features with them
                ) AS held
                GROUP BY held.place
                ORDER BY sum(asked.weight) ^ 3 / (sum(asked.weight) + %s * (min(held.size) - count(*))) ^ 2 DESC, held.place
                LIMIT %s
            ))
            """,
            features,
            features.values(),
            LACKING,
            most,
        )
        return [_entry(row) for row in rows]

    def _frequencies(self, features: Sequence[int]) -> dict[int, Frequency]:
        query = "SELECT id, entries, articles FROM errors_feature WHERE id = ANY(%s::bigint[])"
        return {row[0]: Frequency(row[1], row[2]) for row in _read(query, features)}

    def details(self, features: Sequence[int], articles: Sequence[int]) -> Details:
        if not articles:
            return Details(self._frequencies(features), [])
        rows = _read(
            """
            SELECT id, NULL, NULL, NULL, NULL, entries, articles FROM errors_feature WHERE id = ANY(%s::bigint[])
            UNION ALL
            SELECT article_id, tool.slug, kind, text, array_send(features), NULL, NULL
            FROM errors_indexentry entry JOIN errors_tool tool ON tool.id = entry.tool_id
            WHERE article_id = ANY(%s::bigint[]) AND kind = 'bag'
            """,
            features,
            articles,
        )
        frequencies = {row[0]: Frequency(row[5], row[6]) for row in rows if row[1] is None}
        return Details(frequencies, [_entry(row) for row in rows if row[1] is not None])

    def examples(self, articles: Sequence[int]) -> dict[int, str]:
        texts: dict[int, str] = defaultdict(str)
        for article, body in Example.objects.filter(article__in=articles).values_list("article_id", "body"):
            texts[article] += f"{body}\n"
        return texts


def entries_of_many(asked: Sequence[Mapping[int, float]], most: int, *, without: int = 0) -> list[list[Entry]]:
    """What PostgresIndex.entries gives for each of these, but for the entries of one article. One query."""
    flat = [(number, *pair) for number, features in enumerate(asked) for pair in features.items()]
    if not flat:
        return [[] for _ in asked]
    rows = _read(
        """
        SELECT best.ask, article_id, tool.slug, kind, text, array_send(features)
        FROM (
            SELECT ask, held.id,
                row_number() OVER (PARTITION BY ask ORDER BY sum(weight) / sqrt(size) DESC, held.id) AS place
            FROM unnest(%s::int[], %s::bigint[], %s::float[]) AS asked (ask, feature, weight)
            CROSS JOIN LATERAL (
                SELECT id, cardinality(features) AS size FROM errors_indexentry
                WHERE features @> ARRAY[asked.feature] AND kind <> 'bag' AND article_id <> %s
            ) AS held
            GROUP BY ask, held.id, size
        ) AS best
        JOIN errors_indexentry entry ON entry.id = best.id JOIN errors_tool tool ON tool.id = entry.tool_id
        WHERE place <= %s
        """,
        *(list(column) for column in zip(*flat, strict=True)),
        without,
        most,
    )
    found: list[list[Entry]] = [[] for _ in asked]
    for ask, *row in rows:
        found[ask].append(_entry(tuple(row)))
    return found


def _entry(row: tuple[Any, ...]) -> Entry:
    return Entry(row[0], row[1], _KINDS[row[2]], row[3], _numbers(row[4]))


def _numbers(sent: memoryview) -> tuple[int, ...]:
    """The elements of a bigint[] in PostgreSQL's binary format, which costs half of what its text does to write and read.

    A header of 20 bytes, then for each element its length (4 bytes, left out here) and its value (8 bytes).
    """
    return struct.unpack_from(">" + "4xq" * ((len(sent) - 20) // 12), sent, 20)


def _read(query: str, *parameters: Iterable[float] | float) -> list[Any]:
    """The rows of a query that an index answers. Lists of numbers are sent as PostgreSQL writes arrays: one constant.

    The planner knows little of arrays: it takes an overlap for common, and would rather read the whole table, compile
    the query or start parallel workers first.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"{_FOR_FEW_ROWS} {query}", [_constant(parameter) for parameter in parameters])
        return cursor.fetchall()


def _constant(parameter: Iterable[float] | float) -> str | float:
    return parameter if isinstance(parameter, (int, float)) else f"{{{','.join(map(str, parameter))}}}"
