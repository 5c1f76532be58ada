"""python -m tests.deskbench [--write] [--articles 20000] [--searches 500000]: how the desk keeps its pace as it grows.

Every page is asked for with the real library and a fiftieth of the searches, and again with all of them: its queries,
its time (the best of seven: other work on the machine only adds), and how many times as long it takes.
"""

from __future__ import annotations

import argparse
import logging
import os
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import django

README = Path(__file__).parent.parent / "README.md"
BEGIN, END = "<!-- deskbench -->", "<!-- /deskbench -->"
MOST_QUERIES = 40
ROUNDS = 7
SMALL_SHARE = 50

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


@dataclass(frozen=True)
class Measured:
    queries: int
    milliseconds: float


def main() -> int:
    options = arguments()
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    logging.disable(logging.WARNING)
    from tests.bench.database import bench_database

    with bench_database():
        text = report(options.articles, options.searches)
    print(text)
    if options.write:
        write(text, README)
    return 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m tests.deskbench", description="Measure the desk as it grows.")
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--searches", type=int, default=500_000)
    parser.add_argument("--write", action="store_true", help="write the table into the README too")
    return parser.parse_args()


def report(articles: int, searches: int) -> str:
    """Measure small, grow, measure again: the table."""
    from errors.models import Article, Search

    people = make_people()
    grow(0, searches // SMALL_SHARE, people)
    small_articles, small_searches = Article.objects.count(), Search.objects.count()
    small = measure(people)
    grow(articles - small_articles, searches - small_searches, people)
    large = measure(people)
    sizes = [
        f"{small_articles:,} articles, {small_searches:,} searches",
        f"{articles:,} articles, {searches:,} searches",
    ]
    return table(sizes, small, large)


def make_people() -> dict[str, int]:
    """A writer, who wrote the generated articles, and an administrator, who looks at the pages."""
    from django.contrib.auth.models import Group

    from errors.models import User

    keys = {}
    for name, role in (("alice", "writer"), ("dana", "administrator")):
        user = User.objects.create_user(name, is_staff=True)
        user.groups.add(Group.objects.get(name=role))
        keys[name] = user.pk
    return keys


def grow(articles: int, searches: int, people: dict[str, int]) -> None:
    """Add generated articles, complete and published, and searches of which a quarter found nothing."""
    from django.db import connection, transaction

    from errors.articlefile import dump
    from errors.models import Message, Search
    from tests.articles import make_document
    from tests.bench.database import fill, settle
    from tests.bench.generated import Generator

    if articles > 0:
        fill(Generator(list(Message.objects.values_list("template", flat=True)[:2000])).articles(), articles)
    text = dump(make_document(title="TITLE"))
    print(f"{articles:,} articles and {searches:,} searches are made", file=sys.stderr)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(COMPLETE, {"text": text, "writer": people["alice"], "reviewer": people["dana"]})
    first = Search.objects.count()
    with connection.cursor() as cursor:
        for start in range(first + 1, first + searches + 1, 10_000):
            cursor.execute(SEARCHES, [start, min(start + 9_999, first + searches)])
        cursor.execute("VACUUM ANALYZE")
    settle()


def measure(people: dict[str, int]) -> dict[str, Measured]:
    """Each page by its name."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from errors.models import User

    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(pk=people["dana"]))
    measured = {}
    for name, ask in pages(client).items():
        ask()
        with CaptureQueriesContext(connection) as queries:
            response = ask()
        asked = len(queries)
        if response.status_code >= 400:
            raise RuntimeError(f"{name} answered {response.status_code}")
        best = min(timed(ask) for _ in range(ROUNDS))
        measured[name] = Measured(asked, best)
    return measured


def timed(ask: Callable[[], Any]) -> float:
    started = time.perf_counter()
    ask()
    return (time.perf_counter() - started) * 1000


def pages(client: Any) -> dict[str, Callable[[], Any]]:
    """Every page of the desk, as functions that ask for it."""
    from errors import reviewing
    from errors.models import Article, Gap
    from tests.admin_case import form_data

    article = Article.objects.published().filter(draft=None, live__isnull=False).order_by("pk")[0]
    in_review = Article.objects.filter(draft__state="in-review").order_by("pk").first() or submitted(article)
    own = f"/admin/errors/article/{article.pk}/"
    form = {**form_data(reviewing.working_document(article)), "paste": "unit 7 of press is stuck"}
    addresses = {
        "The desk": "/admin/",
        "Articles": "/admin/errors/article/",
        "Articles in review": "/admin/errors/article/?next=in-review",
        "Articles, page 5 by title": "/admin/errors/article/?o=1&p=5",
        "Writing": f"{own}change/",
        "A new article from a gap": f"/admin/errors/article/add/?gap={Gap.objects.order_by('-score')[0].pk}",
        "Preview": f"{own}preview/",
        "Review": f"/admin/errors/article/{in_review.pk}/review/",
        "History, two compared": f"{own}history/?old=1&new=1",
        "About": f"{own}about/",
        "Gaps": "/admin/gaps/",
        "Gaps, page 20": "/admin/gaps/?page=20",
        "Feedback": "/admin/feedback/",
        "Figures": "/admin/figures/",
        "Files": "/admin/files/",
        "Audit log": "/admin/errors/auditentry/",
        "Searches": "/admin/errors/search/",
        "Account": "/admin/account/",
    }
    asked: dict[str, Callable[[], Any]] = {
        name: lambda address=address: client.get(address)  # type: ignore[misc]
        for name, address in addresses.items()
    }
    asked["Try a paste"] = lambda: client.post(f"{own}try/", form)
    return asked


def submitted(article: Any) -> Any:
    """An article in review, where there is none yet."""
    from errors import reviewing
    from errors.models import Article, User

    other = Article.objects.published().filter(draft=None, live__isnull=False).exclude(pk=article.pk).order_by("pk")[0]
    document = reviewing.working_document(other)
    writer = User.objects.get(username="alice")
    base = other.live.number if other.live else 0
    reviewing.save_draft(other, document, by=writer, base=base, seen_live=base, submit=True)
    return other


def table(sizes: list[str], small: dict[str, Measured], large: dict[str, Measured]) -> str:
    lines = [f"| page | queries | ms, {sizes[0]} | ms, {sizes[1]} | ratio |", "| --- | ---: | ---: | ---: | ---: |"]
    for name, few in small.items():
        many = large[name]
        ratio = many.milliseconds / few.milliseconds
        lines.append(
            f"| {name} | {max(few.queries, many.queries)} | {few.milliseconds:.0f} | {many.milliseconds:.0f} |"
            f" {ratio:.2f} |"
        )
    most = max(each.queries for each in [*small.values(), *large.values()])
    kept = "kept" if most <= MOST_QUERIES else "MISSED"
    ratios = statistics.median(large[name].milliseconds / few.milliseconds for name, few in small.items())
    return "\n".join(
        [*lines, "", f"Most queries: {most} (at most {MOST_QUERIES}: {kept}). Ratio by the median: {ratios:.2f}."]
    )


def write(text: str, file: Path) -> None:
    """Put the table between the marks in a file. Raises ValueError where it has none."""
    whole = file.read_text(encoding="utf-8")
    before, begin, rest = whole.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{file} has no {BEGIN} … {END}")
    file.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
