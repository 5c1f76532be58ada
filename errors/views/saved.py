"""/saved/: the fixes that a reader keeps, without an account. No cookie is set before the first of them."""

from __future__ import annotations

from typing import Any, Literal

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from errors import readers, receipt, savedfixes
from errors.models import Article, SavedFix
from errors.ratelimit import limited
from errors.sameorigin import same_origin_only
from errors.views.errors import error_page
from errors.views.wrong_match import NOT_OURS

HOUR = 3600


class NoteField(forms.CharField):
    """Line breaks count as one character, as they do in the browser that counted before."""

    def to_python(self, value: Any) -> str | None:
        text = super().to_python(value)
        return text.replace("\r\n", "\n") if text else text


class NoteForm(forms.Form):
    note = NoteField(
        max_length=SavedFix.LONGEST_NOTE,
        required=False,
        error_messages={"max_length": "A note has at most %(limit_value)d characters; this one has %(show_value)d."},
    )

    @property
    def problem(self) -> str:
        return str(self.errors["note"][0])


@same_origin_only
@require_http_methods(["GET", "HEAD", "POST"])
@limited("saved", "SAVE_RATE_PER_HOUR", HOUR)
@never_cache
def saved(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _save(request)
    token = readers.token_of(request)
    owner = readers.owner_of(token)
    fixes = savedfixes.of(owner)
    latest = next((fix for fix in fixes if str(fix.pk) == request.GET.get("saved")), None)
    ctx = {"fixes": fixes, "latest": latest, "has_cookie": bool(token), "longest_note": SavedFix.LONGEST_NOTE}
    response = render(request, "saved.html", ctx)
    if fixes:
        savedfixes.renew(owner)
        readers.give(response, token)
    return response


def _save(request: HttpRequest) -> HttpResponse:
    """Keep the article of an answer's receipt, or the one that an article page names."""
    answered = receipt.read(request.POST.get("receipt", ""))
    articles = Article.objects.readable().select_related("tool")
    if answered is not None:
        article = articles.filter(pk__in=[answered.article]).first()
    else:
        article = articles.at(request.POST.get("article", "")).first()
    if article is None:
        return error_page(request, 400, NOT_OURS)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return error_page(request, 400, form.problem)
    token = readers.token_of(request) or readers.new_token()
    line = answered.line if answered else ""
    try:
        fix = savedfixes.save(readers.owner_of(token), article, line, form.cleaned_data["note"])
    except savedfixes.TooMany:
        return error_page(request, 400, f"You have saved {savedfixes.MOST} fixes, and more are not kept. Delete some.")
    response = redirect(f"{reverse('saved')}?saved={fix.pk}")
    readers.give(response, token)
    return response


@same_origin_only
@require_POST
@limited("saved", "SAVE_RATE_PER_HOUR", HOUR)
@never_cache
def change_saved(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a fix's note, or delete the fix."""
    fix = get_object_or_404(SavedFix, pk=pk, owner=readers.owner_of(readers.token_of(request)) or None)
    if "delete" in request.POST:
        fix.delete()
        return redirect("saved")
    form = NoteForm(request.POST)
    if not form.is_valid():
        return error_page(request, 400, form.problem)
    fix.note = form.cleaned_data["note"]
    fix.save(update_fields=["note"])
    return redirect(f"{reverse('saved')}?saved={fix.pk}#fix-{fix.pk}")


@same_origin_only
@require_POST
@limited("saved", "SAVE_RATE_PER_HOUR", HOUR)
@never_cache
def forget_saved(request: HttpRequest) -> HttpResponse:
    """Delete all that the reader saved, and the cookie."""
    owner = readers.owner_of(readers.token_of(request))
    if owner:
        SavedFix.objects.filter(owner=owner).delete()
    response = redirect("saved")
    readers.take(response)
    return response


@require_safe
@never_cache
def export_saved(request: HttpRequest, kind: Literal["md", "json"]) -> HttpResponse:
    """The fixes as a file: Markdown to read, JSON for programs."""
    fixes = savedfixes.of(readers.owner_of(readers.token_of(request)))
    site = f"{request.scheme}://{request.get_host()}"
    if kind == "json":
        response: HttpResponse = JsonResponse({"fixes": savedfixes.as_json(fixes, site)})
    else:
        response = HttpResponse(savedfixes.as_markdown(fixes, site), content_type="text/markdown; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="saved-fixes.{kind}"'
    return response
