"""Declares the sheet of applications on paper to whatever enters sheets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from qinqing.accounts.actor import Actor
from qinqing.accounts.roles import Role
from qinqing.affairs.services.entering import enter_rows
from qinqing.batches.registry import Asked, Entering, Line, register
from qinqing.refusals import Say
from qinqing.sheets.reading import at_row

PAPER = "affairs.paper"


def _enter(
    actor: Actor, batch: UUID, asked: Asked, rows: list[Any], told: Callable[[int], None]
) -> list[Line]:
    """Row → the number it became; the firm's name beside it, for the paper receipt."""
    entered = enter_rows(actor, batch, asked["item"], rows, told)
    return [
        (
            *at_row(row["row"]),
            f"{one.number} {one.enterprise.name}，请企业确认",
            f"{one.number} {one.enterprise.name}, to be confirmed by the firm",
        )
        for row, one in zip(rows, entered, strict=True)
    ]


register(
    Entering(
        PAPER,
        Say("纸质申请登记", "Applications on paper"),
        may=lambda actor: actor.holds(Role.CLERK),
        enter=_enter,
        back="affairs_sheets",
    )
)
