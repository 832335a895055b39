"""Trees as RFC 9162 has them: published cases, roots by the letter, every wrong proof refused."""

from __future__ import annotations

import base64
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qinqing.refusals import Refused
from qinqing.tlog.levels import Levels
from qinqing.tlog.merkle import (
    is_subtree,
    prove_consistency,
    prove_inclusion,
    prove_subtree,
    root,
    root_by_inclusion,
    subtree_root,
    verify_consistency,
    verify_inclusion,
    verify_subtree,
)
from qinqing.tlog.profile import Profile, standard
from qinqing.tlog.tests.make import entry, is_refused, levels, plain_root, refused

SHA = standard().tree
PUBLISHED = 518
SMALL = 40


def as_bytes(text: str) -> bytes:
    return base64.b64decode(text)


def verify_case(kind: str, case: dict[str, Any]) -> None:
    proof = [as_bytes(one) for one in case["proof"] or ()]
    if kind == "inclusion":
        verify_inclusion(
            SHA, as_bytes(case["leafHash"]), case["leafIdx"], case["treeSize"], proof, as_bytes(case["root"])
        )
    elif kind == "consistency":
        verify_consistency(
            SHA, case["size1"], case["size2"], as_bytes(case["root1"]), as_bytes(case["root2"]), proof
        )
    elif kind == "subtreeinclusion":
        start, end = case["start"], case["end"]
        if not is_subtree(start, end):
            raise Refused.__new__(Refused)
        verify_inclusion(
            SHA,
            as_bytes(case["leafHash"]),
            case["leafIdx"] - start,
            end - start,
            proof,
            as_bytes(case["root"]),
        )
    else:
        verify_subtree(
            SHA,
            case["start"],
            case["end"],
            case["size"],
            as_bytes(case["root1"]),
            as_bytes(case["root2"]),
            proof,
        )


def test_every_published_proof_is_accepted_and_every_published_forgery_refused(shared: Path) -> None:
    cases = sorted((shared / "data" / "merkle" / "testdata").rglob("*.json"))
    assert len(cases) == PUBLISHED
    wrong = []
    for path in cases:
        case = json.loads(path.read_text(encoding="utf-8"))
        kind = path.relative_to(shared / "data" / "merkle" / "testdata").parts[0]
        if is_refused(lambda: verify_case(kind, case)) is not case["wantErr"]:  # noqa: B023 - called at once
            wrong.append(str(path))
    assert not wrong


def test_a_root_is_what_the_standard_says(of: Profile) -> None:
    leaves = [of.tree.leaf(entry(n)) for n in range(SMALL)]
    grown = Levels(of.tree)
    for size in range(SMALL + 1):
        assert root(of.tree, grown, size) == grown.root() == plain_root(of.tree, leaves[:size])
        if size < SMALL:
            grown.append(leaves[size])


def test_leaf_node_and_empty_tree_hash_as_the_standard_says(of: Profile) -> None:
    assert of.tree.empty == of.tree.digest(b"")
    assert of.tree.leaf(b"x") == of.tree.digest(b"\x00x")
    assert of.tree.node(b"l" * 32, b"r" * 32) == of.tree.digest(b"\x01" + b"l" * 32 + b"r" * 32)


def test_every_leaf_of_every_small_tree_is_proved(of: Profile) -> None:
    grown = levels(of.tree, [entry(n) for n in range(SMALL)])
    for size in range(1, SMALL + 1):
        top = root(of.tree, grown, size)
        for index in range(size):
            proof = prove_inclusion(of.tree, grown, index, size)
            verify_inclusion(of.tree, grown.complete(0, index), index, size, proof, top)


def test_every_small_tree_is_proved_to_continue_every_smaller_one(of: Profile) -> None:
    grown = levels(of.tree, [entry(n) for n in range(SMALL)])
    roots = [root(of.tree, grown, size) for size in range(SMALL + 1)]
    for new in range(1, SMALL + 1):
        for old in range(1, new + 1):
            proof = prove_consistency(of.tree, grown, old, new)
            verify_consistency(of.tree, old, new, roots[old], roots[new], proof)


