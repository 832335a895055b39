"""The page with the keys of an installation already in it, for whoever serves it."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

PAGE = Path(__file__).parent / "page.html"
NO_NAMES: Mapping[str, tuple[str, str]] = {}


def page_with_keys(
    log_keys: Sequence[str],
    witness_keys: Sequence[str] = (),
    names: Mapping[str, tuple[str, str]] = NO_NAMES,
) -> str:
    """page.html with these keys as its first answers; whoever reads it may still write others.

    Witnesses are told by name, whether they saw the receipt or not yet; how many must have is the reader's to say.
    `names`: what code words in entries are called, in Chinese and English.
    """
    text = page()
    for field, keys in (("log-key", log_keys), ("witness-keys", witness_keys)):
        text = _filled(text, f'<textarea id="{field}"', "</textarea>", html.escape("\n".join(keys)))
    if witness_keys:
        text = text.replace('id="threshold"', 'id="threshold" value="0"', 1)
    return _filled(text, '<ul id="names"', "</ul>", "".join(_name(*one) for one in names.items()))


def page() -> str:
    return PAGE.read_text(encoding="utf-8")


def policy(text: str) -> dict[str, str]:
    """The page's own Content-Security-Policy: what a server must allow it, as directive and sources."""
    found = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    directives = (found[1] if found else "").split("; ")
    return {name: sources for name, _, sources in (one.partition(" ") for one in directives)}


def _filled(text: str, start: str, end: str, inner: str) -> str:
    before, rest = text.split(start, 1)
    opening, after = rest.split(end, 1)
    return f"{before}{start}{opening}{inner}{end}{after}"


def _name(code: str, words: tuple[str, str]) -> str:
    zh, en = map(html.escape, words)
    return f'<li data-code="{html.escape(code)}"><span>{zh}</span><span lang="en">{en}</span></li>'
