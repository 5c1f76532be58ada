"""Text that was read from a picture: words are put right as the library has them, codes and values never."""

from unittest import TestCase

from django.test import TestCase as DatabaseTestCase

from errors.articledocument import Message
from errors.lookup import PostgresIndex
from errors.matching.memory import MemoryIndex
from errors.matching.misread import MOST_LINES, repaired
from tests.articles import make_article, make_document

MESSAGES = (
    "Permission denied while opening {file}: the directive was not executed after the warning",
    "failed with exit status 137: TS2345 is not assignable",
    "HRESULT 0x80070005, ORA-00942, ssl3_get_record: wrong version number (E0277, ENOENT)",
    "Cannot find module '{module}': the blas library and the builder are up to date; update them",
    "FullyQualifiedErrorId : CommandNotFoundException",
)
LIBRARY = MemoryIndex(
    {
        f"docker/{number}": make_document(title=message, messages=[Message(message)])
        for number, message in enumerate(MESSAGES)
    }
)


class MisreadTestCase(TestCase):
    def assert_reads(self, read: str, meant: str) -> None:
        with self.subTest(read=read):
            self.assertEqual(repaired(read, LIBRARY), meant)

    def assert_stays(self, *texts: str) -> None:
        for text in texts:
            self.assert_reads(text, text)


class BrokenWordTests(MisreadTestCase):
    def test_a_word_that_the_window_broke_is_joined_and_its_lines_with_it(self) -> None:
        self.assert_reads("it was not execu\nted after the warning", "it was not executed after the warning")
        self.assert_reads("Permis\nsion denied w\nhile opening", "Permission denied while opening")

    def test_empty_lines_that_were_read_between_them_are_left_out_and_no_others(self) -> None:
        self.assert_reads("permis\n\nsion denied\n\nfailed with", "permission denied\n\nfailed with")

    def test_the_edge_of_the_screen_in_a_photograph_is_left_out_of_the_word(self) -> None:
        self.assert_reads("| not execu |\n. ted after 3", "| not executed after 3")

    def test_a_word_with_a_space_in_it_is_one_again(self) -> None:
        self.assert_reads("permis sion denied", "permission denied")

    def test_words_that_are_words_on_both_sides_stay_two(self) -> None:
        self.assert_stays("the builder is up\ndate them", "cannot find\nmodule", "wrong version\nnumber", "up to date")

    def test_pieces_of_a_word_that_the_library_does_not_have_stay_apart(self) -> None:
        self.assert_stays("created my-data\nbase-one", "created data\nbase")


class MisreadWordTests(MisreadTestCase):
    def test_letters_that_look_alike(self) -> None:
        self.assert_reads("falled with", "failed with")
        self.assert_reads("fai1ed with", "failed with")
        self.assert_reads("fai|ed with", "failed with")
        self.assert_reads("perrnission clenied", "permission denied")
        self.assert_reads("the vvarning was n0t execute0", "the warning was n0t execute0")
        self.assert_reads("vers1on, ver5ion, 0pening", "version, version, opening")
        self.assert_reads("FullyQualifiedErrorld", "fullyqualifiederrorid")

    def test_a_word_that_the_library_has_stays_as_it_is(self) -> None:
        self.assert_stays("failed", "Failed", "wrong version number")

    def test_a_short_word_of_letters_stays_for_it_may_be_another_one(self) -> None:
        self.assert_stays("self.bias")

    def test_two_letters_changed_are_another_word(self) -> None:
        self.assert_stays("the bulider")

    def test_more_than_a_screen_holds_stays_as_it_is(self) -> None:
        self.assert_stays("falled with\n" * MOST_LINES)


class ExactTests(MisreadTestCase):
    def test_no_code_is_changed(self) -> None:
        self.assert_stays("TS2S45", "TSZ345", "0x8OO70005", "Ox80070005", "ORA-OO942", "EO277", "EN0ENT", "E0Z77")

    def test_no_number_is_changed(self) -> None:
        self.assert_stays("exit status l37", "exit status 1E7", "line 10:5")

    def test_no_word_becomes_one_with_a_digit(self) -> None:
        self.assert_stays("ssl_get", "sslE get", "ss13_get_record")

    def test_no_number_is_joined_to_another(self) -> None:
        self.assert_stays("exit status 1\n37", "TS23\n45", "exit status 1 37")

    def test_no_value_is_changed(self) -> None:
        self.assert_stays(
            "'rnodule'", "'permis sion'", "/srv/falled/x", "https://falled.example.com/", "vers1on@example.com"
        )


class QueryTests(DatabaseTestCase):
    def test_it_asks_the_database_once(self) -> None:
        make_article()
        with self.assertNumQueries(1):
            text = repaired("rnanifest for alpine:3.999 not fou\nnd: manifest unkn\nown", PostgresIndex())
        self.assertEqual(text, "manifest for alpine:3.999 not found: manifest unknown")
