"""manage.py export_articles PATH: every article as a file that loads back to the same rows."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from errors import redirecting
from errors.articlefile import dump
from errors.articlehistory import FOLDER, dump_history
from errors.articlestore import document_of, with_parts
from errors.articlezip import TOOLS, dump_tools
from errors.management.ready import make_library
from errors.models import Article


class Command(BaseCommand):
    help = "Write every article as <tool>/<name>.md below PATH."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="a folder; it is made if it does not exist")
        parser.add_argument("--history", action="store_true", help="every version too, below PATH/history")

    def handle(self, *args: Any, path: Path, history: bool, **options: Any) -> None:
        make_library()
        if path.exists() and not path.is_dir():
            raise CommandError(f"{path} is a file: name a folder to write the articles to")
        count, tools = 0, {}
        articles = Article.objects.exclude(status=Article.Status.DELETED)
        for article in with_parts(articles):
            _write(path / f"{article.slug}.md", dump(document_of(article)))
            if history:
                _write(path / FOLDER / f"{article.slug}.jsonl", dump_history(article))
            tools[article.tool.slug] = article.tool.name
            count += 1
        _write(path / TOOLS, dump_tools(tools))
        _write(path / redirecting.FILE, redirecting.dump_redirects(articles))
        self.stdout.write(f"{count} articles written to {path}")


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
