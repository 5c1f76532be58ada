"""Repeated failures to sign in: counted in PostgreSQL for all processes, by account and by network, as the limits are."""

from __future__ import annotations

import math

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from errors.models import RateLimit
from errors.ratelimit import COUNT, visitor_key

SECONDS = 15 * 60
NETWORK_FACTOR = 5
"""A network may hold an office: it may fail so many times as often as one account from it."""


def minutes_left(request: HttpRequest, username: str) -> int:
    """How long this account cannot be signed in to from here; 0 where it can."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT max(extract(epoch FROM ends_at - now())) FROM errors_ratelimit"
            " WHERE ends_at > now() AND ((key = %s AND count >= %s) OR (key = %s AND count >= %s))",
            [_account_key(request, username), _most(), _network_key(request), _most() * NETWORK_FACTOR],
        )
        seconds = cursor.fetchone()[0]
    return math.ceil(seconds / 60) if seconds else 0


def note_failure(request: HttpRequest, username: str) -> bool:
    """Count a failure; returns whether it is the one that locks the account here."""
    counts = []
    with connection.cursor() as cursor:
        for key in (_account_key(request, username), _network_key(request)):
            cursor.execute(COUNT, {"key": key, "limit": 1_000_000, "seconds": SECONDS})
            counts.append(cursor.fetchone()[0])
    return bool(counts[0] == _most())


def forget_failures(request: HttpRequest, username: str) -> None:
    """A sign-in that succeeded ends the count of its account; that of the network goes on."""
    RateLimit.objects.filter(key=_account_key(request, username)).delete()


def _most() -> int:
    return int(settings.SIGN_IN_FAILURES)


def _account_key(request: HttpRequest, username: str) -> str:
    """By account and network together: a stranger cannot lock an editor out from elsewhere."""
    who = f"{username.strip().casefold()} {visitor_key(request, 'sign-in')}"
    return salted_hmac("sign-in-account", who, algorithm="sha256").hexdigest()


def _network_key(request: HttpRequest) -> str:
    return visitor_key(request, "sign-in-network")
