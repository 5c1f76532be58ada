"""python -m tests.fold [--write] [--only WORD ...] [--pictures FOLDER]: what of an answer stands in a phone's first screen.

A browser opens the answer to one real paste of each article (tests/pastes) in a window as narrow as a phone. Counted
is whether what it is and how sure we are, the first command, and the first of the reader's own values in a command
stand whole in the window; the answers in which something does not are listed.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from errors.management.progress import Counter
from tests.pageshots import begin, site
from tests.readme import write_section

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.everypage import Window

WIDTH = 360
HEIGHTS = (640, 740)
PASTES = Path(__file__).parent / "pastes"
PARTS = {
    "title": "what it is and how sure we are",
    "command": "the first command, whole",
    "value": "the first of the reader's values, where one is filled in",
}

LOWEST_EDGES = """answer => {
  const bottom = element => element && Math.ceil(element.getBoundingClientRect().bottom + scrollY);
  const fix = answer.querySelector(".quick-fix");
  const command = fix.querySelector("pre") ?? fix.querySelector("code") ?? fix.querySelector("li, p");
  return {
    title: Math.max(bottom(answer.querySelector(".verdict")), bottom(answer.querySelector("h2"))),
    command: bottom(command),
    value: bottom(fix.querySelector("code .filled")),
  };
}"""
"""Where the parts end, in CSS pixels from the top of the page. The first command is the first block of code; where
there is none, the first code in a line, or the first step."""


@dataclass(frozen=True)
class Answer:
    """The answer to a paste, and where each of PARTS ends in it, in CSS pixels; None for a part that it has not."""

    slug: str
    edges: Mapping[str, int | None]

    def misses(self, height: int) -> list[str]:
        """The parts that do not stand whole in a window so high."""
        return [part for part in PARTS if (self.edges[part] or 0) > height]


def main() -> int:
    options = arguments()
    begin()
    from tests.bench.database import bench_database

    slugs = [slug for slug in slugs_with_pastes() if not options.only or any(word in slug for word in options.only)]
    with bench_database(), site() as address:
        answers = list(open_all(address, slugs, options.pictures))
    text = table(answers)
    print(text, *missed(answers), sep="\n")
    if options.write:
        write_section("fold", text)
    return 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m tests.fold", description=__doc__)
    parser.add_argument("--only", nargs="*", default=[], metavar="WORD", help="articles whose slug holds one of these")
    parser.add_argument("--pictures", type=Path, metavar="FOLDER", help="keep a picture of each window that misses")
    parser.add_argument("--write", action="store_true", help="write the table into the README too")
    return parser.parse_args()


def slugs_with_pastes() -> list[str]:
    return sorted({f"{file.parent.parent.name}/{file.parent.name}" for file in PASTES.glob("*/*/*.txt")})


def pastes_of(slug: str) -> list[str]:
    """Real output that finds the article, in the order of the files' names."""
    files = sorted((PASTES / slug).glob("*.txt"))
    return [file.read_text() for file in files if not file.name.startswith("not-")]


def open_all(address: str, slugs: list[str], pictures: Path | None) -> Iterator[Answer]:
    from django.db import connection
    from playwright.sync_api import sync_playwright

    from tests.browser import CHROMIUM, CHROMIUM_ARGS
    from tests.everypage import Window

    with sync_playwright() as playwright, Counter("opening answers") as counter:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGS)
        for done, slug in enumerate(slugs, start=1):
            with browser.new_context(viewport={"width": WIDTH, "height": min(HEIGHTS)}) as context:
                page = open_answer(Window(context, address), slug)
                answer = measure(page, slug)
                if pictures and answer.misses(min(HEIGHTS)):
                    page.screenshot(path=pictures / f"{slug.replace('/', '-')}.png")
            yield answer
            counter(done, len(slugs))
        browser.close()
        connection.close()  # beside Playwright's event loop Django gave this thread a second one


def open_answer(window: Window, slug: str) -> Page:
    """The answer to the article's first paste that is answered with it before anything else."""
    for paste in pastes_of(slug):
        page = window.paste(paste)
        if page.locator(f"#answer-0 h2 a[href^='/{slug}/']").count():
            return page
    raise LookupError(f"no paste of {slug} is answered with it first")


def measure(page: Page, slug: str) -> Answer:
    return Answer(slug, page.locator("#answer-0").evaluate(LOWEST_EDGES))


def table(answers: list[Answer]) -> str:
    """In Markdown: for each height of the window, the share of the answers in which each part stands whole in it."""
    heads = [f"{WIDTH} x {height}" for height in HEIGHTS]
    lines = [f"| in the first screen of {len(answers)} answers | of | {' | '.join(heads)} |"]
    lines.append("| --- | ---: | " + " | ".join("---:" for _ in heads) + " |")
    for part, words in PARTS.items():
        having = [answer for answer in answers if answer.edges[part]]
        shares = [_share(sum(part not in each.misses(height) for each in having), len(having)) for height in HEIGHTS]
        lines.append(f"| {words} | {len(having)} | {' | '.join(shares)} |")
    return "\n".join(lines)


def _share(count: int, total: int) -> str:
    """In per cent, never rounded up to all of them."""
    return f"{int(1000 * count / total) / 10:g} %" if total else ""


def missed(answers: list[Answer]) -> Iterator[str]:
    """A line for each answer of which something stands lower: what, and where it ends; the lowest first."""
    for answer in sorted(answers, key=lambda each: -max(edge or 0 for edge in each.edges.values())):
        parts = answer.misses(min(HEIGHTS))
        if parts:
            yield f"{answer.slug}: " + ", ".join(f"{part} ends at {answer.edges[part]}" for part in parts)


if __name__ == "__main__":
    raise SystemExit(main())
