"""The two secret numbers: bound to draw and side, and no side can withhold its own."""

from __future__ import annotations

from copy import deepcopy

import pyrage
import pytest

from qinqing.draw.nonces import (
    committed,
    make_part,
    ordered_nonces,
    read_nonce,
    refuse_parts,
    unseal,
    written_nonce,
)
from qinqing.draw.tests.make import DRAW, NONCES, parts, witness
from qinqing.refusals import Refused


def test_any_witness_opens_what_was_sealed():
    other = pyrage.x25519.Identity.generate()
    keys = [str(key.to_public()) for key in (witness(), other)]
    part = make_part(DRAW, "bureau", NONCES[0], keys)
    assert unseal(part, str(witness())) == unseal(part, f"# created: 2026\n{other}\n") == NONCES[0]


def test_nobody_else_opens_it():
    with pytest.raises(Refused, match=r"draw\.sealed"):
        unseal(parts()[0], str(pyrage.x25519.Identity.generate()))
    with pytest.raises(Refused, match=r"draw\.sealed"):
        unseal(parts()[0], "no key at all")


def test_sealing_another_number_than_the_one_committed_to_is_seen_by_the_witness():
    one, other = parts()
    with pytest.raises(Refused, match="不是承诺的随机数"):
        unseal({**one, "sealed": other["sealed"]}, str(witness()))


def test_a_number_is_bound_to_its_draw_and_side():
    marks = {committed(draw, side, NONCES[0]) for draw in ("R1", "R2") for side in ("bureau", "supervisor")}
    assert len(marks) == 4


@pytest.mark.parametrize("key", ["", "age1nothing", "AGE-SECRET-KEY-1"])
def test_a_key_that_is_none_is_refused(key: str):
    with pytest.raises(Refused, match=r"draw\.witness-key"):
        make_part(DRAW, "bureau", NONCES[0], [key])


def test_without_a_witness_there_is_no_part():
    with pytest.raises(Refused, match=r"draw\.no-witness"):
        make_part(DRAW, "bureau", NONCES[0], [])


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(lambda one, other: [one], id="只有一份"),
        pytest.param(lambda one, other: [one, one], id="同一份两次"),
        pytest.param(lambda one, other: [one, other, other], id="三份"),
        pytest.param(lambda one, other: [one, {**other, "draw": "2026-RF-02"}], id="别的抽取"),
        pytest.param(lambda one, other: [one, {**other, "commitment": "0" * 63}], id="散列不全"),
        pytest.param(lambda one, other: [one, {**other, "sealed": "不是"}], id="没有密封"),
        pytest.param(lambda one, other: [one, {**other, "witnesses": []}], id="没有见证"),
        pytest.param(lambda one, other: [one, {**other, "x": 1}], id="多一项"),
        pytest.param(lambda one, other: [one, None], id="空的"),
        pytest.param(lambda one, other: [one, {**other, "party": ["supervisor"]}], id="不是一方"),
    ],
)
def test_two_sound_parts_are_wanted(given):
    with pytest.raises(Refused, match=r"draw\.parts"):
        refuse_parts(given(*deepcopy(parts())), DRAW)


def test_parts_and_numbers_may_come_in_any_order():
    both = parts()
    assert refuse_parts(both[::-1], DRAW) == both
    assert ordered_nonces(both, NONCES[::-1]) == NONCES


@pytest.mark.parametrize(
    "nonces", [(), NONCES[:1], (NONCES[0], NONCES[0]), (NONCES[0], bytes(32)), (bytes(32), NONCES[1])]
)
def test_a_number_that_was_not_committed_to_is_refused_naming_the_side(nonces):
    with pytest.raises(Refused, match=r"draw\.nonce-wrong") as caught:
        ordered_nonces(parts(), nonces)
    assert ("监督方" in caught.value.says.zh) == (NONCES[1] not in nonces)


def test_a_number_is_written_and_read():
    assert read_nonce(written_nonce(NONCES[0])) == NONCES[0]
    for text in ("", "ab", "G" * 64, "A" * 64, "0" * 65):
        with pytest.raises(Refused, match=r"draw\.nonce-form"):
            read_nonce(text)
