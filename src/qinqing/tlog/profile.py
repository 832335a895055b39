"""Which algorithms a log uses: `standard`, or the national ones (商用密码) as `guomi`. One interface for both."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from cryptography.hazmat.primitives import hashes

from qinqing.tlog import refusals, sm2
from qinqing.tlog.ed25519 import Ed25519
from qinqing.tlog.hashing import TreeHash

STANDARD = "standard"
GUOMI = "guomi"
NAMES = (STANDARD, GUOMI)


class KeyScheme(Protocol):
    """Keys and signatures as bytes; `verifies` is False for whatever is not a signature by that key."""

    @property
    def public_bytes(self) -> int: ...
    def generate(self) -> bytes: ...
    def is_private(self, private: bytes) -> bool: ...
    def public_of(self, private: bytes) -> bytes: ...
    def sign(self, private: bytes, message: bytes) -> bytes: ...
    def is_weak(self, public: bytes) -> bool: ...
    def verifies(self, public: bytes, signature: bytes, message: bytes) -> bool: ...


@dataclass(frozen=True, slots=True)
class Types:
    """What stands before a public key in a verifier key: how it signs. C2SP leaves 0xff and a longer name to others."""

    signature: bytes
    cosignature: bytes


@dataclass(frozen=True, slots=True)
class Profile:
    name: str
    tree: TreeHash
    keys: KeyScheme
    types: Types


TYPES = {
    STANDARD: Types(b"\x01", b"\x04"),
    GUOMI: Types(b"\xffqinqing/sm2/v1\x00", b"\xffqinqing/sm2-cosignature/v1\x00"),
}


def profile(name: str) -> Profile:
    """The profile of this name; refused where there is none or the machine cannot compute it."""
    if name == STANDARD:
        return standard()
    if name == GUOMI:
        return guomi()
    raise refusals.unknown_profile(name)


@cache
def standard() -> Profile:
    """SHA-256 and Ed25519, as C2SP has them."""
    return Profile(STANDARD, TreeHash("SHA-256", _sha256), Ed25519(), TYPES[STANDARD])


@cache
def guomi() -> Profile:
    """SM3 and SM2; refused where the machine's OpenSSL has no SM2."""
    keys = sm2.load()
    if keys is None:
        raise refusals.profile_unavailable(GUOMI)
    digest = _sm3_of_python if "sm3" in hashlib.algorithms_available else _sm3_of_library
    return Profile(GUOMI, TreeHash("SM3", digest), keys, TYPES[GUOMI])


def _sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def _sm3_of_python(data: bytes) -> bytes:
    return hashlib.new("sm3", data).digest()


def _sm3_of_library(data: bytes) -> bytes:
    digest = hashes.Hash(hashes.SM3())
    digest.update(data)
    return digest.finalize()
