"""Tables as CSV that a spreadsheet only shows."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def harmless(value: Any) -> str:
    """The text of a cell.

    security: a spreadsheet runs a cell that begins like a formula, and what readers paste stands in some of them. An
    apostrophe in front makes it text; numbers need none.

    >>> harmless("=HYPERLINK(1)"), harmless(-3)
    ("'=HYPERLINK(1)", '-3')
    """
    text = str(value)
    if isinstance(value, int | float):
        return text
    return f"'{text}" if text.lstrip().startswith(FORMULA_STARTS) or text.startswith(FORMULA_STARTS) else text


def csv_response(name: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """A download of the rows below the header."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response.headers["Cache-Control"] = "no-store"
    writer = csv.writer(response)
    writer.writerow([harmless(cell) for cell in header])
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return response
