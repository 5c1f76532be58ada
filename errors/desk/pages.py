"""What all pages of the desk share: who is asking, the frame of the admin around them, answers to steps not allowed."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from errors.models import Article, User
from errors.reviewing import NotAllowed


def editor(request: HttpRequest, permission: str = "errors.change_article") -> User:
    """The signed-in editor. Raises PermissionDenied where they lack the permission."""
    user = request.user
    if not isinstance(user, User) or not user.has_perm(permission):
        raise PermissionDenied
    return user


def article_or_404(pk: int) -> Article:
    return get_object_or_404(Article.objects.select_related("tool", "live", "draft", "owner"), pk=pk)


def page(
    request: HttpRequest, template: str, title: str, context: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """A page in the frame of the admin. It is one editor's: nothing may keep it."""
    shared = {**admin.site.each_context(request), "title": title}
    response = render(request, template, {**shared, **(context or {})}, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def refused(request: HttpRequest, problem: NotAllowed, to: Any) -> HttpResponse:
    """Back to a page, with the reason for which a step was not taken."""
    messages.error(request, str(problem))
    return redirect(to)


def done(request: HttpRequest, text: Any, to: Any, *args: Any) -> HttpResponse:
    messages.success(request, text)
    return redirect(to, *args)
