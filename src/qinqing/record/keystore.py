"""One key per person, each in a file of its own: once it is destroyed, nothing it sealed can be opened again.

AES-256-GCM, a fresh nonce for every sealing, bound to what it was sealed for. Whoever copies this folder must destroy
the copy within days (docs/runbooks/log.md): a person's erasure lasts as long as the oldest copy of their key.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES, NONCE_BYTES = 32, 12


class KeyGone(Exception):
    """The person's key was destroyed, or never was here."""


class Broken(Exception):
    """Sealed bytes that this key did not seal for this purpose."""


class KeyStore:
    """Keys in `folder`, mode 0700; a person is named by a pseudonym of hexadecimal digits."""

    def __init__(self, folder: Path):
        self.folder = folder

    def seal(self, person: str, plain: bytes, purpose: bytes) -> bytes:
        """Sealed under the person's key, which is made if it is new. Only `purpose` opens it again."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + AESGCM(self._key(person, make=True)).encrypt(nonce, plain, purpose)

    def open(self, person: str, sealed: bytes, purpose: bytes) -> bytes:
        """What was sealed; KeyGone, Broken."""
        key = self._key(person, make=False)
        try:
            return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], purpose)
        except (InvalidTag, ValueError) as error:
            raise Broken from error

    def destroy(self, person: str) -> bool:
        """Overwritten, then removed; whether there was one. Killed in between, it can be asked for again."""
        path = self._path(person)
        try:
            with path.open("r+b") as file:
                file.write(bytes(KEY_BYTES))
                _to_disk(file.fileno())
        except FileNotFoundError:
            return False
        path.unlink()
        _folder_to_disk(path.parent)
        return True

    def people(self) -> Iterator[str]:
        """Everyone whose key is here."""
        for path in sorted(self.folder.glob("??/*")):
            if not path.name.startswith("."):
                yield path.name

    def _path(self, person: str) -> Path:
        if not person or not set(person) <= set("0123456789abcdef"):
            raise ValueError(f"{person!r} is no pseudonym")
        return self.folder / person[:2] / person

    def _key(self, person: str, *, make: bool) -> bytes:
        path = self._path(person)
        try:
            key = path.read_bytes()
        except FileNotFoundError:
            if not make:
                raise KeyGone(person) from None
            return self._made(path)
        if key == bytes(KEY_BYTES):  # killed while it was destroyed: it is gone
            raise KeyGone(person)
        return key

    def _made(self, path: Path) -> bytes:
        """Whole or not at all, and one for all who come at once."""
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        new = path.with_name(f".{path.name}-{secrets.token_hex(4)}")
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(KEY_BYTES))
            file.flush()
            _to_disk(file.fileno())
        try:
            os.link(new, path)
        except FileExistsError:
            pass
        finally:
            new.unlink()
        _folder_to_disk(path.parent)
        return path.read_bytes()


def _to_disk(descriptor: int) -> None:
    os.fsync(descriptor)


def _folder_to_disk(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
