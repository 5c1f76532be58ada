"""My account: where I am signed in, and my second factor. For administrators also those of others."""

from __future__ import annotations

from typing import Any

import django_otp
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from errors import auditing
from errors.accounts import secondfactor, sessions
from errors.desk.pages import done, editor, page, refused
from errors.models import AuditEntry, EditorSession, User
from errors.reviewing import NotAllowed

Action = AuditEntry.Action
MANAGES_ACCOUNTS = "errors.change_user"


def account(request: HttpRequest) -> HttpResponse:
    return _page(request, editor(request, "errors.view_article"))


def _page(request: HttpRequest, user: User, extra: dict[str, Any] | None = None) -> HttpResponse:
    device = secondfactor.unconfirmed(user)
    context = {
        "of": user,
        "is_own": user == request.user,
        "sessions": sessions.of(user),
        "this_session": request.session.session_key,
        "has_factor": secondfactor.has(user),
        "is_required": secondfactor.is_required(user),
        "secret": secondfactor.secret_of(device) if device and user == request.user else "",
        "otpauth": device.config_url if device and user == request.user else "",
    }
    return page(request, "admin/desk/account.html", f"Account: {user.display_name}", {**context, **(extra or {})})


def account_of(request: HttpRequest, pk: int) -> HttpResponse:
    editor(request, MANAGES_ACCOUNTS)
    return _page(request, get_object_or_404(User, pk=pk))


@require_POST
def begin_factor(request: HttpRequest) -> HttpResponse:
    """Show a new key. One that is in use goes on until a code of the new one was given.

    security: a session left open, or stolen, must not be enough to put another's authenticator in its place.
    """
    user = editor(request, "errors.view_article")
    if secondfactor.has(user) and not _gave_code(request, user):
        return refused(request, NotAllowed("Give a code of the one that is set up."), "admin:account")
    secondfactor.begin(user)
    return redirect("admin:account")


@require_POST
def confirm_factor(request: HttpRequest) -> HttpResponse:
    user = editor(request, "errors.view_article")
    codes = secondfactor.confirm(user, request.POST.get("code", "")[:20])
    if codes is None:
        return refused(
            request, NotAllowed("That is no code of this key. Is the clock of your phone right?"), "admin:account"
        )
    device = next(iter(django_otp.devices_for_user(user)))
    django_otp.login(request, device)
    auditing.record_account(Action.FACTOR, user, by=user, reason="set up")
    messages.success(request, "Your second factor is set up.")
    return _page(request, user, {"codes": codes})


@require_POST
def remove_factor(request: HttpRequest) -> HttpResponse:
    user = editor(request, "errors.view_article")
    if not _gave_code(request, user):
        return refused(request, NotAllowed("Give a code once more to remove it."), "admin:account")
    secondfactor.remove(user)
    auditing.record_account(Action.FACTOR, user, by=user, reason="removed")
    return done(request, "Your second factor is removed.", "admin:account")


@require_POST
def reset_factor(request: HttpRequest, pk: int) -> HttpResponse:
    """For somebody who lost their phone and their recovery codes."""
    user = editor(request, MANAGES_ACCOUNTS)
    other = get_object_or_404(User, pk=pk)
    if other == user:
        return refused(request, NotAllowed("Remove your own with a code, on your account's page."), "admin:account")
    secondfactor.remove(other)
    auditing.record_account(Action.FACTOR, other, by=user, reason="reset")
    return done(request, "Their second factor is removed.", "admin:account_of", pk)


@require_POST
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    user = editor(request, "errors.view_article")
    session = get_object_or_404(EditorSession.objects.select_related("user"), pk=pk)
    if session.user != user and not user.has_perm(MANAGES_ACCOUNTS):
        raise PermissionDenied
    sessions.end(session)
    auditing.record_account(Action.SIGNED_OUT, session.user, by=user)
    if session.user != user:
        return done(request, "The session is ended.", "admin:account_of", session.user.pk)
    return done(request, "The session is ended.", "admin:account")


@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    user = editor(request, "errors.view_article")
    for session in sessions.of(user):
        if session.session_key != request.session.session_key:
            sessions.end(session)
    auditing.record_account(Action.SIGNED_OUT, user, by=user, reason="all others")
    return done(request, "You are signed in here alone.", "admin:account")


def _gave_code(request: HttpRequest, user: User) -> bool:
    return secondfactor.verify(user, request.POST.get("code", "")[:20]) is not None
