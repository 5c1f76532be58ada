"""How often a visitor has asked for something lately, shared by all processes of the site."""

from django.db import models


class RateLimit(models.Model):
    """The requests of one visitor in one scope since the start of the present window of time."""

    # A keyed hash of the scope and the visitor's address, so that no address is stored.
    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    ends_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.key[:8]}: {self.count} until {self.ends_at:%H:%M:%S}"
