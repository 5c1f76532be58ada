"""python -m tests.deskbench [--write] [--articles 20000] [--searches 500000]: how the desk keeps its pace as it grows.

Every page is asked for with the real library and a fiftieth of the searches, and with all of them: its queries, its
time, and how many times as long it takes. Both databases are asked by turns, so that other work on the machine slows
both; the best of all rounds counts, since such work only adds.
"""

from __future__ import annotations

import argparse
import os
import statistics
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

import django

from tests.deskbench import pages
from tests.readme import write_section

MOST_QUERIES = 40
MOST_TIMES_AS_LONG = 1.5
ROUNDS = 15


@dataclass(frozen=True)
class Measured:
    queries: int
    milliseconds: float


def main() -> int:
    options = arguments()
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    from tests.deskbench.database import two_databases  # Django's models can be imported only now

    with two_databases(options.articles, options.searches) as sizes:
        small, large = measure(list(sizes))
        text = table(
            [f"{articles:,} articles, {searches:,} searches" for articles, searches in sizes.values()], small, large
        )
    print(text)
    if options.write:
        write_section("deskbench", text)
    return 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m tests.deskbench", description="Measure the desk as it grows.")
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--searches", type=int, default=500_000)
    parser.add_argument("--write", action="store_true", help="write the table into the README too")
    return parser.parse_args()


def measure(databases: list[str]) -> list[dict[str, Measured]]:
    """Of each database, each page by its name; each database has a process of its own."""
    context = get_context("spawn")
    workers = [ProcessPoolExecutor(1, context, pages.prepare, (database,)) for database in databases]
    try:
        names = workers[0].submit(pages.names).result()
        queries = [{name: worker.submit(pages.queries_of, name).result() for name in names} for worker in workers]
        best = [dict.fromkeys(names, float("inf")) for _ in workers]
        for _ in range(ROUNDS):
            for name in names:
                for worker, times in zip(workers, best, strict=True):
                    times[name] = min(times[name], worker.submit(pages.milliseconds_of, name).result())
    finally:
        for worker in workers:
            worker.shutdown()
    return [
        {name: Measured(asked[name], times[name]) for name in names} for asked, times in zip(queries, best, strict=True)
    ]


def table(sizes: list[str], small: Mapping[str, Measured], large: Mapping[str, Measured]) -> str:
    lines = [f"| page | queries | ms, {sizes[0]} | ms, {sizes[1]} | ratio |", "| --- | ---: | ---: | ---: | ---: |"]
    ratios = {name: large[name].milliseconds / few.milliseconds for name, few in small.items()}
    for name, few in small.items():
        many = large[name]
        lines.append(
            f"| {name} | {max(few.queries, many.queries)} | {few.milliseconds:.0f} | {many.milliseconds:.0f} |"
            f" {ratios[name]:.2f} |"
        )
    shown = [name for name in small if name not in pages.STEPS]
    most = max(each[name].queries for name in shown for each in (small, large))
    worst = max(shown, key=lambda name: ratios[name])
    summary = (
        f"Most queries of a page: {most} (at most {MOST_QUERIES}: {_kept(most <= MOST_QUERIES)})."
        f" Times as long with all of it: {statistics.median(ratios[name] for name in shown):.2f} by the median,"
        f" {ratios[worst]:.2f} at most"
        f" ({worst}; at most {MOST_TIMES_AS_LONG}: {_kept(ratios[worst] <= MOST_TIMES_AS_LONG)})."
        " The last two rows are steps that write."
    )
    return "\n".join([*lines, "", summary])


def _kept(is_kept: bool) -> str:
    return "kept" if is_kept else "MISSED"


if __name__ == "__main__":
    raise SystemExit(main())
