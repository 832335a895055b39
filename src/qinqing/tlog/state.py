"""A small file that must never go back: written whole or not at all, read whole or refused, used by one process.

The last line is the SHA-256 of what stands before it, so that a cut or changed file is known as such.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import secrets
from pathlib import Path

from qinqing.tlog import keeping_refusals as refusals

MODE = 0o600
SUM = "sum "


class StateFile:
    """One file of state, held exclusively until `close` or the end of the process."""

    def __init__(self, path: Path) -> None:
        """Opens what is there; a missing file is refused: it may be a lost one. New ones come from `create`."""
        self.path = path
        if not path.is_file():
            raise refusals.state_missing(path)
        self._lock = _locked(path)
        try:
            self.text = _checked(path)
        except BaseException:
            self.close()
            raise

    @classmethod
    def create(cls, path: Path, text: str) -> StateFile:
        """The first state of all, an act of its own; a file that exists is refused."""
        write_whole(path, _summed(text), new=True)
        return cls(path)

    def save(self, text: str) -> None:
        """On disk when this returns; whatever happens before, the file holds the old text or the new one."""
        write_whole(self.path, _summed(text))
        self.text = text

    def close(self) -> None:
        """Let another process use it."""
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1


def write_whole(path: Path, data: bytes, *, new: bool = False) -> None:
    """Writes `data` at `path` with mode 0600, durable and in one step. `new`: refuses to replace anything."""
    beside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        try:
            _write(beside, data)
            if new:
                os.link(beside, path)
            else:
                beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
        _sync_folder(path.parent)
    except FileExistsError:
        raise refusals.state_exists(path) from None
    except OSError as error:
        raise refusals.unwritten(path, error) from error


def _write(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, MODE)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """A new name is durable only when its folder is."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _locked(path: Path) -> int:
    """A lock of its own file: the state's is replaced at every save."""
    try:
        descriptor = os.open(path.with_name(f"{path.name}.lock"), os.O_WRONLY | os.O_CREAT, MODE)
    except OSError as error:
        raise refusals.unwritten(path, error) from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        raise refusals.state_in_use(path) from None
    return descriptor


def _summed(text: str) -> bytes:
    data = text.encode()
    return data + f"{SUM}{hashlib.sha256(data).hexdigest()}\n".encode()


def _checked(path: Path) -> str:
    try:
        data = path.read_bytes()
        text = data[: data.rfind(SUM.encode())].decode()
    except OSError as error:
        raise refusals.unreadable(path, error) from error
    except UnicodeDecodeError:
        raise refusals.state_broken(path) from None
    if _summed(text) != data:
        raise refusals.state_broken(path)
    return text
