"""What an article looks like to readers, as this process made it last: made anew as soon as the article changes.

PostgreSQL says with one small query whether it has changed; for PAGES_TRUSTED_SECONDS the answer holds, so that a page
that everybody reads at once asks no more of the database than one that nobody reads. What else a page shows (titles of related errors) may be
as old as KEPT_SECONDS, which is as long as any cache on the way may keep the page anyway.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.db.models.expressions import RawSQL
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.http import http_date

from errors.address import site_address
from errors.models import Article

KEPT_SECONDS = 60
# A picture shows nothing but the article, and takes the longest to make.
PICTURE_KEPT_SECONDS = 24 * 3600
# PostgreSQL gives a row another xmin or ctid with every update, whoever makes it.
VERSION = "concat(errors_article.xmin, errors_article.ctid, errors_tool.xmin, errors_tool.ctid)"
CURRENT = f"""
SELECT {VERSION} FROM errors_article JOIN errors_tool ON errors_tool.id = errors_article.tool_id
WHERE errors_tool.slug = %s AND errors_article.name = %s AND errors_article.status IN ('published', 'archived')
"""  # noqa: S608 - both pieces are ours


@dataclass(frozen=True)
class KeptPage:
    """A page in gzip, the version of the article that it shows, and what a conditional request compares."""

    version: str
    body: bytes
    content_type: str
    etag: str
    last_modified: str


def kept_page(
    request: HttpRequest, slug: str, content_type: str, make: Callable[[Article], bytes]
) -> HttpResponse | None:
    """The page of a readable article, made by `make` if need be; None where there is no such article.

    At most one query for a page that is kept; one, and those of `make`, for one that is not.
    """
    pages = caches["pages"]
    key = f"{site_address(request)}{request.path}"
    page: KeptPage | None = pages.get(key)
    trusted = f"{key}#current"
    if page is None or not (pages.get(trusted) or page.version == _current_version(slug)):
        found = _readable(slug)
        if found is None:
            return None
        page = _page(found, content_type, make(found))
        pages.set(key, page, PICTURE_KEPT_SECONDS if content_type == "image/png" else KEPT_SECONDS)
    pages.add(trusted, True, settings.PAGES_TRUSTED_SECONDS)
    return _response(request, page)


def _current_version(slug: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(CURRENT, slug.split("/"))
        row = cursor.fetchone()
    return row[0] if row else ""


def _readable(slug: str) -> Article | None:
    rows = Article.objects.readable().at(slug).select_related("tool")
    return rows.annotate(version=RawSQL(VERSION, [])).first()  # noqa: S611


def _page(article: Article, content_type: str, body: bytes) -> KeptPage:
    return KeptPage(
        article.version,  # type: ignore[attr-defined]
        gzip.compress(body, mtime=0),
        content_type,
        f'W/"{hashlib.sha256(body).hexdigest()[:32]}"',  # weak: the same for the compressed page and the plain one
        http_date(article.updated_at.timestamp()),
    )


def _response(request: HttpRequest, page: KeptPage) -> HttpResponse:
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        response = HttpResponse(page.body, content_type=page.content_type)
        response.headers["Content-Encoding"] = "gzip"
    else:
        response = HttpResponse(gzip.decompress(page.body), content_type=page.content_type)
    response.headers["ETag"] = page.etag
    response.headers["Last-Modified"] = page.last_modified
    patch_vary_headers(response, ["Accept-Encoding"])
    return response
