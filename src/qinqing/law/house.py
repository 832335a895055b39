"""Where the program's own files lie, and how a path is shown to a reader of the repository."""

from __future__ import annotations

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
# In a clone the package lies in src/; installed without its repository there is nothing beyond the package.
IN_CLONE = PACKAGE.parent.name == "src"
REPOSITORY = PACKAGE.parents[1] if IN_CLONE else PACKAGE.parent


def home() -> Path:
    """The installation's folder (QINQING_HOME), where a bureau's own values and bindings lie."""
    return Path(os.environ.get("QINQING_HOME") or "./var")


def shown(path: Path) -> str:
    """The path from the repository's root; a bureau's own file as it stands."""
    return path.relative_to(REPOSITORY).as_posix() if path.is_relative_to(REPOSITORY) else str(path)


def test_files() -> list[Path]:
    """Every test file of the clone, in order; none where the program is installed without its repository."""
    if not IN_CLONE:
        return []
    return sorted([*PACKAGE.rglob("tests/**/test_*.py"), *(REPOSITORY / "tests").rglob("test_*.py")])
