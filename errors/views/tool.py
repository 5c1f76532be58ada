"""/<tool>/: the errors of one tool."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from errors.caching import public_page
from errors.models import Article, Tool


@require_safe
@public_page
def tool(request: HttpRequest, tool_slug: str) -> HttpResponse:
    row = get_object_or_404(Tool, slug=tool_slug)
    articles = Article.objects.published().filter(tool=row).select_related("tool").order_by("title")
    return render(request, "tool.html", {"tool": row, "articles": articles})
