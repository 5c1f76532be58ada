"""Article files -> the database: all of a folder or one file, in one transaction, never over an editor's change."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.db import IntegrityError, transaction
from django.utils import timezone

from errors import auditing, gaps, publishing, redirecting
from errors.articledocument import ArticleDocument
from errors.articlefaults import read_article
from errors.articlefile import ArticleFileError, dump
from errors.articlehistory import FOLDER, keep_history, parse_history
from errors.articlestore import digest, document_of, store, with_parts
from errors.articlezip import PAGES_FOLDER
from errors.indexing import frequencies_at_once
from errors.models import Article, AuditEntry, FileConflict, InfoPage
from errors.redirecting import moved
from errors.reviewing import keep_first_version, keep_loaded

LIBRARY = Path(__file__).parent / "library"

Progress = Callable[[int, int], None]
"""Called with how many articles are done and how many there are."""


@dataclass(frozen=True)
class Problem:
    """Why a file cannot be loaded: the file, the line in it (from 1) and what is wrong."""

    path: Path
    line: int
    problem: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.problem}"


class LoadError(ValueError):
    """Some files cannot be loaded; nothing was changed. `problems` holds all of them."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


@dataclass
class LoadReport:
    """The slugs of what a load did. `kept` were changed by an editor since their last load, and stay as they are."""

    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


def article_files(path: Path) -> dict[str, Path]:
    """{slug: file} of the article files in a folder, or of the one file."""
    files = [path] if path.is_file() else sorted(path.glob("*/*.md"))
    return {slug_of(file): file for file in files if file.parent.name != PAGES_FOLDER}


def slug_of(file: Path) -> str:
    """An article's slug is where its file stands: <tool>/<name>.md."""
    return f"{file.resolve().parent.name}/{file.stem}"


def read(files: dict[str, Path]) -> dict[str, ArticleDocument]:
    """The documents in the files.

    Raises LoadError, naming every fault of every file at once.
    """
    documents: dict[str, ArticleDocument] = {}
    problems: list[Problem] = []
    for slug, file in files.items():
        try:
            documents[slug] = read_article(slug, file.read_text(encoding="utf-8"))
        except ArticleFileError as error:
            problems += [Problem(file, fault.line, fault.problem) for fault in error.faults]
        except UnicodeDecodeError as error:
            problems.append(Problem(file, 1, f"is not UTF-8 text (byte {error.start})"))
    if problems:
        raise LoadError(problems)
    return documents


@transaction.atomic
def load(path: Path, *, overwrite: bool = False, rebuild: bool = False, progress: Progress | None = None) -> LoadReport:
    """Make the database hold the article files below path; with overwrite, over editors' changes too.

    What is derived from articles is derived anew where it is of an older version, or, with rebuild, everywhere.
    Raises LoadError; then nothing was changed.
    """
    files = article_files(path)
    documents = read(files)
    tools = _tool_names(path)
    report = LoadReport()
    rows = _rows(documents)
    with frequencies_at_once():
        for done, (slug, document) in enumerate(documents.items()):
            if progress:
                progress(done, len(documents))
            try:
                _load_one(files[slug], document, rows.get(slug), tools, report, overwrite=overwrite)
            except (ValueError, IntegrityError) as error:
                raise LoadError([Problem(files[slug], 1, str(error).strip().split("\n")[0])]) from error
    _keep_redirects(path)
    _keep_first_versions()
    if report.created or report.updated:
        gaps.close_all_answered()
    _derive_anew(rebuild=rebuild, fresh={*report.created, *report.updated})
    _load_pages(path)
    return report


def _rows(documents: Collection[str]) -> dict[str, Article]:
    """{slug of a file: the article that it is about}: also one that came from this file and was renamed since, unless
    another file has its new address."""
    rows = {row.slug: row for row in Article.objects.select_related("tool").defer("rendered", "search_vector")}
    renamed = {old: new for old, new in moved(documents).items() if old not in rows and new not in documents}
    return rows | {old: rows[new] for old, new in renamed.items() if rows[new].loaded_digest}


def _load_one(
    file: Path,
    document: ArticleDocument,
    row: Article | None,
    tools: dict[str, str],
    report: LoadReport,
    *,
    overwrite: bool,
) -> None:
    slug, new = slug_of(file), digest(document)
    address = row.slug if row else slug
    if row and row.loaded_digest == new and not overwrite:
        report.unchanged.append(slug)
        return
    if row and not overwrite:
        held = digest(document_of(with_parts(Article.objects.filter(pk=row.pk)).get()))
        if held not in (row.loaded_digest, new):
            _note_conflict(row, document, new)
            report.kept.append(slug)
            return
    article = store(address, document, tools.get(address.partition("/")[0], ""))
    history = file.resolve().parent.parent / FOLDER / f"{slug}.jsonl"
    if row is None and history.exists():
        keep_history(article, parse_history(history.read_text(encoding="utf-8")))
    revision = keep_loaded(article, document)
    auditing.record(AuditEntry.Action.LOADED, article, by=None, version=revision.number)
    Article.objects.filter(pk=article.pk).update(loaded_digest=new)
    FileConflict.objects.filter(article=article).delete()
    redirecting.take_over(address)
    (report.updated if row else report.created).append(slug)


def _note_conflict(row: Article, document: ArticleDocument, new: str) -> None:
    """Put the file before the editors, once: a file that they have decided about is not brought up again."""
    conflict = FileConflict.objects.filter(article=row).first()
    if conflict is None or conflict.digest != new:
        values = {"text": dump(document), "digest": new, "found_at": timezone.now(), "outcome": ""}
        FileConflict.objects.update_or_create(article=row, defaults=values)


def _keep_first_versions() -> None:
    """Begin the history of articles that are older than histories."""
    for article in Article.objects.filter(revisions__isnull=True).select_related("tool").iterator():
        keep_first_version(article)


def _derive_anew(*, rebuild: bool, fresh: Iterable[str]) -> None:
    stale = Article.objects.all() if rebuild else Article.objects.exclude(derived_version=publishing.VERSION)
    for article in with_parts(stale):
        if article.slug not in fresh:
            publishing.refresh(article, document_of(article))


def _tool_names(path: Path) -> dict[str, str]:
    """Names of tools as their makers write them, from the file tools.toml of the library, if it has one."""
    file = (path if path.is_dir() else path.resolve().parent.parent) / "tools.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def _keep_redirects(path: Path) -> None:
    file = path / redirecting.FILE
    if not file.is_file():
        return
    try:
        redirecting.keep_redirects(redirecting.parse_redirects(file.read_text(encoding="utf-8")))
    except ValueError as error:
        raise LoadError([Problem(file, 1, str(error))]) from error


def _load_pages(path: Path) -> None:
    """Info pages that the database does not have yet. An existing one belongs to the editors."""
    for file in sorted((path / PAGES_FOLDER).glob("*.md")) if path.is_dir() else []:
        title, _, body = file.read_text(encoding="utf-8").partition("\n")
        InfoPage.objects.get_or_create(slug=file.stem, defaults={"title": title.lstrip("# "), "body": body.strip()})
