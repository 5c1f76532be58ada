"""Django's admin, with the desk's own pages among its addresses."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

# What an administrator needs in order to set up their second factor, or to leave.
WITHOUT_SECOND_FACTOR: tuple[str | None, ...] = ("account", "begin_factor", "confirm_factor", "logout", "jsi18n")


class DeskSite(AdminSite):
    site_header = "Editors' desk"
    site_title = "Editors' desk"
    index_title = "Desk"
    enable_nav_sidebar = False

    def get_urls(self) -> list[Any]:
        own = [path(address, self.admin_view(view), name=name) for address, view, name in _pages()]
        return [*own, *super().get_urls()]

    @property
    def login_form(self) -> Any:  # type: ignore[override]
        from errors.accounts.signin import SignInForm

        return SignInForm

    def has_permission(self, request: HttpRequest) -> bool:
        from errors.accounts import secondfactor

        return super().has_permission(request) and secondfactor.is_verified(request)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Every page of the admin: who must set up a second factor is led to it, and the session counts as seen."""
        from errors.accounts import secondfactor, sessions

        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            sessions.note_seen(request)
            page = request.resolver_match.url_name if request.resolver_match else ""
            if secondfactor.is_missing(request) and page not in WITHOUT_SECOND_FACTOR:
                return redirect("admin:account")
            return view(request, *args, **kwargs)

        return super().admin_view(checked, cacheable)

    def index(self, request: HttpRequest, extra_context: Any = None) -> Any:
        from errors.desk.home import home

        return home(request)


def _pages() -> list[tuple[str, Any, str]]:
    """Address, view and name of the desk's pages beside those of one article."""
    # Not at the top: Django loads this module before the models.
    from errors.desk import account, conflicts, feedback, figures, files, gaps

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
        ("account/", account.account, "account"),
        ("account/factor/begin/", account.begin_factor, "begin_factor"),
        ("account/factor/confirm/", account.confirm_factor, "confirm_factor"),
        ("account/factor/remove/", account.remove_factor, "remove_factor"),
        ("account/sessions/end-others/", account.end_others, "end_other_sessions"),
        ("account/sessions/<int:pk>/end/", account.end_session, "end_session"),
        ("account/of/<int:pk>/", account.account_of, "account_of"),
        ("account/of/<int:pk>/reset-factor/", account.reset_factor, "reset_factor"),
    ]


def signed_in(request: HttpRequest) -> HttpResponse:
    """Whether the session still holds: asked before a text is sent, so that it is not sent to a sign-in page."""
    return HttpResponse("yes", content_type="text/plain")
