"""An article file <-> an ArticleDocument, both ways, losslessly. Pure Python: no database, no Django.

The format, in short (CONTRIBUTING.md shows a whole file): a front matter of `key: value` lines, the title as the
only `#` heading, then the sections of SECTIONS (errors.articlesections) as `##` headings in that order, each left out
when it is empty.
"""

from __future__ import annotations

from datetime import date

from errors.articledocument import STATUSES, ArticleDocument
from errors.articlesections import SECTIONS, Fault, Line, blocks

DATE_KEYS = {"reviewed": "reviewed_on", "proved": "proved_on"}
LONGEST = {"doing": 60, "reviewed-by": 80, "proved-with": 200}
"""Characters that the database keeps of each."""
TEXT_KEYS = {"doing": "doing", "reviewed-by": "reviewed_by", "proved-with": "proved_with"}


class ArticleFileError(ValueError):
    """The text is not an article file. `faults` holds every problem found, in order of line."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = sorted(faults, key=lambda fault: fault.line)
        super().__init__("; ".join(f"line {fault.line}: {fault.problem}" for fault in self.faults))


def parse(text: str) -> ArticleDocument:
    """The document in an article file's text.

    Raises ArticleFileError, naming every fault at once.
    """
    faults: list[Fault] = []
    document = ArticleDocument()
    lines = list(enumerate(text.replace("\r\n", "\n").split("\n"), start=1))
    body = _read_front_matter(lines, document, faults)
    titles = list(blocks(body, 1, faults, "the title, as a line that starts with `# `"))
    if len(titles) != 1:
        faults.append(
            Fault(titles[1].line if titles else 1, "write exactly one title, as a line that starts with `# `")
        )
    if titles:
        document.title = titles[0].heading
        _read_sections(titles[0].lines, document, faults)
    _order_cures(document)
    if faults:
        raise ArticleFileError(faults)
    return document


def dump(document: ArticleDocument) -> str:
    """The canonical article file of a document: `parse(dump(document)) == document`."""
    front = {"doing": document.doing} if document.doing else {}
    front["status"] = document.status
    if document.reviewed_on:
        front["reviewed"] = document.reviewed_on.isoformat()
    if document.reviewed_by:
        front["reviewed-by"] = document.reviewed_by
    if document.proved_on:
        front["proved"] = document.proved_on.isoformat()
    if document.proved_with:
        front["proved-with"] = document.proved_with
    pieces = ["---\n" + "".join(f"{key}: {value}\n" for key, value in front.items()) + "---", f"# {document.title}"]
    for section in SECTIONS:
        value = getattr(document, section.attribute)
        if value:
            pieces += [f"## {section.heading}", section.write(value)]
    return "\n\n".join(pieces) + "\n"


def _read_front_matter(lines: list[Line], document: ArticleDocument, faults: list[Fault]) -> list[Line]:
    """Fill status and review into the document; returns the lines after the front matter."""
    end = next((index for index, (_, line) in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if lines[0][1].rstrip() != "---" or end is None:
        faults.append(Fault(1, "start the file with a front matter: `---`, `key: value` lines, `---`"))
        return lines
    for number, line in lines[1:end]:
        key, _, value = (piece.strip() for piece in line.partition(":"))
        _read_front_matter_value(number, key, value, document, faults)
    return lines[end + 1 :]


def _read_front_matter_value(number: int, key: str, value: str, document: ArticleDocument, faults: list[Fault]) -> None:
    if key == "status" and value in STATUSES:
        document.status = value
    elif key == "status":
        faults.append(Fault(number, f"status {value!r} is none of {', '.join(STATUSES)}"))
    elif key in TEXT_KEYS and len(value) > LONGEST[key]:
        faults.append(Fault(number, f"{key} has {len(value)} characters: {LONGEST[key]} are the most"))
    elif key in TEXT_KEYS:
        setattr(document, TEXT_KEYS[key], value)
    elif key in DATE_KEYS:
        try:
            setattr(document, DATE_KEYS[key], date.fromisoformat(value))
        except ValueError:
            faults.append(Fault(number, f"{key}: {value!r} is not a date such as 2026-11-23"))
    elif key:
        keys = ", ".join(["status", *DATE_KEYS, *TEXT_KEYS])
        faults.append(Fault(number, f"unknown key {key!r}: the keys are {keys}"))


def _read_sections(lines: list[Line], document: ArticleDocument, faults: list[Fault]) -> None:
    order = {section.heading: index for index, section in enumerate(SECTIONS)}
    latest = -1
    for block in blocks(lines, 2, faults, "a section, as a line that starts with `## `"):
        index = order.get(block.heading)
        if index is None:
            faults.append(Fault(block.line, f"unknown section {block.heading!r}: the sections are {', '.join(order)}"))
            continue
        if index <= latest:
            problem = "stands twice" if index == latest else f"must stand before {SECTIONS[latest].heading!r}"
            faults.append(Fault(block.line, f"section {block.heading!r} {problem}"))
        latest = max(latest, index)
        found_before = len(faults)
        value = SECTIONS[index].read(block, faults)
        if not value and len(faults) == found_before:
            faults.append(Fault(block.line, f"section {block.heading!r} is empty: leave it out or fill it"))
        setattr(document, SECTIONS[index].attribute, value)


def _order_cures(document: ArticleDocument) -> None:
    """A set of causes has no order of its own: it takes that of the causes, here as in the database."""
    order = {cause.title: place for place, cause in enumerate(document.causes)}
    for fix in document.fixes:
        fix.cures.sort(key=lambda title: order.get(title, len(order)))
