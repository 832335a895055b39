"""Names for people and cases that say nothing without this installation's key."""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings


def pseudonym(who: str) -> str:
    """A stable name of 16 hexadecimal digits."""
    return hmac.new(settings.SECRET_KEY.encode(), f"actor/{who}".encode(), hashlib.sha256).hexdigest()[:16]
