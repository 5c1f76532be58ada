"""What readers leave behind: the recognised lines of their searches, redacted, and their feedback."""

from __future__ import annotations

from django.db import models

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
        indexes = [models.Index(fields=["verdict", "fingerprint", "created_at"], name="search_gaps")]

    def __str__(self) -> str:
        return self.line


class Feedback(models.Model):
    class Reason(models.TextChoices):
        OUTDATED = "outdated", "It is outdated"
        UNCLEAR = "unclear", "I did not understand it"
        WRONG = "wrong", "It is wrong, or did not work"
        NOT_MY_ERROR = "not-my-error", "It is not my error"
        OTHER = "other", "Something else"

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="feedback")
    helpful = models.BooleanField()
    reason = models.CharField(max_length=12, choices=Reason.choices, blank=True)
    comment = models.TextField(blank=True, max_length=2000)
    visitor = models.CharField(max_length=64, help_text="A keyed hash: it tells visitors apart and names nobody.")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at"]
        verbose_name_plural = "feedback"
        constraints = [
            models.UniqueConstraint(fields=["article", "visitor"], name="one_feedback_a_visitor_and_article"),
        ]

    def __str__(self) -> str:
        return f"{self.article}: {'yes' if self.helpful else 'no'}"
