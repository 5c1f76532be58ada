"""manage.py evaluate_matching FILE.jsonl [--negatives FILE.jsonl]: the quality of the matcher, as a table."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from errors.evaluation import evaluate
from errors.lookup import PostgresIndex
from errors.management.progress import Counter
from errors.management.ready import make_library
from errors.matching.engine import match
from errors.models import Article


class Command(BaseCommand):
    help = "Match labelled pastes and print recall, false matches, calibration and speed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help='lines of {"paste", "slug", "also", "shape"}')
        parser.add_argument("--negatives", type=Path, help='lines of {"paste"} that no article answers')

    def handle(self, *args: Any, file: Path, negatives: Path | None, **options: Any) -> None:
        make_library()
        pastes = read_pastes(file)
        if negatives:
            pastes += [{**row, "slug": None, "also": []} for row in read_pastes(negatives)]
        slugs = {row.pk: row.slug for row in Article.objects.published().for_lists()}
        index = PostgresIndex()
        with Counter("matching") as counter:
            evaluation = evaluate(pastes, lambda text: match(text, index), slugs, counter)
        self.stdout.write("\n".join(evaluation.report()))


def read_pastes(file: Path) -> list[dict[str, Any]]:
    """The rows of a file of JSON lines that each have a "paste".

    Raises CommandError, naming the line that is wrong.
    """
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"cannot read {file}: {error}") from error
    return [read_row(f"{file}:{number}", line) for number, line in enumerate(lines, start=1) if line.strip()]


def read_row(place: str, line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise CommandError(f"{place}: is no JSON: {error}") from error
    if not isinstance(row, dict) or not isinstance(row.get("paste"), str):
        raise CommandError(f'{place}: must be an object with a text in "paste"')
    return row
