"""The static files of C2SP tlog-tiles: their paths, what is in them, and which of them a tree of some size has.

A tile holds up to 256 hashes of one tile level; level `l` holds the hashes of complete subtrees of 256ˡ leaves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qinqing.tlog import refusals
from qinqing.tlog.hashing import HASH_BYTES
from qinqing.tlog.merkle import Hashes

HEIGHT = 8
WIDTH = 1 << HEIGHT
ENTRIES = -1  # the level of entry bundles
MAX_LEVEL = 63
MAX_ENTRY = 2**16 - 1
CHECKPOINT_PATH = "checkpoint"
PATH = re.compile(
    r"tile/(?P<level>entries|0|[1-9][0-9]?)/(?P<index>(?:x[0-9]{3}/)*[0-9]{3})(?:\.p/(?P<width>[1-9][0-9]{0,2}))?\Z"
)


@dataclass(frozen=True, slots=True)
class Tile:
    """Hashes of one level, or (level `ENTRIES`) the entries under those of level 0. Partial below 256 wide."""

    level: int
    index: int
    width: int = WIDTH

    @property
    def path(self) -> str:
        level = "entries" if self.level == ENTRIES else str(self.level)
        partial = "" if self.width == WIDTH else f".p/{self.width}"
        return f"tile/{level}/{_index_path(self.index)}{partial}"

    @property
    def full(self) -> Tile:
        return Tile(self.level, self.index)


def _index_path(index: int) -> str:
    """1234067 is x001/x234/067: three digits a folder, so that no file and folder share a name."""
    path = f"{index % 1000:03}"
    while index >= 1000:
        index //= 1000
        path = f"x{index % 1000:03}/{path}"
    return path


def parse_path(path: str) -> Tile:
    """The tile a path names; refuses every path that `Tile.path` would not write."""
    found = PATH.match(path)
    if found:
        level = ENTRIES if found["level"] == "entries" else int(found["level"])
        index = int(found["index"].replace("x", "").replace("/", ""))
        tile = Tile(level, index, int(found["width"] or WIDTH))
        if level <= MAX_LEVEL and tile.path == path:
            return tile
    raise refusals.tile_path(path)


def tiles(size: int, since: int = 0) -> Iterator[Tile]:
    """The tiles of hashes that a tree of `size` leaves has and the tree of `since` leaves did not have yet.

    Widest state only: of a partial tile the width it has at `size`.
    """
    level, new, old = 0, size, since
    while new:
        yield from _level_tiles(level, new, old)
        level, new, old = level + 1, new >> HEIGHT, old >> HEIGHT


def bundles(size: int, since: int = 0) -> Iterator[Tile]:
    """The entry bundles of a tree of `size` leaves that the tree of `since` leaves did not have yet."""
    yield from _level_tiles(ENTRIES, size, since)


def _level_tiles(level: int, count: int, since: int) -> Iterator[Tile]:
    if count == since:
        return
    for index in range(since // WIDTH, -(-count // WIDTH)):
        yield Tile(level, index, min(WIDTH, count - index * WIDTH))


def tile_bytes(hashes: Hashes, tile: Tile) -> bytes:
    """What stands in a tile of hashes."""
    first = tile.index * WIDTH
    return b"".join(hashes.complete(tile.level * HEIGHT, first + i) for i in range(tile.width))


def split_tile(data: bytes, tile: Tile) -> list[bytes]:
    """The hashes in a tile's bytes; refuses any other length."""
    if len(data) != tile.width * HASH_BYTES:
        raise refusals.tile_size(tile.path)
    return [data[i : i + HASH_BYTES] for i in range(0, len(data), HASH_BYTES)]


def pack_bundle(entries: Sequence[bytes]) -> bytes:
    """Entries one after the other, each after its length in two bytes."""
    if any(len(entry) > MAX_ENTRY for entry in entries):
        raise refusals.entry_too_long(MAX_ENTRY)
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def split_bundle(data: bytes, tile: Tile) -> list[bytes]:
    """The entries in a bundle; refuses what is cut, what follows, and any other number of them."""
    entries, at = [], 0
    while at + 2 <= len(data):
        end = at + 2 + int.from_bytes(data[at : at + 2], "big")
        entries.append(data[at + 2 : end])
        at = end
    if at != len(data) or len(entries) != tile.width:
        raise refusals.bundle_malformed(tile.path)
    return entries
