"""What readers leave: to read, not to edit."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import QuerySet
from django.http import HttpRequest

from errors.answering import per_cent
from errors.desk.pagination import CappedPaginator
from errors.models import Feedback, Search


class ReadOnlyAdmin(admin.ModelAdmin):
    paginator = CappedPaginator
    show_full_result_count = False
    list_defer: tuple[str, ...] = ()
    """Long texts of other tables, which no list shows."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).defer(*self.list_defer)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Feedback)
class FeedbackAdmin(ReadOnlyAdmin):
    list_display = ["created_at", "article", "helpful", "reason", "comment"]
    list_filter = ["helpful", "reason", "created_at", "article__tool"]
    list_select_related = ["article__tool"]
    list_defer = ("article__rendered", "article__search_vector")
    search_fields = ["article__title", "comment"]
    exclude = ["visitor"]


@admin.register(Search)
class SearchAdmin(ReadOnlyAdmin):
    list_display = ["created_at", "verdict", "percent", "line", "article"]
    list_filter = ["verdict", "created_at"]
    list_select_related = ["article__tool"]
    list_defer = ("article__rendered", "article__search_vector")
    search_fields = ["line"]
    exclude = ["fingerprint"]

    @admin.display(description="confidence", ordering="confidence")
    def percent(self, search: Search) -> str | None:
        return None if search.confidence is None else f"{per_cent(search.confidence)}%"

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Search], search_term: str
    ) -> tuple[QuerySet[Search], bool]:
        if not search_term.strip():
            return queryset, False
        # Whole words: PostgreSQL knows how frequent those are, and reads by time or by word, whichever is less.
        query = SearchQuery(search_term, search_type="plain", config="simple")
        return queryset.alias(words=SearchVector("line", config="simple")).filter(words=query), False
