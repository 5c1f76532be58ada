"""Charts as SVG, drawn on the server: a line or bars, with what the numbers are in words. No script, no style attribute."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from errors.figures import Figure

WIDTH, HEIGHT = 640, 180
LEFT, RIGHT, TOP, BOTTOM = 44, 24, 12, 24
BAR, BAR_LABEL, BAR_NUMBER = 26, 190, 60
TREND_WIDTH, TREND_HEIGHT = 90, 20


@dataclass(frozen=True)
class LineChart:
    """Coordinates of a line chart: `lines` are runs without a hole, `grid` (y, label), `ticks` (x, label)."""

    lines: list[str]
    dots: list[tuple[float, float]]
    grid: list[tuple[float, str]]
    ticks: list[tuple[float, str]]
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True)
class BarChart:
    """Coordinates of horizontal bars: (y, width, label, number)."""

    bars: list[tuple[int, float, str, str]]
    height: int
    width: int = WIDTH
    left: int = BAR_LABEL
    thickness: int = BAR - 8


def line_chart(figure: Figure) -> LineChart:
    values = [value for _, value in figure.points]
    top = 100.0 if figure.unit == "%" else _round_up(max((value or 0 for value in values), default=0))
    xs = [LEFT + (WIDTH - LEFT - RIGHT) * n / max(1, len(values) - 1) for n in range(len(values))]
    runs: list[list[str]] = [[]]
    dots = []
    for x, value in zip(xs, values, strict=True):
        if value is None:
            runs.append([])
            continue
        runs[-1].append(f"{x:.1f},{_y(value, top):.1f}")
        dots.append((round(x, 1), round(_y(value, top), 1)))
    grid = [(round(_y(top * part, top), 1), f"{top * part:,.0f}{figure.unit}") for part in (0, 0.5, 1)]
    step = max(1, len(xs) // 5)
    ticks = [(round(xs[n], 1), figure.points[n][0]) for n in range(0, len(xs), step)]
    return LineChart([" ".join(run) for run in runs if len(run) > 1], dots, grid, ticks)


def bar_chart(figure: Figure) -> BarChart:
    top = 100.0 if figure.unit == "%" else max((value or 0 for _, value in figure.points), default=0) or 1
    room = WIDTH - BAR_LABEL - BAR_NUMBER
    bars = [
        (
            n * BAR + 4,
            round(room * (value or 0) / top, 1),
            label,
            "–" if value is None else f"{value:,.0f}{figure.unit}",
        )
        for n, (label, value) in enumerate(figure.points)
    ]
    return BarChart(bars, len(bars) * BAR + 4)


def trend_line(counts: Sequence[int]) -> str:
    """The points of a small line without axes."""
    top = max(counts, default=0) or 1
    step = TREND_WIDTH / max(1, len(counts) - 1)
    return " ".join(
        f"{n * step:.1f},{TREND_HEIGHT - 2 - (TREND_HEIGHT - 4) * count / top:.1f}" for n, count in enumerate(counts)
    )


def _y(value: float, top: float) -> float:
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / top)


def _round_up(value: float) -> float:
    """The next number of one digit and zeros, so that the grid has round labels. 0 -> 10."""
    if value <= 10:
        return 10.0
    unit = 10.0 ** (len(str(int(value))) - 1)
    return (value // unit + 1) * unit
