"""The site's addresses, and an almost empty view: what Django and the server cost without any page."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from kb.urls import handler400, handler403, handler404, handler500
from kb.urls import urlpatterns as site

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


urlpatterns = [path("empty", empty), *site]
