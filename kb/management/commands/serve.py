"""Serve the site: everything that must be ready is made ready, then granian answers requests until it is stopped."""

import errno
import os
import signal
import socket
import threading
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connections
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from kb.problem import Problem

PORT_PATIENCE_SECONDS = 3
THREADS_OF_A_WORKER = 4
STOP_SECONDS = 10


class Command(BaseCommand):
    help = "Migrate, load the library, collect the static files, and serve the site. Settings: HOST, PORT, WORKERS."
    # They run in migrate, before anything else is asked of the database.
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        _check_port(settings.HOST, settings.PORT)
        self._prepare()
        self._welcome()
        # Each worker opens its own: two processes cannot share a connection.
        connections.close_all()
        _serve()
        self.stdout.write("Stopped.")

    def _prepare(self) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        call_command("load_articles", stdout=self.stdout)
        call_command("collectstatic", verbosity=0, interactive=False)

    def _welcome(self) -> None:
        host = f"[{settings.HOST}]" if ":" in settings.HOST else settings.HOST
        self.stdout.write(f"{settings.SITE_NAME} is at http://{host}:{settings.PORT}")
        self.stdout.write("To make an editor account: .venv/bin/python manage.py createsuperuser")
        self.stdout.write("To stop: Ctrl-C")
        self.stdout.flush()


def _check_port(host: str, port: int) -> None:
    """Say now, and in plain words, that the address cannot be had."""
    deadline = time.monotonic() + PORT_PATIENCE_SECONDS
    while True:
        problem = _bind_problem(host, port)
        if not problem:
            return
        # The workers of a server that was killed take a moment to notice.
        if problem.errno != errno.EADDRINUSE or time.monotonic() > deadline:
            raise Problem(_port_advice(host, port, problem))
        time.sleep(0.3)


def _bind_problem(host: str, port: int) -> OSError | None:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
    except OSError as problem:
        return problem
    return None


def _port_advice(host: str, port: int, problem: OSError) -> str:
    if problem.errno == errno.EADDRINUSE:
        return f"Port {port} is in use. Stop what uses it, or serve elsewhere: PORT={port % 65535 + 1} make serve"
    if problem.errno == errno.EACCES:
        return f"Port {port} is for root alone. Serve elsewhere: PORT=8000 make serve"
    return f"HOST: {host!r} is not an address of this machine ({problem.strerror}); write 127.0.0.1 or 0.0.0.0"


def _serve() -> None:
    """Run granian until it is told to stop."""
    server = Granian(
        "kb.wsgi:application",
        address=settings.HOST,
        port=settings.PORT,
        interface=Interfaces.WSGI,
        workers=settings.WORKERS,
        blocking_threads=THREADS_OF_A_WORKER,
        backpressure=THREADS_OF_A_WORKER * 16,
        log_level=LogLevels.warning,
        log_dictconfig=settings.LOGGING,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
    )
    # Until granian sets a worker's own handler, the one inherited from the parent would swallow a request to stop.
    os.register_at_fork(after_in_child=lambda: signal.signal(signal.SIGTERM, signal.SIG_DFL))
    # A closed terminal ends the site; granian would start new workers instead.
    server.on_startup(lambda: signal.signal(signal.SIGHUP, server.signal_handler_interrupt))
    server.serve(target_loader=_load_application, wrap_loader=False)


def _load_application() -> Callable[..., Any]:
    """What a worker runs: the application, and a watch for the end of the process that started it."""
    # Out of reach of Ctrl-C, which is for the parent: a worker told twice to stop may never do so.
    os.setpgid(0, 0)
    threading.Thread(target=_leave_with, args=(os.getppid(),), daemon=True).start()
    from kb.wsgi import application  # Not at the top: it belongs to the worker, after the fork.

    return application


def _leave_with(parent: int) -> None:
    """End this worker when its parent was killed, or it would hold the port and the database for ever."""
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGKILL)
