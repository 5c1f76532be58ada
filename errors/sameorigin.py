"""Forms on pages that are the same bytes for everyone: no token, so the browser's own word on where a request came from.

A browser says it in Sec-Fetch-Site, older ones in Origin. A program such as curl says neither, and has no cookie or
signed-in user that a foreign page could abuse.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from errors.views.errors import error_page

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def is_same_origin(request: HttpRequest) -> bool:
    """Whether a request came from a page of this site, or from no page at all."""
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    return not origin or urlsplit(origin).netloc == request.get_host()


def same_origin_only(view: View[P]) -> View[P]:
    """Refuse a POST that a page of another site sent; in place of a CSRF token."""

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method == "POST" and not is_same_origin(request):
            return error_page(request, 403)
        return view(request, *args, **kwargs)

    return guarded
