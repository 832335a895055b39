"""Writes page.html from template, style and script: `python -m qinqing.verify.build` from a checkout.

The sentences come from verify.py, so that both say the same. The page names the hashes of its one script and its one
style, and allows nothing else: it cannot reach the network.
"""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path

from qinqing.verify import verify

HERE = Path(__file__).parent
PAGE = HERE / "page.html"
STATIC = HERE.parent / "web" / "static" / "web"
DICTIONARY = HERE / "dictionary.txt"
SCRIPTS = (
    "text",
    "sha2",
    "ed25519",
    "crypto",
    "canonical",
    "note",
    "receipt",
    "inflate",
    "link",
    "tell",
    "page",
)


def script() -> str:
    """One function around all files: what one defines the others use, and nothing else sees."""
    said = (
        f"var WORDS = {json.dumps(words(), ensure_ascii=False)};\nvar FACTS = {json.dumps(verify.FACTS)};\n"
    )
    said += f"var DICTIONARY = {json.dumps(DICTIONARY.read_text(encoding='utf-8'), ensure_ascii=False)};\n"
    parts = [(HERE / "js" / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS]
    whole = "\n".join(['(function () {\n"use strict";', said, *parts, "})();"])
    if "</" in whole or "<!--" in whole:
        raise ValueError("a script in a page may hold neither </ nor <!--")
    return f"\n{whole}\n"


def words() -> dict[str, verify.Pair]:
    """verify_draw.py, where it is imported, adds its own to the same table; the page verifies no draws."""
    return {name: pair for name, pair in verify.WORDS.items() if name.split(".")[0] != "draw"}


def style() -> str:
    return "\n" + "".join(
        path.read_text(encoding="utf-8") for path in (STATIC / "css" / "tokens.css", HERE / "page.css")
    )


def page() -> str:
    """The page as it is to lie in the folder."""
    filled = (HERE / "template.html").read_text(encoding="utf-8")
    wordmark = (STATIC / "img" / "wordmark.svg").read_text(encoding="utf-8").strip()
    inline = wordmark.replace(' xmlns="http://www.w3.org/2000/svg"', ' role="img" aria-label="亲清"', 1)
    filled = filled.replace("<!-- wordmark -->", inline)
    for name, text in (("style", style()), ("script", script())):
        filled = filled.replace(f"<!-- {name} hash -->", hashed(text)).replace(f"<!-- {name} -->", text)
    return filled


def hashed(text: str) -> str:
    """As a content security policy names an inline script or style."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
