"""Settings from the environment: each helper reads one variable and refuses a value that it cannot use.

An empty variable counts as unset. A refused value raises SettingError, whose text is one line: the name of the
setting, what is wrong with it, and what to write instead.
"""

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psycopg2
from psycopg2.extensions import parse_dsn

from kb.problem import Problem

TRUE_WORDS = ("true", "yes", "on", "1")
FALSE_WORDS = ("false", "no", "off", "0")
HOST_NAME = re.compile(r"\.?[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?|\[[0-9A-Fa-f:.]+\]|\*")
SITE_ADDRESS = re.compile(r"https?://(?:[A-Za-z0-9_.-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?")
DATABASE_EXAMPLE = "postgresql://user:password@host:5432/name (special characters percent-encoded)"

# Every variable that a helper was asked for: a test compares them with .env.example.
names_read: set[str] = set()


class SettingError(Problem):
    """A setting has a value that cannot be used; the text says which, why, and what to write."""

    def __init__(self, name: str, wrong: str, write: str) -> None:
        super().__init__(f"{name}: {wrong}; {write}")


def load_file(path: Path) -> None:
    """Add the NAME=value lines of a file to the environment, which wins where both have a name."""
    if not path.is_file():
        return
    for number, line in enumerate(_contents(path.name, path).splitlines(), start=1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        name, equals, value = line.partition("=")
        if not equals or not name.strip().isidentifier():
            raise SettingError(path.name, f"line {number} is not a setting", "write NAME=value or begin it with #")
        os.environ.setdefault(name.strip(), value.strip())


def text(name: str, default: str = "", choices: Sequence[str] = ()) -> str:
    """A line of text, one of the choices where there are any."""
    value = _read(name) or default
    if choices and value not in choices:
        raise SettingError(name, f"{value!r} is not known", f"write {' or '.join(choices)}")
    return value


def boolean(name: str, default: bool) -> bool:
    """True or false, in any of the usual words."""
    value = _read(name).lower()
    if not value:
        return default
    if value not in TRUE_WORDS + FALSE_WORDS:
        raise SettingError(name, f"{value!r} is neither true nor false", "write true or false")
    return value in TRUE_WORDS


def integer(name: str, default: int, minimum: int, maximum: int) -> int:
    """A whole number from minimum to maximum."""
    value = _read(name)
    if not value:
        return default
    # int() would also take "1_000" and the digits of other scripts.
    if not re.fullmatch(r"[0-9]{1,18}", value) or not minimum <= int(value) <= maximum:
        raise SettingError(name, f"{value!r} cannot be used", f"write a whole number from {minimum} to {maximum}")
    return int(value)


def hosts(name: str, default: str) -> list[str]:
    """Host names separated by commas, without scheme or port."""
    values = [host.strip() for host in (_read(name) or default).split(",") if host.strip()]
    for host in values:
        if not HOST_NAME.fullmatch(host):
            raise SettingError(name, f"{host!r} is not a host name", "write names such as errors.example.org,127.0.0.1")
    return values


def site_url(name: str) -> str:
    """The public address of the site, without a slash at its end; empty when it is not set."""
    value = _read(name).rstrip("/")
    if value and not SITE_ADDRESS.fullmatch(value):
        raise SettingError(name, f"{value!r} is not the address of a site", "write https://errors.example.org")
    return value


def folder(name: str, default: str, base: Path) -> Path:
    """A folder as an absolute path; a relative one is taken from base."""
    return (base / Path(_read(name) or default).expanduser()).resolve()


def secret(name: str) -> str:
    """A secret from NAME, or from the file that NAME_FILE names; empty when neither is set."""
    value = _read(name)
    path = _read(f"{name}_FILE")
    if value and path:
        raise SettingError(name, f"{name}_FILE is set as well", "keep one of the two")
    if not path:
        return value
    value = _contents(f"{name}_FILE", Path(path)).strip()
    if not value:
        raise SettingError(f"{name}_FILE", f"{path} is empty", "write the secret into it")
    return value


def secret_key(name: str) -> str:
    """Django's secret key, which must be long enough to be one; empty when it is not set."""
    value = secret(name)
    if value and (len(value) < 50 or len(set(value)) < 5):
        advice = "write at least 50 random characters: python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
        raise SettingError(name, f"too easy to guess ({len(value)} characters)", advice)
    return value


def database(name: str) -> dict[str, Any] | None:
    """A PostgreSQL address as an entry of Django's DATABASES; None when it is not set."""
    value = secret(name)
    if not value:
        return None
    if not value.startswith(("postgresql://", "postgres://")):
        raise SettingError(name, "not the address of a PostgreSQL database", f"write {DATABASE_EXAMPLE}")
    try:
        options = parse_dsn(value)
    except (psycopg2.Error, UnicodeError):
        # What the library says is left out: it quotes the address, password included.
        raise SettingError(name, "cannot be read as an address", f"write {DATABASE_EXAMPLE}") from None
    if not options.get("dbname"):
        raise SettingError(name, "does not name a database", f"write {DATABASE_EXAMPLE}")
    if not re.fullmatch(r"[\d,]*", options.get("port", "")):
        # Most often an @ or : of the password. The value is left out for the same reason.
        raise SettingError(name, "its port is not a number", f"write {DATABASE_EXAMPLE}")
    parts = {key.upper(): options.pop(key, "") for key in ("host", "port", "user", "password")}
    return {**parts, "NAME": options.pop("dbname"), "OPTIONS": options}


def _read(name: str) -> str:
    names_read.add(name)
    return os.environ.get(name, "").strip()


def _contents(name: str, path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeError) as problem:
        reason = getattr(problem, "strerror", None) or "it is not text in UTF-8"
        raise SettingError(name, f"{path} cannot be read ({reason})", "check its place and permissions") from None
