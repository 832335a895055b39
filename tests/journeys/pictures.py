"""The guide's pictures, taken as the journeys come by: of what the demonstration really shows.

QINQING_PICTURES=1 draws them anew: scripts/test.py --only browser -k affairs.
"""

from __future__ import annotations

import os
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "pictures"
DRAWN_ANEW = os.environ.get("QINQING_PICTURES") == "1"
# Each with its width and height in pixels.
PICTURES = {
    "affairs-list": (1440, 1300),
    "affairs-case": (1440, 1300),
    "affairs-leader": (1440, 1300),
    "enterprise-draft": (390, 1600),
    "enterprise-clock": (390, 2900),
}


def picture(page: Page, name: str) -> None:
    """In few colours: text and lines need no more."""
    if not DRAWN_ANEW:
        return
    width, height = PICTURES[name]
    before = page.viewport_size
    page.set_viewport_size({"width": width, "height": 900})
    path = FOLDER / f"{name}.png"
    page.screenshot(path=path, clip={"x": 0, "y": 0, "width": width, "height": height}, full_page=True)
    with Image.open(path) as drawn:
        drawn.convert("RGB").quantize(64).save(path, optimize=True)
    if before:
        page.set_viewport_size(before)
