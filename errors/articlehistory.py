"""The history of an article as text, one version a line of JSON, so that it can be taken to another site."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any

from errors.articlefile import parse
from errors.models import Article, Revision

FOLDER = "history"
"""Where histories stand beside the articles: history/<tool>/<name>.jsonl."""

Version = dict[str, Any]

NO_TEXT = re.compile("[\0\ud800-\udfff]")
"""NUL and halves of pairs: JSON can write them, PostgreSQL cannot keep them."""

KINDS: dict[str, type] = {
    "number": int,
    "began": int,
    "state": str,
    "reason": str,
    "author": str,
    "created": str,
    "decided_by": str,
    "decided": str,
    "is_override": bool,
    "text": str,
}


def dump_history(article: Article) -> str:
    """All versions, the oldest first."""
    versions = sorted(article.revisions.all(), key=lambda revision: revision.number)
    return "".join(f"{json.dumps(_version(each), ensure_ascii=False)}\n" for each in versions)


def parse_history(text: str) -> list[Version]:
    """The versions in a text that `dump_history` wrote, checked. Raises ValueError."""
    versions = [_parse_line(number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    numbers = [version["number"] for version in versions]
    if len(set(numbers)) < len(numbers):
        raise ValueError("two versions have one number")
    return sorted(versions, key=lambda version: int(version["number"]))


def _parse_line(number: int, line: str) -> Version:
    try:
        return _checked(json.loads(line))
    except RecursionError as error:
        raise ValueError(f"line {number}: is nested too deeply") from error
    except ValueError as error:
        raise ValueError(f"line {number}: {error}") from error


def keep_history(article: Article, versions: list[Version]) -> None:
    """Make them the history of an article that has none. Their authors are names here, not accounts."""
    Revision.objects.bulk_create(
        Revision(
            article=article,
            number=each["number"],
            began=each["began"],
            state=each["state"],
            reason=each["reason"][:300],
            author_name=each["author"][:150],
            created_at=datetime.fromisoformat(each["created"]),
            decided_by_name=each["decided_by"][:150],
            decided_at=datetime.fromisoformat(each["decided"]) if each["decided"] else None,
            is_override=each["is_override"],
            text=each["text"],
        )
        for each in versions
    )


def _version(revision: Revision) -> Version:
    return {
        "number": revision.number,
        "began": revision.began,
        "state": revision.state,
        "reason": revision.reason,
        "author": revision.author_name,
        "created": revision.created_at.isoformat(),
        "decided_by": revision.decided_by_name,
        "decided": revision.decided_at.isoformat() if revision.decided_at else "",
        "is_override": revision.is_override,
        "text": revision.text,
    }


def _checked(version: Any) -> Version:
    for name, kind in KINDS.items():
        if not isinstance(version, dict) or type(version.get(name)) is not kind:
            raise ValueError(f"a version needs {name!r}")
        if kind is str and NO_TEXT.search(version[name]):
            raise ValueError(f"{name!r} holds a character that no text can hold")
    if version["state"] not in Revision.State.values:
        raise ValueError(f"{version['state']!r} is no state of a version")
    if not 0 < version["number"] < 10**9 or not 0 < version["began"] < 10**9:
        raise ValueError("versions are numbered from 1")
    parse(version["text"])
    for name in ("created", "decided"):
        _check_time(name, version[name], may_be_empty=name == "decided")
    return {name: version[name] for name in KINDS}


def _check_time(name: str, text: str, *, may_be_empty: bool) -> None:
    if may_be_empty and not text:
        return
    time = datetime.fromisoformat(text)
    if time.tzinfo is None or not 1970 < time.year < 9000:
        raise ValueError(f"{name!r} needs a time with its zone, such as 2026-11-23T12:00:00+00:00")
