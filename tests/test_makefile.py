import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from unittest import TestCase

ROOT = Path(__file__).parent.parent
TOOLS = ("sh", "sed", "touch", "rm")


class MakefileTests(TestCase):
    """The parts of the Makefile that work without installing anything."""

    def setUp(self) -> None:
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        shutil.copy(ROOT / "Makefile", self.folder)
        for name in ("requirements.txt", "requirements-dev.txt"):
            (self.folder / name).touch()
        self.programs = self.folder / "bin"
        self.programs.mkdir()
        for tool in TOOLS:
            (self.programs / tool).symlink_to(str(shutil.which(tool)))

    def python(self, name: str, script: str) -> None:
        """Put a Python on the path that does what a shell script says."""
        program = self.programs / name
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)

    def make(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("MAKE", "MFLAGS", "PYTHON"))}
        command = [str(shutil.which("make")), *arguments]
        environment = {**kept, "PATH": str(self.programs)}
        return subprocess.run(command, cwd=self.folder, env=environment, capture_output=True, text=True)

    def assert_refused(self, done: subprocess.CompletedProcess[str], *words: str) -> None:
        self.assertNotEqual(done.returncode, 0)
        for word in words:
            self.assertIn(word, done.stderr)
        self.assertFalse((self.folder / ".venv").exists())

    def test_a_python_that_is_too_old_is_refused(self) -> None:
        self.python("python3", "exit 1")
        self.assert_refused(self.make("serve"), "Python 3.11 or newer is needed", "PYTHON=")

    def test_no_python_is_refused(self) -> None:
        self.assert_refused(self.make("install"), "Python 3.11 or newer is needed")

    def test_a_python_that_was_named_and_is_too_old_is_refused(self) -> None:
        self.python("old", "exit 1")
        self.assert_refused(self.make("install", "PYTHON=old"), "old is not")

    def test_the_first_python_that_runs_is_taken(self) -> None:
        self.python("python3.13", "exit 127")
        self.python("python3.12", 'if [ "$1" = -c ]; then exit 0; fi; echo "3.12 $*"; exit 1')
        done = self.make("install")
        self.assertIn("3.12 -m venv", done.stdout)

    def test_a_missing_venv_module_says_what_to_install(self) -> None:
        self.python("python3", '[ "$1" = -c ]')
        self.assert_refused(self.make("install"), "apt install python3-venv")

    def test_help_lists_every_target(self) -> None:
        done = self.make("help")
        targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
        self.assertEqual(re.findall(r"^make ([a-z]+)\t", done.stdout, re.MULTILINE), targets)
