"""The sections of an article file: how each is read from its lines and written back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from errors.articledocument import Cause, Fix, Message, Passage, Related, Source

FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})(.*)$")
DIAGNOSIS_HEADING = "How to tell"
VERIFICATION_HEADING = "How to see that it worked"
CURES = "Cures:"


@dataclass(frozen=True)
class Fault:
    """A problem in an article file: the line it stands on (from 1) and what is wrong, with what to do."""

    line: int
    problem: str


Line = tuple[int, str]


@dataclass
class Block:
    """A heading with the lines below it, up to the next heading of the same level. Lines carry their number."""

    line: int
    heading: str
    lines: list[Line]

    def text(self) -> str:
        return _text(self.lines)


@dataclass(frozen=True)
class Section:
    """How one `##` section is read and written, and the field of ArticleDocument that it fills."""

    heading: str
    attribute: str
    read: Callable[[Block, list[Fault]], Any]
    write: Callable[[Any], str]


def headings_outside_fences(lines: list[Line]) -> Iterator[tuple[int, int]]:
    """(index, level) of each ATX heading of level 1 to 4 that does not stand inside a code fence."""
    fence = ""
    for index, (_, line) in enumerate(lines):
        match = FENCE.match(line)
        if match and not fence:
            fence = match[1]
        elif match and match[1].startswith(fence) and not match[2].strip():
            fence = ""
        elif not fence and (heading := re.match(r"^(#{1,4}) \S", line)):
            yield index, len(heading[1])


def _text(lines: list[Line]) -> str:
    return "\n".join(line.rstrip() for _, line in lines).strip("\n")


def blocks(lines: list[Line], level: int, faults: list[Fault], wanted: str) -> Iterator[Block]:
    """The blocks that headings of this level start. Text before the first one is a fault that names what is wanted."""
    starts = [index for index, found in headings_outside_fences(lines) if found == level]
    before = lines[: starts[0]] if starts else lines
    stray = next((number for number, line in before if line.strip()), None)
    if stray is not None:
        faults.append(Fault(stray, f"text where there should be {wanted}"))
    for start, end in zip(starts, [*starts[1:], len(lines)][: len(starts)], strict=True):
        number, line = lines[start]
        yield Block(number, line.lstrip("#").strip(), lines[start + 1 : end])


def _read_markdown(block: Block, faults: list[Fault]) -> str:
    return block.text()


def _write_markdown(text: str) -> str:
    return text


def _read_messages(block: Block, faults: list[Fault]) -> list[Message]:
    """Each line of a ```text fence is a message; the words after `text` are the note of all of them."""
    messages: list[Message] = []
    note: str | None = None
    for number, line in block.lines:
        match = FENCE.match(line)
        if match and note is None:
            language, _, note = match[2].strip().partition(" ")
            if language != "text":
                faults.append(Fault(number, "start a fence of messages with ```text and, if it helps, a version"))
        elif match:
            note = None
        elif note is not None and line.strip():
            messages.append(Message(line.strip(), note.strip()))
        elif line.strip():
            faults.append(Fault(number, "messages stand in ```text fences, one a line"))
    return messages


def _write_messages(messages: list[Message]) -> str:
    groups: list[tuple[str, list[str]]] = []
    for message in messages:
        if not groups or groups[-1][0] != message.note:
            groups.append((message.note, []))
        groups[-1][1].append(message.template)
    return "\n\n".join(
        "```" + f"text {note}".strip() + "\n" + "\n".join(templates) + "\n```" for note, templates in groups
    )


def _list_items(block: Block, faults: list[Fault]) -> Iterator[Line]:
    for number, line in block.lines:
        if line.startswith("- ") and line[2:].strip():
            yield number, line[2:].strip()
        elif line.strip():
            faults.append(Fault(number, "write this section as a list, each item on one line that starts with `- `"))


def _read_list(block: Block, faults: list[Fault]) -> list[str]:
    return [item for _, item in _list_items(block, faults)]


