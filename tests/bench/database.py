"""The database of the measurements: the real library in it, and generated articles written in bulk beside it."""

from __future__ import annotations

import io
import json
import os
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager, nullcontext
from itertools import islice
from multiprocessing import get_context
from typing import Any

from django.conf import settings
from django.db import connection

from errors.arrays import array
from errors.articledocument import ArticleDocument
from errors.indexing import MOST_POSTINGS
from errors.loading import LIBRARY, load
from errors.matching.features import word_feature
from errors.matching.spelling import deletions, is_forgivable
from errors.models import Article
from errors.models.index import LARGEST_SIZE, SIZES, Feature, IndexEntry, Word
from kb import embedded_postgres
from tests.bench.rows import IndexRows, copy_text, index_rows

NAME = "whatbroke_bench"
ARTICLES_AT_ONCE = 1000
BATCHES_AHEAD = 3
INDEX_TABLES = tuple(model._meta.db_table for model in (IndexEntry, Feature, Word))
NAME_PREFIX = "generated-"


@contextmanager
def bench_database() -> Iterator[None]:
    """A database of its own with the real library, dropped at the end, whatever happens."""
    connection.settings_dict["TEST"]["NAME"] = NAME
    with embedded_postgres.running(settings.DATA_DIR) if settings.EMBEDDED_POSTGRES else nullcontext():
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        try:
            load(LIBRARY)
            settle()
            yield
        finally:
            connection.creation.destroy_test_db("postgres", verbosity=0)


def fill(documents: Iterator[ArticleDocument], articles: int) -> None:
    """Add so many articles to the matcher's index, as publishing each of them would."""
    learnt: set[str] = set()
    with _without_slow_indexes(), _frequencies_at_once():
        for rows in _rows_of(islice(documents, articles)):
            _copy(IndexEntry._meta.db_table, ["article_id", "tool_id", "kind", "text", "features"], rows.entries)
            _copy("counted", ["id", "entries", "articles"], rows.frequencies)
            _learn_words(rows.words - learnt)
            learnt |= rows.words


def settle() -> None:
    """What autovacuum does in time: the planner's statistics, and pages known to be visible to all."""
    with connection.cursor() as cursor:
        for table in (*INDEX_TABLES, Article._meta.db_table):
            cursor.execute(f"VACUUM ANALYZE {table}")
        cursor.execute("CHECKPOINT")


def index_bytes() -> int:
    """What the matcher's tables and their indexes take on disk."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sum(pg_total_relation_size(name::regclass)) FROM unnest(%s) name", [list(INDEX_TABLES)])
        return int(cursor.fetchone()[0])


@contextmanager
def _without_slow_indexes() -> Iterator[None]:
    """GIN indexes are made once at the end: row by row they would take hours."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE indexdef LIKE '%% gin %%' AND tablename = ANY(%s)",
            [list(INDEX_TABLES)],
        )
        indexes = cursor.fetchall()
        for name, _ in indexes:
            cursor.execute(f"DROP INDEX {name}")
        yield
        cursor.execute("SET maintenance_work_mem = '1GB'")
        for _, definition in indexes:
            cursor.execute(definition)
        cursor.execute("RESET maintenance_work_mem")


def _rows_of(documents: Iterator[ArticleDocument]) -> Iterator[IndexRows]:
    """What each batch becomes, worked out by as many other processes as there are processors, a little ahead."""
    blank = _blank_article()
    ahead: deque[Future[IndexRows]] = deque()
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as pool:
        while batch := list(islice(documents, ARTICLES_AT_ONCE)):
            numbers = _new_ids(len(batch))
            _copy_articles(blank, numbers, batch)
            ahead.append(pool.submit(index_rows, numbers, batch, blank["tool_id"]))
            if len(ahead) > BATCHES_AHEAD:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()


def _copy_articles(blank: Mapping[str, Any], numbers: Sequence[int], documents: Sequence[ArticleDocument]) -> None:
    rows = (
        list({**blank, "id": number, "name": f"{NAME_PREFIX}{number}", "title": document.title[:300]}.values())
        for number, document in zip(numbers, documents, strict=True)
    )
    _copy(Article._meta.db_table, list(blank), copy_text(rows))


def _blank_article() -> dict[str, Any]:
    """The columns of an article without its texts, in their order.

    Archived, since the database wants causes and fixes of a published one. A match reads neither them nor the status.
    """
    blank = Article(tool=Article.objects.published()[0].tool, status=Article.Status.ARCHIVED)
    fields = [field for field in Article._meta.concrete_fields if field.column and not field.generated]
    values = {str(field.column): field.pre_save(blank, add=True) for field in fields}
    return {column: json.dumps(value) if isinstance(value, dict) else value for column, value in values.items()}


def _new_ids(count: int) -> list[int]:
    table = Article._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count])
        return [row[0] for row in cursor.fetchall()]


def _learn_words(found: Iterable[str]) -> None:
    """Add those words that may be misspelt and are not known yet."""
    rows = ((word, word_feature(word), array(deletions(word))) for word in found if is_forgivable(word))
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE IF NOT EXISTS learnt (word text, feature bigint, deletions bigint[])")
        cursor.execute("TRUNCATE learnt")
        _copy("learnt", ["word", "feature", "deletions"], copy_text(rows))
        cursor.execute(f"INSERT INTO {Word._meta.db_table} SELECT * FROM learnt ON CONFLICT DO NOTHING")


def _copy(table: str, columns: Sequence[str], text: str) -> None:
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {table} ({', '.join(columns)}) FROM STDIN", io.StringIO(text))


@contextmanager
def _frequencies_at_once() -> Iterator[None]:
    """Gather in the table `counted` by how much frequencies grow, add it all up at the end, and make the posting lists."""
    feature = Feature._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE counted AS SELECT id, entries, articles FROM {feature}")
        yield
        cursor.execute("SET work_mem = '512MB'")
        cursor.execute(f"TRUNCATE {feature}")
        cursor.execute(
            "SET enable_hashagg = off"
        )  # millions of features, each with a list that grows: sorted is cheaper
        cursor.execute(  # in order: that makes the index of numbers as spread as these fast and dense
            f"""
            INSERT INTO {feature} (id, entries, articles, postings)
            SELECT id, entries, articles, CASE WHEN entries <= %s THEN coalesce(postings, '{{}}') END
            FROM (SELECT id, sum(entries) AS entries, sum(articles) AS articles FROM counted GROUP BY id) AS total
            LEFT JOIN (
                SELECT feature AS id, array_agg(entry.id * %s + least(cardinality(features), %s)) AS postings
                FROM {IndexEntry._meta.db_table} entry, unnest(features) AS feature
                WHERE kind <> 'bag' GROUP BY feature
            ) AS held USING (id)
            ORDER BY id
            """,
            [MOST_POSTINGS, SIZES, LARGEST_SIZE],
        )
        cursor.execute("RESET enable_hashagg")
        cursor.execute("DROP TABLE counted")
        cursor.execute("RESET work_mem")
