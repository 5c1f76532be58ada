from unittest import TestCase

from errors.articledocument import Message, Passage
from errors.matching.accompanying import special_first
from errors.matching.engine import match
from errors.matching.memory import MemoryIndex
from tests.articles import make_document
from tests.test_matching_engine import EMPTY

GENERAL = "could not find compatible versions of {part}"
SPECIAL = "{part} was there, but requires a higher deployment target"
LOG = "could not find compatible versions of gearbox\n\ngearbox was there, but requires a higher deployment target\n"
UNRELATED = "cannot open the valve {number}: permission denied"


class AccompanyingTests(TestCase):
    def order(self, templates: list[str], examples: list[str], wrappers: tuple[int, ...] = ()) -> list[int]:
        return special_first(templates, examples, [place in wrappers for place in range(len(templates))])

    def test_a_general_message_comes_after_the_special_one_whose_examples_show_it(self) -> None:
        self.assertEqual(self.order([GENERAL, SPECIAL], ["", LOG]), [1, 0])

    def test_two_that_show_each_other_stay_in_the_order_of_cause(self) -> None:
        self.assertEqual(self.order([GENERAL, SPECIAL], [LOG, LOG]), [0, 1])

    def test_what_a_wrapper_shows_is_no_part_of_it(self) -> None:
        self.assertEqual(self.order([GENERAL, SPECIAL], ["", LOG], wrappers=(1,)), [0, 1])

    def test_only_what_accompanies_it_moves(self) -> None:
        self.assertEqual(self.order([UNRELATED, GENERAL, SPECIAL], ["", "", LOG]), [0, 2, 1])

    def test_a_paste_is_answered_with_the_special_error_first(self) -> None:
        examples = [Passage("In a log", f"```text\n{LOG}```")]
        documents = {
            "pod/general": make_document(**EMPTY, title=GENERAL, messages=[Message(GENERAL)]),
            "pod/special": make_document(**{**EMPTY, "examples": examples}, title=SPECIAL, messages=[Message(SPECIAL)]),
            "valve/other": make_document(**EMPTY, title=UNRELATED, messages=[Message(UNRELATED)]),
        }
        index = MemoryIndex(documents)
        answers = [index.slugs[answer.result.article] for answer in match(LOG, index).answers if answer.result]
        self.assertEqual(answers, ["pod/special", "pod/general"])
