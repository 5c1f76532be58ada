"""/asked/: a line without an answer, for the editors; /asked/<token>/: its answer, once there is one."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from errors import answering, receipt
from errors.models import AskedLine
from errors.ratelimit import browser_key, check, limited, too_many_requests
from errors.sameorigin import same_origin_only
from errors.views.errors import error_page
from errors.views.wrong_match import NOT_OURS

MINUTE = 60


@same_origin_only
@require_http_methods(["GET", "HEAD", "POST"])
@limited("asked", "FEEDBACK_RATE_PER_HOUR", 3600)
def ask(request: HttpRequest) -> HttpResponse:
    """Keep the line of a receipt. Who asks for the same message again is led to the same page."""
    if request.method != "POST":
        return redirect("home")
    answered = receipt.read(request.POST.get("receipt", ""))
    if answered is None or answered.article is not None:
        return error_page(request, 400, NOT_OURS)
    kept, _ = AskedLine.objects.get_or_create(
        visitor=browser_key(request, f"asked:{answered.fingerprint}"),
        defaults={
            "line": answered.line,
            "template": answered.template,
            "fingerprint": answered.fingerprint,
        },
    )
    return redirect("asked", kept.token)


@require_safe
@never_cache
def asked(request: HttpRequest, token: str) -> HttpResponse:
    kept = get_object_or_404(AskedLine, token=token)
    limit = check(request, "match", settings.MATCH_RATE_PER_MINUTE, MINUTE)
    if not limit.allowed:
        return too_many_requests(request, limit)
    answer = answering.answer_again(kept.line)
    ctx = {"kept": kept, "answer": answer, "address": request.build_absolute_uri(request.path)}
    response = render(request, "asked.html", ctx)
    response.headers["X-Robots-Tag"] = "noindex"
    return response
