"""make lighthouse: Lighthouse on home, an article and an answer; prints a table, and fails below the marks."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.serving import ROOT, serving

VERSION = "lighthouse@12"
FOLDER = ROOT / ".data" / "lighthouse"
MARKS = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
ARTICLE = "/docker/manifest-unknown/"
PASTE = "Error response from daemon: manifest for alpine:3.999 not found: manifest unknown: manifest unknown"


def main() -> int:
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    npm, node = shutil.which("npm"), shutil.which("node")
    if not (chromium and npm and node):
        print("Lighthouse needs Chromium and Node.js 18 or newer with npm on PATH.", file=sys.stderr)
        return 2
    if not (FOLDER / "node_modules" / "lighthouse").exists():
        install(npm)
    with serving() as address:
        command = [node, "tests/lighthouse.mjs", str(FOLDER), chromium, address, ARTICLE, PASTE]
        printed = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout
    pages = [json.loads(line) for line in printed.splitlines()]
    print(table(pages))
    return 0 if all(page["scores"][name] >= mark for page in pages for name, mark in MARKS.items()) else 1


def install(npm: str) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "package.json").write_text("{}")
    command = [npm, "install", "--no-audit", "--no-fund", "--silent", "--prefix", str(FOLDER), VERSION]
    subprocess.run(command, cwd=Path(FOLDER), check=True)


def table(pages: list[dict[str, Any]]) -> str:
    """The scores of each page, then what any of them fell short of."""
    heads = ["page", *(f"{name} ({mark})" for name, mark in MARKS.items())]
    rows = [[page["page"], *(str(page["scores"][name]) for name in MARKS)] for page in pages]
    lines = ["  ".join(f"{cell:<{len(head)}}" for cell, head in zip(row, heads, strict=True)) for row in [heads, *rows]]
    lines += [f"{page['page']}: {problem}" for page in pages for problem in page["failed"]]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
