"""The second tree: the published entries once more as leaves of a tree by SM3, its checkpoint signed with SM2.

A follower beside the log, in a thread of its own: whatever happens to it, the log goes on. Its hashes are a function
of the entries, so they are written first and again after a kill; what may be signed its signer's state decides.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Protocol

from django.conf import settings

from qinqing.record.models import Second
from qinqing.record.profiles import log_profile
from qinqing.record.publishing import published, put
from qinqing.record.second import refusals
from qinqing.record.second.filetree import FileTree
from qinqing.record.trees import Kept, the_second
from qinqing.tlog.checkpoint import Checkpoint
from qinqing.tlog.merkle import root
from qinqing.tlog.reader import Reader, files_in
from qinqing.tlog.tiles import CHECKPOINT_PATH, WIDTH

EVERY_SECONDS = 0.3
# As many at a time, with a pause after each, so that catching up with a long log takes nothing from keeping it.
BATCH = 4 * WIDTH


class Signing(Protocol):
    """As much of the second's signer as is asked."""

    def signed(self) -> int: ...
    def sign(self, size: int) -> str: ...


def follow_and_tell(signer: Signing) -> int:
    """One step, and what went wrong in it is kept for whoever looks: its code word, until a step succeeds."""
    try:
        done = follow(signer)
    except Exception as trouble:
        _tell(getattr(trouble, "code", "log.second_failed"))
        raise
    _tell("")
    return done


def _tell(code: str) -> None:
    if (Second.objects.values_list("trouble", flat=True).first() or "") != code:
        Second.objects.update_or_create(pk=1, defaults={"trouble": code})


def follow(signer: Signing) -> int:
    """How many entries more its checkpoint is over: one batch of what the log has published and it has not.

    Killed at any instruction, the next step begins again at the published checkpoint. Refused
    `profile.unavailable`; Failed `log.second_ahead`, `log.second_other`, `log.second_files` and as the signer does.
    """
    of = the_second()
    try:
        return _follow(of, signer)
    except OSError as error:
        raise refusals.second_files(of.files, error) from error


def _follow(of: Kept, signer: Signing) -> int:
    log, own = published(settings.LOG_FILES), published(of.files)
    size = own.size if own else 0
    if log is None:
        return 0
    if size > log.size:
        raise refusals.second_ahead(size, log.size)
    tree = FileTree(of.files, of.profile.tree, size)
    if own and (own.origin != of.origin or root(tree.hash, tree, size) != own.root):
        raise refusals.second_other(size)
    if size == log.size:
        return 0
    of.files.mkdir(parents=True, exist_ok=True)
    end = _grow(of, log, tree, signer.signed())
    put(of.files / CHECKPOINT_PATH, signer.sign(end).encode())
    return end - size


def _grow(of: Kept, log: Checkpoint, tree: FileTree, signed: int) -> int:
    """Writes the hashes of the next batch; of as many as it takes to what was signed before its checkpoint was lost."""
    size = tree.size
    while True:
        end = min(
            size - size % WIDTH + BATCH, log.size
        )  # where the log has a bundle of entries that ends there
        for index, entry in enumerate(_entries(log, size, end), size):
            tree.append(index, tree.hash.leaf(entry))
        tree.save(end)
        if end >= min(signed, log.size):
            return end
        time.sleep(EVERY_SECONDS)
        size, tree = end, FileTree(of.files, tree.hash, end)


def _entries(log: Checkpoint, start: int, end: int) -> Iterator[bytes]:
    """As they are published, each held against the log's own root; its signer reads them from the database."""
    reader = Reader(files_in(settings.LOG_FILES), log_profile().tree, log.size, log.root)
    return reader.entries(start, end)
