"""The log's signer signs nothing it has not computed, and never goes back."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from qinqing.refusals import Refused
from qinqing.tlog.checkpoint import open_checkpoint, read_checkpoint
from qinqing.tlog.levels import Levels
from qinqing.tlog.merkle import prove_consistency, root
from qinqing.tlog.profile import Profile, standard
from qinqing.tlog.reader import Reader
from qinqing.tlog.signer import Candidate, LogSigner, first_state, next_state
from qinqing.tlog.state import StateFile
from qinqing.tlog.tests.make import ORIGIN, entry, levels, log_key, refused, witness_keys
from qinqing.tlog.tiles import pack_bundle, tile_bytes, tiles

OLD, NEW = 5, 13


def candidate(of: Profile, grown: Levels, old: int, size: int | None = None) -> Candidate:
    new = grown.size if size is None else size
    proof = prove_consistency(of.tree, grown, old, new) if 0 < old <= new else []
    return Candidate(new, root(of.tree, grown, new), tuple(proof))


def signed_at(of: Profile, grown: Levels, size: int, again: Iterable[bytes]) -> str:
    return next_state(first_state(ORIGIN, of.tree), candidate(of, grown, 0, size), of.tree, grown, again)


def log(size: int = NEW) -> list[bytes]:
    return [entry(n) for n in range(size)]


def test_a_log_that_grows_is_signed_step_by_step(of: Profile, tmp_path: Path) -> None:
    entries, key = log(40), log_key(of)
    grown = Levels(of.tree)
    signer = LogSigner(StateFile.create(tmp_path / "state", first_state(ORIGIN, of.tree)), key)
    for old, new in ((0, 0), (0, 1), (1, 1), (1, 8), (8, 9), (9, 40)):
        for one in entries[old:new]:
            grown.append(of.tree.leaf(one))
        note = signer.sign(candidate(of, grown, old), grown, entries[old:new])
        assert open_checkpoint(note, [key.verifier]).checkpoint.root == grown.root()
        assert signer.signed.size == new


def test_fewer_entries_than_were_signed_are_refused(of: Profile) -> None:
    entries = log()
    grown = levels(of.tree, entries)
    state = signed_at(of, grown, NEW, entries)
    with refused("signer.smaller"):
        next_state(state, candidate(of, grown, 0, OLD), of.tree, grown, [])


def test_a_second_root_for_one_size_is_refused(of: Profile) -> None:
    entries = log()
    state = signed_at(of, levels(of.tree, entries), NEW, entries)
    forked = [*entries[:-1], b"other"]
    fork = levels(of.tree, forked)
    with refused("signer.other_root"):
        next_state(state, Candidate(NEW, fork.root(), ()), of.tree, fork, [])


def test_a_root_that_does_not_continue_the_signed_one_is_refused(of: Profile) -> None:
    entries = log()
    state = signed_at(of, levels(of.tree, entries[:OLD]), OLD, entries[:OLD])
    rewritten = [b"other", *entries[1:]]
    fork = levels(of.tree, rewritten)
    with refused("tree.inconsistent"):
        next_state(state, candidate(of, fork, OLD), of.tree, fork, rewritten[OLD:])


def test_a_candidate_without_its_consistency_proof_is_refused() -> None:
    of, entries = standard(), log()
    grown = levels(of.tree, entries)
    state = signed_at(of, grown, OLD, entries[:OLD])
    bare = replace(candidate(of, grown, OLD), consistency=())
    with refused("tree.proof_length"):
        next_state(state, bare, of.tree, grown, entries[OLD:])


@pytest.mark.parametrize("wrong", [-1, 1, 100])
def test_another_number_of_entries_read_again_is_refused(wrong: int) -> None:
    of, entries = standard(), log(200)
    grown = levels(of.tree, entries)
    state = signed_at(of, grown, OLD, entries[:OLD])
    with refused("signer.count"):
        next_state(state, candidate(of, grown, OLD, NEW), of.tree, grown, entries[OLD : NEW + wrong])


def test_a_storage_that_changed_under_what_was_signed_is_refused() -> None:
    of, entries = standard(), log()
    grown = levels(of.tree, entries)
    state = signed_at(of, grown, OLD, entries[:OLD])
    wanted = candidate(of, grown, OLD)
    for level, index in ((2, 0), (0, 4)):  # the two parts of a tree of five
        with refused("signer.stored_changed"):
            next_state(state, wanted, of.tree, Flipped(grown, level, index, 0), entries[OLD:])


def test_the_empty_log_has_one_root(of: Profile) -> None:
    with refused("signer.other_root"):
        next_state(first_state(ORIGIN, of.tree), Candidate(0, b"\1" * 32, ()), of.tree, Levels(of.tree), [])


class Flipped:
    """Stored hashes of which one has a flipped bit."""

    def __init__(self, inner: Levels, level: int, index: int, bit: int) -> None:
        self.inner, self.place, self.bit = inner, (level, index), bit

    def complete(self, level: int, index: int) -> bytes:
        found = self.inner.complete(level, index)
        return flip(found, self.bit) if (level, index) == self.place else found


def flip(data: bytes, bit: int) -> bytes:
    changed = bytearray(data)
    changed[bit // 8 % len(data)] ^= 1 << bit % 8
    return bytes(changed)


@pytest.mark.proof
def test_no_flip_before_signing_is_signed(
    scaled: Callable[[int, int], int], record_property: Callable[[str, object], None]
) -> None:
    """In an entry, a leaf or node hash, a tile on disk, the candidate's root or its proof."""
    of, chance, count, signed = standard(), random.Random(2022), scaled(400, 10_000), 0
    entries = log(300)
    grown = levels(of.tree, entries)
    files = {tile.path: tile_bytes(grown, tile) for tile in tiles(300)}
    where = dict.fromkeys(("entry", "hash", "tile", "root", "consistency"), 0)
    for _ in range(count):
        kind = chance.choice([*where])
        where[kind] += 1
        try:
            sign_with_a_flip(kind, chance, entries, grown, files)
            signed += 1
        except Refused:
            pass
    record_property("flips", where)
    record_property("signed", signed)
    assert signed == 0


