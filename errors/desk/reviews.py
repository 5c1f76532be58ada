"""The review page: what a draft changes, section by section, with room for comments; approve or send back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from errors.articlecheck import problems
from errors.articledocument import ArticleDocument
from errors.comparing import SECTION_NAMES, compare
from errors.desk.pages import article_or_404, done, editor, page, refused
from errors.desk.trial import kept_overlaps
from errors.models import Article, Revision
from errors.reviewing import Approval, NotAllowed, approve, comment_on, missing_parts, send_back, writers_of_draft

COMMENT_PREFIX = "comment."


def review(request: HttpRequest, pk: int) -> HttpResponse:
    editor(request, "errors.view_article")
    article = article_or_404(pk)
    if request.method == "POST":
        return _decide(request, article)
    if article.draft is None:
        return refused(request, NotAllowed("There is no draft to review."), _address(article))
    return _page(request, article, article.draft)


def _page(request: HttpRequest, article: Article, draft: Revision, problem: str = "") -> HttpResponse:
    user = editor(request, "errors.view_article")
    document = draft.document
    typed = _comments(request)
    sections = compare(article.live.document if article.live else ArticleDocument(), document)
    sections.sort(key=lambda section: not section.rows)  # what changed first, each kind in reading order
    context = {
        "article": article,
        "draft": draft,
        "sections": [(section, typed.get(section.heading, "")) for section in sections],
        "overall": typed.get("", ""),
        "comments": draft.comments.all(),
        "missing": missing_parts(document),
        "problems": problems(document),
        "overlaps": kept_overlaps(draft),
        "is_stale": draft.base != article.live,
        "is_own": user.pk in writers_of_draft(article),
        "may_decide": user.has_perm("errors.publish_article") and draft.state == Revision.State.IN_REVIEW,
        "may_override": user.has_perm("errors.override_review"),
        "override": request.POST.get("override", ""),
        "problem": problem,
    }
    return page(request, "admin/desk/review.html", f"Review: {document.title}", context, 409 if problem else 200)


def _decide(request: HttpRequest, article: Article) -> HttpResponse:
    user = editor(request)
    version = request.POST.get("version", "")
    number = int(version) if version.isdecimal() and len(version) < 9 else 0
    comments = _comments(request)
    try:
        if request.POST.get("do") == "approve":
            approval = approve(article, number, by=user, override=request.POST.get("override", "").strip())
            comment_on(approval.revision, by=user, comments=comments)
            return done(request, f"Version {number} is published.{_answered(approval)}", _address(article))
        send_back(article, number, by=user, comments=comments)
    except NotAllowed as problem:
        current = article_or_404(article.pk)
        if current.draft is None:
            return refused(request, problem, _address(article))
        return _page(request, current, current.draft, str(problem))
    return done(request, f"Version {number} was sent back with your comments.", "admin:index")


def _answered(approval: Approval) -> str:
    if not approval.answered:
        return ""
    people = "1 person" if approval.people == 1 else f"{approval.people:,} people"
    return f" It answers what {people} had asked in vain."


def _comments(request: HttpRequest) -> dict[str, str]:
    """{section's heading, or "" for the whole: text} of what was typed."""
    known = {"", *SECTION_NAMES}
    typed = {
        key.removeprefix(COMMENT_PREFIX): request.POST[key] for key in request.POST if key.startswith(COMMENT_PREFIX)
    }
    return {section: str(text)[:4000] for section, text in typed.items() if section in known and str(text).strip()}


def _address(article: Article) -> str:
    return f"/admin/errors/article/{article.pk}/change/"
