"""Moments: read with their offset, written in Shanghai's time to the second."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def read_time(text: object) -> datetime | None:
    """None for what is no moment with an offset."""
    try:
        read = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return read if read is not None and read.tzinfo is not None else None


def written(moment: datetime) -> str:
    return moment.astimezone(SHANGHAI).replace(microsecond=0).isoformat()


def day_of(moment: datetime) -> date:
    return moment.astimezone(SHANGHAI).date()


def read_day(text: object) -> date | None:
    try:
        return date.fromisoformat(text) if isinstance(text, str) and len(text) == len("2026-01-01") else None
    except ValueError:
        return None
