"""What happens around every view: a line in the log, security headers, a plain page when the database is down."""

import logging
import time
from collections.abc import Callable
from contextlib import suppress

from django.db.utils import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, UnreadablePostError

from errors.views.errors import error_page

LONGEST_DISCARDED_BODY = 64 * 1024 * 1024
CHUNK = 64 * 1024

GetResponse = Callable[[HttpRequest], HttpResponse]

requests_log = logging.getLogger("kb.requests")

ONLY_OURS = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
CONTENT_SECURITY_POLICY = "; ".join(f"{kind} {source}" for kind, source in ONLY_OURS.items())
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()" for feature in ("camera", "geolocation", "microphone", "payment", "usb", "browsing-topics")
)


def log_requests(get_response: GetResponse) -> GetResponse:
    """Log each request without its query and its body: both may hold what a visitor pasted."""

    def middleware(request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        response = get_response(request)
        fields = {
            "method": request.method,
            "path": request.path,
            "status": response.status_code,
            "ms": round((time.perf_counter() - started) * 1000, 1),
        }
        requests_log.info("%(method)s %(path)s %(status)s %(ms)s ms", fields, extra=fields)
        return response

    return middleware


def discard_rest_of_body(get_response: GetResponse) -> GetResponse:
    """Read what is left of a body that a view found too long: most clients see an answer only after sending all."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code == 413:
            with suppress(UnreadablePostError):
                for _ in range(LONGEST_DISCARDED_BODY // CHUNK):
                    if not request.read(CHUNK):
                        break
        return response

    return middleware


def security_headers(get_response: GetResponse) -> GetResponse:
    """Add the headers that Django does not; a view may have set its own. Django's admin works under them too."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response

    return middleware


class DatabaseDownMiddleware:
    """Answer 503 with a plain page where a view could not reach the database."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, InterfaceError | OperationalError):
            return None
        logging.getLogger(__name__).error("The database cannot be used", exc_info=exception)
        response = error_page(request, 503)
        response.headers["Retry-After"] = "30"
        return response
