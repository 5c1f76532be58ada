"""/<tool>/: the errors of one tool. .json instead of the slash: the same for programs."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from errors.articlejson import listed_json
from errors.caching import public_page
from errors.models import Article, ArticleQuerySet, Tool


@require_safe
@public_page
def tool(request: HttpRequest, tool_slug: str) -> HttpResponse:
    row = get_object_or_404(Tool, slug=tool_slug)
    return render(request, "tool.html", {"tool": row, "articles": _articles(row)})


@require_safe
@public_page
def tool_json(request: HttpRequest, tool_slug: str) -> HttpResponse:
    row = get_object_or_404(Tool, slug=tool_slug)
    articles = [listed_json(request, article) for article in _articles(row)]
    return JsonResponse({"slug": row.slug, "name": row.name, "articles": articles})


def _articles(tool: Tool) -> ArticleQuerySet:
    return Article.objects.published().with_summaries().filter(tool=tool).order_by("title")
