"""make bench at a small size, so that a change that costs recall fails before anybody measures a million messages."""

import os
import random
import re
import subprocess
import sys
import tempfile
from itertools import islice
from pathlib import Path
from unittest import TestCase

from django.conf import settings

from errors.articledocument import Message
from errors.matching.engine import match
from errors.matching.memory import MemoryIndex
from errors.matching.tokens import words
from tests.articles import make_document
from tests.bench.generated import Generator
from tests.bench.pastes import Measured, middle_and_tail, misspell, own_pastes, recall
from tests.bench.report import BEGIN, END, write
from tests.bench.worst import FILLERS, HIDDEN, worst_paste

ROOT = Path(__file__).parent.parent
LEAST_FOUND_FIRST = 0.99
SMALL = ["--sizes", "1000", "--every", "7", "--worst", "50000"]


class BenchTests(TestCase):
    """The whole command, on one paste in seven."""

    report: str

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        environment = {**os.environ, "DATA_DIR": str(settings.DATA_DIR)}
        command = [sys.executable, "-m", "tests.bench", *SMALL]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        cls.report = done.stdout

    def row(self, name: str) -> list[float]:
        """The numbers of the first row of that name."""
        cells = next(line for line in self.report.splitlines() if line.startswith(f"| {name} |")).split("|")[2:-1]
        return [float(number) for cell in cells for number in re.findall(r"[\d.]+", cell)]

    def test_it_finds_real_output_first(self) -> None:
        self.assertGreaterEqual(self.row("Whatbroke")[0], LEAST_FOUND_FIRST)

    def test_it_finds_more_than_every_peer(self) -> None:
        for peer in ("BM25 (tantivy)", "SQLite FTS5", "PostgreSQL full text", "rapidfuzz over every message"):
            self.assertGreater(self.row("Whatbroke")[0], self.row(peer)[0], peer)

    def test_it_loses_no_recall_among_generated_messages(self) -> None:
        self.assertRegex(self.report, r"Recall@1 lost: -?0\.\d+ \(at most 0\.01: kept\)")

    def test_it_answers_the_worst_pastes_as_the_error_alone(self) -> None:
        self.assertIn(f"{len(FILLERS)} of {len(FILLERS)} answered as the error alone is.", self.report)


class GeneratedTests(TestCase):
    real = ["pull access denied for {image}", "no basic auth credentials"]

    def test_it_makes_the_same_articles_each_time(self) -> None:
        first, second = (list(islice(Generator(self.real).articles(), 20)) for _ in range(2))
        self.assertEqual(first, second)

    def test_it_makes_siblings_of_real_messages(self) -> None:
        articles = islice(Generator(self.real).articles(), 100)
        messages = [set(words(message.template)) for article in articles for message in article.messages]
        real = [set(words(text)) for text in self.real]
        self.assertTrue(any(2 <= len(own & message) < len(own) for own in real for message in messages))


class PastesTests(TestCase):
    def test_a_slip_changes_one_word_and_never_a_code(self) -> None:
        for seed in range(50):
            before, after = "error TS2345 argument", misspell("error TS2345 argument", random.Random(seed))
            changed = [old for old, new in zip(before.split(), after.split(), strict=True) if old != new]
            self.assertLessEqual(len(changed), 1)
            self.assertNotIn("TS2345", changed)

    def test_near_misses_are_not_among_the_pastes(self) -> None:
        files = len(list((ROOT / "tests/pastes").glob("*/*/*.txt")))
        misses = len(list((ROOT / "tests/pastes").glob("*/*/not-*.txt")))
        self.assertEqual(len(own_pastes()), files - misses)

    def test_recall_counts_what_was_not_found(self) -> None:
        measured = [Measured(1, 1.0), Measured(3, 1.0), Measured(None, 1.0), Measured(2, 1.0)]
        self.assertEqual([recall(measured, 1), recall(measured, 3)], [0.25, 0.75])

    def test_the_tail_is_the_95th_percentile(self) -> None:
        self.assertEqual(middle_and_tail([float(number) for number in range(100, 0, -1)]), (50.5, 96.0))


class WorstTests(TestCase):
    def test_every_paste_is_of_the_size_asked_for_and_hides_the_error(self) -> None:
        for name in FILLERS:
            paste = worst_paste(name, 10_000)
            self.assertAlmostEqual(len(paste), 10_000, delta=100, msg=name)
            self.assertIn(HIDDEN, paste)

    def test_the_hidden_error_is_answered(self) -> None:
        denied = "pull access denied for {image}, repository does not exist or may require 'docker login'"
        index = MemoryIndex({"docker/denied": make_document(title=denied, messages=[Message(denied)])})
        self.assertTrue(all(match(worst_paste(name, 20_000), index).results for name in FILLERS))


class ReportTests(TestCase):
    def setUp(self) -> None:
        self.file = Path(self.enterContext(tempfile.TemporaryDirectory())) / "README.md"

    def test_it_is_written_between_the_marks_and_nowhere_else(self) -> None:
        self.file.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n")
        write("new", self.file)
        self.assertEqual(self.file.read_text(), f"before\n{BEGIN}\n\nnew\n\n{END}\nafter\n")

    def test_a_file_without_marks_is_refused(self) -> None:
        self.file.write_text("no marks\n")
        with self.assertRaises(ValueError):
            write("new", self.file)

    def test_the_readme_has_the_marks(self) -> None:
        text = (ROOT / "README.md").read_text()
        self.assertEqual((text.count(BEGIN), text.count(END)), (1, 1))
