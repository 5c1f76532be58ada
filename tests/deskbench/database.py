"""The two databases of the measurement: the real library with a few searches, and a copy of it that has grown."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth.models import Group
from django.db import connection, transaction

from errors.articlefile import dump
from errors.models import Article, Message, Search, User
from tests.articles import make_document
from tests.bench.database import NAME, bench_database, fill, settle
from tests.bench.generated import Generator

LARGE = f"{NAME}_large"
SMALL_SHARE = 50
SEARCHES_AT_ONCE = 10_000

# Parts, a kept version and feedback for the generated articles, so that they are whole and can be published.
COMPLETE = """
INSERT INTO errors_message (article_id, position, template, note, key)
SELECT id, 0, title, '', md5(title) FROM errors_article WHERE name LIKE 'generated-%%' AND live_id IS NULL;
INSERT INTO errors_cause (article_id, position, title, body, diagnosis)
SELECT id, 0, 'Wear', 'It wore out.', 'Listen.' FROM errors_article WHERE name LIKE 'generated-%%' AND live_id IS NULL;
INSERT INTO errors_fix (article_id, position, title, body, verification)
SELECT id, 0, 'Replace it', 'Do.', 'See.' FROM errors_article WHERE name LIKE 'generated-%%' AND live_id IS NULL;
INSERT INTO errors_revision
    (article_id, number, began, text, state, reason, author_id, author_name, created_at, decided_by_name, is_override,
    "overlaps")
SELECT id, number, number, replace(%(text)s, 'TITLE', title), CASE number WHEN 1 THEN 'approved' ELSE state END,
    'Measured', %(writer)s, 'Alice', now() - id %% 700 * interval '1 day', '', false, '[]'
FROM errors_article, generate_series(1, 2) AS number,
    LATERAL (SELECT (ARRAY['draft', 'in-review', 'sent-back'])[1 + id %% 3] AS state) AS each
WHERE name LIKE 'generated-%%' AND live_id IS NULL AND (number = 1 OR id %% 20 = 0);
INSERT INTO errors_revision
    (article_id, number, began, text, state, reason, author_id, author_name, created_at, decided_by_name, is_override,
    "overlaps", base_id)
SELECT article.id, live.number + 1, live.number + 1, live.text, each.state, 'Measured', %(writer)s, 'Alice', now(), '', false, '[]', live.id
FROM errors_article article JOIN errors_revision live ON live.id = article.live_id,
    LATERAL (SELECT (ARRAY['draft', 'in-review', 'sent-back'])[1 + article.id / 2 %% 3] AS state) AS each
WHERE article.name NOT LIKE 'generated-%%' AND article.draft_id IS NULL AND article.id %% 2 = 0;
UPDATE errors_article SET draft_id = (SELECT id FROM errors_revision WHERE article_id = errors_article.id AND state <> 'approved')
WHERE name NOT LIKE 'generated-%%' AND draft_id IS NULL AND id %% 2 = 0;
UPDATE errors_article SET status = 'published', quick_fix = 'Do.', reviewed_by = 'Bob',
    reviewed_on = current_date - (id %% 900)::int, owner_id = CASE WHEN id %% 2 = 0 THEN %(reviewer)s::bigint END,
    tool_id = (SELECT id FROM errors_tool tool ORDER BY (tool.id * 7 + errors_article.id) %% 41 LIMIT 1),
    live_id = (SELECT id FROM errors_revision WHERE article_id = errors_article.id AND number = 1),
    draft_id = (SELECT id FROM errors_revision WHERE article_id = errors_article.id AND number = 2)
WHERE name LIKE 'generated-%%' AND live_id IS NULL;
INSERT INTO errors_feedback
    (article_id, helpful, reason, comment, section, visitor, created_at, state, handled_by_name)
SELECT id, (id + n) %% 3 > 0, '', 'Which one?', 'Causes', n::text, now() - (id + n * 17) %% 170 * interval '1 day',
    'open', ''
FROM errors_article, generate_series(1, 2) AS n WHERE status = 'published' ON CONFLICT DO NOTHING;
"""
SEARCHES = """
INSERT INTO errors_search (line, fingerprint, verdict, created_at)
SELECT 'unit ' || n %% 9973 || ' of press ' || md5((n %% 9973)::text) || ' is stuck', md5((n %% 9973)::text),
    (ARRAY['none', 'match', 'match', 'maybe'])[1 + n %% 4], now() - (n %% 4320) * interval '1 hour'
FROM generate_series(%s::int, %s::int) AS n
"""


@contextmanager
def two_databases(articles: int, searches: int) -> Iterator[dict[str, tuple[int, int]]]:
    """{name: (articles, searches)} of the small database and of the large one. Both are dropped at the end."""
    with bench_database():
        people = make_people()
        grow(0, searches // SMALL_SHARE, people)
        sizes = {NAME: _size()}
        _execute_beside(f"DROP DATABASE IF EXISTS {LARGE}", f"CREATE DATABASE {LARGE} TEMPLATE {NAME}")
        try:
            use(LARGE)
            grow(articles - sizes[NAME][0], searches - sizes[NAME][1], people)
            yield {**sizes, LARGE: _size()}
        finally:
            use(NAME)
            _execute_beside(f"DROP DATABASE {LARGE}")


def use(database: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = database


def _execute_beside(*statements: str) -> None:
    """Run statements without being connected to the databases that they name."""
    connection.close()
    with connection._nodb_cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _size() -> tuple[int, int]:
    return Article.objects.count(), Search.objects.count()


def make_people() -> dict[str, int]:
    """A writer, who wrote the generated articles, and an administrator, who looks at the pages."""
    keys = {}
    for name, role in (("alice", "writer"), ("dana", "administrator")):
        user = User.objects.create_user(name, is_staff=True)
        user.groups.add(Group.objects.get(name=role))
        keys[name] = user.pk
    return keys


def grow(articles: int, searches: int, people: dict[str, int]) -> None:
    """Add generated articles, complete and published, and searches of which a quarter found nothing."""
    print(f"{max(0, articles):,} articles and {searches:,} searches are made", file=sys.stderr)
    if articles > 0:
        fill(Generator(list(Message.objects.values_list("template", flat=True)[:2000])).articles(), articles)
    text = dump(make_document(title="TITLE"))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(COMPLETE, {"text": text, "writer": people["alice"], "reviewer": people["dana"]})
    first = Search.objects.count()
    with connection.cursor() as cursor:
        for start in range(first + 1, first + searches + 1, SEARCHES_AT_ONCE):
            cursor.execute(SEARCHES, [start, min(start + SEARCHES_AT_ONCE - 1, first + searches)])
        cursor.execute("VACUUM ANALYZE")
    settle()
