"""The trees this installation keeps over its entries: the log, and where it is wanted a second by the national algorithms."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from qinqing.record.profiles import log_origin, log_profile
from qinqing.record.second.filetree import FileTree
from qinqing.record.tree import StoredTree, TileTree
from qinqing.tlog.profile import GUOMI, Profile, guomi
from qinqing.tlog.tiles import CHECKPOINT_PATH

KEY, STATE = "log.key", "signed"
SECOND = GUOMI  # its folder beside the log's files, and the last part of its name


@dataclass(frozen=True, slots=True)
class Kept:
    """One tree: its name and algorithms, where its key, its signer's state and its files lie.

    `in_files`: its hashes lie nowhere else, a function of the entries.
    """

    origin: str
    profile: Profile
    key: Path
    state: Path
    files: Path
    in_files: bool = False

    def stored(self, size: int) -> TileTree:
        """Its hashes as they are kept now, for a tree of that size."""
        return FileTree(self.files, self.profile.tree, size) if self.in_files else StoredTree()


def the_log() -> Kept:
    """Refused `log.profile_changed`."""
    folder = settings.SIGNER_FOLDER
    return Kept(log_origin(), log_profile(), folder / KEY, folder / STATE, settings.LOG_FILES)


def the_second() -> Kept:
    """Under a name, a key and a state of its own. Refused `profile.unavailable`."""
    folder = settings.SIGNER_FOLDER
    key, state = folder / f"{SECOND}.key", folder / f"{SECOND}.{STATE}"
    return Kept(f"{log_origin()}/{SECOND}", guomi(), key, state, second_files(), in_files=True)


def second_files() -> Path:
    """Where its files lie, whether this machine can compute them or not."""
    return Path(settings.LOG_FILES) / SECOND


def has_second() -> bool:
    """Whether there is one: it is kept on, or was once and its files stand."""
    return bool(settings.LOG_SECOND) or os.path.lexists(second_files() / CHECKPOINT_PATH)
