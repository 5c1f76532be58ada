"""python -m tests.webbench [--write]: measure with ApacheBench, print, and with --write put the tables in the README."""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
from collections.abc import Mapping

import psutil

from tests.readme import write_section
from tests.serving import serving
from tests.webbench.apachebench import AT_ONCE, requests_a_second
from tests.webbench.nginx import nginx
from tests.webbench.uploads import SETTINGS, while_pictures_are_read

ARTICLE = "/docker/manifest-unknown/"
ROUNDS = 5
LEAST_OF_EMPTY = 0.5
LEAST_OF_FILE = 0.8


def main() -> int:
    parser = argparse.ArgumentParser("python -m tests.webbench", description="Measure what an article page costs.")
    parser.add_argument("--write", action="store_true", help="write the tables into the README too")
    options = parser.parse_args()
    if not shutil.which("ab"):
        print("This needs ApacheBench and nginx: Debian's packages apache2-utils and nginx.", file=sys.stderr)
        return 2
    with serving(DJANGO_SETTINGS_MODULE="tests.webbench.settings", **SETTINGS) as site:
        direct = measure({"empty": f"{site}/empty", "article": f"{site}{ARTICLE}"}, requests=4_000)
        with nginx(site, ARTICLE) as (cached, file, process):
            behind = measure({"file": file, "cached": cached}, requests=40_000)
            cpu = {name: cpu_a_request(url, process) for name, url in (("file", file), ("cached", cached))}
        uploads = while_pictures_are_read(site, ARTICLE)
    text = f"{report(direct, behind, cpu)}\n\n{uploads}"
    print(text)
    if options.write:
        write_section("webbench", f"\n{text}\n")
    return 0


def measure(urls: Mapping[str, str], requests: int) -> dict[str, float]:
    """Requests a second of each URL: the median of rounds in which they take turns, after one to warm up."""
    for url in urls.values():
        requests_a_second(url, requests // 4)
    rates: dict[str, list[float]] = {name: [] for name in urls}
    for _ in range(ROUNDS):
        for name, url in urls.items():
            rates[name].append(requests_a_second(url, requests))
    return {name: statistics.median(found) for name, found in rates.items()}


def cpu_a_request(url: str, process: int, requests: int = 40_000) -> float:
    """Microseconds of nginx's own time, which does not depend on how fast ApacheBench asks."""
    workers = psutil.Process(process).children()
    before = sum(sum(worker.cpu_times()[:2]) for worker in workers)
    requests_a_second(url, requests)
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


if __name__ == "__main__":
    sys.exit(main())
