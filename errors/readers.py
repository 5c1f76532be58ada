"""Readers without an account: a cookie with a random number, set by the first thing that they save.

The database holds a keyed hash of the number, so that nobody who reads it can open anyone's list.
"""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

COOKIE = "saved"
TOKEN_LENGTH = 43
LIFETIME = timedelta(days=400)
"""The longest that browsers keep a cookie."""


def token_of(request: HttpRequest) -> str:
    """The number in the reader's cookie; "" where they have none, or one that is too short to be ours."""
    token = request.COOKIES.get(COOKIE, "")
    return token if len(token) == TOKEN_LENGTH else ""


def new_token() -> str:
    return secrets.token_urlsafe(TOKEN_LENGTH * 3 // 4)


def owner_of(token: str) -> str:
    """What the database knows of the holder of a number; "" for no number."""
    return salted_hmac("errors.readers", token, algorithm="sha256").hexdigest() if token else ""


def give(response: HttpResponse, token: str) -> None:
    """Set the cookie, or renew it."""
    response.set_cookie(COOKIE, token, max_age=LIFETIME, httponly=True, samesite="Lax", secure=settings.HTTPS)


def take(response: HttpResponse) -> None:
    response.delete_cookie(COOKIE, samesite="Lax")
