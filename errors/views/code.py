"""/e/<code>: from an error code to its article; to a list where several articles are about it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from errors.caching import PUBLIC, public_page
from errors.matching.codes import canonical
from errors.models import Article


@require_safe
@public_page
def code(request: HttpRequest, code: str) -> HttpResponse:
    wanted = canonical(code.replace("\x00", ""))
    found = list(Article.objects.published().with_summaries().filter(codes__code=wanted).order_by("title"))
    if len(found) == 1:
        response = redirect(found[0])  # not for ever: a second article about the code may be published
        response.headers["Cache-Control"] = PUBLIC
        return response
    return render(request, "code.html", {"code": wanted, "articles": found}, status=200 if found else 404)
