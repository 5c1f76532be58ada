"""The pages that say that something went wrong."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader

PAGES = {
    400: ("Bad request", "The site could not make sense of this request. Check its address, or start again from home."),
    403: ("Not allowed", "The site does not accept this request. Go back, reload the page, and try again."),
    404: ("Page not found", "There is no page at this address. Paste your error on the home page, or search for it."),
    413: ("Too much text", "That is more text than the site takes at once. Paste the part around the error."),
    415: ("Not a picture that can be read", "Send a PNG, a JPEG or a WebP picture, or paste the text."),
    422: ("The picture could not be read", "Send one that is sharper, or type the line that names the error."),
    429: ("Too many requests", "Many requests came from your address. Wait a minute, then try again."),
    503: ("Not available", "The site cannot reach its database at the moment. Try again in a minute."),
}


def error_page(request: HttpRequest, status: int, sentence: str = "") -> HttpResponse:
    """The page of an error status: what happened and what to do, and never kept by a cache."""
    title, usual = PAGES[status]
    context = {"status": status, "title": title, "sentence": sentence or usual}
    response = render(request, "error.html", context, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler400."""
    return error_page(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler403."""
    return error_page(request, 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """CSRF_FAILURE_VIEW: the reason is in the log, and is no help to a reader."""
    return error_page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler404."""
    return error_page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """handler500: whatever broke may break the other templates too, so this one uses nothing."""
    return HttpResponse(loader.render_to_string("500.html"), status=500, headers={"Cache-Control": "no-store"})
