"""Commitments: they bind an entry to its content and say nothing of it."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qinqing.tlog.commitment import commitment

SALT = b"s" * 32


def test_the_commitment_is_the_contract_s() -> None:
    expected = hashlib.sha256(b"qq-commit/v1\0tag\0" + SALT + b"{}").hexdigest()
    assert commitment("tag", SALT, b"{}") == expected
    assert expected == "cd044068e407688349e65af27b056277ccd07a20891e01e1c48328476d458aaf"


@given(
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=8),
    st.binary(max_size=8),
)
def test_another_tag_salt_or_payload_is_another_commitment(tag: str, payload: bytes) -> None:
    one = commitment(tag, SALT, payload)
    assert one != commitment(tag + "x", SALT, payload)
    assert one != commitment(tag, b"t" * 32, payload)
    assert one != commitment(tag, SALT, payload + b"x")
    assert one != commitment("", SALT, tag.encode() + b"\0" + SALT + payload)


@pytest.mark.parametrize("salt", [b"", b"s" * 31, b"s" * 33])
def test_a_salt_of_any_other_length_is_refused(salt: bytes) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        commitment("tag", salt, b"{}")


def test_a_tag_that_could_run_into_the_salt_is_refused() -> None:
    with pytest.raises(ValueError, match="zero byte"):
        commitment("ta\0g", SALT, b"{}")
