"""The page with the keys of an installation already in it, for whoever serves it."""

from __future__ import annotations

import html
from collections.abc import Sequence
from pathlib import Path

PAGE = Path(__file__).parent / "page.html"


def page_with_keys(log_key: str, witness_keys: Sequence[str] = ()) -> str:
    """page.html with these keys as its first answers; whoever reads it may still write others."""
    text = PAGE.read_text(encoding="utf-8")
    for field, value in (("log-key", log_key), ("witness-keys", "\n".join(witness_keys))):
        start, end = f'<textarea id="{field}"', "</textarea>"
        before, rest = text.split(start, 1)
        opening, after = rest.split(end, 1)
        text = f"{before}{start}{opening}{html.escape(value)}{end}{after}"
    return text
