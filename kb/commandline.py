"""What manage.py does: a database for the command, the command, and plain words for what can go wrong."""

import os
import signal
import sys
from contextlib import AbstractContextManager, nullcontext
from types import FrameType
from typing import NoReturn

from django.conf import settings
from django.core.management import execute_from_command_line
from django.db.utils import InternalError, NotSupportedError, OperationalError, ProgrammingError

from kb import embedded_postgres
from kb.problem import Problem

COMMANDS_WITHOUT_DATABASE = {"", "help", "version", "collectstatic", "compilemessages", "diffsettings", "makemessages"}
INTERRUPTED = 130
UNDEFINED_TABLE = "42P01"


def run(arguments: list[str]) -> int:
    """Run a management command; its exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kb.settings")
    for name in ("SIGTERM", "SIGHUP"):
        signal.signal(getattr(signal, name), _leave)
    try:
        with _database(arguments):
            execute_from_command_line(arguments)
    except Problem as problem:
        return _fail(str(problem))
    except (InternalError, NotSupportedError, OperationalError) as problem:
        return _fail(database_problem(problem))
    except ProgrammingError as problem:
        if getattr(problem.__cause__, "pgcode", "") != UNDEFINED_TABLE:
            raise
        return _fail("The database has no tables yet: run manage.py migrate, then manage.py load_articles")
    except KeyboardInterrupt:
        return INTERRUPTED
    return 0


def database_problem(problem: Exception) -> str:
    """What the database said, on one line, and what to do."""
    said = " ".join(str(problem).split()) or type(problem).__name__
    if settings.EMBEDDED_POSTGRES:
        advice = embedded_postgres.advice(settings.DATA_DIR)
    else:
        advice = "check DATABASE_URL and that its server runs, or unset it to use the embedded PostgreSQL"
    return f"The database cannot be used: {said}; {advice}"


def _database(arguments: list[str]) -> AbstractContextManager[None]:
    command = arguments[1] if len(arguments) > 1 else ""
    wants_help = command.startswith("-") or "--help" in arguments
    if not settings.EMBEDDED_POSTGRES or wants_help or command in COMMANDS_WITHOUT_DATABASE:
        return nullcontext()
    return embedded_postgres.running(settings.DATA_DIR)


def _leave(signal_number: int, frame: FrameType | None) -> NoReturn:
    # An exception, so that the embedded PostgreSQL is stopped on the way out.
    sys.exit(128 + signal_number)


def _fail(message: str) -> int:
    print(message, file=sys.stderr)
    return 1
