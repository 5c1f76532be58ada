from unittest import TestCase

from errors.matching.clean import clean, comparable, decode


class DecodeTests(TestCase):
    def test_it_reads_any_encoding_that_people_paste(self) -> None:
        for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"):
            with self.subTest(encoding):
                self.assertEqual(decode("Zugriff verweigert: é".encode(encoding)), "Zugriff verweigert: é")

    def test_it_never_fails(self) -> None:
        self.assertIsInstance(decode(bytes(range(256)) * 40), str)


class CleanTests(TestCase):
    def texts(self, paste: str) -> list[str]:
        return [line.text for line in clean(paste)]

    def test_it_removes_colours_and_cursor_movements(self) -> None:
        self.assertEqual(self.texts("\x1b[1;31mnpm ERR!\x1b[0m code \x1b[2KE404"), ["npm ERR! code E404"])

    def test_it_removes_colours_whose_escape_was_lost(self) -> None:
        self.assertEqual(self.texts("[31mfatal:[0m not a git repository"), ["fatal: not a git repository"])

    def test_it_keeps_brackets_that_are_text(self) -> None:
        self.assertEqual(self.texts("a[31m] = 2"), ["a[31m] = 2"])

    def test_it_takes_progress_bars_apart(self) -> None:
        self.assertEqual(self.texts("10%\r99%\rerror: disk full"), ["10%", "99%", "error: disk full"])

    def test_it_numbers_the_lines_of_the_paste(self) -> None:
        self.assertEqual([line.number for line in clean("a\r\n\r\nb\n\n\nc")], [1, 3, 6])

    def test_it_drops_nul_and_invisible_characters(self) -> None:
        self.assertEqual(self.texts("per\x00mission\u200b denied\ufeff"), ["permission denied"])

    def test_it_sees_where_a_terminal_broke_the_lines(self) -> None:
        wide = "x" * 80
        self.assertEqual([line.is_wrapped for line in clean(f"{wide}\n{wide}\nend")], [True, True, False])

    def test_it_undoes_what_a_log_did_to_a_message(self) -> None:
        for pasted, meant in (
            ("&quot;a&quot; &lt;b&gt; &amp; c", '"a" <b> & c'),
            (
                r'level=fatal msg="pinging \"https://r/v2/\": denied"',
                'level=fatal msg="pinging "https://r/v2/": denied"',
            ),
            ("undefined reference to `pow'", "undefined reference to 'pow'"),
            ("“quoted”\xa0text", '"quoted" text'),
        ):
            with self.subTest(pasted):
                self.assertEqual(comparable(pasted), meant)

    def test_it_keeps_windows_paths(self) -> None:
        self.assertEqual(comparable(r"C:\new\table not found"), r"C:\new\table not found")
