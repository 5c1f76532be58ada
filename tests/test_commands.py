import io
import json
import sys
import tempfile
from pathlib import Path
from unittest import mock

from django.core.management import CommandError, call_command
from django.test import TestCase, override_settings

from errors.articlefile import dump
from errors.articlestore import document_of, with_parts
from errors.models import Article
from tests.articles import SLUG, make_article, make_document

PASTE = "docker: Error response from daemon: manifest for alpine:3.999 not found: manifest unknown."


@override_settings(EMBEDDED_POSTGRES=False)
class CommandTestCase(TestCase):
    def setUp(self) -> None:
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))

    def run_command(self, *arguments: object, given: str = "") -> str:
        out = io.StringIO()
        stdin = io.TextIOWrapper(io.BytesIO(given.encode()))
        with mock.patch.object(sys, "stdin", stdin):
            call_command(*map(str, arguments), stdout=out)
        return out.getvalue()

    def file(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path


class LoadArticlesTests(CommandTestCase):
    def test_it_says_what_it_did(self) -> None:
        self.file(f"{SLUG}.md", dump(make_document()))
        self.assertEqual(self.run_command("load_articles", self.folder), "1 created, 0 updated, 0 unchanged\n")

    def test_it_names_each_fault_with_its_place(self) -> None:
        self.file("docker/bad.md", "---\nstatus: new\n---\n\n# x\n")
        with self.assertRaisesRegex(CommandError, r"nothing was loaded.*\n.*bad\.md:2: status 'new'"):
            self.run_command("load_articles", self.folder)

    def test_it_says_what_it_kept(self) -> None:
        make_article(why="edited")
        self.file(f"{SLUG}.md", dump(make_document()))
        self.assertIn(f"1 kept as an editor changed them: {SLUG}", self.run_command("load_articles", self.folder))

    def test_a_missing_path_is_an_error(self) -> None:
        with self.assertRaisesMessage(CommandError, "does not exist"):
            self.run_command("load_articles", self.folder / "nowhere")


class ExportArticlesTests(CommandTestCase):
    def test_what_it_writes_loads_back_to_the_same_rows(self) -> None:
        make_article()
        self.run_command("export_articles", self.folder)
        Article.objects.all().delete()
        self.run_command("load_articles", self.folder)
        self.assertEqual(document_of(with_parts(Article.objects.at(SLUG)).get()), make_document())

    def test_a_file_in_its_way_is_an_error(self) -> None:
        with self.assertRaisesMessage(CommandError, "is a file"):
            self.run_command("export_articles", self.file("x", ""))


class ReadyTests(CommandTestCase):
    def test_on_a_new_clone_the_first_command_finds_the_library(self) -> None:
        with self.settings(EMBEDDED_POSTGRES=True):
            self.assertIn("docker/manifest-unknown", self.run_command("match", given=PASTE))

    def test_somebody_elses_database_is_left_alone(self) -> None:
        self.assertIn("NONE", self.run_command("match", given=PASTE))
        self.assertFalse(Article.objects.exists())


class MatchTests(CommandTestCase):
    def test_it_answers_what_is_piped_in(self) -> None:
        make_article()
        printed = self.run_command("match", given=PASTE)
        self.assertIn("MATCH  line 1", printed)
        self.assertIn(SLUG, printed)
        self.assertIn("tag = 3.999", printed)

    def test_it_reads_a_file_and_explains(self) -> None:
        make_article()
        self.assertIn("was laid over", self.run_command("match", self.file("log", PASTE), "--explain"))

    def test_it_answers_lines_of_json_with_their_other_fields(self) -> None:
        make_article()
        given = json.dumps({"id": 7, "paste": PASTE}) + "\n\n" + json.dumps({"id": 8, "paste": "hello"}) + "\n"
        first, second = map(json.loads, self.run_command("match", "--jsonl", given=given).splitlines())
        self.assertEqual((first["id"], first["verdict"], second["id"], second["verdict"]), (7, "match", 8, "none"))
        self.assertNotIn("paste", first)
        self.assertGreater(first["ms"], 0)
        best = first["results"][0]
        self.assertEqual((best["slug"], best["line"], best["captures"]["tag"]), (SLUG, 1, "3.999"))
        self.assertGreater(best["confidence"], 0.7)

    def test_a_bad_line_is_named(self) -> None:
        for line in ("{", "[]", '{"paste": 7}'):
            with self.subTest(line), self.assertRaisesMessage(CommandError, "line 2"):
                self.run_command("match", "--jsonl", given='{"paste": ""}\n' + line)

    def test_a_missing_file_is_an_error(self) -> None:
        with self.assertRaisesMessage(CommandError, "cannot read"):
            self.run_command("match", self.folder / "nowhere")


class EvaluateMatchingTests(CommandTestCase):
    def test_it_prints_recall_and_false_matches(self) -> None:
        make_article()
        known = self.file("known.jsonl", json.dumps({"paste": PASTE, "slug": SLUG, "also": [], "shape": "short"}))
        strange = self.file("strange.jsonl", json.dumps({"paste": "hello world"}))
        table = self.run_command("evaluate_matching", known, "--negatives", strange)
        self.assertRegex(table, r"short +1 +1\.000 +1\.000 +1\.000 +1\.000")
        self.assertIn("negatives called match: 0.0% of 1", table)

    def test_it_leaves_out_errors_that_have_no_article(self) -> None:
        known = self.file("known.jsonl", json.dumps({"paste": PASTE, "slug": SLUG, "also": [], "shape": "short"}))
        self.assertIn("left out: 1 pastes", self.run_command("evaluate_matching", known))
