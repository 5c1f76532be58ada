from typing import Any
from unittest import TestCase

from errors.articledocument import Message
from errors.matching.calibration import Verdict
from errors.matching.engine import MatchResult, match
from errors.matching.memory import MemoryIndex
from tests.articles import make_document

DENIED = "docker/pull-access-denied"
UNKNOWN = "docker/manifest-unknown"
TYPE = "typescript/2345"
NAME = "typescript/2304"
PASSWORD = "postgresql/password-authentication-failed"
KEY = "ssh/permission-denied-publickey"
MODULE = "python/modulenotfounderror"

EMPTY: dict[str, Any] = {
    "aliases": [],
    "search_variations": [],
    "causes": [],
    "fixes": [],
    "questions": [],
    "edge_cases": [],
}
LIBRARY = {
    UNKNOWN: make_document(),
    DENIED: make_document(
        **EMPTY,
        title="pull access denied for {image}, repository does not exist or may require 'docker login'",
        messages=[Message("pull access denied for {image}, repository does not exist or may require 'docker login'")],
        quick_fix="Check the name.",
        meaning="The repository is private, or is not there.",
    ),
    TYPE: make_document(
        **EMPTY,
        title="error TS2345: Argument of type '{type}' is not assignable to parameter of type '{parameter_type}'.",
        messages=[
            Message(
                "error TS2345: Argument of type '{type}' is not assignable to parameter of type '{parameter_type}'."
            )
        ],
        quick_fix="Change the type.",
        meaning="A value does not fit.",
    ),
    NAME: make_document(
        **EMPTY,
        title="error TS2304: Cannot find name '{name}'.",
        messages=[Message("error TS2304: Cannot find name '{name}'.")],
        quick_fix="Import it.",
        meaning="The name is not declared.",
    ),
    PASSWORD: make_document(
        **EMPTY,
        title='FATAL: password authentication failed for user "{user}"',
        messages=[Message('FATAL: password authentication failed for user "{user}" (SQLSTATE 28P01)')],
        quick_fix="Set the password.",
        meaning="The server has another password for this user.",
    ),
    KEY: make_document(
        **{**EMPTY, "aliases": ["git push permission denied publickey"]},
        title="{user}@{host}: Permission denied (publickey).",
        messages=[Message("{user}@{host}: Permission denied (publickey).")],
        quick_fix="Add your key.",
        meaning="The server took none of your keys.",
    ),
    MODULE: make_document(
        **EMPTY,
        title="ModuleNotFoundError: No module named '{module}'",
        messages=[Message("ModuleNotFoundError: No module named '{module}'")],
        quick_fix="Install {module}.",
        meaning="Python finds no such module.",
    ),
}
PULL = "Error response from daemon: manifest for alpine:3.999 not found: manifest unknown: manifest unknown"


class EngineTestCase(TestCase):
    index = MemoryIndex(LIBRARY)

    def match(self, paste: str) -> MatchResult:
        return match(paste, self.index)

    def found(self, paste: str) -> list[str]:
        return [self.index.slugs[result.article] for result in self.match(paste).results]

    def assert_match(self, paste: str, slug: str) -> None:
        result = self.match(paste)
        self.assertEqual(self.index.slugs[result.results[0].article], slug)
        self.assertEqual(result.verdict, Verdict.MATCH)


class RecognitionTests(EngineTestCase):
    def test_it_works(self) -> None:
        self.assert_match(PULL, UNKNOWN)

    def test_it_finds_a_message_in_any_surroundings(self) -> None:
        for surrounding in (
            "{}",
            "2026-11-23T08:00:00Z ERROR web_1 | {}",
            "{} (see the log)",
            "$ docker pull alpine:3.999\n{}\n$ echo $?\n1",
            "\x1b[31m{}\x1b[0m",
            "lorem ipsum\n" * 300 + "{}\n" + "dolor sit amet\n" * 300,
            '{{"log": "{}\\n", "stream": "stderr"}}',
        ):
            with self.subTest(surrounding[:40]):
                self.assert_match(surrounding.format(PULL), UNKNOWN)

    def test_it_finds_a_message_that_a_terminal_wrapped(self) -> None:
        for width in (60, 72, 80):
            with self.subTest(width):
                wrapped = "\n".join(PULL[i : i + width] for i in range(0, len(PULL), width))
                self.assert_match(wrapped, UNKNOWN)

    def test_it_tells_siblings_apart(self) -> None:
        self.assert_match(
            "Error response from daemon: pull access denied for x, repository does not exist or may require 'docker login'",
            DENIED,
        )

    def test_codes_are_exact(self) -> None:
        self.assert_match("src/a.ts(1,2): error TS2304: Cannot find name 'foo'.", NAME)
        line = "error TS2349: Argument of type 'A' is not assignable to parameter of type 'B'."
        self.assertNotEqual(self.match(line).verdict, Verdict.MATCH)

    def test_a_code_alone_finds_its_article(self) -> None:
        for paste in ("TS2304", "ts2304", "error TS2304", "Error code: TS2304", "SQLSTATE: 28P01", "28P01"):
            self.assert_match(paste, PASSWORD if "28" in paste else NAME)

    def test_a_word_alone_that_is_no_code_finds_nothing(self) -> None:
        for paste in ("publickey", "parameter", "TS2346", "28P02"):
            self.assertNotEqual(self.match(paste).verdict, Verdict.MATCH, paste)

    def test_a_windows_code_in_decimal_is_the_one_in_hexadecimal(self) -> None:
        index = MemoryIndex(
            {
                "windows/access": make_document(**EMPTY, messages=[Message("Access is denied. 0x80070005")]),
                "windows/memory": make_document(**EMPTY, messages=[Message("Out of memory, HRESULT -2147024882")]),
            }
        )
        for paste, slug in (
            ("-2147024891", "windows/access"),
            ("Access is denied. (2147942405)", "windows/access"),
            ("Exception: Access is denied. -2147024891", "windows/access"),
            ("0x8007000E", "windows/memory"),
            ("Out of memory, HRESULT 0x8007000e", "windows/memory"),
        ):
            result = match(paste, index)
            self.assertEqual((index.slugs[result.results[0].article], result.verdict), (slug, Verdict.MATCH), paste)

    def test_a_misspelt_word_from_memory_is_forgiven(self) -> None:
        self.assert_match("permision denied publickey", KEY)

    def test_it_says_none_to_what_is_no_error(self) -> None:
        for paste in ("", "   \n\t\n", "hello world", "make: Nothing to be done for 'all'.", "x" * 5000):
            with self.subTest(paste[:20]):
                self.assertEqual(self.match(paste).verdict, Verdict.NONE)

    def test_it_says_none_to_a_near_miss(self) -> None:
        paste = "Error response from daemon: conflict: unable to remove repository reference (must force)"
        self.assertNotEqual(self.match(paste).verdict, Verdict.MATCH)


