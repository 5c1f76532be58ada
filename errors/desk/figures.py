"""The page of figures: five charts, each with its table and the same as CSV."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from errors.desk.charts import bar_chart, line_chart
from errors.desk.pages import editor, page
from errors.desk.tables import csv_response
from errors.figures import FIGURES


def figures(request: HttpRequest) -> HttpResponse:
    editor(request, "errors.view_article")
    drawn = [make() for make in FIGURES.values()]
    charts = [(figure, line_chart(figure) if figure.kind == "line" else bar_chart(figure)) for figure in drawn]
    return page(request, "admin/desk/figures.html", "Figures", {"charts": charts})


def table(request: HttpRequest, name: str) -> HttpResponse:
    editor(request, "errors.view_article")
    if name not in FIGURES:
        raise Http404
    figure = FIGURES[name]()
    rows = [["" if cell is None else cell for cell in row] for row in figure.rows]
    return csv_response(name, figure.header, rows)
