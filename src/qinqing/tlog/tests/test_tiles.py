"""Static files by C2SP tlog-tiles: paths, contents, and a reader that believes none of them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qinqing.tlog.levels import Levels
from qinqing.tlog.merkle import prove_consistency, prove_inclusion, root, verify_consistency, verify_inclusion
from qinqing.tlog.profile import Profile, standard
from qinqing.tlog.reader import Reader
from qinqing.tlog.tests.make import entry, flips, is_refused, levels, refused
from qinqing.tlog.tiles import (
    ENTRIES,
    Tile,
    bundles,
    pack_bundle,
    parse_path,
    split_bundle,
    tile_bytes,
    tiles,
)

PATHS = [
    pytest.param(Tile(0, 0), "tile/0/000", id="第一块"),
    pytest.param(Tile(0, 1234067), "tile/0/x001/x234/067", id="三段"),
    pytest.param(Tile(1, 1234), "tile/1/x001/234", id="两段"),
    pytest.param(Tile(2, 0, 1), "tile/2/000.p/1", id="不满"),
    pytest.param(Tile(63, 999, 255), "tile/63/999.p/255", id="最高层"),
    pytest.param(Tile(ENTRIES, 273, 112), "tile/entries/273.p/112", id="条目"),
]


@pytest.mark.parametrize(("tile", "path"), PATHS)
def test_a_tile_has_one_path(tile: Tile, path: str) -> None:
    assert tile.path == path
    assert parse_path(path) == tile


NO_PATHS = [
    "tile/0/1", "tile/0/0001", "tile/00/000", "tile/64/000", "tile/0/x000/000", "tile/0/001/000", "tile/0/x001/x000",
    "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/01", "tile/0/000.p/", "tile/-1/000", "tile/entries/",
    "/tile/0/000", "tile/0/000/", "tile/0/000\n", "tile/0/../000", "tile/0/٠٠٠", "checkpoint", "",
]  # fmt: skip


@pytest.mark.parametrize("path", NO_PATHS)
def test_any_other_way_to_write_a_path_is_refused(path: str) -> None:
    with refused("tile.path"):
        parse_path(path)


@given(st.integers(0, 63), st.integers(0, 10**12), st.integers(1, 256))
def test_every_path_reads_back(level: int, index: int, width: int) -> None:
    tile = Tile(level, index, width)
    assert parse_path(tile.path) == tile


def test_seventy_thousand_entries_have_the_tiles_of_the_specification_s_example() -> None:
    found = list(tiles(70_000))
    full = [tile for tile in found if tile.width == 256]
    assert [sum(t.level == level for t in full) for level in (0, 1, 2)] == [273, 1, 0]
    assert [t for t in found if t.width < 256] == [Tile(0, 273, 112), Tile(1, 1, 17), Tile(2, 0, 1)]
    assert list(tiles(256)) == [Tile(0, 0), Tile(1, 0, 1)]
    assert list(tiles(0)) == []


@given(st.integers(0, 200_000), st.integers(0, 200_000))
def test_tiles_since_a_smaller_tree_are_those_that_changed(one: int, other: int) -> None:
    old, new = sorted((one, other))
    before = set(tiles(old))
    assert set(tiles(new, old)) == {tile for tile in tiles(new) if tile not in before}
    assert set(bundles(new, old)) == set(bundles(new)) - set(bundles(old))


@given(st.lists(st.binary(max_size=300), min_size=1, max_size=20))
def test_a_bundle_reads_back(entries: list[bytes]) -> None:
    tile = Tile(ENTRIES, 0, len(entries))
    data = pack_bundle(entries)
    assert split_bundle(data, tile) == entries
    for wrong in (data[:-1], data + b"\0", data + b"\0\0", data[1:]):
        assert is_refused(lambda: split_bundle(wrong, tile))  # noqa: B023 - called at once


def test_an_entry_longer_than_its_length_can_say_is_refused() -> None:
    assert len(pack_bundle([b"x" * 65_535])) == 65_537
    with refused("bundle.too_long"):
        pack_bundle([b"x" * 65_536])


def published(of: Profile, size: int) -> tuple[Levels, dict[str, bytes]]:
    """A log's files by path."""
    entries = [entry(n) for n in range(size)]
    grown = levels(of.tree, entries)
    files = {tile.path: tile_bytes(grown, tile) for tile in tiles(size)}
    for tile in bundles(size):
        first = tile.index * 256
        files[tile.path] = pack_bundle(entries[first : first + tile.width])
    return grown, files


