"""Django's admin, with the desk's own pages among its addresses."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.urls import path


class DeskSite(AdminSite):
    site_header = "Editors' desk"
    site_title = "Editors' desk"
    index_title = "Desk"
    enable_nav_sidebar = False

    def get_urls(self) -> list[Any]:
        own = [path("signed-in/", self.admin_view(signed_in), name="signed_in")]
        return [*own, *super().get_urls()]


def signed_in(request: HttpRequest) -> HttpResponse:
    """Whether the session still holds: asked before a text is sent, so that it is not sent to a sign-in page."""
    return HttpResponse("yes", content_type="text/plain")
