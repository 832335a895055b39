"""The other way to count, by the hour: logs made abroad often do, and one case can be late by one and not the other."""

from __future__ import annotations

from datetime import datetime, timedelta

NO_TIME = timedelta(0)


def late_by_instant(received_at: datetime, decided_at: datetime, n: int) -> timedelta:
    """How much more than n times 24 hours passed between two moments, both with their offset; nothing if not more."""
    if received_at.tzinfo is None or decided_at.tzinfo is None:
        raise ValueError("a moment without an offset is none: a day of summer time has 23 hours")
    return max(NO_TIME, decided_at - received_at - timedelta(days=n))
