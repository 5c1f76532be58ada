"""Articles, tools and redirects in the admin: its lists, with the desk's own pages in place of its forms."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import admin, messages
from django.contrib.postgres.search import SearchQuery
from django.db import models
from django.db.models import Q, QuerySet
from django.forms import TextInput
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from errors import articlelife
from errors.desk import history, life, reviews, writing
from errors.desk.home import is_due_for
from errors.desk.pages import editor
from errors.desk.pagination import KeyedPaginator
from errors.models import Article, Redirect, Revision, Tool
from errors.reviewing import NotAllowed, approve

# Titles are long: a field as wide as the page shows them whole.
WIDE: dict[Any, Any] = {models.CharField: {"widget": TextInput(attrs={"class": "vLargeTextField"})}}


@admin.register(Tool)
class ToolAdmin(admin.ModelAdmin):
    list_display = ["name", "slug"]
    search_fields = ["name", "slug"]


@admin.register(Redirect)
class RedirectAdmin(admin.ModelAdmin):
    list_display = ["slug", "article"]
    list_select_related = ["article__tool"]
    search_fields = ["slug"]
    # Not autocomplete_fields: its list has no name for screen readers.
    raw_id_fields = ["article"]


MOST_NAMED = 50


def _beginnings(text: str) -> SearchQuery | None:
    """A query for rows that have a word with each of these beginnings; None where nothing was typed."""
    words = re.findall(r"\w+", text)
    return (
        SearchQuery(" & ".join(f"{word}:*" for word in words), search_type="raw", config="english") if words else None
    )


class NextVersionFilter(admin.SimpleListFilter):
    title = "next version"
    parameter_name = "next"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [choice for choice in Revision.State.choices if choice[0] != Revision.State.APPROVED]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        return queryset.filter(draft__state=self.value()) if self.value() else queryset


class WriterFilter(admin.SimpleListFilter):
    title = "next version by"
    parameter_name = "by"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [("me", "Me"), ("others", "Others")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        if self.value() == "me":
            return queryset.filter(draft__author=editor(request))
        return queryset.filter(Q(draft__isnull=False) & ~Q(draft__author=editor(request))) if self.value() else queryset


class DueFilter(admin.SimpleListFilter):
    title = "due"
    parameter_name = "due"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [("me", "For me, within a fortnight")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        return queryset.filter(is_due_for(editor(request))) if self.value() else queryset


@admin.register(Article)
class ArticleAdmin(admin.ModelAdmin):
    list_display = ["title", "tool", "status", "next_version", "owner", "reviewed_on", "due", "updated_at"]
    list_filter = ["status", NextVersionFilter, WriterFilter, DueFilter, "reviewed_on", "tool"]
    list_select_related = ["tool", "draft", "owner"]
    list_per_page = 50
    show_full_result_count = False
    ordering = ["-updated_at"]
    # Others would sort the whole table for every page: they are filters instead.
    sortable_by = ["title", "reviewed_on", "updated_at"]
    paginator = KeyedPaginator
    search_fields = ["title"]
    actions = ["approve_selected", "archive_selected", "export_selected"]

    def get_urls(self) -> list[URLPattern]:
        return [*[self._path(*each) for each in PAGES], *super().get_urls()]

    def _path(self, address: str, view: Any, name: str) -> URLPattern:
        return path(address, self.admin_site.admin_view(view), name=f"errors_article_{name}")

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        return writing.write_new(request)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        return writing.write(request, int(object_id) if object_id.isdecimal() else 0)

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Articles are deleted on their own page, recoverably."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        return super().get_queryset(request).defer("rendered", "search_vector", "draft__text")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Article], search_term: str
    ) -> tuple[QuerySet[Article], bool]:
        query = _beginnings(search_term)
        if query is None:
            return queryset, False
        name = search_term.strip().strip("/").rpartition("/")[2]
        named = Article.objects.filter(name__startswith=name).values_list("pk", flat=True)[:MOST_NAMED] if name else []
        return queryset.filter(Q(search_vector=query) | Q(pk__in=list(named))), False

    @admin.display(description="next version")
    def next_version(self, article: Article) -> SafeString | str:
        if article.draft is None:
            return "–"
        address = reverse("admin:errors_article_review", args=[article.pk])
        return format_html('<a href="{}">{}</a>', address, article.draft.get_state_display())

    @admin.display(description="due")
    def due(self, article: Article) -> SafeString | str:
        if article.due_on is None or article.status != Article.Status.PUBLISHED:
            return "–"
        is_overdue = article.due_on < timezone.localdate()
        return format_html('<span class="{}">{}</span>', "overdue" if is_overdue else "", date_format(article.due_on))

    @admin.action(description="Approve and publish the selected articles that are in review", permissions=["publish"])
    def approve_selected(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        for article in queryset.select_related("draft"):
            version = article.draft.number if article.draft else 0
            self._try(request, article, "published", lambda by, a=article, v=version: approve(a, v, by=by))

    @admin.action(description="Archive the selected articles", permissions=["publish"])
    def archive_selected(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        for article in queryset:
            self._try(request, article, "archived", lambda by, a=article: articlelife.archive(a, by=by))

    @admin.action(description="Export the selected articles with their history", permissions=["view"])
    def export_selected(self, request: HttpRequest, queryset: QuerySet[Article]) -> HttpResponse:
        keys = ",".join(str(pk) for pk in queryset.values_list("pk", flat=True))
        return redirect(f"{reverse('admin:export')}?history=1&articles={keys}")

    def _try(self, request: HttpRequest, article: Article, verb: str, step: Any) -> None:
        try:
            step(editor(request))
        except NotAllowed as problem:
            self.message_user(request, f"{article} was not {verb}: {problem}", messages.ERROR)
        else:
            self.message_user(request, f"{article} was {verb}.", messages.SUCCESS)

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("errors.publish_article"))


# What stands below /admin/errors/article/ beside the list: address, view, name.
PAGES = (
    ("preview/", writing.preview, "preview_new"),
    ("try/", writing.try_it, "try_new"),
    ("<int:pk>/preview/", writing.preview, "preview"),
    ("<int:pk>/try/", writing.try_it, "try"),
    ("<int:pk>/review/", reviews.review, "review"),
    ("<int:pk>/history/", history.history, "history"),
    ("<int:pk>/versions/<int:number>/", history.version, "version"),
    ("<int:pk>/versions/<int:number>/restore/", history.restore_version, "restore"),
    ("<int:pk>/about/", life.life, "life"),
    ("<int:pk>/about/care/", life.care, "care"),
    ("<int:pk>/about/rename/", life.rename, "rename"),
    ("<int:pk>/about/archive/", life.archive, "archive"),
    ("<int:pk>/about/unarchive/", life.unarchive, "unarchive"),
    ("<int:pk>/about/delete/", life.delete, "delete_softly"),
    ("<int:pk>/about/recover/", life.recover, "recover"),
    ("<int:pk>/about/renew/", life.renew, "renew"),
    ("<int:pk>/about/discard/", life.discard, "discard"),
)
