"""/match: a paste as a form, as raw text or as JSON; the answer as a page, as text for a terminal or as JSON."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from errors import answering, readers, savedfixes
from errors.address import site_address
from errors.answerjson import answers_json
from errors.models import SavedFix
from errors.ratelimit import check
from errors.receiving import BadPaste, paste_of
from errors.sameorigin import same_origin_only
from errors.views.errors import PAGES, error_page

MINUTE = 60
FORMATS = ["text/plain", "text/html", "application/json"]


@same_origin_only
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return redirect("home")
    wanted = request.get_preferred_type(FORMATS) or "text/plain"
    limit = check(request, "match", settings.MATCH_RATE_PER_MINUTE, MINUTE)
    if not limit.allowed:
        return _problem(request, wanted, 429, PAGES[429][1], limit.seconds_left)
    try:
        paste = paste_of(request)
    except BadPaste as problem:
        return _problem(request, wanted, problem.status, str(problem), problem.retry_after)
    answers = answering.answer(paste.text)
    if wanted == "application/json":
        return _private(JsonResponse(answers_json(site_address(request), answers)))
    if wanted == "text/html":
        ctx = {name: getattr(answers, name) for name in ("verdict", "answers", "lines", "paste", "notes", "secrets")}
        ctx["answers_with_saved"] = _with_saved(request, answers.answers)
        ctx["from_picture"] = paste.from_picture
        return _private(render(request, "answer.html", ctx))
    return _private(HttpResponse(as_text(request, answers), content_type="text/plain; charset=utf-8"))


def _with_saved(
    request: HttpRequest, answers: list[answering.ShownAnswer]
) -> list[tuple[answering.ShownAnswer, SavedFix | None]]:
    """Each answer with what the reader saved of it earlier."""
    owner = readers.owner_of(readers.token_of(request))
    saved = savedfixes.by_article(owner, [each.article for each in answers if each.article])
    return [(each, saved.get(each.article.pk) if each.article else None) for each in answers]


def _problem(
    request: HttpRequest, wanted: str, status: int, sentence: str, retry_after: int | None = None
) -> HttpResponse:
    response: HttpResponse = HttpResponse(f"{sentence}\n", status=status, content_type="text/plain; charset=utf-8")
    if wanted == "application/json":
        response = JsonResponse({"error": sentence}, status=status)
    if wanted == "text/html":
        response = error_page(request, status, sentence)
    if retry_after:
        response.headers["Retry-After"] = str(retry_after)
    return response


def _private(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    return response


def as_text(request: HttpRequest, answers: answering.Answers) -> str:
    """The answer for a terminal: words, commands, an address. No escape sequences: it may be piped on."""
    parts = [_answer_text(request, each) for each in answers.answers]
    if not parts:
        parts = ["NONE: nothing was pasted."]
    if answers.verdict == "none":
        parts.append(f"Search by words: {request.build_absolute_uri('/search')}")
    return "\n\n".join(parts) + "\n"


def _answer_text(request: HttpRequest, each: answering.ShownAnswer) -> str:
    if each.article is None:
        lines = [f"NONE  No article answers line {each.line_number}:", f"  {each.line}"]
    else:
        lines = [
            f"{each.verdict.upper()} {each.confidence}%  line {each.line_number}: {each.line}",
            "",
            each.article.title,
            request.build_absolute_uri(each.article.path),
            "",
            *(line for line in each.quick_fix_text.split("\n") if not line.strip().startswith("```")),
        ]
    for other in each.others:
        lines.append(f"Near, not the same: {other.article.title}  {request.build_absolute_uri(other.article.path)}")
    return "\n".join(lines)
