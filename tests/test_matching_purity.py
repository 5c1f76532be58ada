import subprocess
import sys
from pathlib import Path
from unittest import TestCase

MATCHING = Path(__file__).parent.parent / "errors" / "matching"


class PurityTests(TestCase):
    def test_the_engine_needs_no_django(self) -> None:
        """In a fresh interpreter, importing every module of the engine loads no part of Django and no driver."""
        modules = [f"errors.matching.{file.stem}" for file in MATCHING.glob("*.py") if file.stem != "__init__"]
        code = f"import sys, {', '.join(modules)}; print([m for m in sys.modules if m.split('.')[0] in ('django', 'psycopg2')])"
        printed = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, cwd=MATCHING.parent.parent
        )
        self.assertEqual(printed.stdout.strip(), "[]", printed.stderr)
