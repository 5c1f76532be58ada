"""manage.py prove_fixes [SLUG...] [--record] [--minutes N]: bring errors about for real and apply their articles' fixes."""

from __future__ import annotations

import math
import time
from argparse import ArgumentParser
from collections import Counter as Tally
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from errors.articlefile import dump, parse
from errors.loading import LIBRARY, article_files, read
from errors.management.progress import Counter
from errors.matching.memory import MemoryIndex
from errors.proving import Proof, Status, prove, system_name


class Command(BaseCommand):
    help = "Run the proofs that stand beside articles. Exits with 1 where one no longer holds."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "slugs", nargs="*", help="tool/name of the articles to prove; all that have a proof if left out"
        )
        parser.add_argument("--minutes", type=float, help="begin no proof after so many minutes")
        parser.add_argument("--record", action="store_true", help="write what was proved into the article files")

    def handle(self, *args: Any, slugs: list[str], record: bool, minutes: float | None, **options: Any) -> None:
        files = article_files(LIBRARY)
        scripts = {slug: file.with_suffix(".sh") for slug, file in files.items() if file.with_suffix(".sh").exists()}
        unknown = [slug for slug in slugs if slug not in scripts]
        if unknown:
            raise CommandError(f"no proof stands beside {', '.join(unknown)}")
        index = MemoryIndex(read(files))
        wanted = slugs or list(scripts)
        deadline = time.monotonic() + minutes * 60 if minutes else math.inf
        proofs: list[Proof] = []
        with Counter("proving") as counter:
            for slug in wanted:
                if time.monotonic() > deadline:
                    break
                counter(len(proofs), len(wanted))
                proofs.append(_prove_twice(slug, scripts[slug], index))
                if record:
                    _record(files[slug], proofs[-1])
        if len(proofs) < len(wanted):
            self.stdout.write(f"{len(wanted) - len(proofs)} of {len(wanted)} not begun after {minutes:g} minutes")
        self._print(proofs)

    def _print(self, proofs: list[Proof]) -> None:
        width = max((len(proof.slug) for proof in proofs), default=0)
        for proof in proofs:
            self.stdout.write(f"{proof.slug:<{width}}  {proof.status:<12}  {proof.version or proof.detail}")
        counts = Tally(proof.status for proof in proofs)
        self.stdout.write(", ".join(f"{counts[status]} {status}" for status in Status))
        if counts[Status.FAILED]:
            raise CommandError("a proof does not hold: mend the article or its script")


def _prove_twice(slug: str, script: Path, index: MemoryIndex) -> Proof:
    """A busy machine can make a server late once; what fails twice does not hold."""
    proof = prove(slug, script, index)
    return prove(slug, script, index) if proof.status is Status.FAILED else proof


def _record(file: Path, proof: Proof) -> None:
    """The article's front matter says what was proved, when and where; a proof that fails takes that away."""
    if proof.status is Status.MISSING:
        return
    document = parse(file.read_text(encoding="utf-8"))
    proved = proof.status is Status.PROVED
    written = replace(
        document,
        proved_on=datetime.now(UTC).date() if proved else None,
        proved_with=f"{proof.version} on {system_name()}" if proved else "",
    )
    file.write_text(dump(written), encoding="utf-8")
