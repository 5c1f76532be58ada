"""`python -m tests.screenshots`: how many pictures of errors lead to their article, as a table, and what was misread.

With --keep FOLDER the pictures are written there, to be looked at.
"""

import argparse
import shutil
import statistics
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.readme import write_section
from tests.screenshots.recognition import Recognition, recognise
from tests.screenshots.samples import PHOTOGRAPHS, SCREENSHOTS, Sample, samples


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.screenshots", description=__doc__)
    parser.add_argument("--keep", type=Path, help="a folder for the pictures")
    parser.add_argument("--write", action="store_true", help="write the table into the README too")
    options = parser.parse_args()
    done: list[tuple[Sample, Recognition]] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for number, sample in enumerate(samples(browser)):
            if sys.stderr.isatty():
                print(f"\r{number + 1} of {SCREENSHOTS + PHOTOGRAPHS}", end="", file=sys.stderr)
            if options.keep:
                _keep(sample, options.keep, number)
            done.append((sample, recognise(sample)))
    text = table(done)
    print(text)
    for sample, result in done:
        if not result.is_first:
            print(f"\n{sample.kind} of {sample.scene}: {sample.slug}, answered {result.answered}\n{result.text}")
    if options.write:
        write_section("screenshots", text)


def _keep(sample: Sample, folder: Path, number: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    suffix = "png" if sample.picture.startswith(b"\x89PNG") else "jpg"
    (folder / f"{number:02}-{sample.kind}.{suffix}").write_bytes(sample.picture)


def table(done: list[tuple[Sample, Recognition]]) -> str:
    """In Markdown: for each kind of picture, how many lead to their article, and the seconds that reading one takes."""
    rows = [
        "| pictures | right article first | and called match | another called match | median CPU s |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for kind in ("screenshot", "photograph"):
        of_kind = [result for sample, result in done if sample.kind == kind]
        right = sum(result.is_first for result in of_kind)
        matches = sum(result.is_match for result in of_kind)
        wrong = sum(result.is_wrong for result in of_kind)
        seconds = statistics.median(result.seconds for result in of_kind)
        rows.append(f"| {len(of_kind)} {kind}s | {right} | {matches} | {wrong} | {seconds:.2f} |")
    return "\n".join(rows)


main()
