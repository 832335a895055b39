"""Failures that mean the disk is full, however deep they come from."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator

from qinqing.refusals import NO_ROOM, Failed, Say

POSTGRES_DISK_FULL = "53100"
# How libraries without error numbers say it: DuckDB, Arrow; Python where no temporary folder takes a file.
SAID = (os.strerror(errno.ENOSPC), "failed to offload data block", "No usable temporary directory")


def no_room(error: BaseException) -> Failed | None:
    """The failure to tell, or None where the error is of another kind."""
    for cause in causes(error):
        if is_no_room(cause):
            where = getattr(cause, "filename", None)
            zh, en = (f"（{where}）", f" ({where})") if where else ("", "")
            return Failed(
                "out.no-room",
                Say(
                    f"磁盘已满{zh}，没有做完；请腾出空间再试",
                    f"no room left on the disk{en}: free some and try again",
                ),
            )
    return None


def causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def is_no_room(error: BaseException) -> bool:
    if isinstance(error, OSError) and error.errno in NO_ROOM:
        return True
    if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL:
        return True
    if getattr(error, "sqlstate", None) == POSTGRES_DISK_FULL:
        return True
    return any(said in str(error) for said in SAID)
