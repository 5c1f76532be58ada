"""/search?q=: articles by words."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.search import SearchHeadline, SearchQuery
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from errors.caching import public_page
from errors.models import Article

PAGE_SIZE = 20
LONGEST_QUERY = 200
# ts_headline escapes nothing: matches are marked with characters that no text holds, and become tags after escaping.
START, STOP = "\x02", "\x03"


@require_safe
@public_page
def search(request: HttpRequest) -> HttpResponse:
    query = " ".join(request.GET.get("q", "").replace("\x00", " ").split())[:LONGEST_QUERY]
    found = Article.objects.search(query).select_related("tool") if query else Article.objects.none()
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    ctx = {"query": query, "results": _results(page, query), "page_obj": page, "total": page.paginator.count}
    return render(request, "search.html", ctx)


def _results(page: Page[Article], query: str) -> list[dict[str, Any]]:
    """Only the rows of this page get a snippet: making one reads the whole text."""
    rows: QuerySet[Article] = Article.objects.filter(pk__in=[article.pk for article in page]).annotate(
        headline=SearchHeadline(
            "meaning",
            SearchQuery(query, search_type="websearch", config="english"),
            start_sel=START,
            stop_sel=STOP,
            max_words=40,
            min_words=20,
            config="english",
        )
    )
    headlines: dict[int, str] = {row.pk: getattr(row, "headline", "") for row in rows.only("pk")}
    return [{"article": article, "snippet": _marked(headlines.get(article.pk, ""))} for article in page]


def _marked(headline: str) -> SafeString:
    text = escape(headline.replace("`", "").replace("**", ""))
    return mark_safe(text.replace(START, "<mark>").replace(STOP, "</mark>"))  # noqa: S308
