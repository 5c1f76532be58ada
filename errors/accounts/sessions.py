"""Sessions of editors: listed from their sign-in on, ended by the editor or an administrator."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from errors.models import EditorSession, User

SEEN_EVERY = timedelta(minutes=5)


def note_sign_in(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Receives user_logged_in."""
    if not request.session.session_key:
        request.session.save()
    EditorSession.objects.filter(user=user).exclude(session_key__in=_living()).delete()
    EditorSession.objects.update_or_create(
        session_key=request.session.session_key,
        defaults={"user": user, "browser": request.headers.get("User-Agent", "")[:200]},
    )


def note_seen(request: HttpRequest) -> None:
    """Keep the time of the last visit, to five minutes. A session whose key has changed since is listed anew."""
    now, key = timezone.now(), request.session.session_key
    if not isinstance(request.user, User) or not key:
        return
    known = EditorSession.objects.filter(session_key=key).first()
    if known is None:
        browser = request.headers.get("User-Agent", "")[:200]
        EditorSession.objects.get_or_create(session_key=key, defaults={"user": request.user, "browser": browser})
    elif known.last_seen_at < now - SEEN_EVERY:
        EditorSession.objects.filter(pk=known.pk).update(last_seen_at=now)


def of(user: User) -> list[EditorSession]:
    """The sessions of an account that still hold, the latest first: not those from before its password was changed."""
    listed = EditorSession.objects.filter(user=user, session_key__in=_living())
    kept = Session.objects.in_bulk([each.session_key for each in listed])
    password = user.get_session_auth_hash()
    return [each for each in listed if kept[each.session_key].get_decoded().get(HASH_SESSION_KEY) == password]


def end(session: EditorSession) -> None:
    store = import_module(settings.SESSION_ENGINE).SessionStore
    store(session.session_key).delete()
    session.delete()


def _living() -> QuerySet[Any, Any]:
    return Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
