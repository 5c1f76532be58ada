"""The site as `make serve` runs it, for what measures it from outside."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).parent.parent
PATIENCE_SECONDS = 180  # a first start loads the library


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def serving(**settings: str) -> Iterator[str]:
    """The address of the site, served with these settings until the end of the block."""
    port = free_port()
    environment = {**os.environ, "LOG_LEVEL": "warning", "DJANGO_SETTINGS_MODULE": "kb.settings", **settings}
    environment |= {"HOST": "127.0.0.1", "PORT": str(port)}
    server = subprocess.Popen([sys.executable, "manage.py", "serve"], cwd=ROOT, env=environment, stdout=sys.stderr)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/readyz", server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            with urlopen(url, timeout=5):
                return
        except OSError:
            if server.poll() is not None or time.monotonic() > deadline:
                raise
            time.sleep(0.3)
