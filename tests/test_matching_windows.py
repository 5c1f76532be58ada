from unittest import TestCase

from errors.matching.clean import clean
from errors.matching.lines import choose_lines
from errors.matching.windows import Windows


class WindowsTests(TestCase):
    def joined(self, paste: str) -> str:
        """The first two lines of the paste, read as one."""
        windows = list(Windows(choose_lines(clean(paste))).around(0, {0, 1}))
        return next(window.text for window in windows if window.lines == (0, 1))

    def test_the_time_of_the_next_line_is_no_part_of_the_message(self) -> None:
        log = "2026-11-23T09:12:04.1Z fatal: cannot open the valve\n2026-11-23T09:12:05.9Z it is rusty"
        self.assertEqual(self.joined(log), "2026-11-23T09:12:04.1Z fatal: cannot open the valve it is rusty")

    def test_neither_is_the_name_of_a_container_nor_a_quotation_mark(self) -> None:
        self.assertEqual(self.joined("web | cannot open\nweb | the valve"), "web | cannot open the valve")
        self.assertEqual(self.joined("> cannot open\n> the valve"), "> cannot open the valve")

    def test_words_that_both_lines_begin_with_stay(self) -> None:
        self.assertEqual(self.joined("error: cannot open\nerror: it is rusty"), "error: cannot open error: it is rusty")


class DistinctLinesTests(TestCase):
    def test_a_repeated_line_stands_where_it_stood_first(self) -> None:
        paste = "OperationalError at /login/\nno such table: user\nException Value:\nno such table: user"
        self.assertEqual([line.line.number for line in choose_lines(clean(paste))], [1, 2, 3])
