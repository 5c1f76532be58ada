"""manage.py check_articles [PATH]: all that keeps article files from the standard, at once, each with what to do."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from errors.articlecheck import problems
from errors.librarycheck import library_problems
from errors.loading import LIBRARY, LoadError, article_files, read
from errors.management.progress import Counter


class Command(BaseCommand):
    help = "Check article files: form, completeness, commands, messages that find another article, repeated sentences."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "path", nargs="?", type=Path, default=LIBRARY, help="a folder of <tool>/<name>.md, or a file"
        )

    def handle(self, *args: Any, path: Path, **options: Any) -> None:
        files = article_files(path)
        try:
            documents = read(files)
        except LoadError as error:
            raise CommandError("\n".join(str(problem) for problem in error.problems)) from error
        found = []
        with Counter("checking") as counter:
            for done, (slug, document) in enumerate(documents.items()):
                counter(done, len(documents))
                found += [f"{files[slug]}: {problem}" for problem in problems(document)]
            found += [f"{files[slug]}: {problem}" for slug, problem in library_problems(documents)]
        if found:
            raise CommandError("\n".join([*found, f"{len(found)} problems in {len(documents)} articles"]))
        self.stdout.write(f"{len(documents)} articles, no problem")
