"""A tree whose hashes lie in its published files alone: the second beside the log."""

from __future__ import annotations

from pathlib import Path

from qinqing.record.publishing import put
from qinqing.record.tree import TileTree
from qinqing.tlog import keeping_refusals as refusals
from qinqing.tlog.hashing import HASH_BYTES, TreeHash
from qinqing.tlog.reader import files_in
from qinqing.tlog.tiles import HEIGHT, WIDTH, Tile, tiles


class FileTree(TileTree):
    """A tree of `size` leaves in a folder of C2SP tlog-tiles, each file as wide as it is at that size."""

    def __init__(self, folder: Path, hash_: TreeHash, size: int) -> None:
        super().__init__(hash_)
        self.folder, self.size = folder, size
        self._fetch = files_in(folder)

    def held(self, level: int, number: int) -> bytes:
        """A partial file may be gone once the full one is there, which begins with the same bytes."""
        width = min(WIDTH, (self.size >> HEIGHT * level) - number * WIDTH)
        if width <= 0:
            return b""
        tile = Tile(level, number, width)
        try:
            found = self._fetch(tile.path) or self._fetch(tile.full.path) or b""
        except OSError as error:
            raise refusals.unreadable(self.folder / tile.path, error) from error
        return found[: width * HASH_BYTES]

    def save(self, size: int) -> None:
        """Whatever tile the tree of `size` leaves has and the one before it had not: a function of the leaves alone."""
        for tile in tiles(size, self.size):
            put(self.folder / tile.path, bytes(self._tile(tile.level, tile.index)[: tile.width * HASH_BYTES]))
        self._changed.clear()
        self.size = size
