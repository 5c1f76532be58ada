"""manage.py reset_second_factor NAME: for an editor who lost both their phone and their recovery codes."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from errors import auditing
from errors.accounts import secondfactor
from errors.models import AuditEntry, User


class Command(BaseCommand):
    help = "Remove an editor's second factor. An administrator can do it in the admin too, for others."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: Any, username: str, **options: Any) -> None:
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"There is no account {username!r}.")
        if not secondfactor.has(user):
            self.stdout.write(f"{username} has no second factor.")
            return
        secondfactor.remove(user)
        auditing.record_account(AuditEntry.Action.FACTOR, user, by=None, reason="reset by manage.py")
        self.stdout.write(f"{username} signs in with the password alone now, until a new second factor is set up.")
