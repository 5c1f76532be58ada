"""manage.py match [FILE] [--jsonl] [--explain]: the matcher without a web server."""

from __future__ import annotations

import json
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from errors.lookup import PostgresIndex
from errors.management.commands.evaluate_matching import read_row
from errors.management.ready import make_library
from errors.matching.clean import decode
from errors.matching.engine import Answer, MatchResult, match
from errors.matching.misread import repaired
from errors.models import Article
from errors.pictures.reading import PictureProblem, is_picture, text_of_picture


class Command(BaseCommand):
    help = "Find the articles behind an error. Reads FILE, or what is piped in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file", nargs="?", type=Path, help="a file with the error, text or picture; standard input if left out"
        )
        parser.add_argument(
            "--jsonl", action="store_true", help='each line is {"paste": ...}; each answer a line of JSON'
        )
        parser.add_argument("--explain", action="store_true", help="say why")

    def handle(self, *args: Any, file: Path | None, jsonl: bool, explain: bool, **options: Any) -> None:
        make_library()
        self.articles = {row.pk: row for row in Article.objects.published().for_lists()}
        text = self._text_in(self._read(file))
        if jsonl:
            self._match_lines(text, explain=explain)
            return
        result = match(text, PostgresIndex())
        self.stdout.write("\n\n".join(self._text(answer, explain=explain) for answer in result.answers) or "NONE")

    def _read(self, file: Path | None) -> bytes:
        try:
            return file.read_bytes() if file else sys.stdin.buffer.read()
        except OSError as error:
            raise CommandError(f"cannot read {file}: {error.strerror}") from error

    def _text_in(self, data: bytes) -> str:
        if not is_picture(data):
            return decode(data)
        try:
            return repaired(text_of_picture(data), PostgresIndex())
        except PictureProblem as problem:
            raise CommandError(str(problem)) from problem

    def _match_lines(self, text: str, *, explain: bool) -> None:
        index = PostgresIndex()
        for number, line in enumerate(text.split("\n"), start=1):
            if not line.strip():
                continue
            row = read_row(f"line {number}", line)
            start = time.perf_counter()
            result = match(row.pop("paste"), index)
            milliseconds = round((time.perf_counter() - start) * 1000, 2)
            answer = {**row, "verdict": result.verdict, "results": list(self._rows(result)), "ms": milliseconds}
            if explain:
                answer["why"] = [list(each.why) for each in result.answers]
            self.stdout.write(json.dumps(answer, ensure_ascii=False))

    def _rows(self, result: MatchResult) -> Iterator[dict[str, Any]]:
        for each in result.results:
            if each.article in self.articles:
                yield {
                    "slug": self.articles[each.article].slug,
                    "confidence": round(each.confidence, 4),
                    "line": each.line,
                    "captures": each.captures,
                }

    def _text(self, answer: Answer, *, explain: bool) -> str:
        found = answer.result
        lines = [f"{answer.verdict.upper()}  line {answer.line}: {answer.line_text}"]
        if found and found.article in self.articles:
            article = self.articles[found.article]
            near = "near: " if answer.verdict == "none" else ""
            lines.append(f"  {near}{article.slug}  {found.confidence:.0%}  {article.title}")
            lines += [f"  {name} = {value}" for name, value in found.captures.items()]
        if explain:
            lines += [f"  - {sentence}" for sentence in answer.why]
        return "\n".join(lines)