def test_a_changed_root_is_refused_between_all_small_trees() -> None:
    """Of full length: the published wrong roots are too short, and refused for that alone."""
    grown = levels(SHA, [entry(n) for n in range(SMALL)])
    roots = [root(SHA, grown, size) for size in range(SMALL + 1)]
    other = SHA.leaf(b"other")
    for new in range(1, SMALL + 1):
        for old in range(1, new + 1):
            proof = prove_consistency(SHA, grown, old, new)
            for pair in ((other, roots[new]), (roots[old], other)):
                assert is_refused(lambda: verify_consistency(SHA, old, new, *pair, proof))  # noqa: B023


def test_every_subtree_of_every_small_tree_is_proved() -> None:
    grown = levels(SHA, [entry(n) for n in range(SMALL)])
    for size in range(1, SMALL + 1):
        for start in range(size):
            for end in range(start + 1, size + 1):
                if is_subtree(start, end):
                    proof = prove_subtree(SHA, grown, start, end, size)
                    part = subtree_root(SHA, grown, start, end)
                    verify_subtree(SHA, start, end, size, part, root(SHA, grown, size), proof)


def test_a_proof_among_many_reads_few_hashes() -> None:
    class Counting:
        def __init__(self, inner: Levels) -> None:
            self.inner, self.reads = inner, 0

        def complete(self, level: int, index: int) -> bytes:
            self.reads += 1
            return self.inner.complete(level, index)

    size = 20_000
    grown = Levels(SHA)
    for n in range(size):
        grown.append(SHA.leaf(b"%d" % n))
    counting = Counting(grown)
    proof = prove_inclusion(SHA, counting, 12_345, size)
    verify_inclusion(SHA, SHA.leaf(b"12345"), 12_345, size, proof, grown.root())
    assert len(proof) <= size.bit_length()
    assert counting.reads <= 2 * size.bit_length()


WRONG_POSITIONS = [
    pytest.param(3, 3, id="末尾之后"),
    pytest.param(-1, 3, id="负数"),
    pytest.param(0, 0, id="空树"),
    pytest.param(0, -1, id="负的大小"),
]


@pytest.mark.parametrize(("index", "size"), WRONG_POSITIONS)
def test_a_position_the_tree_does_not_have_is_refused(index: int, size: int) -> None:
    grown = levels(SHA, [entry(n) for n in range(3)])
    with refused("tree.position"):
        prove_inclusion(SHA, grown, index, size)
    with refused("tree.position"):
        root_by_inclusion(SHA, SHA.empty, index, size, [])


@pytest.mark.parametrize(("old", "new"), [(0, 3), (4, 3), (-1, 3), (0, 0)])
def test_continuing_what_is_no_beginning_is_refused(old: int, new: int) -> None:
    grown = levels(SHA, [entry(n) for n in range(3)])
    with refused("tree.position"):
        prove_consistency(SHA, grown, old, new)
    with refused("tree.position"):
        verify_consistency(SHA, old, new, SHA.empty, SHA.empty, [])


def test_hashes_of_any_other_length_are_refused() -> None:
    grown = levels(SHA, [entry(n) for n in range(5)])
    top, leaf = grown.root(), grown.complete(0, 1)
    proof = prove_inclusion(SHA, grown, 1, 5)
    for wrong in ([proof[0][:-1], *proof[1:]], [proof[0] + b"\0", *proof[1:]], [b"", *proof[1:]]):
        with refused("tree.hash_length"):
            verify_inclusion(SHA, leaf, 1, 5, wrong, top)
    with refused("tree.hash_length"):
        grown.append(b"short")


