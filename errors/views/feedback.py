"""POST /<tool>/<name>/feedback/: "Was this helpful?", once a visitor and article."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from errors.articlesections import SECTIONS
from errors.matching.redaction import redact
from errors.models import Article, Feedback
from errors.ratelimit import browser_key, limited
from errors.sameorigin import same_origin_only


class FeedbackForm(forms.Form):
    helpful = forms.ChoiceField(choices=[("yes", "Yes"), ("no", "No")])
    reason = forms.ChoiceField(choices=[("", ""), *Feedback.Reason.choices], required=False)
    section = forms.ChoiceField(choices=[(s.heading, s.heading) for s in SECTIONS], required=False)
    comment = forms.CharField(max_length=2000, required=False)


@same_origin_only
@require_http_methods(["GET", "HEAD", "POST"])
@limited("feedback", "FEEDBACK_RATE_PER_HOUR", 3600)
def feedback(request: HttpRequest, tool_slug: str, name: str) -> HttpResponse:
    article = get_object_or_404(Article.objects.readable().select_related("tool"), tool__slug=tool_slug, name=name)
    if request.method != "POST":
        return redirect(article)
    form = FeedbackForm(request.POST)
    if not form.is_valid():
        problem = next(iter(form.errors.values()))[0]
        return render(request, "feedback.html", {"article": article, "error": problem}, status=400)
    helpful = form.cleaned_data["helpful"] == "yes"
    already = not _keep(request, article, helpful=helpful, answers=form.cleaned_data)
    return render(request, "feedback.html", {"article": article, "helpful": helpful, "already": already})


def _keep(request: HttpRequest, article: Article, *, helpful: bool, answers: dict[str, Any]) -> bool:
    """Store the answer; False where this visitor has answered already."""
    _, created = Feedback.objects.get_or_create(
        article=article,
        visitor=browser_key(request, f"feedback:{article.pk}"),
        defaults={
            "helpful": helpful,
            "reason": "" if helpful else answers["reason"],
            "section": "" if helpful else answers["section"],
            "comment": "" if helpful else redact(answers["comment"]),
        },
    )
    return created
