"""manage.py fit_confidence FILE.jsonl --negatives FILE.jsonl: the weights that errors/matching/calibration.py holds."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from errors.lookup import PostgresIndex
from errors.management.commands.evaluate_matching import read_pastes
from errors.management.progress import Counter
from errors.management.ready import make_library
from errors.matching.calibration import facts, rivals
from errors.matching.clean import clean
from errors.matching.engine import rank_candidates
from errors.matching.fitting import fit
from errors.matching.lines import choose_lines
from errors.models import Article


class Command(BaseCommand):
    help = "Fit the matcher's confidence to labelled pastes and print its weights, to be put into calibration.py."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help='lines of {"paste", "slug", "also"}')
        parser.add_argument("--negatives", type=Path, required=True, help='lines of {"paste"} that no article answers')

    def handle(self, *args: Any, file: Path, negatives: Path, **options: Any) -> None:
        make_library()
        pastes = read_pastes(file) + [{**row, "slug": None, "also": []} for row in read_pastes(negatives)]
        slugs = {row.pk: row.slug for row in Article.objects.published().for_lists()}
        rows, truths = [], []
        with Counter("matching") as counter:
            for done, row in enumerate(pastes):
                counter(done, len(pastes))
                ranked = rank_candidates(choose_lines(clean(row["paste"])), PostgresIndex())
                if ranked:
                    rows.append(facts(ranked[0], rivals(ranked, ranked[0])))
                    truths.append(slugs.get(ranked[0].article) in [row.get("slug"), *row.get("also", [])])
        try:
            weights = fit(rows, truths)
        except ValueError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"BIAS = {weights.pop(''):.2f}")
        for name, weight in weights.items():
            self.stdout.write(f'    "{name}": {weight:.2f},')
