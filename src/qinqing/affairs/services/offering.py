"""What the bureau says of its items: who takes them, how fast it promises to be, what the published fee is."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from qinqing.accounts.actor import Actor
from qinqing.accounts.roles import Role
from qinqing.affairs import refusals
from qinqing.affairs.models import FeeStandard, ItemUnit, Promise
from qinqing.affairs.offered import item_of
from qinqing.affairs.permissions import allow_role
from qinqing.affairs.secrecy import Look, check_said, guide_of
from qinqing.affairs.terms import terms_on
from qinqing.affairs.texts import keep_text
from qinqing.clock import Unit
from qinqing.files.models import SecrecyCheck, SecrecyOutcome
from qinqing.files.services import record_secrecy_check
from qinqing.organisations.models import Department, Official
from qinqing.record.services import service, write_entry
from qinqing.record.words import said


@service("affairs.assign_item", fields=("item",))
def assign_item(
    actor: Actor, item: str, department: Department, receiver: Official | None, since: date
) -> ItemUnit:
    """From `since` on this unit takes the item, and `receiver` finds new applications on their list."""
    allow_role(actor, Role.SYSTEM_ADMIN, Role.LEADER)
    unit, _ = ItemUnit.objects.update_or_create(
        item=item_of(item).key, since=since, defaults={"department": department, "receiver": receiver}
    )
    payload = {"department": department.key, "receiver": receiver.key if receiver else None}
    write_entry(actor, f"item/{unit.item}", payload | {"since": str(since)}, sets=[unit], item=unit.item)
    return unit


@service("affairs.confirm_promise", fields=("item", "n", "unit", "since"))
def confirm_promise(
    actor: Actor, item: str, n: int, unit: str, since: date, reason: str, look: Look
) -> Promise:
    """A promised limit, for applications received from `since` on; no longer than the law's. It is public at once,
    and looked at before by who confirms it: never who prepared it.

    Refused `promise.too_long`, `offering.in_force`, `secrecy.own_work`.
    """
    allow_role(actor, Role.REVIEWER, Role.LEADER)
    _must_begin_later(Promise.objects.filter(item=item), since)
    promised = _promise(item, n, Unit(unit), since)
    promised.confirmed_by, promised.reason = actor.user, said(reason)
    shown = {"n": n, "unit": promised.unit, "reason": promised.reason}
    check = check_said(actor, f"promise/{promised.item}", since, shown, look)
    promised.save()
    write_entry(
        actor,
        f"item/{promised.item}",
        {"reason": promised.reason, "checked": check.words},
        sets=[promised, check],
        item=promised.item,
        n=n,
        unit=promised.unit,
        since=str(since),
    )
    return promised


def _must_begin_later(said: QuerySet[Any], since: date) -> None:
    """What is in force was said to everybody and is neither rewritten nor changed for days gone by: by a standard of a
    few days somebody would let one firm off its fee. What comes after it begins tomorrow at the earliest."""
    today = timezone.localdate()
    if since <= today and said.filter(since__lte=today).exists():
        raise refusals.in_force_already(today + timedelta(days=1))


def _promise(item: str, n: int, unit: Unit, since: date) -> Promise:
    offered = item_of(item)
    limit = terms_on(offered, since).limit
    if n < 1 or (limit and limit.unit == unit and n > limit.n):
        raise refusals.promise_too_long(limit.n if limit else 0)
    found = Promise.objects.filter(item=offered.key, since=since).first()
    promised = found or Promise(item=offered.key, since=since)
    promised.n, promised.unit = n, unit.value
    return promised


@service("affairs.publish_standard", fields=("fee", "since", "standard_cny"))
def publish_standard(
    actor: Actor, fee: str, since: date, standard_cny: Decimal, source: str, look: Look
) -> FeeStandard:
    """The published standard of a fee per unit, with the document that sets it; looked at as a promise is.

    Refused `offering.in_force`, `secrecy.own_work`.
    """
    allow_role(actor, Role.REVIEWER, Role.LEADER)
    # One from before the first that is known rewrites nothing, and what was received by then can be reckoned.
    _must_begin_later(FeeStandard.objects.filter(fee=fee, since__lte=since), since)
    shown = {"standard_cny": str(standard_cny), "source": said(source)}
    check = check_said(actor, f"fee/{fee}", since, shown, look)
    standard, _ = FeeStandard.objects.update_or_create(
        fee=fee,
        since=since,
        defaults={"standard_cny": standard_cny, "source": said(source), "confirmed_by": actor.user},
    )
    write_entry(
        actor,
        f"fee/{fee}",
        {"source": standard.source, "checked": check.words},
        sets=[standard, check],
        fee=fee,
        since=str(since),
        standard_cny=str(standard_cny),
    )
    return standard


def check_item(actor: Actor, item: str, digest: str, outcome: str, look: Look) -> SecrecyCheck:
    """公开保密审查 of the guide of an item of the bureau's own: until then nobody else reads it.

    `digest`: of the text the person looked at. Cleared, it is kept: should its file be spoilt, that text stands.
    Refused `secrecy.changed` where the files are others by now,
    `secrecy.not_own` where the guide came with the program.
    """
    allow_role(actor, Role.REVIEWER, Role.LEADER)
    own = item_of(item)
    if not own.own:
        raise refusals.guide_not_own()
    if own.digest != digest:
        raise refusals.guide_changed()
    with transaction.atomic():
        if outcome == SecrecyOutcome.MAY_PUBLISH:
            keep_text(own)
        return record_secrecy_check(actor, guide_of(own, look.prepared_by), outcome, said(look.words))
