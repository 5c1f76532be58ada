"""The windows in which people see errors, as pages for Chromium: terminals, editors, dialogs, a blue screen."""

from __future__ import annotations

import html
from dataclasses import dataclass

MONOSPACE = "font-family: 'DejaVu Sans Mono', monospace"
SANS = "font-family: 'DejaVu Sans', sans-serif"


@dataclass(frozen=True)
class Scene:
    """How a window looks. `columns` is where its text wraps, `scale` the pixels of the screen per CSS pixel."""

    name: str
    style: str
    columns: int = 100
    scale: int = 1
    jpeg_quality: int | None = None
    numbered: bool = False
    surroundings: str = ""

    def page(self, text: str) -> str:
        lines = [f"{number:4}  {line}" if self.numbered else line for number, line in enumerate(text.split("\n"), 1)]
        return (
            f"<!doctype html><style>body{{margin:0;display:inline-block;{self.style}}}"
            f"pre{{margin:0;padding:14px 18px;width:{self.columns}ch;white-space:pre-wrap;font:inherit;"
            "overflow-wrap:anywhere;word-break:break-all;line-height:1.3}"
            "main{display:flex}nav,header{background:#252526;color:#bbb;padding:8px 14px;font:13px 'DejaVu Sans'}"
            "nav p{margin:3px 0}</style>"
            f"{self.surroundings}<pre>{html.escape(chr(10).join(lines))}</pre>"
        )


EDITOR = """<header>File  Edit  Selection  View  Go  Run  Terminal  Help</header><main><nav><p>EXPLORER<p>app<p>&gt; node_modules
<p>&gt; src<p>index.ts<p>server.ts<p>package.json<p>README.md<p>OUTLINE</nav>"""
BLUE_SCREEN = "<p style='font-size:90px;margin:0 18px'>:(</p>"

SCENES = (
    Scene("dark terminal", f"background:#1e1e1e;color:#d4d4d4;font-size:14px;{MONOSPACE}"),
    Scene("light terminal", f"background:#fff;color:#1a1a1a;font-size:13px;{MONOSPACE}"),
    Scene("dark terminal, 2x", f"background:#0c0c0c;color:#ccc;font-size:13px;{MONOSPACE}", scale=2),
    Scene("solarised terminal", f"background:#002b36;color:#93a1a1;font-size:14px;{MONOSPACE}"),
    Scene("light editor, 2x", f"background:#fdf6e3;color:#586e75;font-size:12px;{MONOSPACE}", scale=2, numbered=True),
    Scene("red on black", f"background:#111;color:#f14c4c;font-size:14px;{MONOSPACE}"),
    Scene("browser dialog", f"background:#f8f8f8;color:#222;font-size:14px;{SANS}", columns=70),
    Scene("blue screen", f"background:#0078d7;color:#fff;font-size:22px;{SANS}", columns=48, surroundings=BLUE_SCREEN),
    Scene("chat, JPEG", f"background:#fff;color:#24292f;font-size:13px;{MONOSPACE}", columns=80, jpeg_quality=45),
    Scene("dark terminal, JPEG", f"background:#300a24;color:#eee;font-size:14px;{MONOSPACE}", jpeg_quality=55),
    Scene("editor's terminal", f"background:#1e1e1e;color:#ccc;font-size:12px;{MONOSPACE}", 90, surroundings=EDITOR),
    Scene("small type", f"background:#fff;color:#333;font-size:11px;{MONOSPACE}", columns=120),
    Scene("console of a phone", f"background:#000;color:#33ff66;font-size:12px;{MONOSPACE}", columns=42, scale=3),
)
