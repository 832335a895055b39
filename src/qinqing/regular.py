"""Files that end: a named pipe where one is expected would keep whoever reads it waiting for ever."""

from __future__ import annotations

import stat
from pathlib import Path

from qinqing.refusals import NotRegular


def refuse_endless(path: Path) -> None:
    """OSError where `path` is neither a regular file, or a link to one, nor a folder, which no read waits for."""
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise NotRegular


def read_regular(path: Path) -> bytes:
    """The bytes of a file that ends; OSError as for any file, and for whatever is none."""
    refuse_endless(path)
    return path.read_bytes()
