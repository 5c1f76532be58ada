"""Every version of an article, what reviewers said of it, and the log of what was done to articles and accounts."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from errors.articledocument import ArticleDocument
from errors.articlefile import parse
from errors.models.article import Article

SECTION_LENGTH = 80


class Revision(models.Model):
    """One version of an article, whole, as its article file. A trigger keeps its text from being changed afterwards."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        IN_REVIEW = "in-review", "In review"
        SENT_BACK = "sent-back", "Sent back"
        APPROVED = "approved", "Approved"

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    reason = models.CharField(max_length=300, blank=True)
    # Messages and aliases that another article answers too: [[text, that article's key], ...]; None before it was asked.
    overlaps = models.JSONField(null=True, editable=False)
    # The number of the first version of this draft: its writers are those who wrote since.
    began = models.PositiveIntegerField()
    # The approved version that the writer began with: another one now means that the article went on without the draft.
    base = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    # Names are kept beside the accounts: a history outlives them.
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="revisions"
    )
    author_name = models.CharField(max_length=150, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_by_name = models.CharField(max_length=150, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    is_override = models.BooleanField(default=False)

    class Meta:
        ordering = ["article_id", "-number"]
        permissions = [("override_review", "Can approve what they wrote themselves")]
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="revision_numbers_are_unique")]
        indexes = [
            models.Index(fields=["state", "-created_at"], condition=~Q(state="approved"), name="revision_waiting"),
        ]

    def __str__(self) -> str:
        return f"version {self.number}"

    @property
    def label(self) -> str:
        return f"Version {self.number}"

    @property
    def document(self) -> ArticleDocument:
        return parse(self.text)


class ReviewComment(models.Model):
    """What a reviewer says of a section of a version; without a section, of the whole."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="comments")
    section = models.CharField(max_length=SECTION_LENGTH, blank=True)
    text = models.TextField(max_length=4000)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    author_name = models.CharField(max_length=150)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text


class FileConflict(models.Model):
    """An article file that was not loaded because an editor had changed the article. It waits for an editor's word."""

    class Outcome(models.TextChoices):
        KEPT = "kept", "The editors' text was kept"
        TAKEN = "taken", "The file was taken as a draft"

    article = models.OneToOneField(Article, on_delete=models.CASCADE, related_name="file_conflict")
    text = models.TextField()
    digest = models.CharField(max_length=64)
    found_at = models.DateTimeField(auto_now_add=True)
    outcome = models.CharField(max_length=5, choices=Outcome.choices, blank=True)

    class Meta:
        ordering = ["-found_at"]
        indexes = [models.Index(fields=["-found_at"], condition=Q(outcome=""), name="open_file_conflicts")]

    def __str__(self) -> str:
        return f"file of {self.article}"


class AuditEntry(models.Model):
    """Something that was done. A trigger refuses every change and removal, whoever asks for it.

    Rows point to articles and accounts without a constraint: they stay when those go.
    """

    class Action(models.TextChoices):
        PUBLISHED = "published", "Published"
        OVERRIDDEN = "overridden", "Published by its own writer"
        RENEWED = "renewed", "Still true"
        ARCHIVED = "archived", "Archived"
        RENAMED = "renamed", "Renamed"
        DELETED = "deleted", "Deleted"
        RECOVERED = "recovered", "Recovered"
        LOADED = "loaded", "Loaded from a file"
        LOCKED = "locked", "Locked out"
        SIGNED_OUT = "signed-out", "Session ended"
        FACTOR = "factor", "Second factor changed"

    action = models.CharField(max_length=10, choices=Action.choices)
    slug = models.CharField(max_length=180, blank=True)
    article = models.ForeignKey(
        Article, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="audit_entries"
    )
    version = models.PositiveIntegerField(null=True, blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    actor_name = models.CharField(max_length=150)
    reason = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "audit log"

    def __str__(self) -> str:
        return f"{self.get_action_display()}: {self.slug}"
