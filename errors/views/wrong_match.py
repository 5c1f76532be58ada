"""POST /match/wrong: "Wrong match?" on the answer page, once a visitor and answer."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from errors import receipt
from errors.models import Article, WrongMatch
from errors.ratelimit import browser_key, limited
from errors.receipt import Receipt
from errors.sameorigin import same_origin_only
from errors.views.errors import error_page

NOT_OURS = "This form is not from an answer of ours. Paste the error again, and say it there."
NONE_OF_THESE = "none"


@same_origin_only
@require_http_methods(["GET", "HEAD", "POST"])
@limited("wrong-match", "FEEDBACK_RATE_PER_HOUR", 3600)
def wrong_match(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return redirect("home")
    answered = receipt.read(request.POST.get("receipt", ""))
    wanted = request.POST.get("right", "")
    if answered is None or wanted not in ("", NONE_OF_THESE, *map(str, answered.others)):
        return error_page(request, 400, NOT_OURS)
    right = None
    if wanted.isdecimal():
        right = Article.objects.readable().select_related("tool").filter(pk=wanted).first()
    _keep(request, answered, _choice(wanted), right)
    response = render(request, "wrong_match.html", {"right": right})
    response.headers["Cache-Control"] = "no-store"
    return response


def _choice(wanted: str) -> WrongMatch.Choice:
    if not wanted:
        return WrongMatch.Choice.UNSAID
    return WrongMatch.Choice.NONE if wanted == NONE_OF_THESE else WrongMatch.Choice.OTHER


def _keep(request: HttpRequest, answered: Receipt, choice: WrongMatch.Choice, right: Article | None) -> None:
    """Store the report. A reader who says it again corrects their choice, and still counts once."""
    what = f"wrong-match:{answered.article}:{answered.fingerprint}"
    WrongMatch.objects.update_or_create(
        visitor=browser_key(request, what),
        defaults={"choice": choice, "right": right},
        create_defaults={
            "line": answered.line,
            "template": answered.template,
            "fingerprint": answered.fingerprint,
            "answered": Article.objects.filter(pk__in=[answered.article]).first(),
            "confidence": answered.confidence,
            "choice": choice,
            "right": right,
        },
    )
