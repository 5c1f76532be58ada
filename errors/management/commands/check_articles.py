"""manage.py check_articles [PATH]: all that keeps article files from the standard, at once, each with what to do."""

from __future__ import annotations

import re
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from errors.articlecheck import problems
from errors.librarycheck import library_problems
from errors.loading import LIBRARY, LoadError, article_files, read
from errors.management.progress import Counter

QUOTED = re.compile(r"""(['"`])(.+?)\1(?!\w)""")


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
                found += [(slug, problem) for problem in problems(document)]
            found += library_problems(documents)
        if found:
            said = [_with_place(files[slug], problem) for slug, problem in found]
            raise CommandError("\n".join([*said, f"{len(said)} problems in {len(documents)} articles"]))
        self.stdout.write(f"{len(documents)} articles, no problem")


def _with_place(path: Path, problem: str) -> str:
    """file:line: problem. The line is that of what the problem quotes, else of the section that it names, else 1."""
    text = path.read_text()
    named = [match[2] for match in QUOTED.finditer(problem)] + [f"# {problem.partition(':')[0]}\n"]
    place = next((text.index(words) for words in named if words in text), 0)
    return f"{path}:{text.count(chr(10), 0, place) + 1}: {problem}"
