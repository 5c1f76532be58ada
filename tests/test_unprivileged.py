import os
import tempfile
from contextlib import redirect_stderr
from io import StringIO
from pathlib import Path
from unittest import TestCase, mock, skipUnless

from kb import unprivileged
from kb.problem import Problem


class UnprivilegedTestCase(TestCase):
    def setUp(self) -> None:
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))


class AccountTests(UnprivilegedTestCase):
    def test_a_user_is_fine_as_they_are(self) -> None:
        with mock.patch("os.geteuid", return_value=1000):
            self.assertIsNone(unprivileged.account(self.folder))
        self.assertEqual(unprivileged.credentials(None), {})

    @skipUnless(os.geteuid() == 0, "only root can give a folder away")
    def test_for_root_it_is_the_owner_of_the_data(self) -> None:
        os.chown(self.folder, 65534, 65534)
        user = unprivileged.account(self.folder)
        assert user
        self.assertEqual(unprivileged.credentials(user)["user"], 65534)

    @mock.patch("os.geteuid", return_value=0)
    @mock.patch("pwd.getpwnam", side_effect=KeyError)
    def test_it_says_so_when_no_user_can_be_made(self, *_: mock.Mock) -> None:
        with mock.patch("subprocess.run", side_effect=FileNotFoundError), self.assertRaisesRegex(Problem, "pgserver"):
            unprivileged.account(self.folder / "new")


class PermissionTests(UnprivilegedTestCase):
    def mode(self, place: Path) -> int:
        return place.stat().st_mode & 0o777

    def test_others_may_pass_but_not_look_around(self) -> None:
        inner = self.folder / "inner"
        inner.mkdir(mode=0o700)
        said = StringIO()
        with redirect_stderr(said):
            unprivileged.let_pass(inner)
            unprivileged.let_pass(inner)
        self.assertEqual((self.mode(self.folder), self.mode(inner)), (0o701, 0o701))
        self.assertEqual(said.getvalue().count("\n"), 1)
        self.assertIn(str(inner), said.getvalue())

    def test_what_a_strict_umask_closed_is_opened_for_reading(self) -> None:
        program, text = self.folder / "program", self.folder / "text"
        program.touch(mode=0o700)
        text.touch(mode=0o600)
        unprivileged.let_read(self.folder)
        self.assertEqual((self.mode(self.folder), self.mode(program), self.mode(text)), (0o705, 0o705, 0o604))