def sign_with_a_flip(
    kind: str, chance: random.Random, entries: list[bytes], grown: Levels, files: dict[str, bytes]
) -> None:
    of, old = standard(), chance.choice([1, 17, 128, 255, 256, 257, *([0] if kind != "consistency" else [])])
    size = chance.randrange(max(old + 1, 258), 301)
    state, wanted = signed_at(of, grown, old, entries[:old]), candidate(of, grown, old, size)
    again, bit, stored = entries[old:size], chance.randrange(256), grown
    match kind:
        case "entry":
            at = chance.randrange(len(again))
            again = [*again[:at], flip(again[at], chance.randrange(8 * len(again[at]))), *again[at + 1 :]]
        case "hash":
            index = chance.randrange(old, size)
            level = chance.choice([n for n in range(9) if (index + 1) % (1 << n) == 0])
            next_state(state, wanted, of.tree, Flipped(grown, level, index >> level, bit), again)
            return
        case "tile":
            path = chance.choice([*files])
            spoilt = {**files, path: flip(files[path], chance.randrange(8 * len(files[path])))}
            wanted = candidate(of, grown, old)
            stored_tiles = Reader(spoilt.get, of.tree, 300, grown.root())
            for index in range(0, 300, 256):  # every tile is read
                stored_tiles.complete(0, index)
            next_state(state, wanted, of.tree, stored_tiles, entries[old:])
            return
        case "root":
            wanted = replace(wanted, root=flip(wanted.root, bit))
        case "consistency":
            at = chance.randrange(len(wanted.consistency))
            proof = [*wanted.consistency]
            proof[at] = flip(proof[at], bit)
            wanted = replace(wanted, consistency=tuple(proof))
    next_state(state, wanted, of.tree, stored, again)


def test_nothing_is_signed_that_is_not_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    of, entries = standard(), log()
    grown = levels(of.tree, entries)
    file = StateFile.create(tmp_path / "state", first_state(ORIGIN, of.tree))
    signer = LogSigner(file, log_key(of))

    def fail(_: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(StateFile, "save", lambda self, text: fail(text))
    with pytest.raises(OSError, match="No space"):
        signer.sign(candidate(of, grown, 0), grown, entries)
    monkeypatch.undo()
    assert read_checkpoint(restarted_state(file).text).size == 0


def restarted_state(file: StateFile) -> StateFile:
    file.close()
    return StateFile(file.path)


def test_after_a_crash_between_saving_and_signing_the_same_is_signed(tmp_path: Path) -> None:
    of, entries = standard(), log()
    grown = levels(of.tree, entries)
    file = StateFile.create(tmp_path / "state", first_state(ORIGIN, of.tree))
    file.save(signed_at(of, grown, NEW, entries))
    restarted = LogSigner(restarted_state(file), log_key(of))
    note = restarted.sign(candidate(of, grown, NEW), grown, [])
    assert open_checkpoint(note, [log_key(of).verifier]).checkpoint.size == NEW


def test_a_state_of_another_log_and_a_witness_s_key_are_refused(tmp_path: Path) -> None:
    of = standard()
    file = StateFile.create(tmp_path / "state", first_state(ORIGIN, of.tree))
    for key in (log_key(of, "other.example"), witness_keys(of)[0]):
        with refused("signer.origin"):
            LogSigner(file, key)


def test_a_bundle_read_again_from_disk_is_what_is_signed() -> None:
    """The way a log uses it: tiles and bundles as files, verified against the candidate before the signer looks."""
    of, entries = standard(), log()
    grown = levels(of.tree, entries)
    files = {tile.path: tile_bytes(grown, tile) for tile in tiles(NEW)}
    files["tile/entries/000.p/13"] = pack_bundle(entries)
    reader = Reader(files.get, of.tree, NEW, grown.root())
    state = next_state(
        first_state(ORIGIN, of.tree), candidate(of, grown, 0), of.tree, reader, reader.entries(0, NEW)
    )
    assert read_checkpoint(state).root == grown.root()
