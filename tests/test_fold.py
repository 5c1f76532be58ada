"""What `python -m tests.fold` prints of the answers that it opened; the opening itself is in test_browser_answer.py."""

from unittest import TestCase

from tests.fold import PASTES, Answer, missed, pastes_of, slugs_with_pastes, table

HIGH = Answer("git/high", {"title": 200, "command": 640, "value": None})
LOW = Answer("git/low", {"title": 200, "command": 500, "value": 641})
LOWEST = Answer("git/lowest", {"title": 200, "command": 800, "value": 741})


class FoldTests(TestCase):
    def test_a_part_misses_the_window_that_it_ends_below(self) -> None:
        self.assertEqual([each.misses(640) for each in (HIGH, LOW, LOWEST)], [[], ["value"], ["command", "value"]])
        self.assertEqual([each.misses(740) for each in (HIGH, LOW, LOWEST)], [[], [], ["command", "value"]])

    def test_the_share_of_a_part_is_that_of_the_answers_which_have_it(self) -> None:
        rows = [line.split(" | ")[1:] for line in table([HIGH, LOW, LOWEST]).split("\n")[2:]]
        self.assertEqual(rows, [["3", "100 %", "100 % |"], ["3", "66.6 %", "66.6 % |"], ["2", "0 %", "50 % |"]])

    def test_a_share_is_never_rounded_up_to_all(self) -> None:
        self.assertIn("| 2001 | 99.9 % |", table([HIGH] * 2000 + [LOWEST]))

    def test_what_misses_is_listed_the_lowest_first(self) -> None:
        self.assertEqual(
            list(missed([HIGH, LOW, LOWEST])),
            ["git/lowest: command ends at 800, value ends at 741", "git/low: value ends at 641"],
        )

    def test_it_opens_pastes_that_must_find_their_article(self) -> None:
        slug = "docker/manifest-unknown"
        self.assertIn(slug, slugs_with_pastes())
        self.assertIn((PASTES / slug / "pull-missing-tag.txt").read_text(), pastes_of(slug))
        self.assertNotIn((PASTES / slug / "not-platform.txt").read_text(), pastes_of(slug))
