"""What the program on disk is, in one line: when it changes, a database may need migrating and styles collecting.

Read without Django, so that a second start costs nothing.
"""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]


def program_stamp() -> str:
    """Version, and number and newest change of migrations, style sheets and pictures."""
    files = [
        *PACKAGE.glob("*/migrations/*.py"),
        *(p for p in (PACKAGE / "web" / "static").rglob("*") if p.is_file()),
    ]
    newest = max((file.stat().st_mtime_ns for file in files), default=0)
    return f"{version('qinqing')} {len(files)} {newest}"
