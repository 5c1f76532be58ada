"""One page for an article: its texts and its parts in reading order. Publishing derives its page and its index."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.db.models import QuerySet
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path
from django.utils import timezone

from errors.articlestore import document_of, with_parts
from errors.matching.fingerprint import template_key
from errors.models import (
    Alias,
    Article,
    Cause,
    EdgeCase,
    Example,
    Fix,
    Message,
    Question,
    Redirect,
    RelatedError,
    SearchVariation,
    Source,
    Tool,
)
from errors.publishing import refresh
from errors.publishing import render as render_document
from errors.views.article import article_context

Status = Article.Status


class PartFormSet(BaseInlineFormSet):
    """Numbers the parts in the order shown, so that an editor never meets a clash of positions."""

    needed_name = ""
    """What a published article must have at least one of; empty where it may have none."""

    def clean(self) -> None:
        super().clean()
        kept = [form for form in self.forms if form.has_changed() or form.instance.pk]
        self.kept = [form for form in kept if not form.cleaned_data.get("DELETE")]
        if self.needed_name and self.instance.status == Status.PUBLISHED and not self.kept:
            raise ValidationError(f"A published article needs at least one {self.needed_name}.")
        for position, form in enumerate(sorted(self.kept, key=_wanted_position)):
            form.instance.position = position

    def save(self, commit: bool = True) -> Any:
        """Save also the new places of parts in which nothing else changed."""
        saved = super().save(commit)
        for form in self.kept:
            if form.instance.pk:
                type(form.instance)._default_manager.filter(pk=form.instance.pk).update(position=form.instance.position)
        return saved


class MessageFormSet(PartFormSet):
    needed_name = "message"

    def clean(self) -> None:
        super().clean()
        keys = Counter(template_key(form.cleaned_data.get("template", "")) for form in self.kept)
        for form in self.kept:
            if keys[template_key(form.cleaned_data.get("template", ""))] > 1:
                raise ValidationError(f"The message “{form.cleaned_data['template']}” stands here twice.")


class CauseFormSet(PartFormSet):
    needed_name = "cause"


class FixFormSet(PartFormSet):
    needed_name = "fix"


def _wanted_position(form: forms.ModelForm) -> tuple[int, bool]:
    position = form.cleaned_data.get("position")
    return (position if position is not None else 9999, form.instance.pk is None)


# Messages and titles are long: a field as wide as the page shows them whole.
WIDE: dict[Any, Any] = {models.CharField: {"widget": forms.TextInput(attrs={"class": "vLargeTextField"})}}


class PartInline(admin.StackedInline):
    formset = PartFormSet
    formfield_overrides = WIDE
    extra = 0
    classes = ["collapse"]
    ordering = ["position"]

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "position" and field:
            field.required = False
            field.help_text = "Parts stand in the order of these numbers. Empty: last."
        return field


class TabularPartInline(PartInline):
    template = "admin/edit_inline/tabular.html"


class MessageInline(TabularPartInline):
    model = Message
    formset = MessageFormSet
    fields = ["position", "template", "note"]


class CauseInline(PartInline):
    model = Cause
    formset = CauseFormSet


class FixInline(PartInline):
    model = Fix
    formset = FixFormSet

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Only this article's causes can be cured; a new one can be chosen once it is saved."""
        if db_field.name == "causes":
            article_id = request.resolver_match.kwargs.get("object_id") if request.resolver_match else None
            kwargs["queryset"] = Cause.objects.filter(article_id=article_id) if article_id else Cause.objects.none()
        return super().formfield_for_manytomany(db_field, request, **kwargs)


class ExampleInline(PartInline):
    model = Example


class EdgeCaseInline(PartInline):
    model = EdgeCase


class QuestionInline(PartInline):
    model = Question


class AliasInline(TabularPartInline):
    model = Alias


class SearchVariationInline(TabularPartInline):
    model = SearchVariation


class RelatedErrorInline(TabularPartInline):
    model = RelatedError


class SourceInline(TabularPartInline):
    model = Source


@admin.register(Tool)
class ToolAdmin(admin.ModelAdmin):
    list_display = ["name", "slug"]
    search_fields = ["name", "slug"]


