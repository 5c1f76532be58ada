"""No pattern runs away on any text: hypothesis looks for one on which the cost grows faster than its length.

The measure is CPU time, at a length at which a linear pattern takes a tenth of the bound and a quadratic one a multiple
of it: neither a slow nor a busy machine changes the outcome.
"""

import re
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import product
from unittest import TestCase

from hypothesis import example, given, settings
from hypothesis import strategies as st

from errors.matching import clean, codes, fingerprint, lines, pattern, placeholders, redaction, template, tokens
from errors.matching.engine import match
from errors.matching.memory import MemoryIndex
from errors.models.parts import Message
from tests.articles import make_document
from tests.bench.worst import FILLERS, HIDDEN, worst_paste

LENGTH = 80_000
MOST_SECONDS = 1.0
# What the patterns look for, and what almost is: hypothesis puts pieces together and repeats them.
PIECES = [
    *(
        "a",
        "A",
        "1",
        "0x",
        " ",
        "\t",
        "\n",
        "\r",
        ".",
        "-",
        "_",
        "/",
        "\\",
        ":",
        ";",
        "=",
        "@",
        "+",
        "#",
        "%",
        "$",
        ">",
    ),
    *(
        "'",
        '"',
        "`",
        "(",
        "[",
        "{",
        "<",
        "&",
        "&#",
        "\x1b[",
        "\x1b]",
        "\x9b",
        "[31m",
        "é",
        "\u200b",
        "://",
        "a.b",
        "1.1",
    ),
    *("password", "token=", "authorization: ", "bearer ", "curl ", "login ", " -p ", " -u ", "identified by '", "eyJ"),
    *(
        "-----BEGIN PRIVATE KEY-----",
        "PRIVATE KEY-----",
        "sha256:",
        "PS C:",
        "user@host",
        "10.0.",
        "fe80:",
        "error",
        "at ",
    ),
]
fragments = st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map("".join)


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every compiled pattern of the modules that read what was pasted, and every row of their tables, by name."""
    for module in (clean, codes, fingerprint, lines, placeholders, redaction, template, tokens):
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern):
                yield f"{module.__name__}.{name}", value
    for secret in redaction.SECRETS:
        yield secret.name, secret.pattern
    for part in placeholders.VARIABLE_PARTS:
        yield part.name, re.compile(part.pattern)


def seconds(work: Callable[[], object]) -> float:
    """The CPU time of the quicker of two runs."""
    times = []
    for _ in range(2):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
        if times[-1] < MOST_SECONDS:
            break
    return min(times)


class HostileTextTests(TestCase):
    @given(fragments, fragments, fragments)
    @example("", "a.", "")
    @example("", "-----BEGIN PRIVATE KEY-----", "")
    @example("curl ", "-u ", "")
    @settings(max_examples=12, deadline=None, derandomize=True, database=None)
    def test_no_pattern_runs_away(self, head: str, repeated: str, tail: str) -> None:
        text = f"{head}{repeated * (LENGTH // len(repeated))}{tail}"
        shape = f"{head!r}, then {repeated!r} again and again, then {tail!r}"
        for name, each in patterns():
            self.assertLess(seconds(partial(each.sub, "", text)), MOST_SECONDS, f"{name}: {shape}")

    def test_a_pattern_that_runs_away_is_noticed(self) -> None:
        text = "a" * LENGTH
        self.assertGreater(seconds(lambda: re.sub(r"[ab]*[cd]", "", text)), MOST_SECONDS)

    def test_every_template_that_may_be_saved_compiles(self) -> None:
        most = Message.template.field.max_length
        assert most
        for longest in (pattern.SHORT, most):
            for part, lenient in product(("{a}", "{message} k ", "'{a}' ", "é", "汉 "), (False, True)):
                text = (part * longest)[:longest]
                with self.subTest(text[:20], longest=longest, lenient=lenient):
                    self.assertIsNone(pattern.pattern(text, lenient=lenient).search("-"))

    def test_redaction_and_masking_answer_every_text(self) -> None:
        @given(st.text(alphabet=st.sampled_from("".join(PIECES)), max_size=400))
        @settings(max_examples=120, deadline=None, derandomize=True, database=None)
        def check(text: str) -> None:
            self.assertEqual(redaction.redact(redaction.redact(text)), redaction.redact(text))
            placeholders.mask(text)

        check()


class HostilePasteTests(TestCase):
    index: MemoryIndex

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.index = MemoryIndex({"docker/manifest-unknown": make_document(title=HIDDEN, messages=[])})

    def test_what_surrounds_an_error_does_not_change_its_answer(self) -> None:
        for name in FILLERS:
            found = match(worst_paste(name, 30_000), self.index)
            self.assertEqual([result.template for result in found.results[:1]], [HIDDEN], name)
