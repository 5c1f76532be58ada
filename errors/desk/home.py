"""The desk's first page: what waits for me, what readers looked for in vain, what they say."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from errors import gaps
from errors.desk.pages import editor, page
from errors.models import Article, Feedback, FileConflict, Revision, User

State = Revision.State

SHOWN = 10
DUE_SOON = timedelta(days=14)
LEAST_ANSWERS = 5
"""Answers to "was this helpful?" within a month from which a falling share is more than chance."""
FALL = 0.15


def home(request: HttpRequest) -> HttpResponse:
    user = editor(request, "errors.view_article")
    top = list(gaps.ranked()[:SHOWN])
    context = {
        "is_desk": True,
        "today": timezone.localdate(),
        "work": _work(user),
        "gaps": _with_trends(top),
        "feedback": to_handle().select_related("article__tool")[:SHOWN],
        "falling": falling(),
        "conflicts": FileConflict.objects.filter(outcome="").select_related("article__tool").defer("text")[:SHOWN],
        "app_list": admin.site.get_app_list(request),
    }
    return page(request, "admin/desk/home.html", "Desk", context)


def _work(user: User) -> list[dict[str, Any]]:
    """The lists of what waits for this person: each with its name, its first rows, and where all of them are."""
    mine, in_review = Q(draft__author=user), drafts(State.IN_REVIEW)
    waiting = (
        ("Waiting for a review", in_review.exclude(mine), "errors_article_review", "next=in-review&by=others")
        if user.has_perm("errors.publish_article")
        else ("In review", in_review.filter(mine), "errors_article_review", "next=in-review&by=me")
    )
    lists = [
        ("Sent back to me", drafts(State.SENT_BACK).filter(mine), "errors_article_change", "next=sent-back&by=me"),
        ("My drafts", drafts(State.DRAFT).filter(mine), "errors_article_change", "next=draft&by=me"),
        waiting,
        ("Due for a check", due_for(user), "errors_article_life", "due=me"),
    ]
    return [_shown(name, list(rows[: SHOWN + 1]), page, query) for name, rows, page, query in lists]


def _shown(name: str, rows: list[Article], page: str, query: str) -> dict[str, Any]:
    return {"name": name, "rows": rows[:SHOWN], "page": f"admin:{page}", "all": query if len(rows) > SHOWN else ""}


def drafts(state: str) -> QuerySet[Article]:
    """Articles whose next version is in a state, the latest first."""
    found = Article.objects.filter(draft__isnull=False, draft__state=state).exclude(status=Article.Status.DELETED)
    return found.for_lists().select_related("tool", "draft").defer("draft__text").order_by("-draft__created_at")


def due_for(user: User) -> QuerySet[Article]:
    return Article.objects.filter(is_due_for(user)).for_lists().order_by("due_on", "pk")


def is_due_for(user: User) -> Q:
    """Published articles that are due within a fortnight: one's own; for reviewers also those that nobody owns."""
    mine = Q(owner=user)
    if user.has_perm("errors.publish_article"):
        mine |= Q(owner=None)
    return mine & Q(status=Article.Status.PUBLISHED, due_on__lte=timezone.localdate() + DUE_SOON)


def to_handle(state: str = Feedback.State.OPEN) -> QuerySet[Feedback]:
    """What readers found wanting, the latest first."""
    return Feedback.objects.filter(helpful=False, state=state).order_by("-created_at")


def falling() -> list[dict[str, Any]]:
    """Articles that were helpful to a smaller share of readers in the last 30 days than in the 60 before."""
    now = timezone.now()
    month, before = now - timedelta(days=30), now - timedelta(days=90)
    late = _shares(Feedback.objects.filter(created_at__gte=month))
    early = _shares(Feedback.objects.filter(created_at__gte=before, created_at__lt=month, article__in=late))
    fallen = [
        {"pk": article, "then": round(early[article] * 100), "now": round(share * 100)}
        for article, share in late.items()
        if early.get(article, 0) - share >= FALL
    ]
    fallen.sort(key=lambda each: each["now"] - each["then"])
    articles = Article.objects.published().for_lists().in_bulk([each["pk"] for each in fallen[:SHOWN]])
    return [{**each, "article": articles[each["pk"]]} for each in fallen[:SHOWN] if each["pk"] in articles]


def _shares(answers: QuerySet[Feedback]) -> dict[int, float]:
    """{article: the share of readers whom it helped}, of those with enough answers."""
    counted = (
        answers.order_by()
        .values("article")
        .annotate(all=Count("helpful"), yes=Count("helpful", filter=Q(helpful=True)))
    )
    return {row["article"]: row["yes"] / row["all"] for row in counted.filter(all__gte=LEAST_ANSWERS)}


def _with_trends(rows: list[Any]) -> list[dict[str, Any]]:
    counts = gaps.trends(rows)
    return [{"gap": gap, "template": gaps.template_of(gap.line), "days": counts[gap.pk]} for gap in rows]
