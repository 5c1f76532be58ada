"""/<tool>/<name>/: an article. One query where this process has the page, else two.

.md, .json and .png instead of the last slash: the same article as its file, for programs, and as a picture for links.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from errors import articlefile
from errors.address import site_address
from errors.articlejson import article_json
from errors.articlestore import document_of
from errors.caching import public_page
from errors.keptpages import kept_page
from errors.models import Article, Redirect
from errors.picture import picture
from errors.structureddata import article_data

# The fields of `rendered` that hold HTML, at any depth; all others are plain text.
HTML_FIELDS = {
    "applies_to", "body", "checklist", "diagnosis", "meaning", "quick_fix", "template", "verification", "why",
}  # fmt: skip


@require_safe
@public_page
def article(request: HttpRequest, tool_slug: str, name: str) -> HttpResponse:
    return _form(request, f"{tool_slug}/{name}", "text/html; charset=utf-8", "/", partial(_html, request))


@require_safe
@public_page
def markdown(request: HttpRequest, tool_slug: str, name: str) -> HttpResponse:
    return _form(request, f"{tool_slug}/{name}", "text/markdown; charset=utf-8", ".md", _markdown)


@require_safe
@public_page
def as_json(request: HttpRequest, tool_slug: str, name: str) -> HttpResponse:
    return _form(request, f"{tool_slug}/{name}", "application/json", ".json", partial(_json, request))


@require_safe
@public_page
def as_picture(request: HttpRequest, tool_slug: str, name: str) -> HttpResponse:
    return _form(request, f"{tool_slug}/{name}", "image/png", ".png", _picture)


def _form(
    request: HttpRequest, slug: str, content_type: str, ending: str, make: Callable[[Article], bytes]
) -> HttpResponse:
    """An article in one of its forms; from an old address to the new one."""
    response = kept_page(request, slug, content_type, make)
    if response is not None:
        return response
    moved = Redirect.objects.filter(slug=slug).select_related("article__tool").first()
    if moved is None:
        raise Http404
    return redirect(f"/{moved.article.slug}{ending}", permanent=True)


def _html(request: HttpRequest, found: Article) -> bytes:
    context = {**article_context(found), "structured_data": article_data(request, found)}
    return render(request, "article.html", context).content


def _markdown(found: Article) -> bytes:
    return articlefile.dump(document_of(found)).encode()


def _json(request: HttpRequest, found: Article) -> bytes:
    return json.dumps(article_json(site_address(request), found), ensure_ascii=False).encode()


def _picture(found: Article) -> bytes:
    return picture(found.title, found.tool.name, settings.SITE_NAME)


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
