"""The bridge from the matcher to PostgreSQL: answers its questions from the inverted index (see errors.indexing)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from struct import Struct
from typing import Any

from django.db import connection

from errors.arrays import array
from errors.matching.features import word_feature
from errors.matching.index import LACKING, LEAST_LIKENESS, Details, Entry, Frequency, Kind, Vocabulary
from errors.matching.spelling import deletions, is_forgivable, is_near
from errors.models.index import SIZES
from errors.models.parts import Example

_FOR_FEW_ROWS = "SET LOCAL enable_seqscan = off; SET LOCAL jit = off; SET LOCAL max_parallel_workers_per_gather = 0;"
_KINDS = {kind.value: kind for kind in Kind}


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
            WITH found AS (
                SELECT posting / %s AS entry,
                    sum(weight) ^ 3 / (sum(weight) + %s * greatest(posting %% %s - count(*), 0)) ^ 2 AS likeness
                FROM unnest(%s::bigint[], %s::float[]) AS asked (feature, weight)
                JOIN errors_feature ON errors_feature.id = asked.feature CROSS JOIN LATERAL unnest(postings) AS posting
                GROUP BY posting ORDER BY likeness DESC, posting LIMIT %s
            )
            SELECT article_id, tool.slug, kind, text, array_send(features)
            FROM errors_indexentry entry JOIN errors_tool tool ON tool.id = entry.tool_id
            WHERE entry.id = ANY (ARRAY(
                SELECT entry FROM found WHERE likeness >= %s * (SELECT max(likeness) FROM found)
            ))
            """,
            SIZES,
            LACKING,
            SIZES,
            features,
            features.values(),
            most,
            LEAST_LIKENESS,
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
        WITH found AS (
            SELECT ask, posting,
                sum(weight) ^ 3 / (sum(weight) + %s * greatest(posting %% %s - count(*), 0)) ^ 2 AS likeness
            FROM unnest(%s::int[], %s::bigint[], %s::float[]) AS asked (ask, feature, weight)
            JOIN errors_feature ON errors_feature.id = asked.feature CROSS JOIN LATERAL unnest(postings) AS posting
            WHERE posting / %s <> ALL (ARRAY(SELECT id FROM errors_indexentry WHERE article_id = %s))
            GROUP BY ask, posting
        ), best AS (
            SELECT ask, posting / %s AS id, likeness, max(likeness) OVER (PARTITION BY ask) AS highest,
                row_number() OVER (PARTITION BY ask ORDER BY likeness DESC, posting) AS place
            FROM found
        )
        SELECT ask, article_id, tool.slug, kind, text, array_send(features)
        FROM best JOIN errors_indexentry entry ON entry.id = best.id JOIN errors_tool tool ON tool.id = entry.tool_id
        WHERE place <= %s AND likeness >= %s * highest
        """,
        LACKING,
        SIZES,
        *(list(column) for column in zip(*flat, strict=True)),
        SIZES,
        without,
        SIZES,
        most,
        LEAST_LIKENESS,
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
    return _layout((len(sent) - 20) // 12).unpack_from(sent, 20)


@cache
def _layout(count: int) -> Struct:
    return Struct(">" + "4xq" * count)


def _read(query: str, *parameters: Iterable[float] | float) -> list[Any]:
    """The rows of a query that an index answers. Lists of numbers are sent as PostgreSQL writes arrays: one constant.

    The planner knows little of arrays: it takes an overlap for common, and would rather read the whole table, compile
    the query or start parallel workers first.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            f"{_FOR_FEW_ROWS} {query}", [each if isinstance(each, (int, float)) else array(each) for each in parameters]
        )
        return cursor.fetchall()
