"""What is asked beyond the published guide, whom a firm paid for it, looks at papers before filing: recorded, counted."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.utils import timezone

from qinqing.accounts.actor import Actor
from qinqing.accounts.roles import Role
from qinqing.affairs import refusals
from qinqing.affairs.models import Application, Demand, Intermediary, Kind, Precheck
from qinqing.affairs.offered import item_of
from qinqing.affairs.permissions import allow_role
from qinqing.affairs.services.matter import day_of, take
from qinqing.organisations.models import Department, Enterprise, Official
from qinqing.record.erasing.back import refuse_erased
from qinqing.record.services import service, write_entry
from qinqing.record.words import said


@service("affairs.record_demand")
def record_demand(
    actor: Actor,
    application: Application,
    seen: int,
    words: str,
    made_by: Official | None = None,
    on: date | None = None,
) -> Demand:
    """A demand the guide does not make, by whoever writes it down: the firm itself may. Both sides see it."""
    matter = take(actor, "record_demand", application, seen)
    demand = Demand.objects.create(
        application=matter.application,
        words=said(words),
        made_by=made_by or matter.application.handler,
        on=day_of(matter, on),
        recorded_by=actor.user,
        recorded_at=timezone.now(),
        by_enterprise=matter.application.enterprise_id in actor.enterprise_ids,
    )
    matter.step(Kind.DEMANDED, on=demand.on, words=demand.words)
    matter.record(sets=[demand], demand=demand.pk)
    return demand


@service("affairs.record_intermediary")
def record_intermediary(
    actor: Actor,
    application: Application,
    seen: int,
    intermediary: Enterprise,
    kind: str,
    chosen_by: str,
    payer: str,
    engaged_on: date,
    fee_cny: Decimal,
) -> Intermediary:
    """Whom the firm engaged for this application, by whose choice, at whose cost; it may be before it was filed.

    One the register does not know yet comes unsaved and enters it by the name it was given, until an import corrects it.
    Refused `intermediary.day`, `intermediary.oneself`, `intermediary.twice`, `erase.comes_back`. Both sides see it, and the rules judge it.
    """
    matter = take(actor, "record_intermediary", application, seen)
    if engaged_on > timezone.localdate():
        raise refusals.engaged_later(engaged_on)
    if intermediary.pk == matter.application.enterprise_id:
        raise refusals.engaged_itself()
    if intermediary._state.adding:
        refuse_erased([("intermediary", intermediary.key)])
        registered = {"name": intermediary.name}
        intermediary, _new = Enterprise.objects.get_or_create(key=intermediary.key, defaults=registered)
    told = {
        "application": matter.application,
        "intermediary": intermediary,
        "kind": said(kind)[:100],
        "chosen_by": Intermediary.Side(chosen_by),
        "payer": Intermediary.Side(payer),
        "engaged_on": engaged_on,
        "fee_cny": fee_cny,
    }
    if Intermediary.objects.filter(**told).exists():
        raise refusals.engaged_already()
    engaged = Intermediary.objects.create(**told, recorded_by=actor.user)
    matter.step(Kind.ENGAGED, words=engaged.kind, said={"chosen_by": chosen_by, "payer": payer})
    matter.record(sets=[engaged], intermediary=intermediary.key)
    return engaged


@service("affairs.record_precheck", fields=("item",))
def record_precheck(
    actor: Actor, kind: str, item: str, enterprise: Enterprise, department: Department, words: str
) -> Precheck:
    """A look at the papers before filing, or their return by word of mouth: it counts as one."""
    allow_role(actor, Role.CLERK, Role.REVIEWER, Role.LEADER)
    if actor.user.official is None:
        raise refusals.not_yours()
    precheck = Precheck.objects.create(
        kind=Precheck.Kind(kind),
        item=item_of(item).key,
        enterprise=enterprise,
        department=department,
        made_by=actor.user.official,
        on=timezone.localdate(),
        words=said(words),
        recorded_by=actor.user,
        recorded_at=timezone.now(),
    )
    write_entry(
        actor,
        f"enterprise/{enterprise.key}",
        {"kind": precheck.kind, "words": precheck.words, "department": department.key},
        person=f"enterprise/{enterprise.pk}",
        sets=[precheck],
        item=precheck.item,
    )
    return precheck
