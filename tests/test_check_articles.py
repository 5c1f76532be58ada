from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import TestCase

from django.core.management import CommandError, call_command

from errors import articlefile
from errors.articlecheck import problems
from errors.articledocument import Cause, Fix, Message, Related
from errors.librarycheck import library_problems
from errors.loading import LIBRARY, article_files, read
from tests.articles import SLUG, make_document

OTHER = "docker/other"


class ArticleTests(TestCase):
    def assert_problem(self, words: str, **changes: object) -> None:
        found = problems(make_document(**changes))
        self.assertTrue(any(words in problem for problem in found), found)

    def test_a_complete_article_has_none(self) -> None:
        self.assertEqual(problems(make_document()), [])

    def test_it_says_what_to_do(self) -> None:
        fix = make_document().fixes[0]
        for words, changes in (
            ("section 'Sources' is missing", {"sources": []}),
            ("0 causes: give", {"causes": [], "fixes": [fix]}),
            ("does not say how to tell", {"causes": [Cause("Misspelt tag"), Cause("Deleted tag", "", "x")]}),
            ("is cured by no fix", {"fixes": [Fix("x", "y", ["Misspelt tag"], "z")]}),
            ("cures 'Nothing', which is no cause", {"fixes": [Fix("x", "y", ["Nothing"], "z")]}),
            ("how to see that it worked", {"fixes": [Fix("x", "y", ["Misspelt tag", "Deleted tag"])]}),
            ("is too broad", {"messages": [Message("{a}: {b}")]}),
            ("{registry} is captured by no message", {"why": "Run `docker login {registry}`."}),
            ("without a language", {"why": "```\nls\n```"}),
            ("this sh does not parse", {"why": "```sh\nif then (\n```"}),
            ("this python does not parse", {"why": "```python\nimport\n```"}),
            ("this json does not parse", {"why": "```json\n{'a': 1}\n```"}),
            ("is dangerous: give the safe way first", {"quick_fix": "```sh\nchmod -R 777 .\n```"}),
            ("is dangerous: put `**Warning:**", {"why": "```sh\nsudo rm -rf /var/lib/docker\n```"}),
        ):
            with self.subTest(words):
                self.assert_problem(words, **changes)

    def test_a_dangerous_command_may_stand_under_a_warning(self) -> None:
        text = "**Warning:** this deletes all images.\n\n```sh\ndocker system prune\n```"
        self.assertEqual(problems(make_document(why=text)), [])

    def test_a_phone_shows_the_first_command_before_anything_is_scrolled(self) -> None:
        for lines, code in ((12, "ls"), (11, "ls\nls"), (11, "l" * 31)):
            with self.subTest(lines=lines, code=code):
                self.assert_problem("its first command ends in line 13", quick_fix=f"{_prose(lines)}\n\n{_fence(code)}")
                short = f"{_prose(lines - 1)}\n\n{_fence(code)}\n\n{_prose(20)}"
                self.assertEqual(problems(make_document(quick_fix=short)), [])

    def test_a_changed_line_in_a_sentence_is_a_first_command_where_there_is_no_other(self) -> None:
        self.assert_problem("its first command ends in line 13", quick_fix=f"{_prose(12)}\n\n2. Write `x?.y`.")
        self.assertEqual(problems(make_document(quick_fix=f"{_prose(11)}\n\n2. Write `x?.y`.\n\n{_prose(20)}")), [])

    def test_a_phone_shows_the_readers_own_value_before_anything_is_scrolled(self) -> None:
        for command in (_fence("docker pull {image}"), "2. Pull `{image}`."):
            with self.subTest(command):
                late = f"{_fence('ls')}\n\n{_prose(13)}\n\n{command}"
                self.assert_problem("own value first stands in a command in line 15", quick_fix=late)
                early = f"{_fence('ls')}\n\n{_prose(12)}\n\n{command}"
                self.assertEqual(problems(make_document(quick_fix=early)), [])

    def test_a_quick_fix_without_any_code_is_left_to_its_writer(self) -> None:
        self.assertEqual(problems(make_document(quick_fix=_prose(30))), [])


def _prose(lines: int) -> str:
    """A step that takes so many lines on a phone."""
    return "1. " + "word " * (lines * 34 // 5 - 1)


def _fence(code: str) -> str:
    return f"```sh\n{code}\n```"


class LibraryTests(TestCase):
    def test_it_compares_articles(self) -> None:
        sentence = "This sentence is long enough that nobody writes it twice by accident."
        first = make_document(why=sentence, related=[Related(OTHER)])
        second = make_document(title="x", why=sentence, related=[Related(OTHER), Related("docker/nothing")])
        found = "\n".join(f"{slug}: {problem}" for slug, problem in library_problems({SLUG: first, OTHER: second}))
        for words in (
            f"{OTHER}: it is related to itself",
            f"{OTHER}: related error 'docker/nothing' has no article",
            f"{OTHER}: this sentence stands in {SLUG} too",
            "finds docker/manifest-unknown first",
        ):
            self.assertIn(words, found)

    def test_the_library_keeps_the_standard(self) -> None:
        documents = read(article_files(LIBRARY))
        found = [f"{slug}: {problem}" for slug, document in documents.items() for problem in problems(document)]
        found += [f"{slug}: {problem}" for slug, problem in library_problems(documents)]
        self.assertEqual(found, [])


class CommandTests(TestCase):
    def test_each_problem_says_its_file_and_line(self) -> None:
        document = make_document(why="One line.\n\n```python\nimport\n```")
        with TemporaryDirectory() as folder:
            path = Path(folder) / "docker" / "broken.md"
            path.parent.mkdir()
            path.write_text(articlefile.dump(document))
            line = path.read_text().split("\n").index("import") + 1
            with self.assertRaises(CommandError) as caught:
                call_command("check_articles", folder)
        self.assertIn(f"{path}:{line}: Why this happens: this python does not parse", str(caught.exception))
