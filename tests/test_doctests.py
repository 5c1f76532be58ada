import doctest
import importlib
from pathlib import Path
from unittest import TestCase

ROOT = Path(__file__).parent.parent


class DoctestTests(TestCase):
    def test_the_examples_in_docstrings_are_true(self) -> None:
        tried = 0
        for file in sorted((ROOT / "errors").rglob("*.py")):
            if ">>> " in file.read_text():
                module = importlib.import_module(".".join(file.relative_to(ROOT).with_suffix("").parts))
                with self.subTest(module.__name__):
                    result = doctest.testmod(module)
                    self.assertEqual(result.failed, 0)
                    tried += result.attempted
        self.assertGreater(tried, 8)
