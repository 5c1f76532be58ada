"""The writing page: an article with its parts in reading order, its preview, and a box to try pastes in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import slugify
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST

from errors import gaps
from errors.articlecheck import problems
from errors.articledocument import ArticleDocument
from errors.comparing import SECTION_NAMES, changes
from errors.desk.documentform import DocumentForm
from errors.desk.pages import article_or_404, editor, page
from errors.desk.trial import keep_overlaps, overlaps, try_paste
from errors.models import Article, Gap, ReviewComment, Revision, Tool, User
from errors.publishing import render as render_document
from errors.reviewing import EditConflict, NotAllowed, create, head_of, save_draft, working_document
from errors.views.article import article_context
from kb.middleware import CONTENT_SECURITY_POLICY

WITH_OWN_FRAMES = CONTENT_SECURITY_POLICY + "; frame-src 'self'"
IN_OWN_FRAME = CONTENT_SECURITY_POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
LONGEST_NAME = 120


def write(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on with an article: its draft, or what is live."""
    user = editor(request)
    article = article_or_404(pk)
    if request.method != "POST":
        return _page(request, article, DocumentForm.of(working_document(article)))
    form = DocumentForm.posted(request.POST)
    return _arranged(request, article, form) or _save(request, article, form, user)


def write_new(request: HttpRequest) -> HttpResponse:
    """Begin an article; with ?gap=, one that answers what readers looked for in vain."""
    user = editor(request, "errors.add_article")
    if request.method != "POST":
        gap = _gap(request.GET.get("gap", ""))
        tool, document = gaps.draft_of(gap) if gap else ("", ArticleDocument())
        return _page(request, None, DocumentForm.of(document), tool=tool)
    form = DocumentForm.posted(request.POST)
    return _arranged(request, None, form) or _create(request, form, user)


def _arranged(request: HttpRequest, article: Article | None, form: DocumentForm) -> HttpResponse | None:
    """Without JavaScript: a part was added, removed or moved; nothing is saved."""
    what = request.POST.get("do", "")
    if ":" not in what:
        return None
    form.arrange(what)
    return _page(request, article, form)


def _save(request: HttpRequest, article: Article, form: DocumentForm, user: User) -> HttpResponse:
    document = form.document(working_document(article))
    if form.errors:
        return _page(request, article, form, status=422)
    try:
        save_draft(
            article,
            document,
            by=user,
            base=_number(request, "base"),
            seen_live=_number(request, "live"),
            reason=request.POST.get("reason", "")[:300],
            submit=request.POST.get("do") == "submit",
        )
    except EditConflict as conflict:
        return _page(request, article_or_404(article.pk), form, conflict=conflict, mine=document, status=409)
    except NotAllowed as problem:
        form.errors[""] = str(problem)
        return _page(request, article, form, status=422)
    return _saved(request, article_or_404(article.pk))


def _create(request: HttpRequest, form: DocumentForm, user: User) -> HttpResponse:
    document = form.document()
    tool = Tool.objects.filter(slug=request.POST.get("tool", "")).first()
    name = request.POST.get("name", "").strip() or slugify(document.title)[:LONGEST_NAME]
    if tool is None:
        form.errors["tool"] = "Choose the tool that prints the error, or add it first."
    if slugify(name) != name or not name:
        form.errors["name"] = "Use small letters, digits and hyphens."
    if form.errors or tool is None:
        return _page(request, None, form, status=422)
    try:
        submit = request.POST.get("do") == "submit"
        article = create(
            f"{tool.slug}/{name}", document, by=user, reason=request.POST.get("reason", "")[:300], submit=submit
        )
    except NotAllowed as problem:
        form.errors["name"] = str(problem)
        return _page(request, None, form, status=422)
    gap = _gap(request.POST.get("gap", ""))
    if gap:
        gaps.take(gap, article, by=user)
    return _saved(request, article)


def _gap(key: str) -> Gap | None:
    return Gap.objects.filter(pk=key).first() if key.isdecimal() and len(key) < 19 else None


def _saved(request: HttpRequest, article: Article) -> HttpResponse:
    draft = article.draft
    is_submitted = draft is not None and draft.state == Revision.State.IN_REVIEW
    verb = "submitted for review" if is_submitted else "saved as a draft"
    messages.success(request, f"Version {draft.number if draft else ''} was {verb}.")
    found = overlaps(article, working_document(article))
    if draft:
        keep_overlaps(draft, found)
    for overlap in found:
        messages.warning(
            request,
            format_html(
                '“{}” is also answered by <a href="{}">{}</a>: say what sets this error apart.',
                overlap.text,
                overlap.article.path,
                overlap.article.title,
            ),
        )
    # The browser kept the text until now: this word lets it go.
    known = request.resolver_match.kwargs.get("object_id") if request.resolver_match else None
    kept_as = _kept_as(known, _gap(request.POST.get("gap", "")))
    return redirect(f"{reverse('admin:errors_article_change', args=[article.pk])}?saved={kept_as}")