def _write_list(items: list[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _read_related(block: Block, faults: list[Fault]) -> list[Related]:
    related = []
    for number, item in _list_items(block, faults):
        match = re.fullmatch(r"([a-z0-9-]+/[a-z0-9-]+)(?:: (.+))?", item)
        if match:
            related.append(Related(match[1], match[2] or ""))
        else:
            faults.append(Fault(number, "write a related error as `- tool/name: how it differs`"))
    return related


def _write_related(related: list[Related]) -> str:
    return _write_list([f"{each.slug}: {each.difference}".removesuffix(": ") for each in related])


def _read_sources(block: Block, faults: list[Fault]) -> list[Source]:
    sources = []
    for number, item in _list_items(block, faults):
        match = re.fullmatch(r"\[(.+)\]\((https?://\S+)\)", item)
        if match:
            sources.append(Source(match[1], match[2]))
        else:
            faults.append(Fault(number, "write a source as `- [title](https://...)`"))
    return sources


def _write_sources(sources: list[Source]) -> str:
    return _write_list([f"[{source.title}]({source.url})" for source in sources])


def _read_passages(block: Block, faults: list[Fault]) -> list[Passage]:
    wanted = "a part, as a line that starts with `### `"
    return [Passage(part.heading, part.text()) for part in blocks(block.lines, 3, faults, wanted)]


def _write_passages(passages: list[Passage]) -> str:
    return "\n\n".join(_join(f"### {passage.title}", passage.body) for passage in passages)


def _split_ending(part: Block, heading: str, faults: list[Fault]) -> tuple[list[Line], str]:
    """The lines of a part before its `####` heading, and the text below it. Any other `####` heading is a fault."""
    starts = [index for index, level in headings_outside_fences(part.lines) if level == 4]
    for index in starts:
        number, line = part.lines[index]
        if line.lstrip("#").strip() != heading or index != starts[0]:
            faults.append(Fault(number, f"the only heading inside this part is one `#### {heading}`"))
    if not starts:
        return part.lines, ""
    return part.lines[: starts[0]], _text(part.lines[starts[0] + 1 :])


def _read_causes(block: Block, faults: list[Fault]) -> list[Cause]:
    causes = []
    for part in blocks(block.lines, 3, faults, "a cause, as a line that starts with `### `"):
        lines, diagnosis = _split_ending(part, DIAGNOSIS_HEADING, faults)
        causes.append(Cause(part.heading, _text(lines), diagnosis))
    return causes


def _write_causes(causes: list[Cause]) -> str:
    return "\n\n".join(
        _join(f"### {cause.title}", cause.body, cause.diagnosis and f"#### {DIAGNOSIS_HEADING}", cause.diagnosis)
        for cause in causes
    )


def _read_fixes(block: Block, faults: list[Fault]) -> list[Fix]:
    fixes = []
    for part in blocks(block.lines, 3, faults, "a fix, as a line that starts with `### `"):
        lines, verification = _split_ending(part, VERIFICATION_HEADING, faults)
        first = next((index for index, (_, line) in enumerate(lines) if line.strip()), None)
        cures: list[str] = []
        if first is not None and lines[first][1].startswith(CURES):
            cures = [title.strip() for title in lines[first][1].removeprefix(CURES).split(";") if title.strip()]
            lines = lines[first + 1 :]
        fixes.append(Fix(part.heading, _text(lines), cures, verification))
    return fixes


def _write_fixes(fixes: list[Fix]) -> str:
    return "\n\n".join(
        _join(
            f"### {fix.title}",
            fix.cures and f"{CURES} {'; '.join(fix.cures)}",
            fix.body,
            fix.verification and f"#### {VERIFICATION_HEADING}",
            fix.verification,
        )
        for fix in fixes
    )


def _join(*pieces: Any) -> str:
    return "\n\n".join(piece for piece in pieces if piece)


SECTIONS = (
    Section("Messages", "messages", _read_messages, _write_messages),
    Section("Applies to", "applies_to", _read_list, _write_list),
    Section("Quick fix", "quick_fix", _read_markdown, _write_markdown),
    Section("What this error means", "meaning", _read_markdown, _write_markdown),
    Section("Causes", "causes", _read_causes, _write_causes),
    Section("Fixes", "fixes", _read_fixes, _write_fixes),
    Section("Why this happens", "why", _read_markdown, _write_markdown),
    Section("Checklist", "checklist", _read_markdown, _write_markdown),
    Section("Examples", "examples", _read_passages, _write_passages),
    Section("Edge cases", "edge_cases", _read_passages, _write_passages),
    Section("FAQ", "questions", _read_passages, _write_passages),
    Section("Also known as", "aliases", _read_list, _write_list),
    Section("Search variations", "search_variations", _read_list, _write_list),
    Section("Related errors", "related", _read_related, _write_related),
    Section("Sources", "sources", _read_sources, _write_sources),
)
