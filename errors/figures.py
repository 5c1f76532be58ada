"""The figures of the desk: how well readers are answered, how old and how well proved the library is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from django.db.models import Count, Q, Sum
from django.utils import timezone

from errors.models import Article, FeedbackDay, Search, SearchDay, Tool

WEEKS = 26
DAYS = 60
AGES = ((30, "a month"), (91, "3 months"), (182, "6 months"), (365, "a year"), (730, "2 years"))
MOST_TOOLS = 15


@dataclass(frozen=True)
class Figure:
    """A chart and its table. `points` are (label, value); a value is None where there is nothing to count.

    `unit` is "%" for shares and "" for counts; `rows` are the table's, below `header`.
    """

    name: str
    title: str
    note: str
    unit: str
    kind: str
    points: list[tuple[str, float | None]]
    header: Sequence[str]
    rows: Sequence[Sequence[Any]]


def answered_share() -> Figure:
    """Searches with an answer among all searches, a week."""
    weeks = _weeks()
    counts = {week: [0, 0] for week in weeks}
    for row in SearchDay.objects.filter(day__gte=weeks[0]):
        week = row.day - timedelta(days=row.day.weekday())
        if week in counts:
            counts[week][0] += row.times * (row.verdict != Search.Verdict.NONE)
            counts[week][1] += row.times
    return _shares("answered", "Answered share a week", "Searches that found an article, surely or perhaps.", counts)


def helpful_share() -> Figure:
    """Readers who were helped among those who said so, a week."""
    weeks = _weeks()
    counts = {week: [0, 0] for week in weeks}
    for row in FeedbackDay.objects.filter(day__gte=weeks[0]):
        week = row.day - timedelta(days=row.day.weekday())
        if week in counts:
            counts[week][0] += row.helped
            counts[week][1] += row.answers
    return _shares("helpful", "Helpful share a week", "“Was this helpful?” answered with yes.", counts)


def searches() -> Figure:
    """All searches, a day."""
    first = timezone.now().date() - timedelta(days=DAYS - 1)
    counts = {first + timedelta(days=n): 0 for n in range(DAYS)}
    for row in SearchDay.objects.filter(day__gte=first).values("day").annotate(n=Sum("times")):
        counts[row["day"]] = row["n"]
    points: list[tuple[str, float | None]] = [(_day(day), float(n)) for day, n in counts.items()]
    rows = [(day.isoformat(), n) for day, n in counts.items()]
    return Figure("searches", "Searches a day", "Recognised lines.", "", "line", points, ("day", "searches"), rows)


def library_age() -> Figure:
    """Published articles by the time since their last review."""
    today = timezone.localdate()
    bounds = [today - timedelta(days=days) for days, _ in AGES]
    filters = {"n0": Q(reviewed_on__gt=bounds[0])}
    for n, (newer, older) in enumerate(pairwise(bounds), 1):
        filters[f"n{n}"] = Q(reviewed_on__lte=newer, reviewed_on__gt=older)
    filters[f"n{len(AGES)}"] = Q(reviewed_on__lte=bounds[-1]) | Q(reviewed_on=None)
    counted = Article.objects.published().aggregate(
        **{name: Count("status", filter=each) for name, each in filters.items()}
    )
    labels = [f"under {name}" for _, name in AGES] + ["older, or never"]
    rows = list(zip(labels, counted.values(), strict=True))
    points: list[tuple[str, float | None]] = [(label, float(n)) for label, n in rows]
    note = "Published articles by the time since their last review."
    return Figure("age", "The library's age", note, "", "bars", points, ("last reviewed", "articles"), rows)


def proved_share() -> Figure:
    """Published articles whose fix was proved by running it, of the tools with most articles and of all."""
    by_tool = (
        Article.objects.published().order_by().values("tool").annotate(all=Count("status"), proved=Count("proved_on"))
    )
    names = dict(Tool.objects.values_list("pk", "name"))
    found = sorted(((names[r["tool"]], r["proved"], r["all"]) for r in by_tool), key=lambda row: -row[2])
    whole = ("All tools", sum(row[1] for row in found), sum(row[2] for row in found))
    rows = [(name, proved, n, _percent(proved, n)) for name, proved, n in [whole, *found[:MOST_TOOLS]]]
    points = [(name, share) for name, _, _, share in rows]
    header = ("tool", "proved", "articles", "per cent")
    return Figure(
        "proved", "Proved share", "Errors brought about and fixed for real.", "%", "bars", points, header, rows
    )


FIGURES: dict[str, Callable[[], Figure]] = {
    "answered": answered_share,
    "searches": searches,
    "helpful": helpful_share,
    "age": library_age,
    "proved": proved_share,
}


def _weeks() -> list[date]:
    """The Mondays of the last weeks, this one last."""
    today = timezone.now().date()
    monday = today - timedelta(days=today.weekday())
    return [monday - timedelta(weeks=n) for n in range(WEEKS - 1, -1, -1)]


def _shares(name: str, title: str, note: str, counts: dict[date, list[int]]) -> Figure:
    rows = [(week.isoformat(), part, whole, _percent(part, whole)) for week, (part, whole) in counts.items()]
    points = [(_day(week), _percent(part, whole)) for week, (part, whole) in counts.items()]
    return Figure(name, title, note, "%", "line", points, ("week from", "yes", "all", "per cent"), rows)


def _percent(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None


def _day(day: date) -> str:
    return f"{day.day} {day:%b}"
