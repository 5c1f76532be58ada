"""What the desk's templates draw."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from errors.desk.charts import TREND_HEIGHT, TREND_WIDTH, trend_line

register = template.Library()


@register.simple_tag
def trend(counts: Sequence[int]) -> SafeString:
    """A small line of the last days."""
    return format_html(
        '<svg class="trend" viewBox="0 0 {} {}" width="{}" height="{}" role="img" aria-label="{}">'
        '<polyline points="{}"/></svg>',
        TREND_WIDTH,
        TREND_HEIGHT,
        TREND_WIDTH,
        TREND_HEIGHT,
        f"{sum(counts)} in {len(counts)} days, {sum(counts[-7:])} in the last 7",
        trend_line(counts),
    )
