"""What readers looked for in vain, counted while it is stored: triggers on errors_search, errors_wrongmatch and
errors_askedline keep these tables (migration counts_of_searches), so that no page of the desk ever counts searches.
"""

from __future__ import annotations

from django.db import models

from errors.models.article import Article


class Gap(models.Model):
    """A cluster of lines that differ only in variable parts and found no article, or a wrong one."""

    class State(models.TextChoices):
        OPEN = "open", "Open"
        DRAFTED = "drafted", "A draft is being written"
        CLOSED = "closed", "Answered"
        DISMISSED = "dismissed", "Dismissed"

    fingerprint = models.CharField(max_length=64, unique=True)
    line = models.TextField(help_text="The latest of its lines, secrets blacked out.")
    times = models.IntegerField(default=0, help_text="Searches that found nothing, and answers marked wrong.")
    wrong = models.IntegerField(default=0, help_text="Answers marked wrong.")
    asked = models.IntegerField(default=0, help_text="Readers who asked the editors for an answer.")
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    # How often and how lately in one number that needs no renewal: the binary logarithm of the sum of 2^(day / 14) over
    # all occurrences. One of today weighs as much as two of a fortnight ago, today and for ever.
    score = models.FloatField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    article = models.ForeignKey(Article, null=True, blank=True, on_delete=models.SET_NULL, related_name="gaps")
    reason = models.CharField(max_length=300, blank=True)
    decided_by_name = models.CharField(max_length=150, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-score"]
        indexes = [
            models.Index(fields=["state", "-score"], name="gap_ranking"),
            models.Index(fields=["state", "-last_at"], name="gap_latest"),
        ]

    def __str__(self) -> str:
        return self.line

    @property
    def people(self) -> int:
        """How many asked, as far as it is known: each search counts as one."""
        return max(self.times, self.asked)


class GapDay(models.Model):
    """How often a gap was met on a day, for its trend."""

    gap = models.ForeignKey(Gap, on_delete=models.CASCADE, related_name="days")
    day = models.DateField()
    times = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gap", "day"], name="one_count_a_gap_and_day")]

    def __str__(self) -> str:
        return f"{self.day}: {self.times}"


class SearchDay(models.Model):
    """How many searches of a day had a verdict."""

    day = models.DateField()
    verdict = models.CharField(max_length=5)
    times = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "verdict"], name="one_count_a_day_and_verdict")]

    def __str__(self) -> str:
        return f"{self.day} {self.verdict}: {self.times}"
