"""A picture made ready for reading: dark text on an evenly white ground, its lines level."""

from __future__ import annotations

from itertools import pairwise

from PIL import Image, ImageChops, ImageFilter, ImageOps

MOST_TURNED = 5.0
"""Degrees, either way, by which a picture may be askew."""
TURN_STEP = 0.5
GROUND_SCALE = 8
"""The ground is looked for in a picture so many times smaller: quicker, and text vanishes from it."""


def prepare(picture: Image.Image) -> Image.Image:
    """Grey, the right way up, text dark on white whatever it was, without shadows and glare, turned until it is level."""
    contrast = _contrast(_grey(picture))
    paper = ImageOps.autocontrast(ImageOps.invert(contrast), cutoff=(0.5, 0))
    angle = _askew(contrast)
    return paper.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=255) if angle else paper


def _grey(picture: Image.Image) -> Image.Image:
    upright = ImageOps.exif_transpose(picture)
    if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
        rgba = upright.convert("RGBA")
        upright = Image.alpha_composite(Image.new("RGBA", rgba.size, "white"), rgba)
    return upright.convert("L")


def _contrast(grey: Image.Image) -> Image.Image:
    """How far each pixel is from the ground around it: text is far, light on dark as well as dark on light."""
    small = grey.resize([max(1, side // GROUND_SCALE) for side in grey.size], Image.Resampling.BOX)
    ground = small.filter(ImageFilter.MedianFilter(9)).filter(ImageFilter.GaussianBlur(3))
    return ImageChops.difference(grey, ground.resize(grey.size, Image.Resampling.BILINEAR))


def _askew(contrast: Image.Image) -> float:
    """The turn, in degrees, that makes the rows differ most from one to the next: then the lines of text are level.

    Source: W. Postl, "Detection of linear oblique structures and skew scan in digitized documents" (1986).
    """
    small = contrast.copy()
    small.thumbnail((1000, 1000))
    steps = round(MOST_TURNED / TURN_STEP)
    turns = sorted((step * TURN_STEP for step in range(-steps, steps + 1)), key=abs)
    return max(turns, key=lambda turn: _levelness(small, turn))


def _levelness(contrast: Image.Image, turn: float) -> int:
    turned = contrast.rotate(turn, Image.Resampling.BILINEAR)
    rows = turned.resize((1, turned.height), Image.Resampling.BOX).tobytes()
    return sum((below - above) ** 2 for above, below in pairwise(rows))
