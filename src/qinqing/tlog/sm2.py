"""SM2 with SM3 (GB/T 32918.2) by the machine's OpenSSL: the library `cryptography` has no SM2.

Keys and signatures have one length each, so that they stand in a note as Ed25519's do: 32 bytes private, 65 public
(an uncompressed point), 64 signed (r ‖ s). The signer's identifier is the usual one of GM/T 0009.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache

from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

IDENTIFIER = b"1234567812345678"
ORDER = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
HALF = 32
PRIVATE_BYTES = HALF
PUBLIC_BYTES = 1 + 2 * HALF
SIGNATURE_BYTES = 2 * HALF
# DER up to the point, and up to the number: an ecPublicKey on the curve SM2.
PUBLIC_HEAD = bytes.fromhex("3059301306072a8648ce3d020106082a811ccf5501822d034200")
PRIVATE_HEAD = bytes.fromhex("3041020100301306072a8648ce3d020106082a811ccf5501822d042730250201010420")

_Pointer, _Size, _Bytes, _Int = ctypes.c_void_p, ctypes.c_size_t, ctypes.c_char_p, ctypes.c_int
# name: (result, arguments…), as the manual pages of OpenSSL 3 have them
FUNCTIONS: dict[str, tuple[object, ...]] = {
    "d2i_PUBKEY": (_Pointer, _Pointer, ctypes.POINTER(_Bytes), ctypes.c_long),
    "d2i_AutoPrivateKey": (_Pointer, _Pointer, ctypes.POINTER(_Bytes), ctypes.c_long),
    "i2d_PUBKEY": (_Int, _Pointer, _Pointer),
    "EVP_PKEY_free": (None, _Pointer),
    "EVP_PKEY_CTX_new": (_Pointer, _Pointer, _Pointer),
    "EVP_PKEY_CTX_free": (None, _Pointer),
    "EVP_PKEY_CTX_set1_id": (_Int, _Pointer, _Bytes, _Int),
    "EVP_PKEY_verify_init": (_Int, _Pointer),
    "EVP_PKEY_verify": (_Int, _Pointer, _Bytes, _Size, _Bytes, _Size),
    "EVP_MD_CTX_new": (_Pointer,),
    "EVP_MD_CTX_free": (None, _Pointer),
    "EVP_MD_CTX_set_pkey_ctx": (None, _Pointer, _Pointer),
    "EVP_sm3": (_Pointer,),
    "EVP_DigestSignInit": (_Int, _Pointer, _Pointer, _Pointer, _Pointer, _Pointer),
    "EVP_DigestSign": (_Int, _Pointer, _Pointer, ctypes.POINTER(_Size), _Bytes, _Size),
    "EVP_DigestVerifyInit": (_Int, _Pointer, _Pointer, _Pointer, _Pointer, _Pointer),
    "EVP_DigestVerify": (_Int, _Pointer, _Bytes, _Size, _Bytes, _Size),
    "ERR_clear_error": (None,),
}


class Sm2:
    """Satisfies `profile.KeyScheme`; made by `load` only."""

    public_bytes = PUBLIC_BYTES

    def __init__(self, library: ctypes.CDLL) -> None:
        self._call: dict[str, Callable[..., int]] = {}
        for name, (result, *arguments) in FUNCTIONS.items():
            function = getattr(library, name)
            function.restype, function.argtypes = result, arguments
            self._call[name] = function

    def generate(self) -> bytes:
        return (secrets.randbelow(ORDER - 2) + 1).to_bytes(HALF, "big")

    def is_private(self, private: bytes) -> bool:
        return len(private) == PRIVATE_BYTES and 1 <= int.from_bytes(private, "big") <= ORDER - 2

    def is_weak(self, public: bytes) -> bool:
        """The curve's order is a prime: it has no points of small order."""
        return False

    def public_of(self, private: bytes) -> bytes:
        with self._key("d2i_AutoPrivateKey", PRIVATE_HEAD + private) as key:
            length = self._call["i2d_PUBKEY"](key, None)
            out = ctypes.create_string_buffer(length)
            self._check(self._call["i2d_PUBKEY"](key, ctypes.byref(ctypes.c_void_p(ctypes.addressof(out)))))
        return out.raw[-PUBLIC_BYTES:]

    def sign(self, private: bytes, message: bytes) -> bytes:
        with (
            self._key("d2i_AutoPrivateKey", PRIVATE_HEAD + private) as key,
            self._digest("EVP_DigestSignInit", key) as context,
        ):
            length = ctypes.c_size_t()
            sign = self._call["EVP_DigestSign"]
            self._check(sign(context, None, ctypes.byref(length), message, len(message)))
            out = ctypes.create_string_buffer(length.value)
            self._check(sign(context, out, ctypes.byref(length), message, len(message)))
        return b"".join(half.to_bytes(HALF, "big") for half in decode_dss_signature(out.raw[: length.value]))

    def verifies(self, public: bytes, signature: bytes, message: bytes) -> bool:
        def verified(key: int, der: bytes) -> bool:
            with self._digest("EVP_DigestVerifyInit", key) as context:
                return self._call["EVP_DigestVerify"](context, der, len(der), message, len(message)) == 1

        return self._verified(public, signature, verified)

    def verifies_digest(self, public: bytes, signature: bytes, digest: bytes) -> bool:
        """Of the number e itself, before which no identifier was hashed: published vectors are of this kind."""

        def verified(key: int, der: bytes) -> bool:
            with self._context(key) as context:
                self._check(self._call["EVP_PKEY_verify_init"](context))
                return self._call["EVP_PKEY_verify"](context, der, len(der), digest, len(digest)) == 1

        return self._verified(public, signature, verified)

    def _verified(self, public: bytes, signature: bytes, verified: Callable[[int, bytes], bool]) -> bool:
        if len(public) != PUBLIC_BYTES or len(signature) != SIGNATURE_BYTES:
            return False
        r, s = (int.from_bytes(half, "big") for half in (signature[:HALF], signature[HALF:]))
        try:
            with self._key("d2i_PUBKEY", PUBLIC_HEAD + public) as key:
                return verified(key, encode_dss_signature(r, s))
        except ValueError:  # no point of the curve
            return False
        finally:
            self._call["ERR_clear_error"]()

    @contextmanager
    def _key(self, read: str, der: bytes) -> Iterator[int]:
        place = ctypes.c_char_p(der)
        key = self._call[read](None, ctypes.byref(place), len(der))
        self._check(key)
        try:
            yield key
        finally:
            self._call["EVP_PKEY_free"](key)

    @contextmanager
    def _context(self, key: int) -> Iterator[int]:
        context = self._call["EVP_PKEY_CTX_new"](key, None)
        self._check(context)
        try:
            yield context
        finally:
            self._call["EVP_PKEY_CTX_free"](context)

    @contextmanager
    def _digest(self, begin: str, key: int) -> Iterator[int]:
        """A context that hashes the identifier and the message with SM3."""
        with self._context(key) as inner:
            outer = self._call["EVP_MD_CTX_new"]()
            self._check(outer)
            try:
                self._check(self._call["EVP_PKEY_CTX_set1_id"](inner, IDENTIFIER, len(IDENTIFIER)))
                self._call["EVP_MD_CTX_set_pkey_ctx"](outer, inner)
                self._check(self._call[begin](outer, None, self._call["EVP_sm3"](), None, key))
                yield outer
            finally:
                self._call["EVP_MD_CTX_free"](outer)

    def _check(self, answer: int | None) -> None:
        if not answer or answer < 0:
            self._call["ERR_clear_error"]()
            raise ValueError("OpenSSL refused a key or a step of SM2")


@cache
def load() -> Sm2 | None:
    """SM2 where the machine's OpenSSL has it (from 3.0, built with SM2), else None."""
    name = ctypes.util.find_library("crypto")
    try:
        found = Sm2(ctypes.CDLL(name)) if name else None
        return found if found and _works(found) else None
    except (OSError, AttributeError, ValueError):
        return None


def _works(found: Sm2) -> bool:
    private = found.generate()
    return found.verifies(found.public_of(private), found.sign(private, b"sm2"), b"sm2")
