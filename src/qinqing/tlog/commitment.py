"""A salted hash that binds an entry to what it does not say."""

from __future__ import annotations

import hashlib

PREFIX = b"qq-commit/v1\0"
SALT_BYTES = 32


def commitment(tag: str, salt: bytes, payload: bytes) -> str:
    """SHA-256("qq-commit/v1" ‖ 0 ‖ tag ‖ 0 ‖ salt ‖ payload), in hex; the same in every profile.

    `tag` is the entry's type, `salt` 32 bytes, `payload` canonical. Fixed length of the salt and a tag without
    zero bytes leave one way only to take the bytes apart.
    """
    if len(salt) != SALT_BYTES:
        raise ValueError(f"a salt has {SALT_BYTES} bytes, this one {len(salt)}")
    if "\0" in tag:
        raise ValueError("a tag holds no zero byte")
    return hashlib.sha256(PREFIX + tag.encode() + b"\0" + salt + payload).hexdigest()