def _kept_as(article: int | str | None, gap: Gap | None) -> str:
    """By what name the browser keeps the text: each gap has its own article that is not saved yet."""
    return str(article) if article else f"gap-{gap.pk}" if gap else "new"


def _page(
    request: HttpRequest,
    article: Article | None,
    form: DocumentForm,
    *,
    conflict: EditConflict | None = None,
    mine: ArticleDocument | None = None,
    tool: str = "",
    status: int = 200,
) -> HttpResponse:
    head = head_of(article) if article else None
    sections = list(form.sections())
    gap = _gap(request.POST.get("gap") or request.GET.get("gap", ""))
    comments = _comments(article)
    for section in sections:
        section.comments = [comment for comment in comments if comment.section == section.spec.heading]
    context: dict[str, Any] = {
        "article": article,
        "form": form,
        "sections": sections,
        "comments": [comment for comment in comments if comment.section not in SECTION_NAMES[1:]],
        "head": head,
        "base": head.number if head else 0,
        "live": article.live.number if article and article.live else 0,
        "tools": [] if article else Tool.objects.all(),
        "tool": request.POST.get("tool", tool),
        "name": request.POST.get("name", ""),
        "reason": request.POST.get("reason", ""),
        "problems": problems(form.document()) if article and not form.errors and status == 200 else [],
        "conflict": conflict,
        "their_changes": changes(conflict.theirs.document, mine) if conflict and mine else [],
        "live_changes": _changes_of_live(article),
        "gap": gap,
        "kept_as": _kept_as(article.pk if article else None, gap),
    }
    title = article.title if article else "New article"
    response = page(request, "admin/desk/writing.html", title, context, status)
    response.headers["Content-Security-Policy"] = WITH_OWN_FRAMES
    return response


def _comments(article: Article | None) -> list[ReviewComment]:
    """What reviewers said of the draft since it began."""
    if article is None or article.draft is None:
        return []
    said = ReviewComment.objects.filter(revision__article=article, revision__number__gte=article.draft.began)
    return list(said.select_related("revision"))


def _changes_of_live(article: Article | None) -> list[Any]:
    """How what readers see went on since the draft began: the draft would undo it."""
    if not (article and article.draft and article.live and article.draft.base != article.live):
        return []
    old = article.draft.base.document if article.draft.base else ArticleDocument()
    return changes(old, article.live.document)


def _number(request: HttpRequest, name: str) -> int:
    text = request.POST.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 9 else 0


@xframe_options_sameorigin
def preview(request: HttpRequest, pk: int = 0) -> HttpResponse:
    """The page as readers would see it: of the form that is sent, or of the article's draft. Fits into our own frame."""
    editor(request, "errors.view_article")
    article = article_or_404(pk) if pk else _new_article(request)
    document = DocumentForm.posted(request.POST).document() if request.method == "POST" else working_document(article)
    response = render(request, "article.html", {**_as_page(article, document), "preview": True})
    response.headers["Content-Security-Policy"] = IN_OWN_FRAME
    response.headers["Cache-Control"] = "no-store"
    return response


def _as_page(article: Article, document: ArticleDocument) -> dict[str, Any]:
    shown = Article(pk=article.pk, tool=article.tool, name=article.name or "new", title=document.title)
    shown.doing = document.doing
    shown.reviewed_on, shown.reviewed_by = article.reviewed_on, article.reviewed_by
    shown.status, shown.rendered = article.status, render_document(document)
    return article_context(shown)


def _new_article(request: HttpRequest) -> Article:
    """An article that is not saved yet, with the tool that the form names, if it is one."""
    tool = Tool.objects.filter(slug=request.POST.get("tool", "")).first()
    return Article(tool=tool or Tool(slug="tool", name="Tool"), name="new")


@require_POST
def try_it(request: HttpRequest, pk: int = 0) -> HttpResponse:
    """Match a paste as if the form were published now."""
    editor(request, "errors.view_article")
    article = article_or_404(pk) if pk else _new_article(request)
    document = DocumentForm.posted(request.POST).document()
    article.title = document.title
    paste = request.POST.get("paste", "")[: settings.MAX_PASTE_BYTES]
    tried = try_paste(article, replace(document, status="published"), paste) if paste.strip() else None
    return page(request, "admin/desk/tried.html", "Try a paste", {"tried": tried, "article": article, "paste": paste})
