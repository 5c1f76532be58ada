"""Run manage.py and make as a person does: in a process of their own, with a data folder of their own."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Self
from unittest import TestCase

ROOT = Path(__file__).parent.parent
PATIENCE_SECONDS = 120


def heed_ctrl_c() -> None:
    """A shell makes what it starts in the background ignore SIGINT, and programs inherit that: undo it in the child."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class CommandTestCase(TestCase):
    """Every process that a test starts has the settings of the tests, a folder for the class, and a free port."""

    data_dir: Path

    @classmethod
    def setUpClass(cls) -> None:
        # Not TMPDIR, which may be a folder that PostgreSQL's own user cannot enter.
        cls.data_dir = Path(tempfile.mkdtemp(prefix="whatbroke-", dir="/tmp"))
        cls.addClassCleanup(shutil.rmtree, cls.data_dir, ignore_errors=True)
        cls.data_dir.chmod(0o755)

    def environment(self, **settings: str) -> dict[str, str]:
        common = {"DATA_DIR": str(self.data_dir), "DATABASE_URL": "", "WORKERS": "1", "PYTHONUNBUFFERED": "1"}
        return {**os.environ, "DJANGO_SETTINGS_MODULE": "kb.settings", **common, **settings}

    def manage(self, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment(**settings),
            capture_output=True,
            text=True,
            timeout=PATIENCE_SECONDS,
            preexec_fn=heed_ctrl_c,
        )

    def assert_refused(self, done: subprocess.CompletedProcess[str], *words: str) -> None:
        """The command must have ended with exit code 1 and one line that has all the words."""
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertEqual(len(done.stderr.strip().splitlines()), 1, done.stderr)
        for word in words:
            self.assertIn(word, done.stderr)

    def server_runs(self) -> bool:
        """Whether an embedded PostgreSQL is left on the data folder."""
        return (self.data_dir / "postgres" / "postmaster.pid").exists()


class Serve:
    """`manage.py serve` for the duration of a block, ready to answer from its start on."""

    def __init__(self, case: CommandTestCase, port: int | None = None) -> None:
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = case.environment(PORT=str(self.port))

    def start(self) -> None:
        """Start the process, without waiting for the site."""
        command = [sys.executable, "manage.py", "serve"]
        self.process: subprocess.Popen[str] = subprocess.Popen(
            command,
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            preexec_fn=heed_ctrl_c,
        )

    def __enter__(self) -> Self:
        self.start()
        deadline = time.monotonic() + PATIENCE_SECONDS
        while self.status("/healthz") != 200:
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"The site did not start: {self.stop(signal.SIGKILL)}")
            time.sleep(0.1)
        return self

    def __exit__(self, *error: object) -> None:
        if self.process.poll() is None:
            self.stop(signal.SIGTERM)

    def status(self, path: str, data: bytes | None = None) -> int | None:
        """The status of an answer; None while nobody answers."""
        try:
            with urllib.request.urlopen(self.url + path, data, timeout=10) as response:
                return int(response.status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return None

    def stop(self, number: signal.Signals, whole_group: bool = False) -> str:
        """Send a signal, to all processes as a terminal does on Ctrl-C where asked; what the command has printed."""
        if whole_group:
            os.killpg(self.process.pid, number)
        else:
            self.process.send_signal(number)
        return self.process.communicate(timeout=PATIENCE_SECONDS)[0]


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
