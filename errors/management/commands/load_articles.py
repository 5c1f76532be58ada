"""manage.py load_articles [PATH]: article files into the database, all or nothing."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from errors.loading import LIBRARY, LoadError, load
from errors.management.progress import Counter
from errors.management.ready import make_tables


class Command(BaseCommand):
    help = "Load article files into the database. An article that an editor changed since its last load is kept."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "path", nargs="?", type=Path, default=LIBRARY, help="a folder of <tool>/<name>.md, or a file"
        )
        parser.add_argument("--overwrite", action="store_true", help="load over editors' changes too")
        parser.add_argument("--rebuild", action="store_true", help="derive pages and the index of every article anew")

    def handle(self, *args: Any, path: Path, overwrite: bool, rebuild: bool, **options: Any) -> None:
        make_tables()
        if not path.exists():
            raise CommandError(f"{path} does not exist: name a folder of <tool>/<name>.md files, or one such file")
        try:
            with Counter("loading articles") as counter:
                report = load(path, overwrite=overwrite, rebuild=rebuild, progress=counter)
        except LoadError as error:
            lines = "\n".join(f"  {problem}" for problem in error.problems)
            raise CommandError(f"nothing was loaded; mend these first:\n{lines}") from error
        self.stdout.write(
            f"{len(report.created)} created, {len(report.updated)} updated, {len(report.unchanged)} unchanged"
        )
        if report.kept:
            self.stdout.write(f"{len(report.kept)} kept as an editor changed them: {', '.join(report.kept)}")
            self.stdout.write("To load the files over these changes: manage.py load_articles --overwrite")
