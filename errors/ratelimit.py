"""Limits on how often a visitor may ask: counted in PostgreSQL, so that all processes count together."""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from ipaddress import IPv6Address, ip_address
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from errors.views.errors import error_page

P = ParamSpec("P")

# One statement counts and answers: two processes at once can neither lose a request nor both take the last place.
COUNT = """
INSERT INTO errors_ratelimit AS old (key, count, ends_at) VALUES (%(key)s, 1, now() + %(seconds)s * interval '1 second')
ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN old.ends_at <= now() THEN 1 ELSE least(old.count, %(limit)s) + 1 END,
    ends_at = CASE WHEN old.ends_at <= now() THEN excluded.ends_at ELSE old.ends_at END
RETURNING count, extract(epoch FROM ends_at - now())
"""
# Rows that another process is counting in are left for the next time.
PRUNE = """
DELETE FROM errors_ratelimit WHERE key IN (
    SELECT key FROM errors_ratelimit WHERE ends_at < now() ORDER BY ends_at LIMIT 1000 FOR UPDATE SKIP LOCKED
)
"""
PRUNED_ONCE_IN = 200


@dataclass(frozen=True)
class Verdict:
    """Whether a request is within its limit, and the seconds until the count begins anew."""

    allowed: bool
    seconds_left: int


def client_address(request: HttpRequest) -> str:
    """The visitor's address: with TRUST_PROXY the one that our own proxy saw, which it put last."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.TRUST_PROXY:
        address = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() or address
    return address


def visitor_key(request: HttpRequest, scope: str) -> str:
    """A name for the visitor that says nothing about them and differs between scopes."""
    return salted_hmac(f"visitor:{scope}", _network(client_address(request)), algorithm="sha256").hexdigest()


def browser_key(request: HttpRequest, scope: str) -> str:
    """Like visitor_key, but browsers behind one address are told apart: for what each reader may say once."""
    who = f"{client_address(request)} {request.headers.get('User-Agent', '')}"
    return salted_hmac(scope, who, algorithm="sha256").hexdigest()


def check(request: HttpRequest, scope: str, limit: int, seconds: int) -> Verdict:
    """Count one request of this visitor in the scope."""
    with connection.cursor() as cursor:
        if random.randrange(PRUNED_ONCE_IN) == 0:  # noqa: S311 - chance spreads the work, it protects nothing
            cursor.execute(PRUNE)
        cursor.execute(COUNT, {"key": visitor_key(request, scope), "limit": limit, "seconds": seconds})
        count, seconds_left = cursor.fetchone()
    return Verdict(allowed=count <= limit, seconds_left=max(1, math.ceil(seconds_left)))


def limited(
    scope: str, setting: str, seconds: int
) -> Callable[
    [Callable[Concatenate[HttpRequest, P], HttpResponse]], Callable[Concatenate[HttpRequest, P], HttpResponse]
]:
    """Answer a view's POSTs with 429 beyond the limit that a setting names; reading is not limited."""

    def decorate(
        view: Callable[Concatenate[HttpRequest, P], HttpResponse],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        @wraps(view)
        def counted(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if request.method != "POST":
                return view(request, *args, **kwargs)
            verdict = check(request, scope, getattr(settings, setting), seconds)
            if verdict.allowed:
                return view(request, *args, **kwargs)
            return too_many_requests(request, verdict)

        return counted

    return decorate


def too_many_requests(request: HttpRequest, verdict: Verdict) -> HttpResponse:
    """The answer to a visitor beyond the limit, with the time to wait."""
    response = error_page(request, 429)
    response.headers["Retry-After"] = str(verdict.seconds_left)
    return response


def _network(address: str) -> str:
    """One home or machine has 2**64 addresses of IPv6: they count as one. 2001:db8::1 -> 2001:db8::/64"""
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return str(parsed)
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return f"{IPv6Address(int(parsed) >> 64 << 64)}/64"
