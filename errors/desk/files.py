"""Article files in the admin: a dry run as a diff, then all or nothing; and the way out as a zip."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from errors import articlezip, exchange
from errors.articlezip import BadUpload, Brought
from errors.desk.pages import done, editor, page, refused
from errors.models import Article, Upload
from errors.reviewing import EditConflict, NotAllowed

KEPT = timedelta(days=1)
MOST_SHOWN = 100
"""Articles whose differences the dry run shows; it names all."""


def files(request: HttpRequest) -> HttpResponse:
    """Bring files, or take them away."""
    user = editor(request)
    context: dict[str, Any] = {
        "most": settings.FILE_UPLOAD_MAX_MEMORY_SIZE // 1024**2,
        "slug": request.POST.get("slug", ""),
    }
    if request.method != "POST":
        return page(request, "admin/desk/files.html", "Files", context)
    Upload.objects.filter(created_at__lt=timezone.now() - KEPT).delete()
    try:
        brought = _brought(request, context["slug"].strip())
    except BadUpload as error:
        return page(request, "admin/desk/files.html", "Files", {**context, "problems": error.problems}, 422)
    upload = Upload.objects.create(by=user, files=brought.as_json())
    return redirect("admin:upload", upload.pk)


def _brought(request: HttpRequest, slug: str) -> Brought:
    sent = request.FILES.get("file")
    # Django passes a file over that is longer than it may keep in memory.
    if sent is None and int(request.META.get("CONTENT_LENGTH") or 0) > settings.FILE_UPLOAD_MAX_MEMORY_SIZE:
        raise BadUpload([f"More than {settings.FILE_UPLOAD_MAX_MEMORY_SIZE // 1024**2} MB: bring fewer articles."])
    if sent is None or not sent.name:
        raise BadUpload(["Choose a file first."])
    return articlezip.read(sent.name, sent.read(), slug)


def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """The dry run of what was brought, by whoever brought it; nothing has changed yet."""
    user = editor(request)
    found = _own(request, pk)
    brought = Brought.from_json(found.files)
    steps = exchange.plan(brought)
    only = request.GET.get("only", "")
    context = {
        "only": next((step for step in steps if step.slug == only), None),
        "upload": found,
        "seen": exchange.digest_of(steps),
        "changed": [step for step in steps if step.kind != "same"],
        "same": [step.slug for step in steps if step.kind == "same"],
        "most_shown": MOST_SHOWN,
        "may_publish": user.has_perm("errors.override_review"),
        "histories": len(brought.history),
        "others": brought.others,
    }
    return page(request, "admin/desk/upload.html", "Dry run", context)


@require_POST
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    user = editor(request)
    publish, over = request.POST.get("how") == "publish", request.POST.getlist("over")
    try:
        with transaction.atomic():
            found = _own(request, pk, Upload.objects.select_for_update())
            brought = Brought.from_json(found.files)
            applied = exchange.apply(brought, by=user, seen=request.POST.get("seen"), over=over, publish=publish)
            found.delete()
    except (NotAllowed, EditConflict) as problem:
        return refused(request, NotAllowed(f"Nothing was changed. {problem}"), request.path.removesuffix("apply/"))
    if applied.left_out:
        messages.warning(request, f"Left out: {', '.join(applied.left_out)}.")
    count = len(applied.changed)
    verb = "published" if publish else "submitted for review"
    return done(request, f"{count} article{'' if count == 1 else 's'} {verb}.", "admin:files")


def export(request: HttpRequest) -> FileResponse:
    """All articles as a zip, or those of ?articles=1,2; with ?history=1, every version of each."""
    editor(request, "errors.view_article")
    chosen = [int(key) for key in request.GET.get("articles", "").split(",") if key.isdecimal() and len(key) < 19]
    articles = Article.objects.exclude(status=Article.Status.DELETED)
    if "articles" in request.GET:
        articles = articles.filter(pk__in=chosen)
    packed = articlezip.export(articles, history=request.GET.get("history") == "1")
    response = FileResponse(packed, as_attachment=True, filename=f"articles-{timezone.localdate()}.zip")
    response.headers["Cache-Control"] = "no-store"
    return response


def _own(request: HttpRequest, pk: int, uploads: QuerySet[Upload] | None = None) -> Upload:
    found = get_object_or_404(Upload.objects.all() if uploads is None else uploads, pk=pk)
    if found.by_id != request.user.pk:
        raise PermissionDenied
    return found
