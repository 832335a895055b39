"""Ed25519 (RFC 8032) by the library `cryptography`."""

from __future__ import annotations

import secrets
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

PRIVATE_BYTES = 32
PUBLIC_BYTES = 32


class Ed25519:
    """Private keys are 32 bytes of chance, public ones 32, signatures 64."""

    public_bytes = PUBLIC_BYTES

    def generate(self) -> bytes:
        return secrets.token_bytes(PRIVATE_BYTES)

    def is_private(self, private: bytes) -> bool:
        return len(private) == PRIVATE_BYTES

    def public_of(self, private: bytes) -> bytes:
        return Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()

    def sign(self, private: bytes, message: bytes) -> bytes:
        return Ed25519PrivateKey.from_private_bytes(private).sign(message)

    def verifies(self, public: bytes, signature: bytes, message: bytes) -> bool:
        try:
            _loaded(public).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True


@lru_cache(maxsize=64)
def _loaded(public: bytes) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(public)
