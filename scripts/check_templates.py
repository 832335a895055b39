"""No template carries inline style or script, or loads from another host: the CSP would refuse it."""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

FORBIDDEN = {
    "inline style": re.compile(r"<style[\s>]|\sstyle\s*=", re.IGNORECASE),
    "inline script": re.compile(r"<script(?![^>]*\ssrc\s*=)[^>]*>", re.IGNORECASE),
    "event handler": re.compile(r"<[a-z][^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "javascript: address": re.compile(r"(?:href|src|action)\s*=\s*[\"']?\s*javascript:", re.IGNORECASE),
    "another host": re.compile(
        r"<(?:script|link|img|iframe|source)\b[^>]*\s(?:src|href)\s*=\s*[\"']?(?:https?:)?//", re.IGNORECASE
    ),
}
COMMENT = re.compile(r"\{#.*?#\}|\{%\s*comment\b.*?%\}.*?\{%\s*endcomment\s*%\}", re.DOTALL)


def problems(text: str) -> list[tuple[int, str, str]]:
    """(line, what, the offending text) for each thing a template must not hold."""
    bare = COMMENT.sub(lambda found: "\n" * found.group().count("\n"), text)
    hits = [(match, what) for what, pattern in FORBIDDEN.items() for match in pattern.finditer(bare)]
    return sorted(
        (bare.count("\n", 0, match.start()) + 1, what, match.group().strip()) for match, what in hits
    )


def main() -> int:
    found = 0
    for path in sorted((ROOT / "src").glob("**/templates/**/*")):
        if path.suffix not in (".html", ".svg"):
            continue
        for line, what, text in problems(path.read_text(encoding="utf-8")):
            found += 1
            print(f"{path.relative_to(ROOT)}:{line}: {what}: {text}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
