"""The matcher and BM25 on more and more generated messages: recall, milliseconds, memory, and what loading costs."""

from __future__ import annotations

import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.db import transaction

from errors.articledocument import ArticleDocument, Message
from errors.articlestore import store
from errors.lookup import PostgresIndex
from errors.matching.engine import match
from errors.matching.index import Kind
from errors.models import Article
from errors.models.index import IndexEntry
from tests.bench.apart import apart
from tests.bench.database import NAME_PREFIX, fill, index_bytes, settle
from tests.bench.generated import MESSAGES_PER_ARTICLE, Generator
from tests.bench.pastes import Measured, Paste, middle_and_tail, rank_of, recall
from tests.bench.peers import open_tantivy, tantivy_index, tantivy_search

PUBLISHED = 20
"""How often the publishing of one article is measured; its median counts."""
TOP = 10


@dataclass(frozen=True)
class Step:
    """What was measured with so many generated messages. Times are of a clock on the wall; medians in milliseconds."""

    messages: int
    load_seconds: float
    index_bytes: int
    recall_at_1: float
    median: float
    p95: float
    memory_bytes: int
    """The most that the process which matched ever held."""
    bm25_bytes: int
    bm25_median: float
    bm25_p95: float
    publishing_median: float


@dataclass(frozen=True)
class Run:
    """Every paste searched once by either way, and the most memory that the process held before BM25's index was opened."""

    measured: list[Measured]
    memory_bytes: int
    bm25_milliseconds: list[float]


def measure_scale(
    documents: Mapping[str, ArticleDocument],
    pastes: Sequence[Paste],
    sizes: Sequence[int],
    progress: Callable[[str], None],
) -> Iterator[Step]:
    """One step for the library alone, and one for each size; sizes rise. The database must hold the library."""
    generator = Generator([message.template for document in documents.values() for message in document.messages])
    generated = generator.articles()
    present = 0
    for size in [0, *sizes]:
        progress(f"loading {size - present:,} messages")
        start = time.perf_counter()
        fill(generated, (size - present) // MESSAGES_PER_ARTICLE)
        settle()
        seconds = time.perf_counter() - start
        present = size
        progress(f"matching among {size:,} messages")
        yield _step(documents, pastes, size, seconds)


def _step(documents: Mapping[str, ArticleDocument], pastes: Sequence[Paste], size: int, seconds: float) -> Step:
    with tempfile.TemporaryDirectory() as folder:
        tantivy_index(_indexed_texts(), folder)
        bm25_bytes = sum(file.stat().st_size for file in Path(folder).iterdir())
        run: Run = apart("tests.bench.scale.run_here", pastes, folder)
    median, p95 = middle_and_tail([each.milliseconds for each in run.measured])
    bm25_median, bm25_p95 = middle_and_tail(run.bm25_milliseconds)
    return Step(
        messages=size,
        load_seconds=seconds,
        index_bytes=index_bytes(),
        recall_at_1=recall(run.measured, 1),
        median=median,
        p95=p95,
        memory_bytes=run.memory_bytes,
        bm25_bytes=bm25_bytes,
        bm25_median=bm25_median,
        bm25_p95=bm25_p95,
        publishing_median=publishing_median(next(iter(documents.values()))),
    )


def run_here(pastes: Sequence[Paste], bm25_folder: str) -> Run:
    """Search every paste in this process, by BM25 right after the matcher: a machine that slows down slows both."""
    slugs = {row.pk: row.slug for row in Article.objects.exclude(name__startswith=NAME_PREFIX).for_lists()}
    index = PostgresIndex()
    for paste in pastes:  # the clock runs for a server that has been up for a while, not for one that reads the disk
        match(paste.text, index)
    memory = peak_memory()
    bm25 = open_tantivy(bm25_folder)
    for paste in pastes:
        tantivy_search(bm25, paste.text, TOP)
    measured, bm25_milliseconds = [], []
    for paste in pastes:
        result, milliseconds = _timed(match, paste.text, index)
        found = [slugs.get(each.article, "") for each in result.results]
        measured.append(Measured(rank_of(found, paste.right), milliseconds))
        bm25_milliseconds.append(_timed(tantivy_search, bm25, paste.text, TOP)[1])
    return Run(measured, memory, bm25_milliseconds)


def _timed(search: Callable[..., Any], *arguments: Any) -> tuple[Any, float]:
    """What it returns, and the milliseconds that it takes."""
    start = time.perf_counter()
    found = search(*arguments)
    return found, (time.perf_counter() - start) * 1000


def peak_memory() -> int:
    """The most memory in bytes that this process ever held; on Linux since it began to run its own program.

    There ru_maxrss counts what the process held that started it, too.
    """
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # bytes on macOS
    peak = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
    return int(peak.split()[1]) * 1024


def _indexed_texts() -> Iterator[tuple[str, str]]:
    """(article, text) of every entry that is looked up, read in pieces."""
    rows = IndexEntry.objects.exclude(kind=Kind.BAG).values_list("article_id", "text")
    return ((str(article), text) for article, text in rows.iterator(chunk_size=10_000))


def publishing_median(document: ArticleDocument) -> float:
    """Milliseconds that publishing one more article takes, with all that is derived from it. It is taken back."""
    times = []
    with transaction.atomic():
        for number in range(PUBLISHED):
            title = f"{document.title} {number}"
            article = replace(document, title=title, messages=[Message(title)])
            start = time.perf_counter()
            store(f"bench/{NAME_PREFIX}{number}", article)
            times.append((time.perf_counter() - start) * 1000)
        transaction.set_rollback(True)
    return middle_and_tail(times)[0]
