"""/<tool>/<name>/: an article. Two queries: the article with its HTML, and its related errors."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from errors.caching import public_page
from errors.models import Article, Redirect

# The fields of `rendered` that hold HTML, at any depth; all others are plain text.
HTML_FIELDS = {
    "applies_to", "body", "checklist", "diagnosis", "meaning", "quick_fix", "template", "verification", "why",
}  # fmt: skip


@require_safe
@public_page
def article(request: HttpRequest, tool_slug: str, name: str) -> HttpResponse:
    slug = f"{tool_slug}/{name}"
    found = Article.objects.readable().at(slug).select_related("tool").first()
    if found is None:
        moved = Redirect.objects.filter(slug=slug).select_related("article__tool").first()
        if moved is None:
            raise Http404
        return redirect(moved.article, permanent=True)
    return render(request, "article.html", article_context(found))


def article_context(found: Article) -> dict[str, Any]:
    """What article.html shows; the admin's preview uses it too."""
    return {"article": found, "page": safe_page(found.rendered), "related": _related(found)}


def safe_page(rendered: dict[str, Any]) -> dict[str, Any]:
    """The stored HTML marked as safe.

    security: errors.rendering sanitised it when the article was saved.
    """
    return {name: _safe(value, is_html=name in HTML_FIELDS) for name, value in rendered.items()}


def _safe(value: Any, *, is_html: bool) -> Any:
    if isinstance(value, dict):
        return safe_page(value)
    if isinstance(value, list):
        return [_safe(item, is_html=is_html) for item in value]
    return mark_safe(value) if is_html and isinstance(value, str) else value  # noqa: S308


def _related(found: Article) -> list[dict[str, Any]]:
    """Related errors that readers can open, in the editor's order."""
    wanted = {item["slug"]: item["difference"] for item in found.rendered.get("related", [])}
    names = [slug.partition("/")[2] for slug in wanted]
    rows = {row.slug: row for row in Article.objects.published().for_lists().filter(name__in=names)}
    return [{"article": rows[slug], "difference": text} for slug, text in wanted.items() if slug in rows]
