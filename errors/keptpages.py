"""What readers see of an article, or of the whole library, as this process made it last: made anew as soon as it changes.

PostgreSQL says with one small query whether it has changed; for PAGES_TRUSTED_SECONDS the answer holds, so that a page
that everybody reads at once asks no more of the database than one that nobody reads. What else a page shows (titles of
related errors) may be as old as KEPT_SECONDS, which is as long as any cache on the way may keep the page anyway.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Concatenate, NamedTuple, ParamSpec, cast

from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.base import BaseCache
from django.db import connection
from django.db.models.expressions import RawSQL
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.http import http_date

from errors.address import site_address
from errors.models import Article

P = ParamSpec("P")

KEPT_SECONDS = 60
# A picture shows nothing but the article, and takes the longest to make.
PICTURE_KEPT_SECONDS = 24 * 3600
# PostgreSQL gives a row another xmin or ctid with every update, whoever makes it.
VERSION = "concat(errors_article.xmin, errors_article.ctid, errors_tool.xmin, errors_tool.ctid)"
CURRENT = f"""
SELECT {VERSION} FROM errors_article JOIN errors_tool ON errors_tool.id = errors_article.tool_id
WHERE errors_tool.slug = %s AND errors_article.name = %s AND errors_article.status IN ('published', 'archived')
"""  # noqa: S608 - both pieces are ours

# Whatever is renamed or deleted on the desk stands in the audit log.
LIBRARY = """
SELECT concat(max(updated_at), max(audit.id), (SELECT md5(string_agg(slug || name, ' ' ORDER BY id)) FROM errors_tool)),
    greatest(max(updated_at), max(audit.at))
FROM (SELECT updated_at FROM errors_article ORDER BY updated_at DESC LIMIT 1) AS article
    FULL JOIN (SELECT id, at FROM errors_auditentry ORDER BY id DESC LIMIT 1) AS audit ON true
"""


@dataclass(frozen=True)
class KeptPage:
    """A page in gzip, the version of what it shows, and what a conditional request compares."""

    version: str
    body: bytes
    content_type: str
    etag: str
    last_modified: str


class Place(NamedTuple):
    """Where a page is kept, and for how many seconds."""

    cache: BaseCache
    key: str
    seconds: int


def kept_page(
    request: HttpRequest, slug: str, content_type: str, make: Callable[[Article], bytes]
) -> HttpResponse | None:
    """The page of a readable article, made by `make` if need be; None where there is no such article.

    At most one query for a page that is kept; one, and those of `make`, for one that is not.
    """

    def made() -> KeptPage | None:
        found = _readable(slug)
        if found is None:
            return None
        version: str = found.version  # type: ignore[attr-defined]
        return _page(version, make(found), content_type, found.updated_at)

    seconds = PICTURE_KEPT_SECONDS if content_type == "image/png" else KEPT_SECONDS
    place = Place(caches["pages"], f"{site_address(request)}{request.path}", seconds)
    return _kept(request, place, lambda: _current_version(slug), made)


def kept_list(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Keep what a view shows of the whole library. Its address alone tells what that is, without a query string."""
    return _keep(view, "pages", lambda request: request.path)


def kept_search(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Keep what a view finds for a query string, apart from the other pages: there is no end of query strings."""
    return _keep(view, "searches", lambda request: hashlib.sha256(request.get_full_path().encode()).hexdigest())


def _keep(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse], cache: str, name: Callable[[HttpRequest], str]
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Keep what a view shows of the whole library, in this cache, under this name."""

    @wraps(view)
    def kept(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        def made() -> KeptPage:
            version, updated_at = _library()
            response = view(request, *args, **kwargs)
            return _page(version, response.content, response.headers["Content-Type"], updated_at)

        place = Place(caches[cache], f"{site_address(request)}{name(request)}", KEPT_SECONDS)
        return cast(HttpResponse, _kept(request, place, lambda: _library()[0], made))

    return kept


def _kept(
    request: HttpRequest, place: Place, current: Callable[[], str], made: Callable[[], KeptPage | None]
) -> HttpResponse | None:
    """The page of this place that the process has, where it is the current version; else the one that is made now."""
    page: KeptPage | None = place.cache.get(place.key)
    trusted = f"{place.key}#current"
    if page is None or not (place.cache.get(trusted) or page.version == current()):
        page = made()
        if page is None:
            return None
        place.cache.set(place.key, page, place.seconds)
    place.cache.add(trusted, True, settings.PAGES_TRUSTED_SECONDS)
    return _response(request, page)


def _library() -> tuple[str, datetime | None]:
    """The version of the whole library, and when an article changed last."""
    with connection.cursor() as cursor:
        cursor.execute(LIBRARY)
        version, updated_at = cursor.fetchone()
    return version, updated_at


def _current_version(slug: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(CURRENT, slug.split("/"))
        row = cursor.fetchone()
    return row[0] if row else ""


def _readable(slug: str) -> Article | None:
    rows = Article.objects.readable().at(slug).select_related("tool")
    return rows.annotate(version=RawSQL(VERSION, [])).first()  # noqa: S611


def _page(version: str, body: bytes, content_type: str, updated_at: datetime | None) -> KeptPage:
    return KeptPage(
        version,
        gzip.compress(body, mtime=0),
        content_type,
        f'W/"{hashlib.sha256(body).hexdigest()[:32]}"',  # weak: the same for the compressed page and the plain one
        http_date(updated_at.timestamp()) if updated_at else "",
    )


def _response(request: HttpRequest, page: KeptPage) -> HttpResponse:
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        response = HttpResponse(page.body, content_type=page.content_type)
        response.headers["Content-Encoding"] = "gzip"
    else:
        response = HttpResponse(gzip.decompress(page.body), content_type=page.content_type)
    response.headers["ETag"] = page.etag
    if page.last_modified:
        response.headers["Last-Modified"] = page.last_modified
    patch_vary_headers(response, ["Accept-Encoding"])
    return response
