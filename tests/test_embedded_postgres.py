import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from unittest import TestCase, skipUnless

import psutil
import psycopg2

from kb import embedded_postgres
from kb.embedded_postgres import EmbeddedPostgresError, running
from kb.postgres_cluster import PostgresCluster

ROOT = Path(__file__).parent.parent


def query(data_dir: Path, sql: str) -> object:
    place = embedded_postgres.connection_settings(data_dir)
    parts = {"dbname": place["NAME"], "user": place["USER"], "host": place["HOST"], "port": place["PORT"]}
    connection = psycopg2.connect(**parts)
    try:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            row = cursor.fetchone()
    finally:
        connection.close()
    return row[0] if row else None


def server_process(data_dir: Path) -> psutil.Process | None:
    pid_file = data_dir / "postgres" / "postmaster.pid"
    return psutil.Process(int(pid_file.read_text().split()[0])) if pid_file.exists() else None


class ClusterTestCase(TestCase):
    """A data folder of its own, copied from one that is made once for the whole class."""

    made: Path

    @classmethod
    def setUpClass(cls) -> None:
        cls.made = Path(tempfile.mkdtemp(prefix="whatbroke-", dir="/tmp"))
        cls.addClassCleanup(shutil.rmtree, cls.made, ignore_errors=True)
        cls.made.chmod(0o755)
        with running(cls.made / "data"):
            pass

    def setUp(self) -> None:
        self.data_dir = self.made / self._testMethodName[-40:]
        self.copy_to(self.data_dir)
        self.folder = self.data_dir / "postgres"

    def copy_to(self, folder: Path) -> None:
        subprocess.run(["cp", "-a", self.made / "data", folder], check=True)

    def assert_refused(self, *words: str) -> None:
        with self.assertRaises(EmbeddedPostgresError) as refused, running(self.data_dir):
            pass
        text = str(refused.exception)
        self.assertNotIn("\n", text)
        for word in words:
            self.assertIn(word, text)


