"""The page of readers' feedback: what they found wanting, by article and section, and what is done about it."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from errors.desk.home import falling, to_handle
from errors.desk.pages import editor, page
from errors.models import Feedback

ROWS_A_PAGE = 50


def feedback_list(request: HttpRequest) -> HttpResponse:
    """In a state, the latest first; with ?article=, of one article alone."""
    editor(request, "errors.view_feedback")
    state = request.GET.get("state", Feedback.State.OPEN)
    if state not in Feedback.State.values:
        state = Feedback.State.OPEN
    rows = to_handle(state).select_related("article__tool")
    article = request.GET.get("article", "")
    if article.isdecimal() and len(article) < 19:
        rows = rows.filter(article_id=int(article))
    context = {
        "state": state,
        "states": Feedback.State.choices,
        "rows": Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "article": article,
        "falling": falling(),
        "by_section": to_handle().exclude(section="").values("section").annotate(n=Count("pk")).order_by("-n")[:15],
    }
    return page(request, "admin/desk/feedback.html", "Feedback", context)


@require_POST
def set_state(request: HttpRequest, pk: int) -> HttpResponse:
    user = editor(request)
    row = get_object_or_404(Feedback, pk=pk)
    state = request.POST.get("state", "")
    if state in Feedback.State.values:
        row.state, row.handled_by_name = state, user.display_name
        row.save(update_fields=["state", "handled_by_name"])
    seen = request.POST.get("from", "")
    seen = seen if seen in Feedback.State.values else Feedback.State.OPEN
    return redirect(f"{reverse('admin:feedback')}?state={seen}")
