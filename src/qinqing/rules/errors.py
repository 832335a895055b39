"""What a rule file may be refused for. A wrong rule is the author's fault, never the data's."""

from __future__ import annotations

from pathlib import Path


class RuleError(Exception):
    """A rule that cannot be used. `str()` reads `file:line: what is wrong`; `line` counts from 1."""

    def __init__(self, path: Path, line: int, what: str):
        super().__init__(f"{path}:{line}: {what}")
        self.path = path
        self.line = line
        self.what = what
