"""python -m tests.bench [--write] [--sizes 10000,100000,1000000]: measure, print, write down. --help lists the rest."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import django

README = Path(__file__).parent.parent.parent / "README.md"
SIZES = "10000,100000,1000000"
MEGABYTE = 1_048_576


def main() -> int:
    options = arguments()
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    from tests.bench import report  # Django's models can be imported only now
    from tests.bench.database import bench_database

    with bench_database():
        text = "\n\n".join(sections(options))
    print(text)
    if options.write:
        report.write(text, README)
    return 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m tests.bench", description="Measure the matcher beside its peers.")
    parser.add_argument(
        "--sizes", type=sizes, default=SIZES, help=f"numbers of generated messages; {SIZES} if left out"
    )
    parser.add_argument("--pastes", type=Path, help='labelled pastes of your own: lines of {"paste", "slug", "also"}')
    parser.add_argument("--every", type=int, default=1, metavar="N", help="take one paste in N, for a quick look")
    parser.add_argument("--worst", type=int, default=MEGABYTE, metavar="BYTES", help="the size of the worst pastes")
    parser.add_argument("--write", action="store_true", help="write the report into the README too")
    return parser.parse_args()


def sizes(text: str) -> list[int]:
    """The numbers in a list with commas, rising; the empty text is none.

    >>> sizes("100000,10000")
    [10000, 100000]
    """
    return sorted(int(number) for number in text.split(",") if number)


def sections(options: argparse.Namespace) -> Iterator[str]:
    """Every part of the report, as it gets ready."""
    from errors.loading import LIBRARY, article_files, read
    from errors.management.progress import Counter
    from tests.bench import peers, report
    from tests.bench.apart import apart
    from tests.bench.pastes import own_pastes, read_pastes, typed_pastes
    from tests.bench.scale import measure_scale

    documents = read(article_files(LIBRARY))
    pastes = {
        "Real output": own_pastes()[:: options.every],
        "Words typed from memory, a slip in each": typed_pastes(documents)[:: options.every],
    }
    if options.pastes:
        pastes[options.pastes.name] = [paste for paste in read_pastes(options.pastes) if paste.right & documents.keys()]
    for title, chosen in pastes.items():
        measured = {}
        for name, search in peers.searchers(documents).items():
            with Counter(f"{title}, {name}") as counter:
                measured[name] = peers.measure(search, chosen, counter)
        yield report.peers_section(title, len(documents), measured)
    say("the worst pastes")
    yield report.worst_section(apart("tests.bench.worst.measure_worst", options.worst))
    real = pastes["Real output"]
    yield report.scale_section(list(measure_scale(documents, real, options.sizes, say)))


def say(doing: str) -> None:
    """What is being done, on a terminal."""
    if sys.stderr.isatty():
        print(doing, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
