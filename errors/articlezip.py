"""Articles as a zip, both ways: <tool>/<name>.md each, history/<tool>/<name>.jsonl (one version a line), tools.toml,
redirects.toml.

security: a zip comes from anybody with an account. Nothing of it is written to a disk, so that no path in it can lead
anywhere; it is bounded before and while it is unpacked; what cannot be read is a sentence, never an error 500.
"""

from __future__ import annotations

import io
import json
import re
import tempfile
import tomllib
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Any

from django.db.models import QuerySet

from errors import redirecting
from errors.articledocument import ArticleDocument
from errors.articlefaults import read_article
from errors.articlefile import ArticleFileError, dump, parse
from errors.articlehistory import FOLDER, Version, dump_history, parse_history
from errors.articlestore import document_of, with_parts
from errors.models import Article, Tool

PAGES_FOLDER = "about"
TOOLS = "tools.toml"
"""Names of tools as their makers write them, by slug."""

PATH = re.compile(rf"(?:.*/)??(?P<history>{FOLDER}/)?(?P<slug>[^/]+/[^/]+)\.(?:md|jsonl)")
READ = (".md", ".jsonl", TOOLS, redirecting.FILE)
PASSED_OVER = re.compile(rf"__MACOSX/|(.*/)?{PAGES_FOLDER}/[^/]+$")
"""What macOS adds, and the info pages of a library, which are no articles."""
MOST_FILES = 10_000
LONGEST_FILE = 2_000_000
LONGEST_HISTORY = 20_000_000
LONGEST_IN_ALL = 100_000_000
"""Bytes, unpacked: a zip of a few kilobytes can hold gigabytes."""

UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, MemoryError)
"""What zipfile raises for a damaged or encrypted archive, or one of a kind that it does not know."""


class BadUpload(ValueError):
    """What was brought is no article file or zip of them. `problems` holds every one found."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("; ".join(problems))


@dataclass
class Brought:
    """What an upload holds, checked: {slug: document}, {slug: versions, the oldest first}, {tool's slug: name}, the
    paths of files of other kinds, which were not read, and {old slug: present slug}."""

    articles: dict[str, ArticleDocument] = field(default_factory=dict)
    history: dict[str, list[Version]] = field(default_factory=dict)
    tools: dict[str, str] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)
    redirects: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        articles = {slug: dump(each) for slug, each in self.articles.items()}
        return {**vars(self), "articles": articles}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Brought:
        articles = {slug: parse(text) for slug, text in data["articles"].items()}
        return cls(**{**data, "articles": articles})


def export(articles: QuerySet[Article], *, history: bool) -> IO[bytes]:
    """A zip of the articles, with every version of each where history is wanted: an open file, at its start."""
    packed = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    parts = with_parts(articles)
    rows = (parts.prefetch_related("revisions") if history else parts).iterator(chunk_size=200)
    tools: dict[str, str] = {}
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for article in rows:
            tools[article.tool.slug] = article.tool.name
            archive.writestr(f"{article.slug}.md", dump(document_of(article)))
            if history:
                archive.writestr(f"{FOLDER}/{article.slug}.jsonl", dump_history(article))
        archive.writestr(TOOLS, dump_tools(tools))
        archive.writestr(redirecting.FILE, redirecting.dump_redirects(articles))
    packed.seek(0)
    return packed


def dump_tools(tools: dict[str, str]) -> str:
    """A string of JSON without escaped letters is one of TOML too."""
    return "".join(f"{slug} = {json.dumps(name, ensure_ascii=False)}\n" for slug, name in sorted(tools.items()))


def read(name: str, data: bytes, slug: str = "") -> Brought:
    """What an uploaded file holds: a zip, or one article file for the article at `slug`.

    Raises BadUpload, naming every fault of every file.
    """
    brought, problems = Brought(), []
    is_zip = zipfile.is_zipfile(io.BytesIO(data))
    if not is_zip and not slug:
        raise BadUpload([f"Give the address of {name} too: tool/name, such as docker/manifest-unknown."])
    for path, content in _unzipped(data, brought.others) if is_zip else [(name, data)]:
        try:
            _read_one(path, content.decode("utf-8-sig"), brought, "" if is_zip else slug)
        except UnicodeDecodeError as error:
            problems.append(f"{path}: is not UTF-8 text (byte {error.start})")
        except ArticleFileError as error:
            problems += [f"{path}: line {fault.line}: {fault.problem}" for fault in error.faults]
        except ValueError as error:
            problems.append(f"{path}: {error}")
    if not problems:
        lonely = sorted({*brought.history} - {*brought.articles})
        problems += [f"{FOLDER}/{each}.jsonl: {each}.md is missing" for each in lonely]
    if not problems and not brought.articles:
        problems.append("There is no <tool>/<name>.md in it.")
    if problems:
        raise BadUpload(problems)
    used = {article.partition("/")[0] for article in brought.articles}
    brought.tools = {tool: called for tool, called in brought.tools.items() if tool in used}
    return brought


def _unzipped(data: bytes, others: list[str]) -> Iterator[tuple[str, bytes]]:
    """(path, content) of each file that is to be read; the paths of all others are added to `others`."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [each for each in archive.infolist() if not each.is_dir()]
            if len(members) > MOST_FILES or sum(each.file_size for each in members) > LONGEST_IN_ALL:
                most = f"{MOST_FILES:,} files or {LONGEST_IN_ALL // 1_000_000} MB"
                raise BadUpload([f"More than {most}, unpacked: bring fewer articles at a time."])
            for each in members:
                if each.filename.endswith(READ) and not PASSED_OVER.match(each.filename):
                    yield each.filename, _content(archive, each)
                else:
                    others.append(each.filename)
    except BadUpload:
        raise
    except UNREADABLE as error:
        raise BadUpload([f"This zip cannot be unpacked ({error or 'it ends too early'})."]) from error


def _content(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    longest = LONGEST_HISTORY if member.filename.endswith(".jsonl") else LONGEST_FILE
    if member.file_size > longest:
        raise BadUpload([f"{member.filename}: more than {longest // 1_000_000} MB"])
    return archive.read(member)


def _read_one(path: str, text: str, brought: Brought, slug: str) -> None:
    """One file of a zip, at its path; or with a slug the only file, whatever its name."""
    if slug:
        brought.articles[slug] = read_article(slug, text)
        return
    if path.rpartition("/")[2] == TOOLS:
        brought.tools = _tools(text)
        return
    if path.rpartition("/")[2] == redirecting.FILE:
        brought.redirects = redirecting.parse_redirects(text)
        return
    found = PATH.fullmatch(path)
    if not found or bool(found["history"]) != path.endswith(".jsonl"):
        raise ValueError("name it <tool>/<name>.md, in small letters, digits and hyphens")
    slug, kept = str(found["slug"]), brought.history if found["history"] else brought.articles
    if slug in kept:
        raise ValueError(f"{slug} is in it twice")
    if found["history"]:
        brought.history[slug] = parse_history(text)
    else:
        brought.articles[slug] = read_article(slug, text)


def _tools(text: str) -> dict[str, str]:
    tools = tomllib.loads(text)
    longest = Tool._meta.get_field("name").max_length or 0
    for slug, name in tools.items():
        if not isinstance(name, str) or not 0 < len(name) <= longest or "\0" in name:
            raise ValueError(f"{slug} needs a name of 1 to {longest} characters")
    return tools
