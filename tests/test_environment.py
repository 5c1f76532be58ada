import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import TestCase, mock

from kb import environment
from kb.environment import SettingError


class EnvironmentTestCase(TestCase):
    def set(self, **variables: str) -> None:
        patch = mock.patch.dict(os.environ, variables)
        patch.start()
        self.addCleanup(patch.stop)

    def file(self, contents: str) -> Path:
        path = Path(self.enterContext(tempfile.TemporaryDirectory())) / "file"
        path.write_text(contents)
        return path

    @contextmanager
    def assert_refused(self, *words: str) -> Iterator[None]:
        with self.assertRaises(SettingError) as refused:
            yield
        text = str(refused.exception)
        self.assertNotIn("\n", text)
        for word in words:
            self.assertIn(word, text)


class TextTests(EnvironmentTestCase):
    def test_it_reads_the_variable(self) -> None:
        self.set(SITE_NAME=" Fixes ")
        self.assertEqual(environment.text("SITE_NAME", "Whatbroke"), "Fixes")

    def test_it_counts_an_empty_variable_as_unset(self) -> None:
        self.set(SITE_NAME="")
        self.assertEqual(environment.text("SITE_NAME", "Whatbroke"), "Whatbroke")

    def test_it_refuses_what_is_not_among_the_choices(self) -> None:
        self.set(LOG_FORMAT="xml")
        with self.assert_refused("LOG_FORMAT", "'xml'", "text or json"):
            environment.text("LOG_FORMAT", "text", choices=("text", "json"))

    def test_it_remembers_the_name(self) -> None:
        environment.text("SITE_NAME")
        self.assertIn("SITE_NAME", environment.names_read)


class BooleanTests(EnvironmentTestCase):
    def test_it_knows_the_usual_words(self) -> None:
        for word, value in (("true", True), ("YES", True), ("1", True), ("off", False), ("False", False), ("0", False)):
            with self.subTest(word), mock.patch.dict(os.environ, DEBUG=word):
                self.assertIs(environment.boolean("DEBUG", default=not value), value)

    def test_it_takes_the_default(self) -> None:
        self.set(DEBUG="")
        self.assertIs(environment.boolean("DEBUG", default=True), True)

    def test_it_does_not_guess(self) -> None:
        self.set(DEBUG="ture")
        with self.assert_refused("DEBUG", "'ture'", "write true or false"):
            environment.boolean("DEBUG", default=False)


class IntegerTests(EnvironmentTestCase):
    def test_it_takes_both_bounds(self) -> None:
        for value in ("1", "65535"):
            with self.subTest(value), mock.patch.dict(os.environ, PORT=value):
                self.assertEqual(environment.integer("PORT", 8000, minimum=1, maximum=65535), int(value))

    def test_it_refuses_what_is_no_number_or_out_of_bounds(self) -> None:
        for value in ("0", "65536", "-1", "8000.0", "8_000", "٨", "http", "9" * 5000):
            self.set(PORT=value)
            with self.subTest(value[:10]), self.assert_refused("PORT", "from 1 to 65535"):
                environment.integer("PORT", 8000, minimum=1, maximum=65535)


class HostsTests(EnvironmentTestCase):
    def test_it_splits_at_commas(self) -> None:
        self.set(ALLOWED_HOSTS="errors.example.org, [::1] ,.example.net,")
        self.assertEqual(environment.hosts("ALLOWED_HOSTS", ""), ["errors.example.org", "[::1]", ".example.net"])

    def test_it_refuses_an_address_with_scheme_or_port(self) -> None:
        for value in ("https://errors.example.org", "errors.example.org:8000", "a b"):
            self.set(ALLOWED_HOSTS=value)
            with self.subTest(value), self.assert_refused("ALLOWED_HOSTS", "host name"):
                environment.hosts("ALLOWED_HOSTS", "")


class SiteUrlTests(EnvironmentTestCase):
    def test_it_drops_the_slash_at_the_end(self) -> None:
        self.set(SITE_URL="https://errors.example.org/")
        self.assertEqual(environment.site_url("SITE_URL"), "https://errors.example.org")

    def test_it_refuses_what_is_not_the_address_of_a_site(self) -> None:
        for value in (
            "errors.example.org",
            "ftp://example.org",
            "https://",
            "https://example.org/errors",
            "https://[x",
        ):
            self.set(SITE_URL=value)
            with self.subTest(value), self.assert_refused("SITE_URL", "https://errors.example.org"):
                environment.site_url("SITE_URL")


class FolderTests(EnvironmentTestCase):
    def test_it_takes_a_relative_folder_from_the_base(self) -> None:
        self.set(DATA_DIR="data")
        self.assertEqual(environment.folder("DATA_DIR", ".data", base=Path("/srv/site")), Path("/srv/site/data"))

    def test_it_keeps_an_absolute_folder(self) -> None:
        self.set(DATA_DIR="/var/lib/site")
        self.assertEqual(environment.folder("DATA_DIR", ".data", base=Path("/srv")), Path("/var/lib/site"))


