"""Each row of the table is masked alone and in the surroundings that a paste gives it."""

from unittest import TestCase

from errors.matching.clean import clean
from errors.matching.placeholders import VARIABLE_PARTS, mask

ROWS = [
    ("url", "https://registry.example.com/v2/?a=1#b", "<url>"),
    ("url", "unix:///var/run/docker.sock", "<url>"),
    ("url", "docker://acme/api:1.8", "<url>"),
    ("email", "git@git.example.com", "<email>"),
    ("timestamp", "2026-11-23T07:43:20Z", "<timestamp>"),
    ("timestamp", "2026-11-23 08:35:47.423 CET", "<timestamp>"),
    ("timestamp", "2026/11/23 08:35:47", "<timestamp>"),
    ("time", "12:41:07.259", "<time>"),
    ("uuid", "123e4567-e89b-12d3-a456-426614174000", "<uuid>"),
    ("digest", "sha256:ff3ac1c97570cf1dcb92107c907cbeac0ddd60132f96aa87e5a4bb15d4dcc513", "<digest>"),
    ("digest", "sha512-YEIuBsw+pE6oM3qQ0mjB5o3p3H2Cq7OzP/A==", "<digest>"),
    ("ip", "10.0.0.7:5432", "<ip>"),
    ("ip", "[::1]:5432", "<ip>"),
    ("address", "0x00007ff6bcd51040", "<address>"),
    ("hash", "cea23e4f5208cc9268a6f667dfc8a2b3c6508bef", "<hash>"),
    ("hash", "18f9e56", "<hash>"),
    ("windows_path", r"C:\Users\ada\app.ps1", "<windows_path>"),
    ("path", "/var/lib/docker/overlay2", "<path>"),
    ("path", "~/.ssh/id_ed25519", "<path>"),
    ("path", "./node_modules/.bin/eslint", "<path>"),
    ("version", "v20.11.1", "<version>"),
    ("version", "1.2.3-rc.1", "<version>"),
    ("quoted", "'left-pad'", "<quoted>"),
    ("quoted", '"acme/api"', "<quoted>"),
    ("size", "107.32 MB", "<size>"),
    ("number", "8443", "<number>"),
]
# What identifies an error must never be masked.
KEPT = ["TS2345", "28P01", "ORA-00942", "0x80070005", "ERR_CONNECTION_REFUSED", "E0502", "EACCES", "defaced", "c++"]
# Known wrong results: (text, what it should be, what it is). A row that comes right fails: move it up.
KNOWN_WRONG = [
    ("it's Ada's file", "it's Ada's file", "it<quoted>s file"),
    ("module v2", "module <version>", "module v2"),
]
SURROUNDINGS = ["{}", "error: {}", "{} failed", "error: {} failed", "[12:41:07] web_1 | error: {} failed (exit)"]


class MaskTests(TestCase):
    def test_it_masks_each_kind_in_all_surroundings(self) -> None:
        for kind, text, masked in ROWS:
            for surrounding in SURROUNDINGS:
                with self.subTest(kind, text=text, surrounding=surrounding):
                    self.assertEqual(
                        mask(surrounding.format(text)), mask(surrounding.format("\0")).replace("\0", masked)
                    )

    def test_colours_around_a_part_change_nothing(self) -> None:
        for kind, text, masked in ROWS:
            with self.subTest(kind, text=text):
                coloured = clean(f"\x1b[31merror:\x1b[0m \x1b[1m{text}\x1b[22m failed")[0].text
                self.assertEqual(mask(coloured), f"error: {masked} failed")

    def test_it_keeps_what_identifies_an_error(self) -> None:
        for text in KEPT:
            for surrounding in SURROUNDINGS:
                with self.subTest(text, surrounding=surrounding):
                    self.assertIn(text, mask(surrounding.format(text)))

    def test_its_known_wrong_results_are_still_wrong(self) -> None:
        for text, desired, actual in KNOWN_WRONG:
            with self.subTest(text):
                self.assertEqual(mask(text), actual)
                self.assertNotEqual(actual, desired)

    def test_every_row_of_the_table_has_a_test_and_a_reason(self) -> None:
        self.assertEqual({part.name for part in VARIABLE_PARTS}, {kind for kind, _, _ in ROWS})
        self.assertTrue(all(part.why for part in VARIABLE_PARTS))
