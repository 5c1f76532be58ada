"""/search?q=: articles by words. /search.json: the same for programs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchHeadline
from django.core.paginator import Page, Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from errors import searching
from errors.address import site_address
from errors.articlejson import listed_json
from errors.caching import public_page
from errors.keptpages import kept_search
from errors.models import Article
from errors.rendering import title_html
from errors.searching import Found

PAGE_SIZE = 20
# ts_headline escapes nothing: matches are marked with characters that no text holds, and become tags after escaping.
START, STOP = "\x02", "\x03"
MARK_IN_BRACES = re.compile(rf"(?<=\{{){START}(\w+){STOP}(?=\}})")


@dataclass(frozen=True)
class Result:
    """An article that was found: its title and the part of its text that fit the query best, matches marked."""

    article: Article
    title: SafeString
    snippet: SafeString


class CountedPaginator(Paginator):
    """A paginator of rows that have been counted already."""

    def __init__(self, rows: Any, count: int) -> None:
        super().__init__(rows, PAGE_SIZE)
        self.count = count


@require_safe
@public_page
@kept_search
def search(request: HttpRequest) -> HttpResponse:
    query, tool, found, page = _searched(request)
    ctx = {
        "query": query,
        "tool": tool,
        "found": found,
        "page_obj": page,
        "total": page.paginator.count,
        "all_tools": sum(each.count for each in found.tools) if found else 0,
        "results": _results(found, page) if found else [],
    }
    return render(request, "search.html", ctx)


@require_safe
@public_page
@kept_search
def search_json(request: HttpRequest) -> HttpResponse:
    query, _, found, page = _searched(request)
    data = {
        "query": query,
        "searched": found.searched if found else query,
        "has_all_words": found.has_all_words if found else True,
        "tools": [vars(each) for each in found.tools] if found else [],
        "total": page.paginator.count,
        "page": page.number,
        "pages": page.paginator.num_pages,
        "results": [listed_json(site_address(request), article) for article in page],
    }
    return JsonResponse(data)


def _searched(request: HttpRequest) -> tuple[str, str, Found | None, Page[Article]]:
    """(query, tool, what was found, the page of it that is asked for)."""
    query = searching.tidy(request.GET.get("q", ""))
    tool = request.GET.get("tool", "").replace("\x00", "")
    found = searching.search(query) if query else None
    rows = found.articles.with_summaries() if found else Article.objects.none()
    count = sum(each.count for each in found.tools if not tool or each.slug == tool) if found else 0
    paginator = CountedPaginator(rows.filter(tool__slug=tool) if tool else rows, count)
    return query, tool, found, paginator.get_page(request.GET.get("page"))


def _results(found: Found, page: Page[Article]) -> list[Result]:
    """Only the rows of this page get a snippet: making one reads the whole text."""
    marks: dict[str, Any] = {"start_sel": START, "stop_sel": STOP, "config": "english"}
    rows = Article.objects.filter(pk__in=[article.pk for article in page]).values_list(
        "pk",
        SearchHeadline(F("title"), found.query, highlight_all=True, **marks),
        SearchHeadline(F("meaning"), found.query, max_words=40, min_words=20, **marks),
        "meaning",
    )
    texts = {pk: (_marked_title(title), _marked(_with_dots(part, whole))) for pk, title, part, whole in rows}
    return [Result(article, *texts[article.pk]) for article in page]


def _with_dots(part: str, whole: str) -> str:
    """A part of a text, with dots where it begins or ends in the middle of a sentence."""
    text = part.replace(START, "").replace(STOP, "")
    before = "" if whole.startswith(text) else "… "
    after = "" if whole.endswith(text) or text.endswith((".", "!", "?")) else " …"
    return f"{before}{part}{after}"


def _marked_title(headline: str) -> SafeString:
    return _tags(title_html(MARK_IN_BRACES.sub(r"\1", headline)))


def _marked(headline: str) -> SafeString:
    return _tags(escape(headline.replace("`", "").replace("**", "")))


def _tags(escaped: SafeString) -> SafeString:
    return mark_safe(escaped.replace(START, "<mark>").replace(STOP, "</mark>"))  # noqa: S308 - escaped by the caller
