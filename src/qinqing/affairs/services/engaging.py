"""An intermediary a firm paid or was made to use: written down for one of its applications, or for none yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from qinqing.accounts.actor import Actor
from qinqing.accounts.matrix import relation_to
from qinqing.affairs import refusals
from qinqing.affairs.models import Application, Intermediary, Kind
from qinqing.affairs.services.matter import take
from qinqing.organisations.models import Enterprise
from qinqing.record.erasing.back import refuse_erased
from qinqing.record.services import service, write_entry
from qinqing.record.words import said


@dataclass(frozen=True, slots=True)
class Engagement:
    """Whom, for what, by whose choice and at whose cost (`Intermediary.Side`), since when; it may be before one files.

    An `intermediary` the register does not know yet is unsaved and enters it by the name it was given, until an import
    corrects it.
    """

    intermediary: Enterprise
    kind: str
    chosen_by: str
    payer: str
    engaged_on: date
    fee_cny: Decimal


@service("affairs.record_intermediary")
def record_intermediary(
    actor: Actor, application: Application, seen: int, engagement: Engagement
) -> Intermediary:
    """Whom the firm engaged for this application. Both sides see it, and the rules judge it.

    Refused `intermediary.day`, `intermediary.oneself`, `intermediary.twice`, `erase.comes_back`.
    """
    matter = take(actor, "record_intermediary", application, seen)
    columns = {
        "application": matter.application,
        **_columns(matter.application.enterprise, engagement),
    }
    if Intermediary.objects.filter(**columns).exists():
        raise refusals.engaged_already()
    engaged = Intermediary.objects.create(recorded_by=actor.user, **columns)
    sides = {"chosen_by": engaged.chosen_by, "payer": engaged.payer}
    matter.step(Kind.ENGAGED, words=engaged.kind, said=sides)
    matter.record(sets=[engaged], intermediary=engaged.intermediary.key)
    return engaged


@service("affairs.record_own_intermediary")
def record_own_intermediary(actor: Actor, enterprise: Enterprise, engagement: Engagement) -> Intermediary:
    """Before it files anything, or beside it: no application is named, so no unit answers for it. The rules judge it.

    Refused as above.
    """
    if relation_to(actor, enterprise) != "own":
        raise refusals.not_yours()
    columns = _columns(enterprise, engagement)
    engaged, new = Intermediary.objects.get_or_create(
        application=None, **columns, defaults={"recorded_by": actor.user}
    )
    if not new:
        raise refusals.engaged_already()
    write_entry(
        actor,
        f"enterprise/{enterprise.key}",
        {
            "kind": engaged.kind,
            "chosen_by": engaged.chosen_by,
            "payer": engaged.payer,
            "intermediary": engaged.intermediary.key,
        },
        person=f"enterprise/{enterprise.pk}",
        sets=[engaged],
    )
    return engaged


def _columns(enterprise: Enterprise, engagement: Engagement) -> dict[str, Any]:
    """What both ways keep of it, once it may be kept."""
    if engagement.engaged_on > timezone.localdate():
        raise refusals.engaged_later(engagement.engaged_on)
    if engagement.intermediary.pk == enterprise.pk:
        raise refusals.engaged_itself()
    return {
        "enterprise": enterprise,
        "intermediary": _registered(engagement.intermediary),
        "kind": said(engagement.kind)[:100],
        "chosen_by": Intermediary.Side(engagement.chosen_by),
        "payer": Intermediary.Side(engagement.payer),
        "engaged_on": engagement.engaged_on,
        "fee_cny": engagement.fee_cny,
    }


def _registered(intermediary: Enterprise) -> Enterprise:
    if not intermediary._state.adding:
        return intermediary
    refuse_erased([("intermediary", intermediary.key)])
    name = {"name": intermediary.name}
    found, _new = Enterprise.objects.get_or_create(key=intermediary.key, defaults=name)
    return found
