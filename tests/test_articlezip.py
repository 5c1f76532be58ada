import io
import json
import random
import zipfile
from typing import Any
from unittest import mock

from django.test import SimpleTestCase

from errors import articlezip
from errors.articlefile import dump
from errors.articlezip import BadUpload, Brought
from tests.articles import SLUG, make_document

TEXT = dump(make_document())
VERSION: dict[str, Any] = {
    "number": 1, "began": 1, "state": "approved", "reason": "", "author": "Alice", "created": "2026-11-23T12:00:00+00:00",
    "decided_by": "", "decided": "", "is_override": False, "text": TEXT,
}  # fmt: skip


def packed(*files: tuple[str, str]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files:
            archive.writestr(name, text)
    return data.getvalue()


class ArticleZipTests(SimpleTestCase):
    def assertRefused(self, data: bytes, *words: str, slug: str = "") -> None:
        with self.assertRaises(BadUpload) as caught:
            articlezip.read("articles", data, slug)
        for each in words:
            self.assertIn(each, str(caught.exception))

    def test_a_zip_and_a_single_file_are_read(self) -> None:
        files = ("any/docker/x.md", TEXT), ("any/tools.toml", 'docker = "Docker"\ngit = "Git"\n')
        brought = articlezip.read("x.zip", packed(*files))
        self.assertEqual((list(brought.articles), brought.tools), (["docker/x"], {"docker": "Docker"}))
        self.assertEqual(list(articlezip.read("x.md", TEXT.encode(), SLUG).articles), [SLUG])

    def test_a_zip_of_the_library_with_its_info_pages_is_read(self) -> None:
        files = ("docker/x.md", TEXT), ("about/how-we-review.md", "# How we review\n")
        brought = articlezip.read("x.zip", packed(*files))
        self.assertEqual((list(brought.articles), brought.others), (["docker/x"], ["about/how-we-review.md"]))

    def test_old_addresses_are_read_and_checked(self) -> None:
        old = ("redirects.toml", '"docker/old" = "docker/x"\n')
        self.assertEqual(
            articlezip.read("x.zip", packed(("docker/x.md", TEXT), old)).redirects, {"docker/old": "docker/x"}
        )
        for bad in ('"docker/old" = 1\n', '"//evil.example" = "docker/x"\n', "=\n"):
            self.assertRefused(packed(("docker/x.md", TEXT), ("redirects.toml", bad)), "redirects.toml")

    def test_a_byte_order_mark_and_line_ends_of_windows_are_no_faults(self) -> None:
        data = b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode()
        self.assertEqual(articlezip.read("x.md", data, SLUG).articles[SLUG], make_document())

    def test_between_dry_run_and_apply_nothing_is_lost(self) -> None:
        history = ("history/docker/x.jsonl", json.dumps(VERSION) + "\n")
        brought = articlezip.read("x.zip", packed(("docker/x.md", TEXT), history, ("x.txt", "")))
        self.assertEqual(Brought.from_json(json.loads(json.dumps(brought.as_json()))), brought)
        self.assertEqual((list(brought.history), brought.others), (["docker/x"], ["x.txt"]))

    def test_every_fault_of_every_file_is_named(self) -> None:
        files = {
            "docker/a.md": "# x\n",
            "docker/b.md": TEXT.replace("## Checklist", "## Chekclist"),
            "search/c.md": TEXT,
            "lonely.md": TEXT,
            "history/docker/d.jsonl": '{"number": 1}\n',
            "docker/e.md": TEXT.replace("Cures: Misspelt tag", "Cures: No such cause"),
            "tools.toml": "docker = 1\n",
        }
        with self.assertRaises(BadUpload) as caught:
            articlezip.read("x.zip", packed(*files.items()))
        named = {problem.partition(":")[0] for problem in caught.exception.problems}
        self.assertEqual(named, set(files))

    def test_what_holds_no_article_is_refused(self) -> None:
        self.assertRefused(b"\xff\xfe", "is not UTF-8 text", slug=SLUG)
        self.assertRefused(b"", "line 1", slug=SLUG)
        self.assertRefused(TEXT.encode(), "Give the address")
        self.assertRefused(TEXT.encode(), "name the file", slug="../docker/x")
        self.assertRefused(packed(("readme.txt", "x")), "There is no")
        self.assertRefused(packed(("docker/y.md", TEXT), ("history/docker/x.jsonl", "")), "docker/x.md is missing")

    def test_a_path_is_an_address_and_leads_nowhere_else(self) -> None:
        for path in ("../../docker/x.md", "/docker/x.md", "C:/docker/x.md"):
            self.assertEqual(list(articlezip.read("x.zip", packed((path, TEXT))).articles), ["docker/x"])
        for path in ("docker/../x.md", "docker\\x.md", "docker/.md", "docker/x y.md", "Docker/x.md"):
            with self.subTest(path):
                self.assertRefused(packed((path, TEXT)), "name")

    def test_what_macos_adds_to_a_zip_is_passed_over(self) -> None:
        brought = articlezip.read("x.zip", packed(("docker/x.md", TEXT), ("__MACOSX/docker/._x.md", "\0")))
        self.assertEqual((list(brought.articles), brought.others), (["docker/x"], ["__MACOSX/docker/._x.md"]))

    def test_one_address_twice_is_refused(self) -> None:
        self.assertRefused(packed(("a/docker/x.md", TEXT), ("b/docker/x.md", TEXT)), "docker/x is in it twice")

    def test_a_small_zip_that_holds_gigabytes_is_refused(self) -> None:
        bomb = packed(*[(f"docker/{n}.md", "0" * 2_000_000) for n in range(51)])
        self.assertLess(len(bomb), 200_000)
        self.assertRefused(bomb, "100 MB, unpacked")
        self.assertRefused(packed(("docker/x.md", "0" * 2_000_001)), "docker/x.md: more than 2 MB")
        with mock.patch.object(articlezip, "MOST_FILES", 1):
            self.assertRefused(packed(("docker/x.md", TEXT), ("docker/y.md", TEXT)), "More than 1 files")

    def test_a_zip_that_lies_about_its_size_gives_no_more_than_it_said(self) -> None:
        data = packed(("docker/x.md", "0" * 1_000_000))
        said = (1_000_000).to_bytes(4, "little")
        self.assertRefused(data.replace(said, (10).to_bytes(4, "little")), "cannot be unpacked")

    def test_a_damaged_zip_is_refused_with_a_sentence(self) -> None:
        chance = random.Random(5)
        whole = packed(("docker/x.md", TEXT), ("history/docker/x.jsonl", json.dumps(VERSION)))
        for _ in range(300):
            data = bytearray(whole)
            for _ in range(chance.choice((1, 2, 5))):
                data[chance.randrange(max(0, len(data) - 250), len(data))] = chance.randrange(256)
                data[chance.randrange(len(data))] = chance.randrange(256)
            try:
                articlezip.read("x.zip", bytes(data), SLUG)
            except BadUpload as refused:
                self.assertTrue(refused.problems)

    def test_an_encrypted_zip_is_refused(self) -> None:
        data = bytearray(packed(("docker/x.md", TEXT)))
        data[6] |= 1
        data[data.index(b"PK\x01\x02") + 8] |= 1
        self.assertRefused(bytes(data), "encrypted")

    def test_a_history_holds_only_what_can_be_kept(self) -> None:
        for change, words in (
            ({"reason": "\0"}, "character that no text can hold"),
            ({"author": "\ud800"}, "character that no text can hold"),
            ({"number": 0}, "numbered from 1"),
            ({"number": True}, "needs 'number'"),
            ({"state": "secret"}, "no state of a version"),
            ({"created": ""}, "Invalid isoformat"),
            ({"created": "2026-11-23"}, "needs a time"),
            ({"created": "0001-01-01T00:00:00+14:00"}, "needs a time"),
            ({"text": "# x"}, "front matter"),
        ):
            with self.subTest(change):
                history = json.dumps({**VERSION, **change})
                files = ("docker/x.md", TEXT), ("history/docker/x.jsonl", f"{json.dumps(VERSION)}\n{history}\n")
                self.assertRefused(packed(*files), "history/docker/x.jsonl: line 2: ", words)
        twice = f"{json.dumps(VERSION)}\n" * 2
        self.assertRefused(packed(("docker/x.md", TEXT), ("history/docker/x.jsonl", twice)), "one number")
        self.assertRefused(packed(("docker/x.md", TEXT), ("history/docker/x.jsonl", "[" * 100_000)), "too deeply")
