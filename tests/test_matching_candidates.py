"""Which features of a paste are looked up, and which of the entries found so are looked at."""

from unittest import TestCase

from errors.articledocument import Message
from errors.matching.candidates import BUDGET, MOST_ENTRIES, find_entries
from errors.matching.clean import clean
from errors.matching.features import LIBRARY, pair_feature, word_feature
from errors.matching.index import Entry, Frequency, Vocabulary
from errors.matching.lines import choose_lines
from errors.matching.memory import MemoryIndex
from tests.articles import make_document


class CountingIndex(MemoryIndex):
    """An index in which features are as common as it is told, and which keeps what it was asked for."""

    def __init__(self, entries_of: dict[int, int]) -> None:
        super().__init__({})
        self.entries_of = {LIBRARY: 1_000_000, **entries_of}
        self.asked: dict[int, float] = {}

    def vocabulary(self, features: object, words: object) -> Vocabulary:
        return Vocabulary({feature: Frequency(count, count) for feature, count in self.entries_of.items()}, {})

    def entries(self, features: object, most: int) -> list[Entry]:
        assert isinstance(features, dict)
        self.asked = features
        return []


def asked(paste: str, entries_of: dict[int, int]) -> set[int]:
    index = CountingIndex(entries_of)
    find_entries(choose_lines(clean(paste)), index)
    return set(index.asked)


class FeaturesTests(TestCase):
    def test_no_more_is_read_than_the_budget_allows(self) -> None:
        one, two = word_feature("alpha"), word_feature("beta")
        self.assertEqual(asked("alpha beta", {one: BUDGET - 1, two: 2}), {two})

    def test_a_line_that_tells_of_an_error_comes_first(self) -> None:
        quiet, telling = word_feature("alpha"), word_feature("beta")
        found = asked("alpha\nerror beta", {quiet: BUDGET - 500, telling: BUDGET - 400})
        self.assertEqual(found, {telling})

    def test_pairs_in_a_row_come_before_a_rare_word_that_stands_alone(self) -> None:
        row = {pair_feature("find", "module"): BUDGET // 2, pair_feature("cannot", "find"): BUDGET // 2}
        found = asked("cannot find module nope", {**row, word_feature("nope"): BUDGET // 3})
        self.assertEqual(found, set(row))


class EntriesTests(TestCase):
    def test_the_right_message_is_among_the_chosen_of_many_alike(self) -> None:
        alike = [f"pull access {word} for {{image}}" for word in ("granted", "given", "shown", "lost") * 20]
        documents = {
            f"docker/alike-{number}": make_document(title=f"{text} {number}", messages=[Message(text)])
            for number, text in enumerate(alike)
        }
        documents["docker/denied"] = make_document(
            title="pull access denied for {image}", messages=[Message("pull access denied for {image}")]
        )
        _, entries = find_entries(choose_lines(clean("pull access denied for acme/api")), MemoryIndex(documents))
        self.assertEqual(entries[0].text, "pull access denied for {image}")
        self.assertLessEqual(len(entries), MOST_ENTRIES)
