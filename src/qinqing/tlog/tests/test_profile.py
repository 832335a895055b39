"""The two profiles compute what their standards say, and a machine that cannot is told so."""

from __future__ import annotations

import base64
import gzip
import json
import re
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from conftest import unavailable
from qinqing.refusals import Refused
from qinqing.tlog import profile as profiles
from qinqing.tlog import sm2
from qinqing.tlog.ed25519 import Ed25519
from qinqing.tlog.profile import Profile, guomi, profile
from qinqing.tlog.tests.make import refused, seed

KNOWN_DIGESTS = {
    "standard": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    "guomi": "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0",
}
# GB/T 32918.5, annex A.2: the signature of "message digest" by the example's key
STANDARD_PRIVATE = "3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8"
STANDARD_PUBLIC = (
    "0409F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020"
    "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13"
)
STANDARD_SIGNATURE = (
    "F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3"
    "B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA"
)


def needed_sm2() -> sm2.Sm2:
    found = sm2.load()
    if found is None:
        unavailable("OpenSSL with SM2")
        raise AssertionError
    return found


def test_abc_hashes_as_published(of: Profile) -> None:
    assert of.tree.digest(b"abc").hex() == KNOWN_DIGESTS[of.name]


def test_a_signature_holds_for_its_key_and_message_only(of: Profile) -> None:
    private, other = seed("one"), of.keys.generate()
    public = of.keys.public_of(private)
    signature = of.keys.sign(private, b"message")
    assert len(public) == of.keys.public_bytes and len(signature) == 64
    assert of.keys.verifies(public, signature, b"message")
    assert not of.keys.verifies(public, signature, b"massage")
    assert not of.keys.verifies(of.keys.public_of(other), signature, b"message")


def test_every_flipped_byte_of_a_signature_is_noticed(of: Profile) -> None:
    private = seed("one")
    public, signature = of.keys.public_of(private), of.keys.sign(private, b"message")
    for place in range(len(signature)):
        changed = bytearray(signature)
        changed[place] ^= 0x10
        assert not of.keys.verifies(public, bytes(changed), b"message")


GROUP_ORDERS = {
    "standard": (2**252 + 27742317777372353535851937790883648493, "little"),
    "guomi": (sm2.ORDER, "big"),
}


def test_a_signature_has_one_form_only(of: Profile) -> None:
    """Its second half plus the order of the group would be the same number: refused."""
    (order, byteorder), public = GROUP_ORDERS[of.name], of.keys.public_of(seed("one"))
    signature = of.keys.sign(seed("one"), b"message")
    number = int.from_bytes(signature[32:], byteorder) + order  # type: ignore[arg-type]
    if number < 2**256:  # for SM2 it mostly does not fit
        other = signature[:32] + number.to_bytes(32, byteorder)  # type: ignore[arg-type]
        assert not of.keys.verifies(public, other, b"message")


NO_SIGNATURES = [b"", b"\0" * 64, b"\xff" * 64, b"\0" * 63, b"\0" * 65]


@pytest.mark.parametrize("signature", NO_SIGNATURES)
def test_what_is_no_signature_is_noticed(of: Profile, signature: bytes) -> None:
    assert not of.keys.verifies(of.keys.public_of(seed("one")), signature, b"message")


def test_what_is_no_public_key_verifies_nothing(of: Profile) -> None:
    signature = of.keys.sign(seed("one"), b"message")
    length = of.keys.public_bytes
    for public in (b"", b"\x04" + b"\1" * (length - 1), b"\xff" * length, b"\0" * (length + 1)):
        assert not of.keys.verifies(public, signature, b"message")


def test_private_keys_are_new_each_time_and_of_one_length(of: Profile) -> None:
    one, other = of.keys.generate(), of.keys.generate()
    assert one != other and of.keys.is_private(one) and of.keys.is_private(other)
    assert not of.keys.is_private(one[:-1])


