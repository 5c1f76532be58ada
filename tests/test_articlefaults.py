from dataclasses import replace

from django.test import SimpleTestCase

from errors.articledocument import ArticleDocument, Message
from errors.articlefaults import read_article
from errors.articlefile import ArticleFileError, dump
from errors.loading import LIBRARY, article_files
from tests.articles import SLUG, make_document


class ArticleFaultTests(SimpleTestCase):
    def assertFault(self, text: str, line_with: str, problem: str) -> None:
        with self.assertRaises(ArticleFileError) as caught:
            read_article(SLUG, text)
        (fault,) = caught.exception.faults
        self.assertIn(problem, fault.problem)
        self.assertIn(line_with, text.split("\n")[fault.line - 1])

    def of(self, **changes: object) -> str:
        document: ArticleDocument = replace(make_document(), **changes)  # type: ignore[arg-type]
        return dump(document)

    def test_a_good_file_is_read(self) -> None:
        self.assertEqual(read_article(SLUG, self.of()), make_document())

    def test_a_text_longer_than_its_field_is_a_fault_at_its_line(self) -> None:
        self.assertFault(self.of(title="t" * 301), "# ttt", "title has 301 characters: at most 300")
        self.assertFault(self.of(messages=[Message("m" * 1001)]), "mmm", "template has 1,001 characters")
        self.assertFault(self.of(aliases=["a", "b" * 301]), "- bbb", "alias has 301 characters")

    def test_one_name_or_message_twice_is_a_fault_at_the_second(self) -> None:
        causes = make_document().causes
        self.assertFault(
            self.of(causes=[*causes, replace(causes[1], body="Again.")]), "Deleted tag", "two causes are called"
        )
        self.assertFault(self.of(messages=[Message("port {a} taken"), Message("port {b} taken")]), "{b}", "twice")

    def test_a_fix_of_an_unknown_cause_is_a_fault(self) -> None:
        text = self.of().replace("Cures: Misspelt tag; Deleted tag", "Cures: Misspelt tag; Lost tag")
        self.assertFault(text, "Lost tag", "which is no cause of this article")

    def test_a_nul_character_is_a_fault(self) -> None:
        self.assertFault(self.of(why="A\0B"), "A\0B", "NUL")

    def test_an_address_must_fit(self) -> None:
        for slug, problem in (
            ("docker", "name the file"),
            ("admin/x", "address of the site itself"),
            (f"{'t' * 51}/x", "at most 50"),
            (f"docker/{'n' * 121}", "at most 120"),
        ):
            with self.subTest(slug), self.assertRaisesMessage(ArticleFileError, problem):
                read_article(slug, self.of())

    def test_the_whole_library_is_without_fault(self) -> None:
        for slug, file in article_files(LIBRARY).items():
            with self.subTest(slug):
                read_article(slug, file.read_text(encoding="utf-8"))
