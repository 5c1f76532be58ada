"""The history of an article: its versions, any two of them side by side, and the way back to any."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from errors.comparing import changes
from errors.desk.pages import article_or_404, done, editor, page, refused
from errors.models import Article, Revision
from errors.reviewing import EditConflict, NotAllowed, head_of, restore

VERSIONS_A_PAGE = 50


def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Every version, the newest first; with ?old=1&new=2, those two side by side."""
    editor(request, "errors.view_article")
    article = article_or_404(pk)
    old, new = _version(request, article, "old"), _version(request, article, "new")
    versions = article.revisions.defer("text").prefetch_related("comments")
    context = {
        "article": article,
        "versions": Paginator(versions, VERSIONS_A_PAGE).get_page(request.GET.get("page")),
        "log": article.audit_entries.all()[:VERSIONS_A_PAGE],
        "old": old,
        "new": new,
        "changes": changes(old.document, new.document) if old and new else [],
        "base": _base(article),
    }
    return page(request, "admin/desk/history.html", f"History: {article.title}", context)


def version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One version as its article file."""
    editor(request, "errors.view_article")
    article = article_or_404(pk)
    shown = article.revisions.filter(number=number).first()
    if shown is None:
        raise Http404
    context = {"article": article, "version": shown, "base": _base(article)}
    return page(request, "admin/desk/version.html", f"Version {number}: {shown.document.title}", context)


@require_POST
def restore_version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Make an old version the draft."""
    user = editor(request)
    article = article_or_404(pk)
    base = request.POST.get("base", "")
    if not article.revisions.filter(number=number).exists():
        raise Http404
    try:
        restored = restore(article, number, by=user, base=int(base) if base.isdecimal() and len(base) < 9 else 0)
    except (EditConflict, NotAllowed) as problem:
        return refused(request, NotAllowed(str(problem)), request.path.partition("versions/")[0] + "history/")
    text = f"Version {number} is the draft now, as version {restored.number}. Submit it when it is right."
    return done(request, text, "admin:errors_article_change", pk)


def _version(request: HttpRequest, article: Article, name: str) -> Revision | None:
    number = request.GET.get(name, "")
    if not number.isdecimal() or len(number) > 8:
        return None
    return article.revisions.filter(number=int(number)).first()


def _base(article: Article) -> int:
    head = head_of(article)
    return head.number if head else 0
