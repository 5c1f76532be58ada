"""Pages that are the same bytes for everyone may be kept by any cache, and shown stale while the site is down."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import conditional_page

P = ParamSpec("P")

PUBLIC = "public, max-age=60, stale-while-revalidate=3600, stale-if-error=604800"


def public_page(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Let shared caches keep a view's page for a minute; with an ETag, so that asking again costs no bytes."""

    @conditional_page
    @wraps(view)
    def cacheable(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code == 200:
            response.headers["Cache-Control"] = PUBLIC
        return response

    return cacheable
