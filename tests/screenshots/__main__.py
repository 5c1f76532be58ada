"""`python -m tests.screenshots`: how many pictures of errors lead to their article, as a table, and what was misread.

With --keep FOLDER the pictures are written there, to be looked at.
"""

import argparse
import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.screenshots.recognition import Recognition, recognise
from tests.screenshots.samples import PHOTOGRAPHS, SCREENSHOTS, Sample, samples


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.screenshots", description=__doc__)
    parser.add_argument("--keep", type=Path, help="a folder for the pictures")
    keep = parser.parse_args().keep
    done: list[tuple[Sample, Recognition]] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for number, sample in enumerate(samples(browser)):
            if sys.stderr.isatty():
                print(f"\r{number + 1} of {SCREENSHOTS + PHOTOGRAPHS}", end="", file=sys.stderr)
            if keep:
                keep.mkdir(parents=True, exist_ok=True)
                (keep / f"{number:02}-{sample.kind}.{'png' if sample.picture[1:4] == b'PNG' else 'jpg'}").write_bytes(
                    sample.picture
                )
            done.append((sample, recognise(sample)))
    print("| pictures | right article first | called match | median s |\n| --- | ---: | ---: | ---: |")
    for kind in ("screenshot", "photograph"):
        of_kind = [result for sample, result in done if sample.kind == kind]
        right = sum(result.is_first for result in of_kind)
        matches = sum(result.is_match for result in of_kind)
        seconds = sorted(result.seconds for result in of_kind)[len(of_kind) // 2]
        print(f"| {len(of_kind)} {kind}s | {right} | {matches} | {seconds:.2f} |")
    for sample, result in done:
        if not result.is_first:
            print(f"\n{sample.kind} of {sample.scene}: {sample.slug}, answered {result.answered}\n{result.text}")


main()
