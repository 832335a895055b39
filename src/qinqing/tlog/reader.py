"""A log read from its static files by somebody who trusts a root and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from qinqing.tlog import refusals
from qinqing.tlog.hashing import HASH_BYTES, TreeHash
from qinqing.tlog.merkle import complete_parts, fold
from qinqing.tlog.tiles import ENTRIES, HEIGHT, WIDTH, Tile, split_bundle, split_tile

KEPT_TILES = 256

BUNDLES = "tile/entries/"

Fetch = Callable[[str], bytes | None]  # by path; None where there is no such file


def files_in(folder: Path, entries: Path | None = None) -> Fetch:
    """The files of a log in a folder; `entries`: where its entry bundles lie if another tree has them already."""

    def fetch(path: str) -> bytes | None:
        try:
            return ((entries or folder) if path.startswith(BUNDLES) else folder).joinpath(path).read_bytes()
        except FileNotFoundError:
            return None

    return fetch


class Reader:
    """Hashes and entries of the tree with this size and root, each file checked before it is used.

    A tree's root is made of its partial tiles alone, and each full tile stands as one hash in the tile above: so the
    partial tiles are checked against the root at once, the others each against the one above. Satisfies `merkle.Hashes`.
    """

    def __init__(self, fetch: Fetch, tree: TreeHash, size: int, root: bytes) -> None:
        self._fetch, self._tree, self.size = fetch, tree, size
        self._edge = {
            level: self._read(Tile(level, count // WIDTH, count % WIDTH)) for level, count in self._partial()
        }
        self._full: dict[tuple[int, int], list[bytes]] = {}
        if self._root() != root:
            raise refusals.tiles_differ_from_root(size)

    def _partial(self) -> Iterator[tuple[int, int]]:
        """(level, hashes on it) of every level whose last tile is partial."""
        level, count = 0, self.size
        while count:
            if count % WIDTH:
                yield level, count
            level, count = level + 1, count >> HEIGHT

    def _root(self) -> bytes:
        if not self.size:
            return self._tree.empty
        return fold(self._tree, [self._edge_part(*part) for part in complete_parts(0, self.size)])

    def _edge_part(self, level: int, index: int) -> bytes:
        """A complete subtree that ends in the partial tile of its tile level: each of the root's parts does."""
        height = level % HEIGHT
        first = (index << height) % WIDTH
        return _top(self._tree, self._edge[level // HEIGHT][first : first + (1 << height)])

    def _read(self, tile: Tile) -> list[bytes]:
        return split_tile(self._bytes(tile, HASH_BYTES * tile.width), tile)

    def _bytes(self, tile: Tile, length: int | None = None) -> bytes:
        """A log may drop a partial file once the full one exists; that begins with the same bytes."""
        found = self._fetch(tile.path)
        if found is None and tile.width < WIDTH:
            whole = self._fetch(tile.full.path)
            found = None if whole is None else self._beginning(whole, tile, length)
        if found is None:
            raise refusals.tile_missing(tile.path)
        return found

    @staticmethod
    def _beginning(whole: bytes, tile: Tile, length: int | None) -> bytes:
        if length is not None:
            return whole[:length]
        entries = split_bundle(whole, tile.full)[: tile.width]
        return whole[: sum(2 + len(entry) for entry in entries)]

    def tile(self, level: int, index: int) -> list[bytes]:
        """The hashes of a tile as wide as it is in this tree."""
        count = self.size >> (HEIGHT * level)
        if index == count // WIDTH and level in self._edge:
            return self._edge[level]
        if not 0 <= index < count // WIDTH:
            raise refusals.hash_missing(level * HEIGHT, index * WIDTH)
        if (level, index) not in self._full:
            hashes = self._read(Tile(level, index))
            if _top(self._tree, hashes) != self.tile(level + 1, index // WIDTH)[index % WIDTH]:
                raise refusals.tile_differs(Tile(level, index).path)
            self._keep(level, index, hashes)
        return self._full[level, index]

    def _keep(self, level: int, index: int, hashes: list[bytes]) -> None:
        """Of the lowest level only some: it is all but a 256th of a log, and mostly read once."""
        if len(self._full) >= KEPT_TILES:
            self._full = {place: kept for place, kept in self._full.items() if place[0]}
        self._full[level, index] = hashes

    def complete(self, level: int, index: int) -> bytes:
        tile_level, height = divmod(level, HEIGHT)
        first = index << height
        hashes = self.tile(tile_level, first // WIDTH)[first % WIDTH :][: 1 << height]
        if len(hashes) != 1 << height:
            raise refusals.hash_missing(level, index)
        return _top(self._tree, hashes)

    def entries(self, start: int, end: int) -> Iterator[bytes]:
        """The entries from `start` up to `end`, each held against its leaf."""
        for index in range(start // WIDTH, -(-end // WIDTH)):
            first = index * WIDTH
            found = self._bundle(Tile(ENTRIES, index, min(WIDTH, self.size - first)))
            yield from found[max(start - first, 0) : end - first]

    def _bundle(self, tile: Tile) -> list[bytes]:
        if tile.width < 1:
            raise refusals.tile_missing(tile.path)
        entries = split_bundle(self._bytes(tile), tile)
        for place, (entry, leaf) in enumerate(zip(entries, self.tile(0, tile.index), strict=True)):
            if self._tree.leaf(entry) != leaf:
                raise refusals.entry_differs(tile.index * WIDTH + place)
        return entries


def _top(tree: TreeHash, hashes: list[bytes]) -> bytes:
    """The hash over a power of two of hashes."""
    while len(hashes) > 1:
        hashes = [tree.node(hashes[i], hashes[i + 1]) for i in range(0, len(hashes), 2)]
    return hashes[0]
