"""What the log has of draws: a case per year for its plan, a case per draw for its steps."""

from __future__ import annotations

import json
from typing import Any

from qinqing.draw.logged import PLAN
from qinqing.inspections import refusals
from qinqing.record.models import Entry


def plan_case(year: int) -> str:
    return f"draws/{year}"


def draw_case(draw: str) -> str:
    return f"draw/{draw}"


def entries_of(case: str) -> list[Entry]:
    return list(Entry.objects.filter(case_id=case).order_by("step"))


def plan_entry(root: str) -> Entry | None:
    """Where the plan of this root was logged."""
    return next((entry for entry in Entry.objects.filter(type=PLAN) if said_by(entry)["plan"] == root), None)


def refuse_unlogged(plan: str) -> None:
    if plan_entry(plan) is None:
        raise refusals.plan_not_logged()


def said_by(entry: Entry) -> dict[str, Any]:
    """What the entry carries in the clear."""
    said: dict[str, Any] = json.loads(bytes(entry.body))["pub"]
    return said