class SeveralErrorsTests(EngineTestCase):
    LOG = "\n".join(
        [
            "$ make deploy",
            "src/a.ts(1,2): error TS2304: Cannot find name 'foo'.",
            "Traceback (most recent call last):",
            '  File "deploy.py", line 1, in <module>',
            "ModuleNotFoundError: No module named 'yaml'",
            PULL,
            "make: *** [deploy] Error 1",
        ]
    )

    def test_each_error_gets_its_own_answer_in_the_order_of_the_log(self) -> None:
        answers = self.match(self.LOG).answers
        slugs = [self.index.slugs[answer.result.article] for answer in answers if answer.result]
        self.assertEqual(slugs, [NAME, MODULE, UNKNOWN])
        self.assertEqual([answer.line for answer in answers], [2, 5, 6])

    def test_each_answer_has_its_own_values(self) -> None:
        values = [answer.result.captures for answer in self.match(self.LOG).answers if answer.result]
        self.assertEqual(values, [{"name": "foo"}, {"module": "yaml"}, {"image": "alpine", "tag": "3.999"}])


class CaptureTests(EngineTestCase):
    def captures(self, paste: str) -> dict[str, str]:
        return self.match(paste).results[0].captures

    def test_it_reads_values_from_the_paste(self) -> None:
        self.assertEqual(self.captures(PULL), {"image": "alpine", "tag": "3.999"})

    def test_it_reads_values_with_ports_and_slashes(self) -> None:
        line = "manifest for registry.example.com:5000/team/api:1.8 not found: manifest unknown"
        self.assertEqual(self.captures(line), {"image": "registry.example.com:5000/team/api", "tag": "1.8"})

    def test_it_reads_types_with_spaces(self) -> None:
        line = "error TS2345: Argument of type 'string | null' is not assignable to parameter of type 'string'."
        self.assertEqual(self.captures(line), {"type": "string | null", "parameter_type": "string"})

    def test_it_reads_the_last_value_of_a_message_that_lacks_its_end(self) -> None:
        self.assertEqual(self.captures("ModuleNotFoundError: No module named 'yaml"), {"module": "yaml"})

    def test_what_is_cut_off_stays_unknown(self) -> None:
        self.assertEqual(self.captures("manifest for alpine"), {})

    def test_whatever_stands_in_a_value_stays_a_value(self) -> None:
        line = "ModuleNotFoundError: No module named 'a$(reboot)'"
        self.assertEqual(self.captures(line), {"module": "a$(reboot)"})


class ShownLineTests(EngineTestCase):
    def test_of_an_overlong_line_the_part_with_the_message_is_shown(self) -> None:
        answer = self.match("lorem " * 3000 + PULL + " ipsum" * 3000).answers[0]
        self.assertIn("manifest for alpine:3.999 not found", answer.line_text)
        self.assertLess(len(answer.line_text), 1100)

    def test_an_overlong_line_keeps_its_secrets(self) -> None:
        answer = self.match("lorem " * 3000 + PULL + " password=hunter22secret" + " ipsum" * 3000).answers[0]
        self.assertNotIn("hunter22", answer.line_text)


class ExplanationTests(EngineTestCase):
    def test_an_answer_says_why(self) -> None:
        why = " ".join(self.match("error TS2304: Cannot find").answers[0].why)
        self.assertIn("TS2304", why)
        self.assertIn("Words of the message that the line lacks: name", why)

    def test_an_explanation_shows_no_secret(self) -> None:
        why = " ".join(self.match("No module named yaml password=hunter22secret").answers[0].why)
        self.assertNotIn("hunter22secret", why)
