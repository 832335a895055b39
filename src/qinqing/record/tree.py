"""A tree as its tiles hold it, appended to and read for proofs; and the log's own, whose tiles the database holds."""

from __future__ import annotations

from abc import ABC, abstractmethod

from qinqing.record.models import Tile
from qinqing.record.profiles import log_profile
from qinqing.tlog import refusals
from qinqing.tlog.hashing import HASH_BYTES, TreeHash
from qinqing.tlog.tiles import HEIGHT, WIDTH

FULL = WIDTH * HASH_BYTES


class TileTree(ABC):
    """Satisfies `merkle.Hashes`. Each tile is read once; what was appended is kept after `save`."""

    def __init__(self, hash_: TreeHash) -> None:
        self.hash = hash_
        self._tiles: dict[tuple[int, int], bytearray] = {}
        self._changed: set[tuple[int, int]] = set()

    @abstractmethod
    def held(self, level: int, number: int) -> bytes:
        """What is kept of this tile now."""

    def complete(self, level: int, index: int) -> bytes:
        tile_level, inside = divmod(level, HEIGHT)
        first, count = index << inside, 1 << inside
        start = first % WIDTH * HASH_BYTES
        hashes = bytes(self._tile(tile_level, first // WIDTH)[start : start + count * HASH_BYTES])
        if len(hashes) != count * HASH_BYTES:
            raise refusals.hash_missing(level, index)
        return self._over(hashes)

    def append(self, index: int, leaf: bytes) -> None:
        """The hash of the leaf at `index`, the next one; refused where the tile says it is not."""
        level, hash_ = 0, leaf
        while True:
            tile = self._tile(level, index // WIDTH)
            if len(tile) != index % WIDTH * HASH_BYTES:
                raise refusals.hash_missing(level, index)
            tile += hash_
            self._changed.add((level, index // WIDTH))
            if len(tile) < FULL:
                return
            level, index, hash_ = level + 1, index // WIDTH, self._over(bytes(tile))

    def _tile(self, level: int, number: int) -> bytearray:
        if (level, number) not in self._tiles:
            self._tiles[level, number] = bytearray(self.held(level, number))
        return self._tiles[level, number]

    def _over(self, hashes: bytes) -> bytes:
        """The hash over a power of two of hashes side by side."""
        row = [hashes[at : at + HASH_BYTES] for at in range(0, len(hashes), HASH_BYTES)]
        while len(row) > 1:
            row = [self.hash.node(*row[at : at + 2]) for at in range(0, len(row), 2)]
        return row[0]


class StoredTree(TileTree):
    """The log's own tree, in the database."""

    def __init__(self) -> None:
        super().__init__(log_profile().tree)

    def held(self, level: int, number: int) -> bytes:
        found = Tile.objects.filter(level=level, number=number).values_list("hashes", flat=True).first()
        return bytes(found or b"")

    def save(self) -> None:
        for level, number in sorted(self._changed):
            hashes = bytes(self._tiles[level, number])
            Tile.objects.update_or_create(level=level, number=number, defaults={"hashes": hashes})
        self._changed.clear()
