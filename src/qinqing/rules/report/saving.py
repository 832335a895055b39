"""A result appears under its name when it is whole, or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qinqing.refusals import NO_ROOM, Failed, Refused, Say, system_words

READABLE = 0o644


@contextmanager
def saved(path: Path) -> Iterator[Path]:
    """A file to write beside `path`, renamed to it in the end.

    Failed `out.no-room` if the disk is full; Refused `out.unwritable` if nothing can be written there.
    """
    try:
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.absolute().parent)
        os.close(descriptor)
    except OSError as error:
        raise unwritable(path, error) from error
    new = Path(name)
    try:
        yield new
        new.chmod(READABLE)
        new.replace(path)
    except OSError as error:
        raise unwritable(path, error) from error
    finally:
        new.unlink(missing_ok=True)


def unwritable(path: Path, error: OSError) -> Failed | Refused:
    why = system_words(error)
    says = Say(f"不能写入 {path}：{why.zh}", f"cannot write {path}: {why.en}")
    return Failed("out.no-room", says) if error.errno in NO_ROOM else Refused("out.unwritable", says)
