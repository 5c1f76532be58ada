"""What readers leave behind: the recognised lines of their searches, redacted, their feedback, and what they report."""

from __future__ import annotations

import secrets

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import Q

from errors.models.article import Article


class Search(models.Model):
    """One recognised line of one paste, after secrets were blacked out. The paste itself is never stored."""

    class Verdict(models.TextChoices):
        MATCH = "match", "Match"
        MAYBE = "maybe", "Maybe"
        NONE = "none", "None"

    line = models.CharField(max_length=500)
    fingerprint = models.CharField(max_length=64, help_text="The same for lines that differ in variable parts only.")
    verdict = models.CharField(max_length=5, choices=Verdict.choices)
    article = models.ForeignKey(Article, null=True, blank=True, on_delete=models.SET_NULL, related_name="searches")
    confidence = models.FloatField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at"]
        verbose_name_plural = "searches"
        indexes = [
            models.Index(fields=["verdict", "fingerprint", "created_at"], name="search_gaps"),
            models.Index(fields=["-created_at"], name="search_latest"),
            GinIndex(SearchVector("line", config="simple"), name="search_words"),
        ]

    def __str__(self) -> str:
        return self.line


class Feedback(models.Model):
    class Reason(models.TextChoices):
        OUTDATED = "outdated", "It is outdated"
        UNCLEAR = "unclear", "I did not understand it"
        WRONG = "wrong", "It is wrong, or did not work"
        NOT_MY_ERROR = "not-my-error", "It is not my error"
        OTHER = "other", "Something else"

    class State(models.TextChoices):
        OPEN = "open", "Open"
        IN_PROGRESS = "in-progress", "In progress"
        DONE = "done", "Done"

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="feedback")
    helpful = models.BooleanField()
    reason = models.CharField(max_length=12, choices=Reason.choices, blank=True)
    comment = models.TextField(blank=True, max_length=2000)
    section = models.CharField(max_length=80, blank=True, help_text="The part of the article that it is about.")
    visitor = models.CharField(max_length=64, help_text="A keyed hash: it tells visitors apart and names nobody.")
    created_at = models.DateTimeField(auto_now_add=True)
    # What the editors do about it.
    state = models.CharField(max_length=11, choices=State.choices, default=State.OPEN)
    handled_by_name = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering = ["-created_at"]
        verbose_name_plural = "feedback"
        indexes = [
            models.Index(fields=["state", "-created_at"], condition=Q(helpful=False), name="feedback_to_handle"),
            models.Index(fields=["-created_at"], include=["article", "helpful"], name="feedback_by_day"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["article", "visitor"], name="one_feedback_a_visitor_and_article"),
        ]

    def __str__(self) -> str:
        return f"{self.article}: {'yes' if self.helpful else 'no'}"


class FeedbackDay(models.Model):
    """How many readers said on a day whether they were helped, and how many were: a trigger on errors_feedback keeps it
    (migration lists_and_figures_at_size)."""

    day = models.DateField(primary_key=True)
    answers = models.IntegerField()
    helped = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.day}: {self.helped} of {self.answers}"


def new_token() -> str:
    """43 characters that nobody can guess."""
    return secrets.token_urlsafe(32)


class ReportedLine(models.Model):
    """A line of a paste that a reader sent to the editors. It was redacted before; nothing else of the paste is kept.

    Lines with one fingerprint are one message: Search has the same field. STORE_SEARCHES does not turn these off,
    since the reader asks for them to be kept.
    """

    line = models.TextField(help_text="As the answer page showed it, secrets blacked out.")
    template = models.TextField(help_text="The line with its variable parts masked.")
    fingerprint = models.CharField(
        max_length=64, db_index=True, help_text="The same for lines that differ in variable parts only."
    )
    visitor = models.CharField(
        max_length=64, unique=True, help_text="A keyed hash of the visitor and what they report: each counts once."
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.line


class WrongMatch(ReportedLine):
    """A reader's word that the answer to a line is wrong, and which would have been right, if they said so.

    `answered` is the article that was shown; None where the answer was "no article answers this line" (or where the
    article is gone). `right` is set where the choice is OTHER.
    """

    class Choice(models.TextChoices):
        UNSAID = "unsaid", "Did not say"
        OTHER = "other", "Another article"
        NONE = "none", "None of those shown"

    answered = models.ForeignKey(
        Article, null=True, blank=True, on_delete=models.SET_NULL, related_name="wrong_matches"
    )
    confidence = models.FloatField(null=True, blank=True, help_text="How sure the answer was, 0 to 1.")
    choice = models.CharField(max_length=6, choices=Choice.choices, default=Choice.UNSAID)
    right = models.ForeignKey(Article, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta(ReportedLine.Meta):
        verbose_name_plural = "wrong matches"


class AskedLine(ReportedLine):
    """A line without an answer that a reader asks the editors to answer, at /asked/<token>/ once there is one."""

    token = models.CharField(max_length=43, unique=True, default=new_token, editable=False)
