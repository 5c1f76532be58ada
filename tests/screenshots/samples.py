"""Which pastes are shown in which window, and the pictures of them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

from tests.screenshots.photograph import photograph
from tests.screenshots.scenes import SCENES, Scene

PASTES = Path(__file__).parent.parent / "pastes"
SCREENSHOTS = 40
PHOTOGRAPHS = 30
MOST_LINES = 24


@dataclass(frozen=True)
class Sample:
    """A picture in its file's bytes, of text that belongs to the article `slug`."""

    kind: str
    scene: str
    slug: str
    paste: str
    picture: bytes


def samples(browser: Browser) -> Iterator[Sample]:
    """SCREENSHOTS clean screenshots, then PHOTOGRAPHS photographs of other screens. The same ones each time."""
    chosen = _pastes(SCREENSHOTS + PHOTOGRAPHS)
    for number, path in enumerate(chosen):
        scene, text = SCENES[number % len(SCENES)], _last_screen(path.read_text())
        screen = _screenshot(browser, scene, text)
        slug = "/".join(path.parts[-3:-1])
        if number < SCREENSHOTS:
            yield Sample("screenshot", scene.name, slug, text, _file(screen, scene))
        else:
            yield Sample("photograph", scene.name, slug, text, photograph(screen, seed=number))


def _pastes(count: int) -> list[Path]:
    """The first paste of articles spread evenly over the library."""
    folders = sorted(folder for folder in PASTES.glob("*/*") if folder.is_dir())
    spread = [folders[number * len(folders) // count] for number in range(count)]
    return [min(path for path in folder.glob("*.txt") if not path.name.startswith("not-")) for folder in spread]


def _last_screen(text: str) -> str:
    """What a window still shows of it."""
    return "\n".join(text.rstrip("\n").split("\n")[-MOST_LINES:])


def _screenshot(browser: Browser, scene: Scene, text: str) -> Image.Image:
    page = browser.new_page(device_scale_factor=scene.scale, viewport={"width": 1400, "height": 900})
    try:
        page.set_content(scene.page(text))
        return Image.open(io.BytesIO(page.locator("body").screenshot())).convert("RGB")
    finally:
        page.close()


def _file(screen: Image.Image, scene: Scene) -> bytes:
    stream = io.BytesIO()
    if scene.jpeg_quality:
        screen.save(stream, "JPEG", quality=scene.jpeg_quality)
    else:
        screen.save(stream, "PNG")
    return stream.getvalue()
