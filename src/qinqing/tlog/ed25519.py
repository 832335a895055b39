"""Ed25519 (RFC 8032) by the library `cryptography`."""

from __future__ import annotations

import secrets
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

PRIVATE_BYTES = 32
PUBLIC_BYTES = 32
PRIME = 2**255 - 19


class Ed25519:
    """Private keys are 32 bytes of chance, public ones 32, signatures 64."""

    public_bytes = PUBLIC_BYTES

    def generate(self) -> bytes:
        return secrets.token_bytes(PRIVATE_BYTES)

    def is_private(self, private: bytes) -> bool:
        return len(private) == PRIVATE_BYTES

    def is_weak(self, public: bytes) -> bool:
        """A point of small order: signatures under it are made without any private key.

        Doubling three times leads to the neutral element exactly where y = 0, y² = 1 or d·y⁴ + 2y² = 1; d = -121665/121666.
        """
        y = int.from_bytes(public, "little") % 2**255
        return y * (y * y - 1) * (121666 * (2 * y * y - 1) - 121665 * y**4) % PRIME == 0

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
