import re
from pathlib import Path
from unittest import TestCase

import tests.settings  # noqa: F401 - the settings must have been read
from kb import environment

ROOT = Path(__file__).parent.parent
SETTING = re.compile(r"^([A-Z_]+)=(.*)$", re.MULTILINE)


class EnvExampleTests(TestCase):
    example = (ROOT / ".env.example").read_text()
    names = [name for name, _ in SETTING.findall(example)]

    def test_it_lists_what_the_settings_read(self) -> None:
        self.assertEqual(set(self.names), {name for name in environment.names_read if name.isupper()})

    def test_it_is_in_alphabetical_order(self) -> None:
        self.assertEqual(self.names, sorted(self.names))

    def test_every_setting_has_a_comment(self) -> None:
        for paragraph in self.example.strip().split("\n\n"):
            with self.subTest(paragraph):
                self.assertTrue(paragraph.startswith("# "))

    def test_readme_has_every_setting(self) -> None:
        readme = (ROOT / "README.md").read_text()
        for name in self.names:
            with self.subTest(name):
                self.assertIn(f"`{name}`", readme)
