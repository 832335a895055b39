"""What opens an entry's commitment, sealed under the key of the person it is about."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from qinqing.record.keystore import KeyGone, KeyStore
from qinqing.record.models import Entry, Opening
from qinqing.record.pseudonyms import pseudonym

SALT_BYTES = 32
# Whose payload is about nobody: the installation's own key, which is never destroyed.
NOBODY = ""


def keys() -> KeyStore:
    return KeyStore(settings.PEOPLE_KEYS)


def named(person: str) -> str:
    """The pseudonym a person's key and openings go by; `person` is their key in the store."""
    return pseudonym(f"person/{person}")


def sealed(entry: Entry, person: str, salt: bytes, payload: bytes) -> dict[str, Any]:
    """The columns of the entry's opening."""
    name = named(person)
    return {"person": name, "sealed": keys().seal(name, salt + payload, entry.id.bytes)}


def opened(opening: Opening) -> tuple[bytes, bytes]:
    """Salt and payload; KeyGone where it was erased, Broken where it was altered."""
    if opening.sealed is None:
        raise KeyGone(opening.person)
    plain = keys().open(opening.person, bytes(opening.sealed), opening.entry_id.bytes)
    return plain[:SALT_BYTES], plain[SALT_BYTES:]
