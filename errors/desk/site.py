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
        own = [path(address, self.admin_view(view), name=name) for address, view, name in _pages()]
        return [*own, *super().get_urls()]

    def index(self, request: HttpRequest, extra_context: Any = None) -> Any:
        from errors.desk.home import home

        return home(request)


def _pages() -> list[tuple[str, Any, str]]:
    """Address, view and name of the desk's pages beside those of one article."""
    # Not at the top: Django loads this module before the models.
    from errors.desk import conflicts, feedback, figures, files, gaps

    return [
        ("signed-in/", signed_in, "signed_in"),
        ("gaps/", gaps.gap_list, "gaps"),
        ("gaps.csv", gaps.gap_table, "gaps_csv"),
        ("gaps/<int:pk>/dismiss/", gaps.dismiss, "dismiss_gap"),
        ("gaps/<int:pk>/reopen/", gaps.reopen, "reopen_gap"),
        ("feedback/", feedback.feedback_list, "feedback"),
        ("feedback/<int:pk>/state/", feedback.set_state, "feedback_state"),
        ("figures/", figures.figures, "figures"),
        ("figures/<slug:name>.csv", figures.table, "figure_csv"),
        ("conflicts/<int:pk>/", conflicts.conflict, "conflict"),
        ("files/", files.files, "files"),
        ("files/export/", files.export, "export"),
        ("files/<int:pk>/", files.upload, "upload"),
        ("files/<int:pk>/apply/", files.apply, "apply_upload"),
    ]


def signed_in(request: HttpRequest) -> HttpResponse:
    """Whether the session still holds: asked before a text is sent, so that it is not sent to a sign-in page."""
    return HttpResponse("yes", content_type="text/plain")