@pytest.mark.parametrize("size", [0, 1, 2, 255, 256, 257, 511, 512, 600])
def test_what_a_log_published_is_read_and_proved_from(of: Profile, size: int) -> None:
    grown, files = published(of, size)
    reader = Reader(files.get, of.tree, size, grown.root())
    assert list(reader.entries(0, size)) == [entry(n) for n in range(size)]
    assert root(of.tree, reader, size) == grown.root()
    for index in range(0, size, 37):
        proof = prove_inclusion(of.tree, reader, index, size)
        verify_inclusion(of.tree, of.tree.leaf(entry(index)), index, size, proof, grown.root())
        if index:
            more = prove_consistency(of.tree, reader, index, size)
            verify_consistency(of.tree, index, size, root(of.tree, grown, index), grown.root(), more)


def test_three_levels_of_tiles_are_checked_up_to_the_root() -> None:
    tree, size = standard().tree, 66_000
    grown = Levels(tree)
    for n in range(size):
        grown.append(tree.leaf(b"%d" % n))
    files = {tile.path: tile_bytes(grown, tile) for tile in tiles(size)}
    reader = Reader(files.get, tree, size, grown.root())
    for index in (*range(0, size, 256), 0, 65_535, 65_536, 65_999):
        proof = prove_inclusion(tree, reader, index, size)
        verify_inclusion(tree, tree.leaf(b"%d" % index), index, size, proof, grown.root())
    for path in ("tile/0/007", "tile/1/000"):
        spoilt = {**files, path: files[path][:-1] + bytes([files[path][-1] ^ 1])}
        with refused("tile.differs"):
            Reader(spoilt.get, tree, size, grown.root()).complete(0, 7 * 256)


def test_some_entries_of_several_bundles_are_read() -> None:
    grown, files = published(standard(), 600)
    reader = Reader(files.get, standard().tree, 600, grown.root())
    assert list(reader.entries(250, 520)) == [entry(n) for n in range(250, 520)]
    assert list(reader.entries(5, 6)) == [entry(5)]


def test_a_full_file_stands_in_for_a_partial_one_that_was_dropped(of: Profile) -> None:
    grown, smaller = published(of, 300)
    _, larger = published(of, 512)
    kept = {path: data for path, data in smaller.items() if "/001.p/" not in path}
    reader = Reader({**kept, **larger}.get, of.tree, 300, grown.root())
    assert list(reader.entries(256, 300)) == [entry(n) for n in range(256, 300)]


def read_all(of: Profile, files: dict[str, Any], size: int, top: bytes) -> None:
    list(Reader(files.get, of.tree, size, top).entries(0, size))


def test_every_changed_byte_of_every_file_is_noticed() -> None:
    of, size = standard(), 260
    grown, files = published(of, size)
    read_all(of, files, size, grown.root())
    for path, data in files.items():
        places = [n for n in range(len(data)) if n % 97 == 0 or len(data) < 300]
        for n in places:
            spoilt = {**files, path: data[:n] + bytes([data[n] ^ 0x40]) + data[n + 1 :]}
            assert is_refused(lambda: read_all(of, spoilt, size, grown.root())), (path, n)  # noqa: B023


def test_a_missing_a_cut_and_a_longer_file_are_refused(of: Profile) -> None:
    size = 260
    grown, files = published(of, size)
    for path, data in files.items():
        for spoilt in (None, data[:-1], data + b"\0", b""):
            changed = {**files, path: spoilt}
            assert is_refused(lambda: read_all(of, changed, size, grown.root())), path  # noqa: B023


def test_another_root_than_the_files_lead_to_is_refused(of: Profile) -> None:
    grown, files = published(of, 5)
    for top in flips(grown.root()):
        with refused("tile.root"):
            Reader(files.get, of.tree, 5, top)


def test_nothing_outside_the_tree_is_given_out(of: Profile) -> None:
    grown, files = published(of, 260)
    reader = Reader(files.get, of.tree, 260, grown.root())
    for level, index in ((0, 260), (8, 1), (9, 0), (1, 130), (40, 0)):
        with refused("tree.hash_missing"):
            reader.complete(level, index)
    assert is_refused(lambda: list(reader.entries(0, 600)))
