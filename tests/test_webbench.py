"""The clients of `python -m tests.webbench` that upload photographs."""

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count

import pytest

from errors.pictures.reading import is_picture
from tests.serving import free_port
from tests.webbench.uploads import NO_ANSWER, Load, uploading


@pytest.fixture
def site() -> Iterator[ThreadingHTTPServer]:
    """A server that reads the first picture and has no room for any other."""
    seen = count()

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            picture = self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(400 if not is_picture(picture) else 503 if next(seen) else 200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    threading.Thread(target=server.serve_forever).start()
    yield server
    server.shutdown()
    server.server_close()


def test_it_counts_what_clients_that_upload_without_pause_are_answered(site: ThreadingHTTPServer) -> None:
    with uploading(f"http://127.0.0.1:{site.server_port}", clients=3, patience=0) as load:
        while sum(load.values()) < 5:
            time.sleep(0.01)
    assert load.keys() == {200, 503}
    assert load[200] == 1


def test_a_server_that_does_not_answer_is_counted_too() -> None:
    with uploading(f"http://127.0.0.1:{free_port()}", clients=1, patience=0) as load:
        while not load:
            time.sleep(0.01)
    assert load.keys() == {NO_ANSWER}


def test_it_hides_no_other_answer() -> None:
    load = Load({200: 5, 503: 2, 500: 1})
    assert "5 / 2" in str(load)
    assert "500" in str(load)
