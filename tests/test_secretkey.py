import stat
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from unittest import TestCase

from kb.environment import SettingError
from kb.secretkey import kept_secret_key


class KeptSecretKeyTests(TestCase):
    def setUp(self) -> None:
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory())) / "data"
        self.file = self.folder / "secret_key"

    def test_it_makes_a_long_key_that_only_its_owner_can_read(self) -> None:
        self.assertGreaterEqual(len(kept_secret_key(self.folder)), 50)
        self.assertEqual(stat.S_IMODE(self.file.stat().st_mode), 0o600)

    def test_it_keeps_the_key(self) -> None:
        self.assertEqual(kept_secret_key(self.folder), kept_secret_key(self.folder))

    def test_it_gives_all_that_start_at_once_the_same_key(self) -> None:
        with ThreadPoolExecutor(8) as threads:
            keys = set(threads.map(kept_secret_key, [self.folder] * 32))
        self.assertEqual(len(keys), 1)
        self.assertEqual(list(self.folder.iterdir()), [self.file])

    def test_it_refuses_a_damaged_file(self) -> None:
        self.folder.mkdir()
        for contents in (b"", b"short", b"\xff" * 80):
            self.file.write_bytes(contents)
            with self.subTest(contents), self.assertRaisesRegex(SettingError, "delete that file"):
                kept_secret_key(self.folder)

    def test_it_says_so_when_it_cannot_write(self) -> None:
        with self.assertRaisesRegex(SettingError, r"^DATA_DIR: /dev/null/data"):
            kept_secret_key(Path("/dev/null/data"))
