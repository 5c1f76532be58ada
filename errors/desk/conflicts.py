"""An article file against an editor's change: both texts side by side, and the choice between them."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from errors.articlefile import parse
from errors.comparing import changes
from errors.desk.pages import done, editor, page, refused
from errors.models import FileConflict
from errors.reviewing import EditConflict, NotAllowed, head_of, save_draft, working_document


def conflict(request: HttpRequest, pk: int) -> HttpResponse:
    user = editor(request)
    found = get_object_or_404(FileConflict.objects.select_related("article__tool", "article__live"), pk=pk)
    article, document = found.article, parse(found.text)
    head = head_of(article)
    if request.method != "POST":
        context = {
            "conflict": found,
            "article": article,
            "base": head.number if head else 0,
            "changes": changes(working_document(article), document),
        }
        return page(request, "admin/desk/conflict.html", f"A file against an edit: {article.title}", context)
    if request.POST.get("do") == "keep":
        _settle(found, FileConflict.Outcome.KEPT)
        return done(request, "The editors' text stays. This file is not brought up again.", "admin:index")
    base = request.POST.get("base", "")
    try:
        with transaction.atomic():
            live = article.live.number if article.live else 0
            number = int(base) if base.isdecimal() and len(base) < 9 else 0
            save_draft(article, document, by=user, base=number, seen_live=live, reason="Taken from the article file")
            _settle(found, FileConflict.Outcome.TAKEN)
    except (EditConflict, NotAllowed) as problem:
        return refused(request, NotAllowed(str(problem)), reverse("admin:conflict", args=[pk]))
    return done(request, "The file is the draft now.", "admin:errors_article_change", article.pk)


def _settle(found: FileConflict, outcome: FileConflict.Outcome) -> None:
    found.outcome = outcome
    found.save(update_fields=["outcome"])
