"""Private keys as files: made at the first start with mode 0600, read back, refused where others could read them."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from qinqing.refusals import Refused
from qinqing.tlog import keeping_refusals as refusals
from qinqing.tlog.keys import Signer, new_signer, read_signer
from qinqing.tlog.profile import Profile
from qinqing.tlog.state import write_whole

OTHERS = 0o077
MAX_BYTES = 10_000


def signer_at(path: Path, name: str, of: Profile, *, cosigns: bool = False) -> Signer:
    """The key at `path`, made now if there is none; refuses a key of another name, profile or kind."""
    if not path.exists() and not path.is_symlink():
        with suppress(Refused):  # another process was first: its key is the key
            write_whole(path, f"{new_signer(name, of, cosigns=cosigns).secret()}\n".encode(), new=True)
    signer = load_signer(path)
    if (signer.name, signer.profile, signer.cosigns) != (name, of, cosigns):
        raise refusals.key_of_another(path, signer.name)
    return signer


def load_signer(path: Path) -> Signer:
    """The key at `path`; refuses a missing, cut or changed file, and one whose mode lets others in."""
    try:
        with path.open("rb") as file:
            mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
            if mode & OTHERS:
                raise refusals.key_open_to_others(path, mode)
            text = file.read(MAX_BYTES).decode("utf-8", errors="replace")
    except FileNotFoundError:
        raise refusals.key_missing(path) from None
    except OSError as error:
        raise refusals.unreadable(path, error) from error
    try:
        if text.endswith("\n"):
            return read_signer(text[:-1])
    except Refused as refused:
        if refused.code == "profile.unavailable":
            raise
    raise refusals.key_broken(path)
