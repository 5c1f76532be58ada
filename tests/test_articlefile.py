from pathlib import Path
from typing import cast
from unittest import TestCase

from django.db.models import CharField

from errors.articlefile import LONGEST, TEXT_KEYS, ArticleFileError, dump, parse
from errors.loading import LIBRARY, article_files
from errors.models import Article
from tests.articles import make_document

HEAD = "---\nstatus: draft\n---\n\n# title\n\n"


class RoundTripTests(TestCase):
    def test_a_document_survives_being_written_and_read(self) -> None:
        document = make_document()
        self.assertEqual(parse(dump(document)), document)

    def test_what_one_was_doing_is_optional(self) -> None:
        self.assertNotIn("doing", dump(make_document(doing="")))
        self.assertIn(
            "---\ndoing: Pulling an image\nstatus: published\n", dump(make_document(doing="Pulling an image"))
        )

    def test_every_file_of_the_library_is_written_as_it_is_read(self) -> None:
        files = article_files(LIBRARY)
        self.assertGreaterEqual(len(files), 40)
        for slug, file in files.items():
            with self.subTest(slug):
                text = file.read_text()
                self.assertEqual(dump(parse(text)), text)

    def test_a_heading_inside_a_fence_is_code(self) -> None:
        document = make_document(quick_fix="```sh\n# a comment\n## another\n```", why="~~~~text\n```\n# x\n~~~~")
        self.assertEqual(parse(dump(document)), document)

    def test_it_reads_windows_line_endings(self) -> None:
        document = make_document()
        self.assertEqual(parse(dump(document).replace("\n", "\r\n")), document)


class FaultTests(TestCase):
    def faults(self, text: str) -> list[tuple[int, str]]:
        with self.assertRaises(ArticleFileError) as caught:
            parse(text)
        return [(fault.line, fault.problem) for fault in caught.exception.faults]

    def assert_fault(self, text: str, line: int, words: str) -> None:
        faults = self.faults(text)
        self.assertTrue(any(number == line and words in problem for number, problem in faults), faults)

    def test_it_names_what_is_wrong_and_where(self) -> None:
        for text, line, words in (
            ("hello", 1, "front matter"),
            (HEAD.replace("draft", "done"), 2, "'done' is none of"),
            (HEAD.replace("status: draft", "status: draft\nreviewed: today"), 3, "not a date"),
            (HEAD.replace("status: draft", f"doing: {61 * 'x'}"), 2, "doing has 61 characters: 60 are the most"),
            (HEAD.replace("status: draft", "colour: red"), 2, "unknown key 'colour'"),
            (HEAD + "# another\n", 7, "exactly one title"),
            (HEAD + "stray text\n", 7, "there should be a section"),
            (HEAD + "## Quick Fix\n\nx\n", 7, "unknown section 'Quick Fix'"),
            (HEAD + "## Quick fix\n\n## Checklist\n\nx\n", 7, "is empty"),
            (HEAD + "## Quick fix\n\nx\n\n## Quick fix\n\ny\n", 11, "stands twice"),
            (HEAD + "## Causes\n\n### a\n\n## Quick fix\n\ny\n", 11, "must stand before 'Causes'"),
            (HEAD + "## Messages\n\nport in use\n", 9, "```text fences"),
            (HEAD + "## Causes\n\n### a\n\n#### Why\n", 11, "How to tell"),
            (HEAD + "## Related errors\n\n- docker\n", 9, "tool/name"),
            (HEAD + "## Sources\n\n- see the manual\n", 9, "[title](https://...)"),
            (HEAD + "## Also known as\n\nx\n", 9, "as a list"),
        ):
            with self.subTest(words):
                self.assert_fault(text, line, words)

    def test_it_names_all_faults_at_once(self) -> None:
        text = HEAD + "## Nonsense\n\nx\n\n## Sources\n\n- x\n\n- y\n"
        self.assertEqual([line for line, _ in self.faults(text)], [7, 13, 15])


class LibraryTests(TestCase):
    def test_no_file_names_a_package_registry_by_host(self) -> None:
        """Their names change and mislead: an article says "the default registry"."""
        hosts = ["pypi" + ".org", "pythonhosted" + ".org", "registry.npmjs" + ".org", "deb.debian" + ".org"]
        for folder in (LIBRARY, Path(__file__).parent / "pastes"):
            for file in folder.rglob("*.*"):
                text = file.read_text(errors="replace")
                with self.subTest(file.name):
                    self.assertEqual([host for host in hosts if host in text], [])


def test_the_longest_values_are_those_of_the_database() -> None:
    for key, most in LONGEST.items():
        assert cast(CharField, Article._meta.get_field(TEXT_KEYS[key])).max_length == most