def test_a_proof_too_short_or_too_long_is_refused() -> None:
    grown = levels(SHA, [entry(n) for n in range(7)])
    proof = prove_inclusion(SHA, grown, 2, 7)
    more = prove_consistency(SHA, grown, 3, 7)
    small, large = root(SHA, grown, 3), grown.root()
    for wrong in (proof[:-1], [*proof, proof[0]], []):
        with refused("tree.proof_length"):
            verify_inclusion(SHA, grown.complete(0, 2), 2, 7, wrong, large)
    for wrong in (more[:-1], [*more, more[0]], []):
        with refused("tree.proof_length"):
            verify_consistency(SHA, 3, 7, small, large, wrong)


def test_every_flipped_bit_of_a_proof_is_refused(of: Profile) -> None:
    grown = levels(of.tree, [entry(n) for n in range(13)])
    small, large = root(of.tree, grown, 6), grown.root()
    inclusion, consistency = prove_inclusion(of.tree, grown, 5, 13), prove_consistency(of.tree, grown, 6, 13)
    leaf = grown.complete(0, 5)
    for wrong in flipped(inclusion):
        assert is_refused(lambda: verify_inclusion(of.tree, leaf, 5, 13, wrong, large))  # noqa: B023
    for wrong in flipped(consistency):
        assert is_refused(lambda: verify_consistency(of.tree, 6, 13, small, large, wrong))  # noqa: B023


def flipped(proof: list[bytes]) -> list[list[bytes]]:
    found = []
    for n, hash_ in enumerate(proof):
        for bit in range(0, 256, 5):
            changed = bytearray(hash_)
            changed[bit // 8] ^= 1 << bit % 8
            found.append([*proof[:n], bytes(changed), *proof[n + 1 :]])
    return found


@given(st.integers(1, 70), st.data())
@settings(max_examples=60, deadline=None)
def test_a_proof_holds_at_its_own_place_only(size: int, data: st.DataObject) -> None:
    grown = levels(SHA, [entry(n) for n in range(size)])
    index, other = data.draw(st.integers(0, size - 1)), data.draw(st.integers(0, size - 1))
    proof = prove_inclusion(SHA, grown, index, size)
    held = is_refused(
        lambda: verify_inclusion(SHA, grown.complete(0, index), other, size, proof, grown.root())
    )
    assert held is (index != other)


@pytest.mark.proof
def test_no_forged_proof_is_accepted(
    scaled: Callable[[int, int], int], record_property: Callable[[str, object], None]
) -> None:
    chance, count, accepted = random.Random(9162), scaled(2_000, 100_000), 0
    size = 61
    grown = levels(SHA, [entry(n) for n in range(size)])
    for _ in range(count):
        index = chance.randrange(size)
        proof = prove_inclusion(SHA, grown, index, size)
        forged = forge(chance, grown, index, size, proof)
        accepted += not is_refused(lambda: verify_inclusion(SHA, *forged, grown.root()))  # noqa: B023
    record_property("forged proofs", count)
    record_property("accepted", accepted)
    assert accepted == 0


def forge(
    chance: random.Random, grown: Levels, index: int, size: int, proof: list[bytes]
) -> tuple[bytes, int, int, list[bytes]]:
    """A proof as somebody would make one who wants another entry, place, order or length to pass."""
    leaf, noise = grown.complete(0, index), SHA.leaf(chance.randbytes(8))
    elsewhere = chance.choice([n for n in range(size) if n != index])
    place = chance.randrange(len(proof))
    match chance.randrange(7):
        case 0:
            return noise, index, size, proof
        case 1:
            return leaf, elsewhere, size, proof
        case 2:
            return leaf, index, size, proof[:place] + proof[place + 1 :]
        case 3:
            return leaf, index, size, [*proof[:place], noise, *proof[place:]]
        case 4:
            return grown.complete(1, index // 2 if index < size - 1 else 0), index, size, proof
        case 5:
            return leaf, index, size, [*proof[:place], noise, *proof[place + 1 :]]
        case _:
            return grown.complete(0, elsewhere), index, size, proof
