"""Applications that came on paper, from one sheet: all of them or none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from qinqing.accounts.actor import Actor
from qinqing.accounts.roles import Role
from qinqing.affairs import refusals
from qinqing.affairs.catalogue.model import Item
from qinqing.affairs.interest import keep_out_of_any
from qinqing.affairs.models import Application
from qinqing.affairs.offered import item_of
from qinqing.affairs.permissions import allow_role
from qinqing.affairs.services.drafts import open_draft, own_key, save_draft
from qinqing.affairs.services.filing import enter_asked
from qinqing.affairs.sheets.checking import problems_of
from qinqing.affairs.sheets.paper import CHANNEL, FIRM, ON, fields_in, papers_in
from qinqing.organisations.models import Enterprise


def enter_rows(
    actor: Actor, batch: UUID, item: str, rows: list[dict[str, Any]], told: Callable[[int], None]
) -> list[Application]:
    """Each row as an application of the firm it names, which confirms it; refused whole `sheet.not_right`.

    `told` hears how many are entered. Whoever hands the sheet in declares that they have no interest in any of them,
    see `interest`; refused whole `decision.recuse` where the organ knows better.

    Begun again after a kill it finds what it entered: each row has its own key. One transaction: others wait for it some
    seconds, and a sheet is bounded.
    """
    allow_role(actor, Role.CLERK)
    asked = item_of(item)
    if problems := problems_of(asked, rows):
        raise refusals.rows_not_right(problems)
    firms = Enterprise.objects.in_bulk({row[FIRM] for row in rows}, field_name="key")
    declared = keep_out_of_any(actor.user.official, firms.values())
    with transaction.atomic():
        return [
            _entered(actor, batch, asked, row, told, count, declared)
            for count, row in enumerate(rows, start=1)
        ]


def _entered(
    actor: Actor,
    batch: UUID,
    item: Item,
    row: dict[str, Any],
    told: Callable[[int], None],
    count: int,
    declared: bool,
) -> Application:
    firm = Enterprise.objects.get(key=row[FIRM])
    key = f"{batch.hex}-{row['row']}"
    told(count)  # seen from outside: the sheet's page reads it beside the database
    before = Application.objects.filter(key=own_key(firm, key)).first()
    if before:
        return before
    draft = open_draft(actor, firm, item.key, key)
    save_draft(actor, draft, fields_in(item, row), papers_in(item, row))
    return enter_asked(actor, draft.key, row[CHANNEL], date.fromisoformat(row[ON]), declared)
