"""The report: Markdown tables, as they are printed and as they stand in the README."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from tests.bench.pastes import Measured, middle_and_tail, recall
from tests.bench.scale import Step
from tests.bench.worst import Worst

BEGIN, END = "<!-- bench -->", "<!-- /bench -->"
MOST_CPU_SECONDS = 1.0
MOST_RECALL_LOST = 0.01


def peers_section(title: str, articles: int, measured: Mapping[str, Sequence[Measured]]) -> str:
    """How often each way of searching finds the article, and how long it takes."""
    rows = []
    for name, searches in measured.items():
        median, p95 = middle_and_tail([each.milliseconds for each in searches])
        rows.append([name, f"{recall(searches, 1):.3f}", f"{recall(searches, 3):.3f}", f"{median:.1f}", f"{p95:.1f}"])
    count = max((len(searches) for searches in measured.values()), default=0)
    head = ["", "recall@1", "recall@3", "median ms", "p95 ms"]
    return f"{title}: {count:,} pastes, {articles:,} articles.\n\n{_table(head, rows)}"


def scale_section(steps: Sequence[Step]) -> str:
    """The same pastes among more and more messages that answer none of them."""
    columns = {
        "generated messages": lambda step: f"{step.messages:,}",
        "recall@1": lambda step: f"{step.recall_at_1:.3f}",
        "a match, median / p95 ms": lambda step: f"{step.median:.1f} / {step.p95:.1f}",
        "BM25 top 10, median / p95 ms": lambda step: f"{step.bm25_median:.1f} / {step.bm25_p95:.1f}",
        "process, MB": lambda step: f"{step.memory_bytes / 1e6:.0f}",
        "index, MB": lambda step: f"{step.index_bytes / 1e6:,.0f}",
        "BM25's index, MB": lambda step: f"{step.bm25_bytes / 1e6:,.0f}",
        "loading, s": lambda step: f"{step.load_seconds:,.0f}",
        "publishing one, ms": lambda step: f"{step.publishing_median:.0f}",
    }
    rows = [[column(step) for column in columns.values()] for step in steps]
    return f"{_table(list(columns), rows)}\n\n{' '.join(_scale_verdicts(steps[0], steps[-1]))}"


def _scale_verdicts(first: Step, last: Step) -> Iterator[str]:
    """Whether the largest step keeps what was promised, in words."""
    lost = first.recall_at_1 - last.recall_at_1
    yield f"Recall@1 lost: {lost:.3f} (at most {MOST_RECALL_LOST}: {_kept(lost <= MOST_RECALL_LOST)})."
    yield f"p95 at most BM25's: {_kept(last.p95 <= last.bm25_p95)}."
    yield f"Among {last.messages:,} messages a match takes {last.median / first.median:.1f} times as long, by the median."


def worst_section(worst: Sequence[Worst]) -> str:
    rows = [[each.name, f"{each.cpu_seconds:.2f}", "yes" if each.is_same else "NO"] for each in worst]
    dearest = max((each.cpu_seconds for each in worst), default=0.0)
    same = sum(each.is_same for each in worst)
    summary = (
        f"Dearest: {dearest:.2f} CPU seconds (at most {MOST_CPU_SECONDS:.0f}: {_kept(dearest <= MOST_CPU_SECONDS)}); "
        f"{same} of {len(worst)} answered as the error alone is."
    )
    return f"{_table(['a megabyte of', 'CPU s', 'same answer'], rows)}\n\n{summary}"


def write(section: str, file: Path) -> None:
    """Put the report between the marks in a file.

    Raises ValueError where the file has no marks.
    """
    text = file.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{file} has no {BEGIN} … {END}")
    file.write_text(f"{before}{BEGIN}\n\n{section}\n\n{END}{after}", encoding="utf-8")


def _kept(is_kept: bool) -> str:
    return "kept" if is_kept else "MISSED"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---", *("---:" for _ in head[1:])], *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