class RunningTests(ClusterTestCase):
    def test_it_runs_postgresql_18_in_utf_8_for_the_block_alone(self) -> None:
        with running(self.data_dir):
            self.assertRegex(str(query(self.data_dir, "SHOW server_version")), r"^18\.")
            self.assertEqual(query(self.data_dir, "SHOW server_encoding"), "UTF8")
        self.assertIsNone(server_process(self.data_dir))

    def test_it_listens_on_no_network_and_lets_nobody_else_in(self) -> None:
        with running(self.data_dir):
            self.assertEqual(query(self.data_dir, "SHOW listen_addresses"), "")
            self.assertEqual(self.folder.stat().st_mode & 0o777, 0o700)

    def test_the_last_of_several_users_stops_it(self) -> None:
        with running(self.data_dir):
            with running(self.data_dir):
                pass
            self.assertEqual(query(self.data_dir, "SELECT 1"), 1)
        self.assertIsNone(server_process(self.data_dir))

    def test_several_processes_share_it_while_they_come_and_go(self) -> None:
        script = (
            "import sys, time; from pathlib import Path; from tests.test_embedded_postgres import query, running\n"
            "folder = Path(sys.argv[1])\n"
            "for turn in range(3):\n"
            "    with running(folder): assert query(folder, 'SELECT 1') == 1; time.sleep(0.05 * int(sys.argv[2]))\n"
        )
        command = [sys.executable, "-c", script, str(self.data_dir)]
        processes = [subprocess.Popen([*command, str(number)], cwd=ROOT) for number in range(4)]
        self.assertEqual([process.wait(timeout=120) for process in processes], [0, 0, 0, 0])
        self.assertIsNone(server_process(self.data_dir))

    def test_it_stops_the_server_when_the_block_fails(self) -> None:
        with self.assertRaises(ZeroDivisionError), running(self.data_dir):
            raise ZeroDivisionError
        self.assertIsNone(server_process(self.data_dir))

    def test_a_server_that_a_killed_process_left_is_used_and_then_stopped(self) -> None:
        script = (
            "import os, sys; from pathlib import Path; from kb.embedded_postgres import running\n"
            "with running(Path(sys.argv[1])): os.kill(os.getpid(), 9)"
        )
        killed = subprocess.run([sys.executable, "-c", script, str(self.data_dir)], cwd=ROOT)
        self.assertEqual(killed.returncode, -signal.SIGKILL)
        left = server_process(self.data_dir)
        assert left
        with running(self.data_dir):
            self.assertEqual(server_process(self.data_dir), left)
        self.assertIsNone(server_process(self.data_dir))

    def test_it_starts_again_after_the_server_was_killed(self) -> None:
        with running(self.data_dir):
            query(self.data_dir, "SELECT 1")
            server = server_process(self.data_dir)
            assert server
            server.kill()
            with running(self.data_dir):
                self.assertEqual(query(self.data_dir, "SELECT 1"), 1)

    def test_it_is_not_fooled_by_a_process_that_has_the_number_of_a_dead_server(self) -> None:
        lines = [str(os.getpid()), str(self.folder), "1700000000", "5432", str(self.folder), "", "0 0", "ready"]
        for name in ("postmaster.pid", ".s.PGSQL.5432.lock"):
            (self.folder / name).write_text("\n".join(lines))
        with running(self.data_dir):
            self.assertEqual(query(self.data_dir, "SELECT 1"), 1)

    def test_it_works_where_the_path_is_too_long_for_a_socket_or_has_a_space(self) -> None:
        for name in ("long" * 30, "with space"):
            data_dir = self.data_dir / name
            self.copy_to(data_dir)
            with self.subTest(name), running(data_dir):
                self.assertEqual(query(data_dir, "SELECT 1"), 1)
                socket_folder = PostgresCluster(data_dir).socket_folder
                self.assertEqual(socket_folder.stat().st_mode & 0o777, 0o700)
            shutil.rmtree(socket_folder)

    def test_an_interrupted_first_start_leaves_nothing_in_the_way(self) -> None:
        shutil.rmtree(self.folder)
        (self.data_dir / "postgres.new" / "half").mkdir(parents=True)
        with running(self.data_dir):
            self.assertEqual(query(self.data_dir, "SELECT 1"), 1)

    def test_its_log_does_not_hold_a_statement_that_failed(self) -> None:
        with running(self.data_dir):
            query(self.data_dir, "CREATE TEMP TABLE t (a text UNIQUE); SELECT 1")
            for sql in ("SELECT 'pasted text' FROM nowhere", "SELECT 'pasted text'::uuid"):
                with self.assertRaises(psycopg2.Error):
                    query(self.data_dir, sql)
        log = (self.folder / "server.log").read_text()
        self.assertIn("nowhere", log)
        self.assertNotIn("SELECT", log)


class DamageTests(ClusterTestCase):
    def test_it_names_a_damaged_folder_and_what_to_do(self) -> None:
        (self.folder / "global" / "pg_control").unlink()
        self.assert_refused(str(self.folder), "could not find the database system", "mv ", "server.log")

    def test_it_names_a_folder_that_holds_something_else(self) -> None:
        (self.folder / "PG_VERSION").unlink()
        self.assert_refused(str(self.folder), "PG_VERSION is none", "mv ")

    def test_it_names_data_of_another_version(self) -> None:
        (self.folder / "PG_VERSION").write_text("16\n")
        self.assert_refused("PostgreSQL 18", "PG_VERSION is 16")

    def test_it_names_a_place_where_it_cannot_write(self) -> None:
        self.data_dir = Path("/dev/null/data")
        self.assert_refused("/dev/null", "DATA_DIR")

    @skipUnless(os.geteuid() == 0, "only root can give a folder away")
    def test_a_user_is_told_that_the_data_is_another_users(self) -> None:
        self.data_dir.chmod(0o777)
        for name in ("postgres.lock", "postgres.users"):
            (self.data_dir / name).chmod(0o666)
        script = (
            "import os, sys; from pathlib import Path; from kb.embedded_postgres import running\n"
            "os.setuid(65534)\n"
            "with running(Path(sys.argv[1])): pass"
        )
        done = subprocess.run(
            [sys.executable, "-c", script, str(self.data_dir)], cwd=ROOT, capture_output=True, text=True
        )
        self.assertIn("belongs to another user", done.stderr)
