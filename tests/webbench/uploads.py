"""Whether pages and pastes are answered as quickly while pictures are read: alone, and with clients that upload photographs."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from PIL import Image, ImageDraw, ImageFont

from tests.screenshots.photograph import photograph
from tests.serving import ROOT
from tests.webbench.apachebench import Measured, measured_for

PASTE = ROOT / "tests/pastes/docker/manifest-unknown/buildkit-from.txt"
LOADS = ((2, 0.0), (16, 1.0), (16, 0.0))
"""How many upload at the same time (as many as are read at once by default, and far more), and how many seconds one that
was refused waits: as a person does who presses the button again, or as a flood does not."""
READERS = 2
"""Connections that ask for pages: as many as keep two processors busy, and leave something to the pictures."""
SECONDS = 15
"""How long each kind of request is measured."""
SETTINGS = {
    "MATCH_RATE_PER_MINUTE": "100000",
    "PICTURE_RATE_PER_MINUTE": "100000",
    "PICTURES_AT_ONCE": "2",
    "STORE_SEARCHES": "false",
    "TRUST_PROXY": "true",
}
"""Each client has an address of its own and no limit; and what is measured is nothing that readers looked for."""


READ, REFUSED, NO_ANSWER = 200, 503, 0


class Load(Counter[int]):
    """How many uploads were answered with each HTTP status, or not at all."""

    def __str__(self) -> str:
        others = {status: count for status, count in self.items() if status not in (READ, REFUSED)}
        return f"{self[READ]} / {self[REFUSED]}{f' / other answers: {others}' if others else ''}"


def while_pictures_are_read(site: str, article: str) -> str:
    """A table in Markdown."""
    rows = [
        f"{READERS} connections for {SECONDS} s each, alone and while clients on the same machine upload photographs,",
        "each the next one as soon as it is answered; their limit of pictures a minute is lifted.",
        "",
        "| | uploading | requests/s | | median ms | p95 ms | pictures read / refused |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name, url, paste in (
        ("An article page", site + article, None),
        ("A paste of text (`POST /match`)", f"{site}/match", PASTE),
    ):
        measured_for(2, READERS, url, paste)
        alone = measured_for(SECONDS, READERS, url, paste)
        rows.append(f"| {name} | none | {alone.rate:,.0f} | | {alone.median:.1f} | {alone.p95:.1f} | |")
        for clients, patience in LOADS:
            with uploading(site, clients, patience) as load:
                measured = measured_for(SECONDS, READERS, url, paste)
            who = f"{clients}, again after {patience:.0f} s if refused" if patience else f"{clients} without pause"
            rows.append(_row(name, who, measured, alone, load))
    return "\n".join(rows)


def _row(name: str, who: str, measured: Measured, alone: Measured, load: Load) -> str:
    return (
        f"| {name} | {who} | {measured.rate:,.0f} | {measured.rate / alone.rate:.2f} of it alone "
        f"| {measured.median:.1f} | {measured.p95:.1f} | {load} |"
    )


@contextmanager
def uploading(site: str, clients: int, patience: float) -> Iterator[Load]:
    """So many clients that send one photograph after the other; refused, they wait. Yields what they were answered."""
    load, counting, over = Load(), threading.Lock(), threading.Event()
    picture = _photograph()

    def upload_on(address: str) -> None:
        headers = {"Content-Type": "image/jpeg", "X-Forwarded-For": address}
        while not over.is_set():
            status = _status(Request(f"{site}/match", picture, headers))
            with counting:
                load[status] += 1
            if status == REFUSED:
                over.wait(patience)

    threads = [threading.Thread(target=upload_on, args=(f"192.0.2.{number}",)) for number in range(clients)]
    for thread in threads:
        thread.start()
    try:
        yield load
    finally:
        over.set()
        for thread in threads:
            thread.join()


def _status(upload: Request) -> int:
    try:
        with urlopen(upload) as answer:
            answer.read()
            return int(answer.status)
    except HTTPError as refusal:
        refusal.read()
        return refusal.code
    except OSError:
        return NO_ANSWER


def _photograph() -> bytes:
    """A terminal with an error in it, photographed."""
    screen = Image.new("RGB", (1400, 700), "#1e1e1e")
    text = PASTE.read_text(encoding="utf-8")
    ImageDraw.Draw(screen).multiline_text((30, 30), text, fill="#d4d4d4", font=ImageFont.load_default(22))
    return photograph(screen, seed=1)
