"""Standard output and error that are whole, or the command fails and says so.

Python's own write in part where a disk fills up: unbuffered ones lose the rest in silence, others notice when the
interpreter is gone and nobody can say anything.
"""

from __future__ import annotations

import io
import os
import sys
from typing import Any, TextIO

from qinqing.refusals import Failed, Say

NAMES = {1: Say("标准输出", "standard output"), 2: Say("标准错误", "standard error")}


class Telling(io.FileIO):
    """A file that says in our words that it takes no more."""

    def write(self, given: Any, /) -> int:
        try:
            return super().write(given)
        except OSError as error:
            raise cut_off(self.fileno(), error) from error


class AtOnce(io.BufferedWriter):
    """Writes out what it is given before it says that it did."""

    def write(self, given: Any, /) -> int:
        written = super().write(given)
        self.flush()
        return written


def cut_off(number: int, error: OSError) -> Failed:
    name, why = NAMES[number], error.strerror or str(error)
    zh, en = f"{name.zh}没有写完：{why}", f"{name.en} could not be written to the end: {why}"
    return Failed("out.incomplete", Say(f"{zh}；已写出的不完整", f"{en}; what is there is incomplete"))


def make_whole() -> None:
    """From here on `sys.stdout` and `sys.stderr` raise Failed `out.incomplete`; those of a test are left alone."""
    if sys.stdout is sys.__stdout__:
        sys.stdout = whole(sys.stdout or closed(1), 1)
    if sys.stderr is sys.__stderr__ and sys.stderr is not None:
        sys.stderr = whole(sys.stderr, 2)


def closed(number: int) -> TextIO:
    """Where the caller closed the stream its number is taken, lest the next file opened be written to instead."""
    try:
        os.fstat(number)
    except OSError:
        os.dup2(os.open(os.devnull, os.O_RDONLY), number)  # takes no write: that is said then
    return open(number, "w", encoding="utf-8", closefd=False)  # only its habits are read


def whole(given: TextIO, number: int) -> TextIO:
    """The same file with the same habits, unbuffered where it was."""
    at_once = getattr(given, "write_through", False)
    file = Telling(number, "w", closefd=False)
    return io.TextIOWrapper(
        AtOnce(file) if at_once else io.BufferedWriter(file),
        encoding=given.encoding,
        errors=given.errors,
        line_buffering=bool(given.line_buffering),
        write_through=at_once,
    )


def let_go() -> None:
    """What could not be written is dropped, so that the interpreter does not try once more at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream, number in ((sys.stdout, 1), (sys.stderr, 2)):
        try:
            stream.flush()
        except (Failed, OSError):
            os.dup2(nowhere, number)
    os.close(nowhere)
