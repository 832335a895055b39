"""A receipt in the digits of a link: every byte comes back, it is small enough for a QR code, and nothing else passes."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from qinqing.tlog.canonical import canonical
from qinqing.tlog.note import signature_line
from qinqing.tlog.profile import standard
from qinqing.tlog.receipt import write_receipt
from qinqing.tlog.tests.make import NOW, witness_keys, world
from qinqing.verify.link import DICTIONARY, from_digits, to_digits


def receipt(index: int = 4) -> bytes:
    return write_receipt(world(standard()).receipt(index))


def test_a_receipt_comes_back_byte_for_byte() -> None:
    for index in range(11):
        assert from_digits(to_digits(receipt(index))) == receipt(index)


def test_any_bytes_come_back() -> None:
    chance = random.Random(5)
    for size in [*range(60), 1_000, 70_000]:
        data = chance.randbytes(size)
        digits = to_digits(data)
        assert digits.isdecimal() and from_digits(digits) == data


def test_a_receipt_of_a_million_entries_with_four_witnesses_fits_a_qr_code_that_phones_read() -> None:
    here, chance = world(standard()), random.Random(3)
    text = here.checkpoint.text
    lines = [signature_line(text, w, NOW) for w in witness_keys(standard(), 4)]
    note = f"{text}\n{signature_line(text, here.log)}{''.join(lines)}".encode()
    one = here.receipt(4)
    proof = replace(one.proof, hashes=tuple(chance.randbytes(32) for _ in range(20)), note=note)
    entry = canonical({"actor": "0123456789abcdef", "cm": {"payload": chance.randbytes(32).hex()}, "v": 1})
    digits = to_digits(write_receipt(replace(one, entry=entry, proof=proof)))
    # Version 30 holds 4,158 digits at its lowest correction; the address takes some hundred of them.
    assert len(digits) < 4_000


WRONG = [
    pytest.param("", id="空"),
    pytest.param("12a", id="字母"),
    pytest.param("１２３", id="全角数字"),
    pytest.param("-1", id="负数"),
    pytest.param("1", id="半块"),
    pytest.param("999", id="一块太大"),
    pytest.param("9" * 41, id="整块太大"),
    pytest.param("002", id="别的字典"),
    pytest.param("001", id="没有内容"),
    pytest.param("0000000001", id="没有校验"),
    pytest.param(to_digits(b"")[:-3] + "000", id="坏的压缩"),
]


@pytest.mark.parametrize("digits", WRONG)
def test_what_stands_for_no_file_is_refused(digits: str) -> None:
    with pytest.raises(ValueError):
        from_digits(digits)


def test_a_cut_link_is_refused_wherever_it_is_cut() -> None:
    digits = to_digits(receipt())
    for end in range(len(digits)):
        with pytest.raises(ValueError):
            from_digits(digits[:end])
    with pytest.raises(ValueError):
        from_digits(digits + "001")


def test_a_bomb_is_refused() -> None:
    with pytest.raises(ValueError):
        from_digits(to_digits(b"0" * 500_001))


def test_the_published_dictionary_never_changes() -> None:
    """Receipts on paper were packed after it: a better one is a new file with a new number."""
    import hashlib

    assert (
        hashlib.sha256(DICTIONARY).hexdigest()
        == "f3098d9145b019f21e89df19c046b767aaffa38c0579101fe9d7617c4276f985"
    )
