"""The database of the measurements: the real library in it, and generated articles written in bulk beside it."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from itertools import islice
from typing import Any

from django.conf import settings
from django.db import connection

from errors.articledocument import ArticleDocument
from errors.loading import LIBRARY, load
from errors.matching.features import LIBRARY as LIBRARY_FEATURE
from errors.matching.features import word_feature
from errors.matching.index import entries_of, vocabulary_of
from errors.matching.spelling import deletions, is_forgivable
from errors.matching.tokens import humps, words
from errors.models import Article
from errors.models.index import Feature, IndexEntry, Word
from kb import embedded_postgres

NAME = "whatbroke_bench"
ARTICLES_AT_ONCE = 2000
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
    with _without_slow_indexes():
        wanted = islice(documents, articles)
        while batch := list(islice(wanted, ARTICLES_AT_ONCE)):
            _copy_batch(batch)
        _count_features()


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


def _copy_batch(documents: Sequence[ArticleDocument]) -> None:
    articles: list[Sequence[Any]] = []
    entries: list[Sequence[Any]] = []
    found: set[str] = set()
    blank = _blank_article()
    for number, document in zip(_new_ids(len(documents)), documents, strict=True):
        own = {"id": number, "name": f"{NAME_PREFIX}{number}", "title": document.title[:300]}
        articles.append(list({**blank, **own}.values()))
        entries += [
            (number, blank["tool_id"], kind, text, _array(features)) for kind, text, features in entries_of(document)
        ]
        found.update(word for text in vocabulary_of(document) for word in [*words(text), *humps(text)])
    _copy(Article._meta.db_table, list(blank), articles)
    _copy(IndexEntry._meta.db_table, ["article_id", "tool_id", "kind", "text", "features"], entries)
    _learn_words(word for word in found if is_forgivable(word))


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
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE IF NOT EXISTS learnt (word text, feature bigint, deletions bigint[])")
        cursor.execute("TRUNCATE learnt")
        rows = [(word, word_feature(word), _array(deletions(word))) for word in found]
        _copy("learnt", ["word", "feature", "deletions"], rows)
        cursor.execute(f"INSERT INTO {Word._meta.db_table} SELECT * FROM learnt ON CONFLICT DO NOTHING")


def _copy(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    text = "\n".join("\t".join(map(_field, row)) for row in rows)
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {table} ({', '.join(columns)}) FROM STDIN", io.StringIO(text))


def _field(value: Any) -> str:
    """A value in the text format of COPY."""
    if value is None:
        return "\\N"
    return str(value).replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")


def _array(numbers: Iterable[int]) -> str:
    return f"{{{','.join(map(str, numbers))}}}"


def _count_features() -> None:
    """Every feature's frequencies, counted anew from the entries."""
    entry, feature = IndexEntry._meta.db_table, Feature._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute("SET work_mem = '512MB'")
        cursor.execute(f"TRUNCATE {feature}")
        cursor.execute(
            f"""
            INSERT INTO {feature} (id, entries, articles)
            SELECT held, count(*) FILTER (WHERE kind <> 'bag'), count(DISTINCT article_id)
            FROM {entry}, unnest(features || %s::bigint) AS held GROUP BY held
            """,
            [LIBRARY_FEATURE],
        )
        cursor.execute("RESET work_mem")
