"""On a new clone any command may come first: the embedded database then gets its tables and its articles from it.

A server that DATABASE_URL names belongs to somebody, who runs `migrate` when it suits them.
"""

from __future__ import annotations

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from errors.loading import LIBRARY, load
from errors.models import Article


def make_tables() -> None:
    if settings.EMBEDDED_POSTGRES and Article._meta.db_table not in connection.introspection.table_names():
        call_command("migrate", verbosity=0)


def make_library() -> None:
    """The tables, and the starter articles where there is no article at all."""
    make_tables()
    if settings.EMBEDDED_POSTGRES and not Article.objects.exists():
        load(LIBRARY)
