"""A reckoning as JSON, in the order of the contract; sentences in the language being answered in."""

from __future__ import annotations

from datetime import date
from typing import Any

from qinqing.clock.reckoning import Reckoning
from qinqing.clock.walk import Stretch


def as_data(reckoning: Reckoning) -> dict[str, Any]:
    return {
        "state": str(reckoning.state),
        "accepted_on": _iso(reckoning.accepted_on),
        "due_on": _iso(reckoning.due_on),
        "promised_due_on": _iso(reckoning.promised_due_on),
        "days_used": reckoning.days_used,
        "days_left": reckoning.days_left,
        "late_by": reckoning.late_by,
        "unsure_from": _iso(reckoning.unsure_from),
        "stretches": [_stretch(stretch) for stretch in reckoning.stretches],
    }


def _stretch(stretch: Stretch) -> dict[str, Any]:
    return {
        "from": _iso(stretch.first),
        "to": _iso(stretch.last),
        "counts": stretch.counts,
        "why": str(stretch.why),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