def test_an_unknown_profile_is_refused() -> None:
    with refused("profile.unknown"):
        profile("quantum")


def test_a_machine_without_sm2_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(profiles.sm2, "load", lambda: None)
    guomi.cache_clear()
    try:
        with refused("profile.unavailable"):
            profile("guomi")
    finally:
        guomi.cache_clear()


@pytest.mark.parametrize("name", [None, "/nowhere/libcrypto.so"])
def test_sm2_without_a_library_is_unavailable_not_a_traceback(
    monkeypatch: pytest.MonkeyPatch, name: str | None
) -> None:
    monkeypatch.setattr(sm2.ctypes.util, "find_library", lambda _: name)
    sm2.load.cache_clear()
    try:
        assert sm2.load() is None
    finally:
        sm2.load.cache_clear()


def test_ed25519_signs_as_published(shared: Path) -> None:
    path = shared / "data" / "crypto" / "cryptography_vectors" / "asymmetric" / "Ed25519" / "sign.input.gz"
    keys, count = Ed25519(), 0
    for line in gzip.decompress(path.read_bytes()).decode().split():
        private, public, message, signed = (bytes.fromhex(part) for part in line.split(":")[:4])
        assert keys.public_of(private[:32]) == public
        assert keys.sign(private[:32], message) == signed[:64]
        assert keys.verifies(public, signed[:64], message)
        count += 1
    assert count == 1024


def test_sm3_hashes_as_published(shared: Path) -> None:
    text = (shared / "data" / "crypto" / "cryptography_vectors" / "hashes" / "SM3" / "oscca.txt").read_text()
    cases = re.findall(r"Len = (\d+)\nMsg = (\w+)\nMD = (\w+)", text)
    assert len(cases) >= 6
    for bits, message, expected in cases:
        data = bytes.fromhex(message)[: int(bits) // 8]
        assert profiles._sm3_of_library(data).hex() == expected
        assert profiles._sm3_of_python(data).hex() == expected


def test_sm2_verifies_as_published(shared: Path) -> None:
    found = needed_sm2()
    case = json.loads((shared / "data" / "crypto" / "sm2" / "openssl_sm2.json").read_text())
    key = base64.b64decode(case["private_key_pkcs8_b64"])
    public = key[-65:]
    assert found.public_of(key[36:68]) == public
    holds = [
        found.verifies_digest(public, raw(bytes.fromhex(one["sig_der"])), bytes.fromhex(one["digest"]))
        for one in case["verify_sm3"]
    ]
    assert holds == [True, True]
    crossed = raw(bytes.fromhex(case["verify_sm3"][0]["sig_der"]))
    assert not found.verifies_digest(public, crossed, bytes.fromhex(case["verify_sm3"][1]["digest"]))


def raw(der: bytes) -> bytes:
    return b"".join(half.to_bytes(32, "big") for half in decode_dss_signature(der))


def test_sm2_hashes_the_usual_identifier_first_as_the_national_standard_has_it() -> None:
    found = needed_sm2()
    public = bytes.fromhex(STANDARD_PUBLIC)
    assert found.public_of(bytes.fromhex(STANDARD_PRIVATE)) == public
    assert found.verifies(public, bytes.fromhex(STANDARD_SIGNATURE), b"message digest")
    assert not found.verifies(public, bytes.fromhex(STANDARD_SIGNATURE), b"message digest.")


def test_a_private_number_outside_the_curve_s_order_is_none() -> None:
    found = needed_sm2()
    for number in (0, sm2.ORDER - 1, sm2.ORDER, 2**256 - 1):
        assert not found.is_private(number.to_bytes(32, "big"))
    with pytest.raises(ValueError, match="OpenSSL refused"):
        found.sign(b"\0" * 32, b"message")


def test_a_refusal_of_the_profile_names_the_way_out() -> None:
    with pytest.raises(Refused) as caught:
        profile("x")
    assert "standard" in caught.value.says.zh
