"""A photograph of a screen, simulated: held askew, unevenly lit, blurred, with the camera's noise and its JPEG."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image, ImageFilter

PHONE_WIDTHS = (1500, 2400)
"""Pixels that the screen fills of a phone's picture, at least and at most."""


def photograph(screen: Image.Image, seed: int) -> bytes:
    """What a phone makes of the screen: a JPEG. The same seed takes the same picture."""
    chance = np.random.default_rng(seed)
    width = int(chance.integers(*PHONE_WIDTHS))
    height = round(screen.height * width / screen.width)
    picture = screen.convert("RGB").resize((width, height), Image.Resampling.BICUBIC)
    picture = _held_askew(_on_a_desk(picture), chance)
    picture = picture.filter(ImageFilter.GaussianBlur(chance.uniform(0.8, 2.2)))
    pixels = np.asarray(picture, dtype=np.float32)
    pixels = pixels * _light(pixels.shape[:2], chance)[..., None] + _glare(pixels.shape[:2], chance)[..., None]
    pixels += chance.normal(0, chance.uniform(3, 9), pixels.shape)
    taken = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
    stream = io.BytesIO()
    taken.save(stream, "JPEG", quality=int(chance.integers(60, 85)))
    return stream.getvalue()


def _on_a_desk(screen: Image.Image) -> Image.Image:
    """The screen with its bezel and some of what is behind it."""
    margin = screen.width // 16
    desk = Image.new("RGB", (screen.width + 2 * margin, screen.height + 2 * margin), (96, 88, 80))
    bezel = margin // 3
    edge = (margin - bezel, margin - bezel, desk.width - margin + bezel, desk.height - margin + bezel)
    desk.paste((22, 22, 24), edge)
    desk.paste(screen, (margin, margin))
    return desk


def _held_askew(picture: Image.Image, chance: np.random.Generator) -> Image.Image:
    """Turned by up to three degrees and seen from the side: each corner moves by up to 4 % of the width."""
    width, height = picture.size
    turned = picture.rotate(
        chance.uniform(-3, 3), Image.Resampling.BICUBIC, expand=True, fillcolor=(96, 88, 80)
    ).resize((width, height))
    reach = 0.04 * min(width, height * 2)
    corners = [(0, 0), (width, 0), (width, height), (0, height)]
    seen = [(x + chance.uniform(-reach, reach), y + chance.uniform(-reach, reach)) for x, y in corners]
    return turned.transform(
        (width, height),
        Image.Transform.PERSPECTIVE,
        _projection(corners, seen),
        Image.Resampling.BICUBIC,
        fillcolor=(96, 88, 80),
    )


def _projection(to: list[tuple[int, int]], source: list[tuple[float, float]]) -> list[float]:
    """The eight coefficients that Pillow wants: where in the source each pixel of the result comes from."""
    rows, values = [], []
    for (x, y), (u, v) in zip(to, source, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    return np.linalg.solve(np.array(rows, dtype=float), np.array(values)).tolist()


def _grid(shape: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
    y, x = np.mgrid[0 : 1 : shape[0] * 1j, 0 : 1 : shape[1] * 1j]
    return x.astype(np.float32), y.astype(np.float32)


def _light(shape: tuple[int, int], chance: np.random.Generator) -> np.ndarray:
    """A room is brighter on one side: the light falls by up to a third across the picture."""
    x, y = _grid(shape)
    angle, fall = chance.uniform(0, 2 * np.pi), chance.uniform(0.1, 0.35)
    return 1 - fall * (0.5 + 0.5 * (np.cos(angle) * (2 * x - 1) + np.sin(angle) * (2 * y - 1)) / 1.5)


def _glare(shape: tuple[int, int], chance: np.random.Generator) -> np.ndarray:
    """A lamp in the glass: a soft bright spot."""
    x, y = _grid(shape)
    centre_x, centre_y, size = chance.uniform(0, 1), chance.uniform(0, 1), chance.uniform(0.12, 0.3)
    distance = ((x - centre_x) ** 2 + (y - centre_y) ** 2) / size**2
    return chance.uniform(30, 110) * np.exp(-distance)
