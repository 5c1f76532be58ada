import io
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from unittest import TestCase, mock

from django.core.management import CommandError, call_command

from errors.management.commands import prove_fixes
from errors.matching.memory import MemoryIndex
from errors.proving import Proof, Status, prove
from tests.articles import SLUG, make_document

ERROR = "Error response from daemon: manifest for alpine:3.999 not found: manifest unknown"
GOOD = f"""# needs: cat
# version: echo sprocket 7.1
setup() {{ echo "{ERROR}" > broken; }}
reproduce() {{ [ -f broken ] || return 0; cat broken; return 1; }}
fix() {{ rm broken; }}
"""


class ProveTests(TestCase):
    def prove(self, script: str) -> Proof:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "proof.sh"
            file.write_text(script)
            return prove(SLUG, file, MemoryIndex({SLUG: make_document()}))

    def test_an_error_that_is_brought_about_and_cured_is_proved(self) -> None:
        self.assertEqual(self.prove(GOOD), Proof(SLUG, Status.PROVED, "sprocket 7.1"))

    def test_it_says_what_does_not_hold(self) -> None:
        for change, words in (
            (("return 1", "return 0"), "the error was not brought about"),
            (("rm broken", "true"), "still fails after the fix"),
            (("rm broken", "rm nothing"), "its fix failed"),
            (("setup() {", "setup() { false;"), "its setup failed"),
            ((ERROR, "all is well"), "its output finds"),
        ):
            with self.subTest(words):
                proof = self.prove(GOOD.replace(*change))
                self.assertEqual(proof.status, Status.FAILED)
                self.assertIn(words, proof.detail)

    def test_a_missing_program_is_no_failure(self) -> None:
        proof = self.prove(GOOD.replace("needs: cat", "needs: cat no-such-program"))
        self.assertEqual((proof.status, proof.detail), (Status.MISSING, "needs no-such-program"))

    def test_it_runs_without_privileges_and_without_the_makers_environment(self) -> None:
        os.environ["WHATBROKE_SECRET"] = "x"
        self.addCleanup(os.environ.pop, "WHATBROKE_SECRET")
        checks = '[ "$(id -u)" != 0 ] && [ -z "$WHATBROKE_SECRET" ] && [ "$PWD" = "$HOME" ] && [ ! -w / ]'
        self.assertEqual(self.prove(GOOD.replace("setup() {", f"setup() {{ {checks};")).status, Status.PROVED)

    def test_what_it_leaves_running_is_ended(self) -> None:
        marker = f"sleep 98{os.getpid()}"
        self.prove(GOOD.replace("fix() {", f"fix() {{ {marker} & "))
        running = [path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline") if path.exists()]
        self.assertNotIn(marker.replace(" ", "\0").encode() + b"\0", running)

    def test_a_program_that_the_script_calls_in_vain_is_missing_too(self) -> None:
        proof = self.prove(GOOD.replace("setup() {", "setup() { no-such-program;"))
        self.assertEqual(proof.status, Status.MISSING)
        self.assertIn("no-such-program", proof.detail)


class ProveFixesTests(TestCase):
    """The command, with proofs that are not run: what it makes of their results."""

    def run_command(self, *results: Status, **options: object) -> tuple[str, int]:
        said = iter(results)
        with mock.patch.object(prove_fixes, "prove", side_effect=lambda slug, *_: Proof(slug, next(said))) as proving:
            out = io.StringIO()
            with suppress(CommandError):
                call_command("prove_fixes", "git/untracked-files-would-be-overwritten", stdout=out, **options)
        return out.getvalue(), proving.call_count

    def test_a_proof_that_fails_is_tried_once_more(self) -> None:
        for results, summary in (
            ((Status.PROVED,), "1 proved"),
            ((Status.FAILED, Status.PROVED), "1 proved, 0 failed"),
            ((Status.FAILED, Status.FAILED), "0 proved, 1 failed"),
            ((Status.MISSING,), "1 tool missing"),
        ):
            with self.subTest(results):
                out, calls = self.run_command(*results)
                self.assertIn(summary, out)
                self.assertEqual(calls, len(results))

    def test_it_begins_nothing_after_its_time_and_says_so(self) -> None:
        out, calls = self.run_command(Status.PROVED, minutes=1e-9)
        self.assertIn("1 of 1 not begun", out)
        self.assertEqual(calls, 0)
