"""ApacheBench, and what it prints."""

from __future__ import annotations

import csv
import re
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple

AT_ONCE = 16
"""Connections."""


class Measured(NamedTuple):
    """Requests a second, and the milliseconds within which half of them, and 95 of 100, were answered."""

    rate: float
    median: float
    p95: float


def requests_a_second(url: str, requests: int) -> float:
    """Raises ValueError where an answer was not the page."""
    return _run(url, "-c", str(AT_ONCE), "-n", str(requests)).rate


def measured_for(seconds: int, readers: int, url: str, paste: Path | None = None) -> Measured:
    """One page, or the answers to a paste in that file, asked for by readers without pause for so many seconds.

    Raises ValueError where an answer was not the page.
    """
    post = ("-p", str(paste), "-T", "text/plain") if paste else ()
    return _run(url, "-c", str(readers), "-l", "-t", str(seconds), "-n", "10000000", "-H", "Accept: text/html", *post)


def _run(url: str, *options: str) -> Measured:
    with tempfile.NamedTemporaryFile("r", prefix="webbench-", suffix=".csv") as table:
        command = ["ab", "-q", "-k", "-e", table.name, "-H", "Accept-Encoding: gzip"]
        printed = subprocess.run([*command, *options, url], stdout=subprocess.PIPE, text=True, check=True).stdout
        milliseconds = [row[1] for row in csv.reader(table)]  # a heading, then the times of 0 % to 99 %
    failed = re.search(r"(Failed|Non-2xx).*:\s+([1-9]\d*)", printed)
    rate = re.search(r"Requests per second:\s+([\d.]+)", printed)
    if failed or not rate:
        raise ValueError(f"{url}: {failed[0] if failed else printed}")
    return Measured(float(rate[1]), float(milliseconds[1 + 50]), float(milliseconds[1 + 95]))