class SecretTests(EnvironmentTestCase):
    def test_it_reads_the_variable(self) -> None:
        self.set(SECRET_KEY="from the environment", SECRET_KEY_FILE="")
        self.assertEqual(environment.secret("SECRET_KEY"), "from the environment")

    def test_it_reads_the_file(self) -> None:
        self.set(SECRET_KEY="", SECRET_KEY_FILE=str(self.file("from a file\n")))
        self.assertEqual(environment.secret("SECRET_KEY"), "from a file")

    def test_it_refuses_both_at_once(self) -> None:
        self.set(SECRET_KEY="one", SECRET_KEY_FILE="/two")
        with self.assert_refused("SECRET_KEY", "keep one"):
            environment.secret("SECRET_KEY")

    def test_it_refuses_a_file_that_is_missing_or_empty(self) -> None:
        self.set(SECRET_KEY="")
        for path in ("/nonexistent/secret", str(self.file(" \n"))):
            self.set(SECRET_KEY_FILE=path)
            with self.subTest(path), self.assert_refused("SECRET_KEY_FILE", path):
                environment.secret("SECRET_KEY")


class SecretKeyTests(EnvironmentTestCase):
    def test_it_refuses_a_key_that_is_easy_to_guess_without_repeating_it(self) -> None:
        for key in ("correct horse", "a" * 60):
            with self.subTest(key), mock.patch.dict(os.environ, SECRET_KEY=key, SECRET_KEY_FILE=""):
                with self.assertRaises(SettingError) as refused:
                    environment.secret_key("SECRET_KEY")
                self.assertNotIn(key, str(refused.exception))


class DatabaseTests(EnvironmentTestCase):
    def read(self, url: str) -> dict[str, object] | None:
        with mock.patch.dict(os.environ, DATABASE_URL=url, DATABASE_URL_FILE=""):
            return environment.database("DATABASE_URL")

    def test_it_is_none_when_not_set(self) -> None:
        self.assertIsNone(self.read(""))

    def test_it_reads_all_parts(self) -> None:
        parts = {"HOST": "db.example.org", "PORT": "6543", "USER": "site", "PASSWORD": "p@ss:w/rd", "NAME": "errors"}
        url = "postgresql://site:p%40ss%3Aw%2Frd@db.example.org:6543/errors?sslmode=require"
        self.assertEqual(self.read(url), {**parts, "OPTIONS": {"sslmode": "require"}})

    def test_it_reads_a_socket_folder(self) -> None:
        database = self.read("postgres:///errors?host=/run/postgresql")
        assert database
        self.assertEqual((database["HOST"], database["NAME"]), ("/run/postgresql", "errors"))

    def test_it_refuses_what_is_not_an_address_without_repeating_the_password(self) -> None:
        for url in (
            "mysql://site:hunter2@localhost/errors",
            "postgresql://site:hunter2@localhost",
            "postgresql://site:hunter2@localhost/errors?bogus=1",
            "postgresql://site:hunter2@hunter2:x@localhost/errors",
            "postgresql://site:hun%zzter2@localhost/errors",
            "postgresql://site:hunter2@localhost:port/errors",
            "postgresql://[hunter2/errors",
            "hunter2",
        ):
            with self.subTest(url), self.assertRaises(SettingError) as refused:
                self.read(url)
            self.assertRegex(str(refused.exception), r"^DATABASE_URL: .*write postgresql://")
            self.assertNotIn("hunter2", str(refused.exception))


class LoadFileTests(EnvironmentTestCase):
    def setUp(self) -> None:
        self.set(SITE_NAME="")
        del os.environ["SITE_NAME"]

    def test_it_adds_the_lines_to_the_environment(self) -> None:
        environment.load_file(self.file("# A comment\n\nSITE_NAME = Fixes = fast # really\n"))
        self.assertEqual(os.environ["SITE_NAME"], "Fixes = fast # really")

    def test_the_environment_wins(self) -> None:
        os.environ["SITE_NAME"] = "Mine"
        environment.load_file(self.file("SITE_NAME=Theirs"))
        self.assertEqual(os.environ["SITE_NAME"], "Mine")

    def test_it_does_without_a_file(self) -> None:
        environment.load_file(Path("/nonexistent/.env"))

    def test_it_refuses_a_line_that_is_no_setting(self) -> None:
        for line in ("SITE_NAME", "=x", "export SITE_NAME=x"):
            with self.subTest(line), self.assert_refused("line 2", "NAME=value"):
                environment.load_file(self.file(f"# first\n{line}\n"))
