"""The parts of README.md that a command writes: what stands between <!-- name --> and <!-- /name -->."""

from pathlib import Path

README = Path(__file__).parent.parent / "README.md"


def write_section(name: str, text: str, path: Path = README) -> None:
    """Put the text between the section's marks. Raises ValueError where the marks are missing."""
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    before, begin_mark, rest = path.read_text().partition(begin)
    _, end_mark, after = rest.partition(end)
    if not (begin_mark and end_mark):
        raise ValueError(f"{path.name} has no {begin} ... {end}")
    path.write_text(f"{before}{begin}\n{text.strip()}\n{end}{after}")
