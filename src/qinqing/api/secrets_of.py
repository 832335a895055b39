"""The secret itself: made once, shown once, compared by its hash in constant time.

`qq_<prefix>_<secret>`: the prefix finds the row, 256 random bits do the rest. A hash made slow on purpose protects words
people choose; nobody guesses these.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from typing import NamedTuple

from qinqing.api.models import PREFIX_LENGTH, Token

SECRET_BYTES = 32
WRITTEN = re.compile(rf"qq_([0-9a-f]{{{PREFIX_LENGTH}}})_([A-Za-z0-9_-]{{43}})", re.ASCII)
NOBODYS = "0" * 64


class Secret(NamedTuple):
    """`written`: what the program sends · `prefix`, `digest`: what is kept of it."""

    written: str
    prefix: str
    digest: str


def new_secret() -> Secret:
    prefix, secret = secrets.token_hex(PREFIX_LENGTH // 2), secrets.token_urlsafe(SECRET_BYTES)
    return Secret(f"qq_{prefix}_{secret}", prefix, _digest(secret))


def token_of(written: str) -> Token | None:
    """The token somebody sends, whatever became of it; None where it is none of ours."""
    parts = WRITTEN.fullmatch(written)
    if parts is None:
        return None
    rows = Token.objects.select_related("made_by", "revoked_by")
    token = rows.filter(prefix=parts[1]).first()
    right = hmac.compare_digest(_digest(parts[2]), token.digest if token else NOBODYS)
    return token if token and right else None


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