@admin.register(Redirect)
class RedirectAdmin(admin.ModelAdmin):
    list_display = ["slug", "article"]
    search_fields = ["slug"]
    autocomplete_fields = ["article"]


@admin.register(Article)
class ArticleAdmin(admin.ModelAdmin):
    list_display = ["title", "tool", "status", "reviewed_on", "updated_at"]
    list_filter = ["status", "reviewed_on", "tool"]
    list_select_related = ["tool"]
    search_fields = ["title", "name", "messages__template", "aliases__text"]
    autocomplete_fields = ["tool"]
    formfield_overrides = WIDE
    save_on_top = True
    actions = ["publish", "archive"]
    inlines = [
        MessageInline,
        CauseInline,
        FixInline,
        ExampleInline,
        EdgeCaseInline,
        QuestionInline,
        AliasInline,
        SearchVariationInline,
        RelatedErrorInline,
        SourceInline,
    ]
    fieldsets = [
        (
            None,
            {"fields": ["title", ("tool", "name"), "doing", "status", ("reviewed_on", "reviewed_by"), "applies_to"]},
        ),
        ("The answer", {"fields": ["quick_fix", "meaning"]}),
        ("In depth", {"fields": ["why", "checklist"]}),
    ]

    def get_urls(self) -> list[URLPattern]:
        preview = path("<int:pk>/preview/", self.admin_site.admin_view(self.preview), name="errors_article_preview")
        return [preview, *super().get_urls()]

    def preview(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The page as readers would see it, whatever the article's status."""
        article = get_object_or_404(with_parts(Article.objects.all()), pk=pk)
        if not self.has_view_permission(request, article):
            raise PermissionDenied
        article.rendered = render_document(document_of(article))
        return render(request, "article.html", {**article_context(article), "preview": True})

    def get_form(self, request: HttpRequest, obj: Article | None = None, change: bool = False, **kwargs: Any) -> Any:
        """A writer without the right to publish sees the status, and cannot set it to published or archived."""
        form = super().get_form(request, obj, change, **kwargs)
        status = form.base_fields.get("status")
        if isinstance(status, forms.ChoiceField) and not may_publish(request):
            held = obj.status if obj else Status.DRAFT
            allowed = {Status.DRAFT, Status.IN_REVIEW, held}
            status.choices = [choice for choice in Status.choices if choice[0] in allowed]
        return form

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """What readers see is changed only by those who may publish."""
        if obj and obj.status in (Status.PUBLISHED, Status.ARCHIVED) and not may_publish(request):
            return False
        return super().has_change_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        if change and {"tool", "name"} & set(form.changed_data):
            old = Article.objects.select_related("tool").get(pk=obj.pk)
            Redirect.objects.update_or_create(slug=old.slug, defaults={"article": obj})
            Redirect.objects.filter(slug=obj.slug).delete()
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        article = with_parts(Article.objects.filter(pk=form.instance.pk)).get()
        refresh(article, document_of(article))

    @admin.action(description="Publish the selected articles, reviewed today by you", permissions=["publish"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        for article in with_parts(queryset):
            missing = [name for name in ("messages", "causes", "fixes") if not getattr(article, name).all()]
            missing += [name for name in ("title", "quick_fix") if not getattr(article, name)]
            if missing:
                wanted = ", ".join(missing).replace("_", " ")
                self.message_user(request, f"{article} was not published: it lacks {wanted}.", messages.ERROR)
                continue
            article.status = Status.PUBLISHED
            article.reviewed_on = timezone.localdate()
            article.reviewed_by = name_of(request)
            article.save(update_fields=["status", "reviewed_on", "reviewed_by", "updated_at"])
            refresh(article, document_of(article))

    @admin.action(description="Archive the selected articles", permissions=["publish"])
    def archive(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        for article in with_parts(queryset):
            article.status = Status.ARCHIVED
            article.save(update_fields=["status", "updated_at"])
            refresh(article, document_of(article))

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return may_publish(request)


def name_of(request: HttpRequest) -> str:
    """The signed-in editor as readers see them."""
    user = request.user
    return (user.get_full_name() if user.is_authenticated else "") or user.get_username()


def may_publish(request: HttpRequest) -> bool:
    user = request.user
    return user.is_authenticated and user.has_perm("errors.publish_article")
