"""The second tree examined beside the log: the same entries, its signature, its files."""

from __future__ import annotations

from collections.abc import Iterator

from qinqing.record.faults import Fault, found
from qinqing.record.second.standing import second_standing
from qinqing.record.signer import PUBLIC
from qinqing.record.trees import second_files
from qinqing.refusals import Failed, Refused, Say, system_words
from qinqing.tlog.checkpoint import Checkpoint, open_checkpoint
from qinqing.tlog.hashing import HASH_BYTES
from qinqing.tlog.keys import Verifier, read_verifier
from qinqing.tlog.levels import Levels
from qinqing.tlog.merkle import root
from qinqing.tlog.profile import guomi
from qinqing.tlog.reader import files_in
from qinqing.tlog.tiles import CHECKPOINT_PATH, tile_bytes, tiles


class SecondExamined:
    """Grown entry by entry as the log is read. Standing and checkpoint are of when that began: the log only grows.

    `standing`: None where there is no second tree, and then all of this does nothing.
    """

    def __init__(self, key: Verifier | None = None) -> None:
        """`key`: by itself the one that is published."""
        self.standing, self._key, self._fetch = second_standing(), key, files_in(second_files())
        self._note: bytes | None = None
        self._tree: Levels | None = None
        self._unable: Say | None = None
        if self.standing:
            try:
                self._note, self._tree = self._fetch(CHECKPOINT_PATH), Levels(guomi().tree)
            except Refused as refused:
                self._unable = refused.says
            except OSError as error:
                self._unable = system_words(error)

    def take(self, entry: bytes | None) -> None:
        """The entry at the next place; None where there is none."""
        if self._tree:
            self._tree.append(self._tree.tree.leaf(entry) if entry is not None else bytes(HASH_BYTES))

    def faults(self) -> Iterator[Fault]:
        """What is wrong, once every entry was taken."""
        if self._unable:
            yield found("second_unexamined", zh=self._unable.zh, en=self._unable.en)
        elif self._tree and self._note is not None:
            yield from self._wrong(self._note, self._tree)
        if self.standing and self.standing.late:
            why = self.standing.says
            yield found("second_behind", size=self.standing.size, zh=why.zh, en=why.en)

    def _wrong(self, note: bytes, tree: Levels) -> Iterator[Fault]:
        try:
            opened = open_checkpoint(note, [self._key or self._published_key()]).checkpoint
        except (Refused, Failed) as refused:
            yield found("second_wrong", zh=refused.says.zh, en=refused.says.en)
            return
        if opened.size > tree.size:
            yield found("second_ahead", size=opened.size, entries=tree.size)
        elif root(tree.tree, tree, opened.size) != opened.root:
            yield found("second_altered", size=opened.size)
        else:
            yield from self._wrong_files(opened, tree)

    def _wrong_files(self, opened: Checkpoint, tree: Levels) -> Iterator[Fault]:
        """The first only: a partial file may be gone once the full one is there."""
        for tile in tiles(opened.size):
            hashes = tile_bytes(tree, tile)
            there = self._fetch(tile.path) or self._fetch(tile.full.path) or b""
            if there[: len(hashes)] != hashes:
                yield found("second_file", path=tile.path)
                return

    def _published_key(self) -> Verifier:
        return read_verifier((self._fetch(PUBLIC) or b"").decode("utf-8", errors="replace").strip())
