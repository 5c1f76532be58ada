import signal
import socket
import urllib.request

import psutil

from tests.commands import CommandTestCase, Serve


class ServeTests(CommandTestCase):
    def test_it_serves_and_says_where_and_how_to_go_on(self) -> None:
        with Serve(self) as site:
            self.assertEqual(site.status("/readyz"), 200)
            self.assertEqual(site.status("/"), 200)
            said = site.stop(signal.SIGTERM)
        for words in (site.url, "manage.py createsuperuser", "Ctrl-C"):
            self.assertIn(words, said)

    def test_ctrl_c_ends_the_site_and_its_postgresql(self) -> None:
        with Serve(self) as site:
            processes = psutil.Process(site.process.pid).children(recursive=True)
            said = site.stop(signal.SIGINT, whole_group=True)
            self.assertNotIn("Traceback", said)
            self.assertEqual(site.process.returncode, 0)
        self.assertFalse(self.server_runs())
        self.assertEqual([process for process in processes if process.is_running()], [])

    def test_sigterm_and_a_closed_terminal_end_them_too(self) -> None:
        for number in (signal.SIGTERM, signal.SIGHUP):
            with self.subTest(number.name), Serve(self) as site:
                site.stop(number)
                self.assertFalse(self.server_runs())

    def test_a_stop_in_the_middle_of_its_start_is_heard(self) -> None:
        site = Serve(self)
        site.start()
        assert site.process.stdout
        while "Ctrl-C" not in site.process.stdout.readline():
            self.assertIsNone(site.process.poll())
        # At this moment the workers are being started.
        self.assertNotIn("Killing", site.stop(signal.SIGTERM))
        self.assertFalse(self.server_runs())

    def test_it_starts_again_after_it_was_killed(self) -> None:
        with Serve(self) as site:
            site.process.kill()
            # Its workers notice, end, and with them closes the pipe that they share.
            site.process.communicate(timeout=30)
        self.assertTrue(self.server_runs())
        with Serve(self, port=site.port) as again:
            self.assertEqual(again.status("/readyz"), 200)
        self.assertFalse(self.server_runs())

    def test_static_files_have_names_that_change_with_their_contents(self) -> None:
        with Serve(self) as site, urllib.request.urlopen(site.url) as response:
            page = response.read().decode()
            self.assertRegex(page, r"/static/css/\w+\.[0-9a-f]{12}\.css")
            name = page.partition('href="/static/css/')[2].partition('"')[0]
            with urllib.request.urlopen(f"{site.url}/static/css/{name}") as file:
                self.assertIn("immutable", file.headers["Cache-Control"])

    def test_a_command_beside_it_leaves_its_postgresql_running(self) -> None:
        with Serve(self) as site:
            self.assertEqual(self.manage("migrate", "--check").returncode, 0)
            self.assertEqual(site.status("/readyz"), 200)

    def test_a_body_of_many_megabytes_gets_an_answer(self) -> None:
        with Serve(self) as site:
            self.assertEqual(site.status("/match", b"x" * 8_000_000), 413)


class RefusedTests(CommandTestCase):
    def test_a_port_in_use(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as other:
            port = other.getsockname()[1]
            done = self.manage("serve", PORT=str(port))
        self.assert_refused(done, f"Port {port} is in use", f"PORT={port + 1}")
        self.assertFalse(self.server_runs())

    def test_an_address_of_another_machine(self) -> None:
        self.assert_refused(self.manage("serve", HOST="192.0.2.1"), "HOST", "not an address of this machine")

    def test_a_database_that_does_not_answer(self) -> None:
        done = self.manage("serve", DATABASE_URL="postgresql://site:hunter2@127.0.0.1:1/errors")
        self.assert_refused(done, "Connection refused", "check DATABASE_URL")
        self.assertNotIn("hunter2", done.stderr)

    def test_a_database_address_that_is_none(self) -> None:
        self.assert_refused(self.manage("serve", DATABASE_URL="localhost/errors"), "DATABASE_URL", "postgresql://")

    def test_a_bad_value(self) -> None:
        self.assert_refused(self.manage("serve", DEBUG="maybe"), "DEBUG", "write true or false")

    def test_a_damaged_data_folder(self) -> None:
        folder = self.data_dir / "damaged" / "postgres"
        folder.mkdir(parents=True)
        (folder / "PG_VERSION").write_text("nonsense")
        done = self.manage("serve", DATA_DIR=str(folder.parent))
        self.assert_refused(done, str(folder), "PG_VERSION is nonsense", "mv ")

    def test_a_folder_where_nothing_can_be_written(self) -> None:
        self.assert_refused(self.manage("serve", DATA_DIR="/dev/null/data"), "DATA_DIR", "/dev/null/data")


class CommandTests(CommandTestCase):
    def test_a_command_starts_postgresql_and_stops_it(self) -> None:
        done = self.manage("migrate", "--verbosity=0")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertTrue((self.data_dir / "postgres").is_dir())
        self.assertFalse(self.server_runs())

    def test_a_command_that_needs_no_database_does_not_make_one(self) -> None:
        data_dir = self.data_dir / "help"
        for arguments in (("help",), ("migrate", "--help"), ("--version",)):
            with self.subTest(arguments):
                self.assertEqual(self.manage(*arguments, DATA_DIR=str(data_dir)).returncode, 0)
        self.assertFalse((data_dir / "postgres").exists())

    def test_a_command_that_is_stopped_stops_postgresql(self) -> None:
        done = self.manage("shell", "--no-imports", "-c", f"import os; os.kill(os.getpid(), {int(signal.SIGTERM)})")
        self.assertEqual(done.returncode, 128 + signal.SIGTERM)
        self.assertFalse(self.server_runs())

    def test_ctrl_c_shows_no_traceback(self) -> None:
        done = self.manage("shell", "--no-imports", "-c", f"import os; os.kill(os.getpid(), {int(signal.SIGINT)})")
        self.assertEqual((done.returncode, done.stderr), (130, ""))


class DeployCheckTests(CommandTestCase):
    def test_it_is_clean_with_https_and_a_secret_key(self) -> None:
        key = "".join(map(chr, range(48, 112)))
        done = self.manage("check", "--deploy", "--fail-level=WARNING", HTTPS="true", SECRET_KEY=key)
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_it_is_clean_with_the_key_that_the_site_made(self) -> None:
        done = self.manage("check", "--deploy", "--fail-level=WARNING", HTTPS="true", TRUST_PROXY="true")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertEqual((self.data_dir / "secret_key").stat().st_mode & 0o777, 0o600)
