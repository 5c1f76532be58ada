"""Real output must find its article. tests/pastes/<tool>/<name>/: <what>.txt must, not-<what>.txt must not match it."""

from pathlib import Path
from unittest import TestCase

from errors.loading import LIBRARY, article_files, read
from errors.matching.calibration import Verdict
from errors.matching.engine import match
from errors.matching.memory import MemoryIndex

PASTES = Path(__file__).parent / "pastes"
# Share of the must-match pastes that find their article first, and of those that are called a match. Raise, never lower.
FOUND_FIRST = 0.99
CALLED_MATCH = 0.9
# Near misses that are answered all the same. One that comes right fails the test: take it off the list.
KNOWN_WRONG = ["composer/platform-check-php-version/not-extensions-only.txt"]

# Logs of three errors among what follows on them, and the articles that must answer, in the order of the log.
THREE_ERRORS = [
    (
        """2026-11-20T09:14:02.118Z ##[group]Run docker compose up -d db
2026-11-20T09:14:05.901Z Error response from daemon: driver failed programming external connectivity on endpoint shop-db-1 (3f2a): Bind for 0.0.0.0:5432 failed: port is already allocated
2026-11-20T09:14:06.020Z ##[error]Process completed with exit code 1.
2026-11-20T09:14:07.313Z npm error code ERESOLVE
2026-11-20T09:14:07.313Z npm error ERESOLVE unable to resolve dependency tree
2026-11-20T09:14:07.313Z npm error Found: react@18.2.0
2026-11-20T09:14:07.314Z npm error A complete log of this run can be found in: /home/runner/.npm/_logs/x.log
2026-11-20T09:14:09.551Z psql: error: connection to server at "127.0.0.1", port 5432 failed: FATAL:  password authentication failed for user "app"
2026-11-20T09:14:09.552Z ##[error]Process completed with exit code 2.
""",
        [
            "docker/port-is-already-allocated",
            "npm/eresolve-unable-to-resolve-dependency-tree",
            "postgresql/password-authentication-failed",
        ],
    ),
    (
        """Nov 20 10:01:11 web1 nginx[811]: nginx: [emerg] bind() to 0.0.0.0:80 failed (98: Address already in use)
Nov 20 10:01:11 web1 systemd[1]: nginx.service: Control process exited, code=exited, status=1/FAILURE
Nov 20 10:01:11 web1 systemd[1]: nginx.service: Failed with result 'exit-code'.
Nov 20 10:02:30 web1 php-fpm[901]: PHP Fatal error:  Allowed memory size of 134217728 bytes exhausted (tried to allocate 20480 bytes) in /srv/x.php on line 3
Nov 20 10:03:00 web1 apt-get[921]: E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 812 (unattended-upgr)
""",
        ["nginx/bind-address-already-in-use", "php/allowed-memory-size-exhausted", "apt/could-not-get-lock"],
    ),
]


class LibraryPastesTests(TestCase):
    files: dict[str, Path]
    index: MemoryIndex

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.files = article_files(LIBRARY)
        cls.index = MemoryIndex(read(cls.files))

    def pastes(self, *, near_misses: bool) -> list[tuple[str, Path]]:
        found = []
        for file in sorted(PASTES.glob("*/*/*.txt")):
            slug = f"{file.parent.parent.name}/{file.parent.name}"
            if file.name.startswith("not-") is near_misses:
                found.append((slug, file))
        return found

    def test_every_article_has_a_paste_and_every_paste_an_article(self) -> None:
        with_paste = {slug for slug, _ in self.pastes(near_misses=False)}
        self.assertEqual(sorted(with_paste ^ set(self.files)), [])

    def test_real_output_finds_its_article_first(self) -> None:
        pastes = self.pastes(near_misses=False)
        missed, unsure = [], []
        for slug, file in pastes:
            result = match(file.read_text(), self.index)
            best = self.index.slugs[result.results[0].article] if result.results else "nothing"
            if best != slug:
                missed.append(f"{file.relative_to(PASTES)}: {best}")
            elif result.verdict is not Verdict.MATCH:
                unsure.append(str(file.relative_to(PASTES)))
        self.assertGreaterEqual(1 - len(missed) / len(pastes), FOUND_FIRST, missed)
        self.assertGreaterEqual(1 - len(missed + unsure) / len(pastes), CALLED_MATCH, missed + unsure)

    def test_values_are_read_by_every_message_of_the_article_in_the_line(self) -> None:
        paste = (PASTES / "docker/manifest-unknown/buildkit-from.txt").read_text()
        captures = match(paste, self.index).results[0].captures
        self.assertEqual(captures["image"], "docker.io/library/python")
        self.assertEqual(captures["tag"], "3.13-slim-bullsye")

    def test_a_value_at_the_end_of_a_message_of_many_lines_is_read(self) -> None:
        paste = (PASTES / "terraform/s3-state-unexpected-content/init-old.txt").read_text()
        captures = match(paste, self.index).results[0].captures
        self.assertEqual(captures["digest"], "9f2f1d9e9b6a2d7bb8d9e8f3c6f0a1b2")

    def test_a_near_miss_is_not_answered_with_the_article(self) -> None:
        wrong = []
        for slug, file in self.pastes(near_misses=True):
            result = match(file.read_text(), self.index)
            answered = {
                self.index.slugs[answer.result.article]
                for answer in result.answers
                if answer.result and answer.verdict is Verdict.MATCH
            }
            if slug in answered:
                wrong.append(str(file.relative_to(PASTES)))
        self.assertEqual(wrong, KNOWN_WRONG)

    def test_each_of_three_errors_is_answered_and_what_follows_on_them_is_not(self) -> None:
        for log, expected in THREE_ERRORS:
            with self.subTest(expected[0]):
                answers = match(log, self.index).answers
                self.assertEqual([self.index.slugs[each.result.article] for each in answers if each.result], expected)
                self.assertEqual({each.verdict for each in answers}, {Verdict.MATCH})
