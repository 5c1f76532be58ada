"""Python-Markdown's block rules brought in line with CommonMark, so that a page reads as the file does on a code host.

Python-Markdown wants list content indented by four columns and knows no code fence inside a list item; people write
lists with two or three columns and put commands into their steps. One preprocessor handles both.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import takewhile
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

LIST_ITEM = re.compile(r"^(?P<marker>(?:[-*+]|\d{1,9}[.)]) +)\S")
FENCE_START = re.compile(r"^(?P<fence>`{3,}|~{3,})(?P<info>[^`]*)$")
INDENT = 4

Highlight = Callable[[str, str], str]


class CommonMarkBlocks(Extension):
    """Lists and fences as CommonMark reads them; raw HTML is text. `highlight` turns (code, language) into HTML."""

    def __init__(self, highlight: Highlight, **kwargs: Any) -> None:
        self.highlight = highlight
        super().__init__(**kwargs)

    def extendMarkdown(self, md: Markdown) -> None:
        md.preprocessors.register(_Blocks(md, self.highlight), "commonmark_blocks", 25)
        # security: with both gone, `<token>` in an editor's text is shown, never parsed as a tag.
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")


class _Blocks(Preprocessor):
    def __init__(self, md: Markdown, highlight: Highlight) -> None:
        super().__init__(md)
        self.highlight = highlight

    def run(self, lines: list[str]) -> list[str]:
        """Lines with list content re-indented to four columns a level and each fence replaced by its stashed HTML."""
        written: list[str] = []
        contents: list[int] = []  # columns at which the content of each open list item starts
        index = 0
        while index < len(lines):
            line = lines[index].expandtabs(INDENT)
            text = line.lstrip(" ")
            indent = len(line) - len(text)
            while text and contents and indent < contents[-1]:
                contents.pop()
            depth = len(contents)
            margin = " " * INDENT * depth
            fence = FENCE_START.match(text)
            if fence:
                index = self._stash_fence(lines, index, indent, fence, written, margin)
                continue
            item = LIST_ITEM.match(text)
            if item:
                if not depth and _ends_in_a_text_beside_items(written):
                    written.append("")
                contents.append(indent + len(item["marker"]))
            extra = max(0, indent - (contents[depth - 1] if depth else 0)) if not item else 0
            written.append(margin + " " * extra + text if text else "")
            index += 1
        return written

    def _stash_fence(
        self, lines: list[str], start: int, indent: int, fence: re.Match[str], written: list[str], margin: str
    ) -> int:
        """Append the placeholder of the fence that starts at `start`; returns the index after the fence."""
        closing = re.compile(rf"^ *{re.escape(fence['fence'][0])}{{{len(fence['fence'])},}} *$")
        end = next((i for i in range(start + 1, len(lines)) if closing.match(lines[i])), len(lines))
        code = "\n".join(_dedent(line, indent) for line in lines[start + 1 : end])
        language = fence["info"].strip().split(" ")[0]
        written += ["", margin + self.md.htmlStash.store(self.highlight(code, language)), ""]
        return end + 1


def _ends_in_a_text_beside_items(written: list[str]) -> bool:
    """Whether the last paragraph is no item, but one before a list or below an item: it would swallow the next item."""
    paragraph = list(takewhile(str.strip, reversed(written)))
    return bool(paragraph) and not LIST_ITEM.match(paragraph[-1].lstrip())


def _dedent(line: str, indent: int) -> str:
    return line[indent:] if not line[:indent].strip() else line.lstrip(" ")
