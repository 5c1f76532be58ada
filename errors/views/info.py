"""/about/<slug>/: a page about the site itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from errors.caching import public_page
from errors.models import InfoPage


@require_safe
@public_page
def info(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(InfoPage, slug=slug)
    response = render(request, "info.html", {"info": found})
    response.headers["Last-Modified"] = http_date(found.updated_at.timestamp())
    return response
