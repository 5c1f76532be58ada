"""The picture of an article that a link to it shows elsewhere: the message in monospace, on the site's colours."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

from errors.articledocument import PLACEHOLDER

WIDTH, HEIGHT = 1200, 630
MARGIN = 84
TOP, BOTTOM = 168, 510  # between them stands the message
SIZES = (60, 54, 48, 43, 38, 34)
SMALL = 30
LINE = 1.42
FONTS = Path(__file__).parent / "fonts"
# static/css/variables.css has the same colours by the same names.
PAPER, INK, INK_SOFT, RULE = "#fdfdfb", "#1b1e20", "#545b5f", "#d8dbd6"
ACCENT, ACCENT_STRONG, ACCENT_PAPER = "#00635b", "#00453f", "#dcefea"
PIECE = re.compile(r"\s*\S+")


class Piece(NamedTuple):
    """Text without a space in it, or with spaces before it alone; `is_variable` where it stands for a value."""

    text: str
    is_variable: bool


def picture(title: str, tool: str, site: str) -> bytes:
    """A PNG of 1200 by 630 pixels."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 15, HEIGHT), fill=ACCENT)
    draw.text((MARGIN, 76), tool, font=_font(SMALL, bold=True), fill=ACCENT)
    _draw_message(draw, title)
    draw.line((MARGIN, 532, WIDTH - MARGIN, 532), fill=RULE, width=2)
    draw.text((MARGIN, 556), site, font=_font(SMALL, bold=True), fill=INK)
    promise = "causes and fixes"
    width = draw.textlength(promise, font=_font(SMALL))
    draw.text((WIDTH - MARGIN - width, 556), promise, font=_font(SMALL), fill=INK_SOFT)
    data = io.BytesIO()
    # The few colours of type on paper: a third of the bytes.
    image.quantize(48, dither=Image.Dither.NONE).save(data, "PNG", optimize=True)
    return data.getvalue()


def _draw_message(draw: ImageDraw.ImageDraw, title: str) -> None:
    """The message in the largest size in which it fits; cut with an ellipsis where it fits in none."""
    pieces = list(_pieces(title))
    for size in SIZES:
        lines = _lines(pieces, _columns(size))
        room = int((BOTTOM - TOP) / (size * LINE))
        if len(lines) <= room:
            break
    if len(lines) > room:
        lines = [*lines[: room - 1], [*lines[room - 1][:-1], Piece(" …", False)]]
    advance = _font(size).getlength("m")
    y = TOP + ((BOTTOM - TOP) - len(lines) * size * LINE) / 2
    for line in lines:
        column = 0
        for number, (text, is_variable) in enumerate(line):
            shown = text.lstrip() if number == 0 else text
            spaces = len(shown) - len(shown.lstrip())
            x = MARGIN + (column + spaces) * advance
            word = shown.strip()
            if is_variable:
                box = (x - 2, y + size * 0.02, x + len(word) * advance + 2, y + size * 1.24)
                draw.rounded_rectangle(box, 6, fill=ACCENT_PAPER)
            draw.text((x, y), word, font=_font(size), fill=ACCENT_STRONG if is_variable else INK)
            column += len(shown)
        y += size * LINE


def _pieces(title: str) -> Iterator[Piece]:
    """The words of a title, each split where a variable part begins or ends."""
    end = 0
    for match in PLACEHOLDER.finditer(title):
        yield from (Piece(text, False) for text in PIECE.findall(title[end : match.start()]))
        before = title[end : match.start()]
        yield Piece(" " * (len(before) - len(before.rstrip())) + match[0], True)
        end = match.end()
    yield from (Piece(text, False) for text in PIECE.findall(title[end:]))


def _lines(pieces: list[Piece], columns: int) -> list[list[Piece]]:
    """The pieces in lines of so many characters: broken at spaces, and within what is longer than a line."""
    lines: list[list[Piece]] = [[]]
    width = 0
    for run in _runs(pieces):
        length = sum(len(piece.text) for piece in run)
        if width and width + length > columns:
            lines.append([])
            width = 0
        for piece in run:
            text = piece.text
            while width + len(text) > columns:
                room = columns - width
                lines[-1].append(Piece(text[:room], piece.is_variable))
                lines.append([])
                text, width = text[room:], 0
            lines[-1].append(Piece(text, piece.is_variable))
            width += len(text)
    return [line for line in lines if line]


def _runs(pieces: list[Piece]) -> Iterator[list[Piece]]:
    """Pieces that no space parts, which stay together on a line."""
    run: list[Piece] = []
    for piece in pieces:
        if run and piece.text[0].isspace():
            yield run
            run = []
        run.append(piece)
    if run:
        yield run


def _columns(size: int) -> int:
    return int((WIDTH - 2 * MARGIN) / _font(size).getlength("m"))


@lru_cache
def _font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / f"DejaVuSansMono{'-Bold' if bold else ''}.ttf", size)
