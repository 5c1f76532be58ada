"""Logs: one line an event, as JSON or for people, and never anything that a visitor pasted."""

import json
import logging
import time
import traceback
from typing import Any

from django.utils.log import CallbackFilter

REQUEST_FIELDS = ("method", "path", "status", "ms")


def configuration(style: str, level: str) -> dict[str, Any]:
    """Django's LOGGING: everything to standard error in one style, from one level on."""
    console = {"handlers": ["console"], "level": level.upper(), "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"text": {"()": TextFormatter}, "json": {"()": JsonFormatter}},
        "filters": {"raised": {"()": CallbackFilter, "callback": is_raised}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": style}},
        "root": {"handlers": ["console"], "level": level.upper()},
        "loggers": {
            "django": console,
            # Its debug messages are SQL with all values, pastes among them.
            "django.db.backends": {**console, "level": "INFO"},
            # log_requests says the same of every request, and with its time; a picture refused for now is no error.
            "django.request": {**console, "level": "ERROR", "filters": ["raised"]},
            "django.server": {**console, "level": "ERROR"},
            # Granian's name for its own messages; "starting" and "stopping" are said by `manage.py serve`.
            "_granian": {**console, "level": "WARNING"},
            # It tells of a session for every request, which has a line of its own.
            "mcp": {**console, "level": "WARNING"},
        },
    }


def is_raised(record: logging.LogRecord) -> bool:
    """Whether an exception led to the record."""
    return bool(record.exc_info)


class TextFormatter(logging.Formatter):
    """One line for people: time, level, logger, message; control characters made visible."""

    converter = staticmethod(time.gmtime)

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%d %H:%M:%S")

    def formatMessage(self, record: logging.LogRecord) -> str:
        return "".join(c if c.isprintable() else repr(c)[1:-1] for c in super().formatMessage(record))

    def formatException(self, ei: Any) -> str:
        return without_message(ei)


class JsonFormatter(logging.Formatter):
    """One JSON object a line, with the fields of a request where there are any."""

    def format(self, record: logging.LogRecord) -> str:
        event: dict[str, Any] = {
            "time": time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created)) + f".{int(record.msecs):03}Z",
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        event |= {name: record.__dict__[name] for name in REQUEST_FIELDS if name in record.__dict__}
        if record.exc_info and record.exc_info[0]:
            event["exception"] = without_message(record.exc_info)
        return json.dumps(event, ensure_ascii=False, default=str)


def without_message(exc_info: Any) -> str:
    """Where an exception was raised and its type; its text is left out, since it may quote a paste."""
    error_type, _, frames = exc_info
    lines = traceback.format_tb(frames)
    return (
        "Traceback (most recent call last):\n" + "".join(lines) + f"{error_type.__module__}.{error_type.__qualname__}"
    )
