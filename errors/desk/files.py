"""Article files in the admin: a dry run as a diff, then all or nothing; and the way out as a zip."""

from __future__ import annotations

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from errors import exchange
from errors.desk.pages import done, editor, page, refused
from errors.exchange import BadUpload, Brought
from errors.models import Article, Upload
from errors.reviewing import EditConflict, NotAllowed

LONGEST_UPLOAD = 100_000_000
KEPT = timedelta(days=1)
MOST_SHOWN = 100
"""Articles whose differences the dry run shows; it names all."""


def files(request: HttpRequest) -> HttpResponse:
    """Bring files, or take them away."""
    user = editor(request)
    if request.method != "POST":
        return page(request, "admin/desk/files.html", "Files", {"problems": []})
    Upload.objects.filter(created_at__lt=timezone.now() - KEPT).delete()
    sent = request.FILES.get("file")
    try:
        if sent is None or not sent.name:
            raise BadUpload(["Choose a file first."])
        if (sent.size or 0) > LONGEST_UPLOAD:
            raise BadUpload([f"More than {LONGEST_UPLOAD // 1_000_000} MB: bring fewer articles at a time."])
        brought = exchange.read(sent.name, sent.read(), request.POST.get("slug", "").strip())
    except BadUpload as error:
        return page(request, "admin/desk/files.html", "Files", {"problems": error.problems}, 422)
    upload = Upload.objects.create(by=user, files=brought.as_json())
    return redirect("admin:upload", upload.pk)


def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """The dry run of what was brought, by whoever brought it; nothing has changed yet."""
    user = editor(request)
    found = _own(request, pk)
    brought = Brought.from_json(found.files)
    steps = exchange.plan(brought)
    context = {
        "upload": found,
        "changed": [step for step in steps if step.kind != "same"],
        "same": sum(step.kind == "same" for step in steps),
        "most_shown": MOST_SHOWN,
        "may_publish": user.has_perm("errors.override_review"),
        "histories": len(brought.history),
    }
    return page(request, "admin/desk/upload.html", "Dry run", context)


@require_POST
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    user = editor(request)
    found = _own(request, pk)
    publish = request.POST.get("how") == "publish"
    try:
        changed = exchange.apply(
            Brought.from_json(found.files), by=user, over=request.POST.getlist("over"), publish=publish
        )
    except (NotAllowed, EditConflict) as problem:
        return refused(request, NotAllowed(f"Nothing was changed. {problem}"), request.path.removesuffix("apply/"))
    found.delete()
    verb = "published" if publish else "submitted for review"
    return done(request, f"{changed} article{'' if changed == 1 else 's'} {verb}.", "admin:files")


def export(request: HttpRequest) -> FileResponse:
    """All articles as a zip, or those of ?articles=1,2; with ?history=1, every version of each."""
    editor(request, "errors.view_article")
    chosen = [int(key) for key in request.GET.get("articles", "").split(",") if key.isdecimal() and len(key) < 19]
    articles = Article.objects.exclude(status=Article.Status.DELETED)
    if "articles" in request.GET:
        articles = articles.filter(pk__in=chosen)
    packed = exchange.export(articles, history=request.GET.get("history") == "1")
    response = FileResponse(packed, as_attachment=True, filename=f"articles-{timezone.localdate()}.zip")
    response.headers["Cache-Control"] = "no-store"
    return response


def _own(request: HttpRequest, pk: int) -> Upload:
    found = get_object_or_404(Upload, pk=pk)
    if found.by_id != request.user.pk:
        raise PermissionDenied
    return found
