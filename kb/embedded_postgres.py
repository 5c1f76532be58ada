"""The embedded PostgreSQL: a real server of its own for a site without DATABASE_URL.

Any number of commands may use it at once. Each holds a shared lock on one file while it does, so the one that cannot
be given an exclusive lock at its end knows that others remain; the last one stops the server. The kernel drops the
locks of a killed process: nothing is ever left to clean up by hand.
"""

import fcntl
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from kb.postgres_cluster import PORT, SUPERUSER, EmbeddedPostgresError, PostgresCluster

__all__ = ["EmbeddedPostgresError", "advice", "connection_settings", "running"]

INTERRUPTIONS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def connection_settings(data_dir: Path) -> dict[str, Any]:
    """The entry of Django's DATABASES for the server with its data in data_dir."""
    # The database that initdb makes: one less thing that a killed first start could leave half done.
    return {"NAME": "postgres", "USER": SUPERUSER, "HOST": str(PostgresCluster(data_dir).socket_folder), "PORT": PORT}


def advice(data_dir: Path) -> str:
    """What to do when the server runs but its data cannot be used."""
    cluster = PostgresCluster(data_dir)
    return f"its data is in {cluster.folder}: {cluster.advice}"


@contextmanager
def running(data_dir: Path) -> Iterator[None]:
    """Have the server run for the duration of a block; the last process to leave its block stops it."""
    cluster = PostgresCluster(data_dir)
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        lock, users = (data_dir / "postgres.lock").open("a"), (data_dir / "postgres.users").open("a")
    except OSError as problem:
        raise EmbeddedPostgresError.cannot_write(data_dir, problem) from None
    with lock, users:
        try:
            with _undisturbed(lock):
                fcntl.flock(users, fcntl.LOCK_SH)
                cluster.start()
            yield
        finally:
            with _undisturbed(lock):
                if _is_last(users):
                    cluster.stop()


@contextmanager
def _undisturbed(lock: IO[str]) -> Iterator[None]:
    """Keep other processes out, and interruptions for later: half a start or stop helps nobody."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, INTERRUPTIONS)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        fcntl.flock(lock, fcntl.LOCK_UN)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _is_last(users: IO[str]) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
