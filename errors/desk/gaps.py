"""The page of gaps: what readers looked for in vain, ranked; begin an article, dismiss, take up again."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from errors import gaps
from errors.desk.pages import done, editor, page, refused
from errors.desk.pagination import CappedPaginator
from errors.desk.tables import csv_response
from errors.models import Gap
from errors.reviewing import NotAllowed

GAPS_A_PAGE = 25
MOST_EXPORTED = 5000


def gap_list(request: HttpRequest) -> HttpResponse:
    editor(request, "errors.view_article")
    state = request.GET.get("state", Gap.State.OPEN)
    if state not in Gap.State.values:
        state = Gap.State.OPEN
    shown = CappedPaginator(gaps.ranked(state), GAPS_A_PAGE).get_page(request.GET.get("page"))
    counts = gaps.trends(list(shown))
    rows = [{"gap": gap, "template": gaps.template_of(gap.line), "days": counts[gap.pk]} for gap in shown]
    context = {"state": state, "states": Gap.State.choices, "rows": rows, "shown": shown}
    return page(request, "admin/desk/gaps.html", "Gaps", context)


def gap_table(request: HttpRequest) -> HttpResponse:
    """The open gaps as CSV."""
    editor(request, "errors.view_article")
    header = ["message", "times", "marked wrong", "asked", "first", "last"]
    rows = [
        [gaps.template_of(g.line), g.times, g.wrong, g.asked, g.first_at.date(), g.last_at.date()]
        for g in gaps.ranked()[:MOST_EXPORTED]
    ]
    return csv_response("gaps", header, rows)


@require_POST
def dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    user = editor(request)
    gap = get_object_or_404(Gap, pk=pk)
    reason = request.POST.get("reason", "").strip()[:300]
    if not reason:
        return refused(request, NotAllowed("Say why nobody needs an answer to it."), "admin:gaps")
    gaps.dismiss(gap, reason, by=user)
    return done(request, "Dismissed. It is under “dismissed” with your reason.", "admin:gaps")


@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    user = editor(request)
    gaps.reopen(get_object_or_404(Gap, pk=pk), by=user)
    return done(request, "It is open again.", "admin:gaps")
