"""python -m tests.webbench [--write]: measure with ApacheBench, print, and with --write put the table in the README."""

from __future__ import annotations

import argparse
import re
import shutil
import statistics
import subprocess
import sys
from collections.abc import Mapping

import psutil

from tests.serving import ROOT, serving
from tests.webbench.nginx import nginx

ARTICLE = "/docker/manifest-unknown/"
BEGIN, END = "<!-- webbench -->", "<!-- /webbench -->"
ROUNDS = 5
AT_ONCE = 16
LEAST_OF_EMPTY = 0.5
LEAST_OF_FILE = 0.8


def main() -> int:
    parser = argparse.ArgumentParser("python -m tests.webbench", description="Measure what an article page costs.")
    parser.add_argument("--write", action="store_true", help="write the table into the README too")
    options = parser.parse_args()
    if not shutil.which("ab"):
        print("This needs ApacheBench and nginx: Debian's packages apache2-utils and nginx.", file=sys.stderr)
        return 2
    with serving(DJANGO_SETTINGS_MODULE="tests.webbench.settings") as site:
        direct = measure({"empty": f"{site}/empty", "article": f"{site}{ARTICLE}"}, requests=4_000)
        with nginx(site, ARTICLE) as (cached, file, process):
            behind = measure({"file": file, "cached": cached}, requests=40_000)
            cpu = {name: cpu_a_request(url, process) for name, url in (("file", file), ("cached", cached))}
    text = report(direct, behind, cpu)
    print(text)
    if options.write:
        write(text)
    return 0


def measure(urls: Mapping[str, str], requests: int) -> dict[str, float]:
    """Requests a second of each URL: the median of rounds in which they take turns, after one to warm up."""
    for url in urls.values():
        run(url, requests // 4)
    rates: dict[str, list[float]] = {name: [] for name in urls}
    for _ in range(ROUNDS):
        for name, url in urls.items():
            rates[name].append(run(url, requests))
    return {name: statistics.median(found) for name, found in rates.items()}


def run(url: str, requests: int) -> float:
    """Requests a second.

    Raises ValueError where an answer was not the page.
    """
    command = ["ab", "-q", "-k", "-c", str(AT_ONCE), "-n", str(requests), "-H", "Accept-Encoding: gzip", url]
    printed = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    failed = re.search(r"(Failed|Non-2xx).*:\s+([1-9]\d*)", printed)
    rate = re.search(r"Requests per second:\s+([\d.]+)", printed)
    if failed or not rate:
        raise ValueError(f"{url}: {failed[0] if failed else printed}")
    return float(rate[1])


def cpu_a_request(url: str, process: int, requests: int = 40_000) -> float:
    """Microseconds of nginx's own time, which does not depend on how fast ApacheBench asks."""
    workers = psutil.Process(process).children()
    before = sum(sum(worker.cpu_times()[:2]) for worker in workers)
    run(url, requests)
    return (sum(sum(worker.cpu_times()[:2]) for worker in workers) - before) / requests * 1e6


def report(direct: Mapping[str, float], behind: Mapping[str, float], cpu: Mapping[str, float]) -> str:
    page, cached = direct["article"] / direct["empty"], behind["cached"] / behind["file"]
    return "\n".join(
        [
            f"{AT_ONCE} connections, gzip, the median of {ROUNDS} rounds; ApacheBench runs on the same machine.",
            "",
            "| | requests/s | |",
            "| --- | ---: | --- |",
            f"| An almost empty Django view | {direct['empty']:,.0f} | |",
            f"| An article page, same server | {direct['article']:,.0f} | {said(page, LEAST_OF_EMPTY)} |",
            f"| nginx, the same bytes from disk | {behind['file']:,.0f} | {cpu['file']:.0f} µs of nginx a request |",
            f"| nginx, the article in the cache of `deploy/nginx.conf` | {behind['cached']:,.0f} "
            f"| {said(cached, LEAST_OF_FILE)}; {cpu['cached']:.0f} µs of nginx a request |",
        ]
    )


def said(ratio: float, least: float) -> str:
    return f"{ratio:.2f} of that (at least {least}: {'kept' if ratio >= least else 'MISSED'})"


def write(section: str) -> None:
    """Put the table between its marks in the README."""
    file = ROOT / "README.md"
    before, begin, rest = file.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{file} has no {BEGIN} … {END}")
    file.write_text(f"{before}{BEGIN}\n\n{section}\n\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
