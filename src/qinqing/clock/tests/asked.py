"""What tests hand the clock, as it would stand in a file."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from qinqing.clock import Event, EventType, Limit, Reckoning, reckon

LIMIT = {"n": 20, "unit": "workday"}
RECEIVED = {"type": "received", "on": "2026-03-02"}


def event(kind: str, on: str, ground: str = "", n: int = 0) -> Event:
    return Event(EventType(kind), date.fromisoformat(on), ground, n)


def told(*events: tuple[Any, ...], n: int = 20, on: str | None = None) -> Reckoning:
    """Of n working days."""
    return reckon([event(*one) for one in events], Limit(n), on=date.fromisoformat(on) if on else None)


def written(*events: dict[str, Any], **other: Any) -> bytes:
    """A file with a limit of twenty working days and a receipt, unless `other` says otherwise."""
    return json.dumps({"limit": LIMIT, "events": [RECEIVED, *events]} | other).encode()
