"""What is asked beyond the published guide, and looks at papers before filing: recorded, and counted."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from qinqing.accounts.actor import Actor
from qinqing.accounts.roles import Role
from qinqing.affairs import refusals
from qinqing.affairs.models import Application, Demand, Kind, Precheck
from qinqing.affairs.offered import item_of
from qinqing.affairs.permissions import allow_role
from qinqing.affairs.services.matter import day_of, take
from qinqing.organisations.models import Department, Enterprise, Official
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
