"""/<tool>/: the errors of one tool, by what one was doing. .json instead of the slash: the same for programs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from errors.address import site_address
from errors.articlejson import listed_json
from errors.caching import public_page
from errors.keptpages import kept_list
from errors.models import Article, ArticleQuerySet, Tool


@dataclass(frozen=True)
class Activity:
    """What one was doing, and the articles about the errors that come up then. "" is anything else."""

    name: str
    articles: list[Article]

    @property
    def anchor(self) -> str:
        return slugify(self.name)


@require_safe
@public_page
@kept_list
def tool(request: HttpRequest, tool_slug: str) -> HttpResponse:
    row = get_object_or_404(Tool, slug=tool_slug)
    articles = _articles(row)
    return render(request, "tool.html", {"tool": row, "total": len(articles), "activities": _activities(articles)})


@require_safe
@public_page
@kept_list
def tool_json(request: HttpRequest, tool_slug: str) -> HttpResponse:
    row = get_object_or_404(Tool, slug=tool_slug)
    articles = [listed_json(site_address(request), article) for article in _articles(row)]
    return JsonResponse({"slug": row.slug, "name": row.name, "articles": articles})


def _articles(tool: Tool) -> ArticleQuerySet:
    return Article.objects.published().with_summaries().filter(tool=tool).order_by("title")


def _activities(articles: Iterable[Article]) -> list[Activity]:
    """The groups, largest first, and what belongs to none at the end."""
    groups: defaultdict[str, list[Article]] = defaultdict(list)
    for article in articles:
        groups[article.doing].append(article)
    return [
        Activity(name, groups[name]) for name in sorted(groups, key=lambda name: (not name, -len(groups[name]), name))
    ]
