import shlex
import subprocess
from unittest import TestCase

from errors.articledocument import PLACEHOLDER
from errors.quoting import contexts, quote

NASTY = [
    "plain",
    "two words",
    "a'b\"c",
    "$(touch hacked)",
    "`touch hacked`",
    "; touch hacked #",
    "| touch hacked",
    "a\\",
    "$HOME",
    "&& touch hacked",
    "> hacked",
    "*",
    "<(touch hacked)",
]
COMMANDS = [
    "printf %s {x}",
    'printf %s "{x}"',
    "printf %s '{x}'",
    "printf %s pre{x}post",
    'printf %s "a b {x} c"',
    "# don't\nprintf %s {x}",
    'printf %s "a\n{x}\nb"',
]


def written(code: str, value: str, language: str = "sh") -> str:
    places = contexts(code, language)
    return PLACEHOLDER.sub(lambda match: quote(value, next(places)) or match[0], code)


class ShellTests(TestCase):
    def test_a_real_shell_prints_the_value_and_runs_nothing_of_it(self) -> None:
        for command in COMMANDS:
            for value in NASTY:
                with self.subTest(command=command, value=value):
                    done = subprocess.run(["bash", "-c", written(command, value)], capture_output=True, text=True)
                    self.assertEqual(done.stderr, "")
                    expected = command.split("printf %s ")[1].replace("{x}", "\0")
                    self.assertEqual(done.stdout, shlex.split(expected)[-1].replace("\0", value))

    def test_where_quotes_nest_only_harmless_values_are_written(self) -> None:
        for command in ('x "$(printf %s {x})"', "x `printf %s {x}`", "cat <<EOF\n{x}\nEOF", 'eval "ls {x}"'):
            for value in NASTY[1:]:
                with self.subTest(command=command, value=value):
                    self.assertEqual(written(command, value), command)
            self.assertIn("plain", written(command, "plain"))

    def test_a_value_never_becomes_an_option(self) -> None:
        for command in COMMANDS:
            self.assertEqual(written(command, "--upload-pack=touch"), command)

    def test_an_interactive_shells_history_is_never_asked(self) -> None:
        self.assertEqual(written('echo "{x}"', "!!"), 'echo "{x}"')
        self.assertEqual(written("echo {x}", "!!"), "echo '!!'")

    def test_home_stays_the_readers_home(self) -> None:
        self.assertEqual(written("ls {x}", "~/.ssh/id_ed25519"), "ls ~/.ssh/id_ed25519")


class SessionTests(TestCase):
    def test_commands_are_quoted_and_output_is_left_alone(self) -> None:
        session = "$ docker pull {x}\nit's {x}\n$ docker pull '{x}'"
        self.assertEqual(written(session, "a b", "console"), "$ docker pull 'a b'\nit's {x}\n$ docker pull 'a b'")

    def test_a_command_that_goes_on_takes_only_harmless_values(self) -> None:
        self.assertEqual(written('$ psql -c "select\n> {x}"', "a b", "console"), '$ psql -c "select\n> {x}"')


class OtherTests(TestCase):
    def test_other_languages_take_only_harmless_values(self) -> None:
        for language in ("python", "json", "dockerfile", "text", ""):
            self.assertEqual(written("RUN x {x}", "a; b", language), "RUN x {x}")
            self.assertEqual(written("RUN x {x}", "acme/api:1.8", language), "RUN x acme/api:1.8")

    def test_control_characters_are_no_value(self) -> None:
        self.assertIsNone(quote("a\nb", "none"))
        self.assertIsNone(quote("a\x1b[31m", "text"))
