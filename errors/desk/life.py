"""The page of what happens to an article beside its text: care, renewal, archive, another address, deletion."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from errors import articlelife
from errors.desk.pages import article_or_404, done, editor, page, refused
from errors.models import Article, Tool, User
from errors.reviewing import NotAllowed, discard_draft


class CareForm(forms.Form):
    """Who looks after an article, and how often."""

    owner = forms.ModelChoiceField(User.objects.filter(is_staff=True, is_active=True), required=False)
    review_days = forms.IntegerField(label="Review every (days)", min_value=1, max_value=3650)


class RenameForm(forms.Form):
    tool = forms.ModelChoiceField(Tool.objects.all())
    name = forms.SlugField(max_length=120)
    reason = forms.CharField(max_length=300, required=False)


def life(request: HttpRequest, pk: int) -> HttpResponse:
    """All the steps, each a form of its own."""
    user = editor(request, "errors.view_article")
    article = article_or_404(pk)
    context = {
        "article": article,
        "today": timezone.localdate(),
        "care": CareForm(initial={"owner": article.owner, "review_days": article.review_days}),
        "rename": RenameForm(initial={"tool": article.tool, "name": article.name}),
        "may_publish": user.has_perm("errors.publish_article"),
        "may_delete": user.has_perm("errors.delete_article") or not article.is_live,
    }
    return page(request, "admin/desk/life.html", f"About: {article.title}", context)


@require_POST
def care(request: HttpRequest, pk: int) -> HttpResponse:
    editor(request)
    article = article_or_404(pk)
    form = CareForm(request.POST)
    if not form.is_valid():
        return _invalid(request, form, article)
    article.owner, article.review_days = form.cleaned_data["owner"], form.cleaned_data["review_days"]
    article.save(update_fields=["owner", "review_days"])
    return done(request, "Kept.", "admin:errors_article_life", pk)


@require_POST
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    user = editor(request)
    article = article_or_404(pk)
    form = RenameForm(request.POST)
    if not form.is_valid():
        return _invalid(request, form, article)
    values = form.cleaned_data
    try:
        articlelife.rename(article, values["tool"], values["name"], by=user, reason=values["reason"])
    except NotAllowed as problem:
        return refused(request, problem, _address(article))
    return done(request, "It has its new address; the old one leads there.", "admin:errors_article_life", pk)


def _step(action: Callable[..., None], said: str) -> Callable[[HttpRequest, int], HttpResponse]:
    """A view that takes one step with an article, for a reason that the form may give."""

    @require_POST
    def step(request: HttpRequest, pk: int) -> HttpResponse:
        user = editor(request)
        article = article_or_404(pk)
        try:
            action(article, by=user, reason=request.POST.get("reason", "").strip()[:300])
        except NotAllowed as problem:
            return refused(request, problem, _address(article))
        return done(request, said, "admin:errors_article_life", pk)

    return step


archive = _step(articlelife.archive, "The article is archived.")
unarchive = _step(articlelife.unarchive, "The article is published again.")
delete = _step(articlelife.delete, "The article is deleted. It can be recovered here.")
recover = _step(articlelife.recover, "The article is back.")


@require_POST
def renew(request: HttpRequest, pk: int) -> HttpResponse:
    """Still true, with one press: from the desk or from the article's page."""
    user = editor(request)
    article = article_or_404(pk)
    try:
        articlelife.renew(article, by=user)
    except NotAllowed as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, f"Still true, you say: “{article.title}” is reviewed as of today.")
    return redirect("admin:index" if request.POST.get("back") == "desk" else _address(article))


@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    user = editor(request)
    article = article_or_404(pk)
    try:
        discard_draft(article, by=user)
    except NotAllowed as problem:
        return refused(request, problem, _address(article))
    return done(request, "The draft is discarded. Its versions stay in the history.", "admin:errors_article_life", pk)


def _invalid(request: HttpRequest, form: forms.Form, article: Article) -> HttpResponse:
    problem = "; ".join(f"{form[name].label}: {errors[0]}" for name, errors in form.errors.items())
    return refused(request, NotAllowed(problem), _address(article))


def _address(article: Article) -> str:
    return f"/admin/errors/article/{article.pk}/about/"
