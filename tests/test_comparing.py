from unittest import TestCase

from errors.comparing import SECTION_NAMES, changes, compare
from tests.articles import make_document


class ComparingTests(TestCase):
    def test_equal_documents_have_no_change(self) -> None:
        self.assertEqual(changes(make_document(), make_document()), [])

    def test_every_section_is_compared_in_reading_order(self) -> None:
        self.assertEqual(tuple(section.heading for section in compare(make_document(), make_document())), SECTION_NAMES)

    def test_changed_words_are_marked_on_both_sides(self) -> None:
        (section,) = changes(make_document(why="A tag is a name."), make_document(why="A tag is a moving name."))
        self.assertEqual((section.heading, section.kind), ("Why this happens", "changed"))
        (row,) = section.rows
        self.assertEqual([text for marked, text in row.new if marked], ["moving "])
        self.assertEqual([text for marked, text in row.old if marked], [])

    def test_lines_that_stayed_are_not_marked(self) -> None:
        (section,) = changes(make_document(why="one\ntwo\n"), make_document(why="one\nthree\n"))
        self.assertEqual([row.is_same for row in section.rows], [True, False])

    def test_both_texts_can_be_put_together_again(self) -> None:
        old, new = "one two\nthree\n\nfour", "one 2\n\nfour five\n"
        (section,) = changes(make_document(why=old), make_document(why=new))
        for side, whole in (("old", old), ("new", new)):
            pieces = "".join(text for row in section.rows for _, text in getattr(row, side))
            self.assertEqual(pieces, whole)

    def test_a_section_that_came_or_went_says_so(self) -> None:
        kinds = {s.heading: s.kind for s in changes(make_document(why="", aliases=[]), make_document(causes=[]))}
        self.assertEqual(kinds, {"Why this happens": "added", "Also known as": "added", "Causes": "removed"})

    def test_an_order_is_a_change(self) -> None:
        document = make_document()
        self.assertEqual(
            [s.heading for s in changes(document, make_document(causes=document.causes[::-1]))], ["Causes"]
        )
