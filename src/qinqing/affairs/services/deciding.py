"""What comes of an application: proposed, priced by the published standard, decided, delivered, or withdrawn."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.utils import timezone

from qinqing.accounts.actor import Actor
from qinqing.affairs import refusals
from qinqing.affairs.allowed import (
    can_assess,
    can_decide,
    can_deliver,
    can_propose,
    must_have_come_over_the_counter,
)
from qinqing.affairs.catalogue.fees import check_relief, fee_due
from qinqing.affairs.catalogue.model import Fee
from qinqing.affairs.filled import number_in
from qinqing.affairs.interest import without_interest
from qinqing.affairs.models import Application, Kind, Outcome
from qinqing.affairs.published import standards_of
from qinqing.affairs.services.matter import Matter, day_of, take
from qinqing.record.services import service
from qinqing.record.words import said, tidy

# No reduction of the state's list is kept on the platform yet: any is refused.
NO_CODES = frozenset[str]()


@without_interest
@service("affairs.propose_decision")
def propose_decision(
    actor: Actor,
    application: Application,
    seen: int,
    outcome: str,
    reason: str,
    articles: str,
    *,
    declared: bool = False,
) -> Application:
    """办理意见 of the handler, for whoever decides."""
    matter = take(actor, "propose", application, seen)
    can_propose(matter)
    reason, articles = _reasoned(reason, articles)
    said_of_it = {"outcome": Outcome(outcome).value, "articles": articles}
    matter.step(Kind.PROPOSED, words=reason, said=said_of_it)
    return matter.record(declared=declared)


@without_interest
@service("affairs.decide", fields=("item",))
def decide(
    actor: Actor,
    application: Application,
    seen: int,
    outcome: str,
    reason: str,
    articles: str,
    certificate_no: str = "",
    *,
    declared: bool = False,
) -> Application:
    """Granted or refused, with reason and article, by somebody who may decide it and has no interest in it.

    Refused `decision.recuse`, `decision.own_case`, `decision.no_reason`, `decision.unconfirmed`.
    """
    matter = take(actor, "decide", application, seen)
    can_decide(matter)
    now = matter.application
    now.reason, now.articles = _reasoned(reason, articles)
    now.outcome, now.decided_by = Outcome(outcome), actor.user
    now.certificate_no = tidy(certificate_no)[:100]
    if now.outcome == Outcome.WITHDRAWN:
        raise refusals.wrong_state(now)
    now.decided_on = timezone.localdate()
    matter.step(Kind.DECIDED, words=now.reason, said={"outcome": now.outcome, "articles": now.articles})
    return matter.record(public={"item": now.item}, certificate=now.certificate_no, declared=declared)


@without_interest
@service("affairs.assess_fee")
def assess_fee(
    actor: Actor,
    application: Application,
    seen: int,
    fee: str,
    amount_cny: Decimal,
    relief: str = "",
    *,
    declared: bool = False,
) -> Application:
    """What the firm pays: the published standard times the quantity it filed, and nothing else.

    `relief`: somebody's wish to reduce, waive or defer it for this firm. Refused `items.relief`, whoever wishes it;
    `fee.not_the_standard`, `fee.none`, `items.no_standard`.
    """
    matter = take(actor, "assess", application, seen)
    can_assess(matter)
    asked = next((one for one in matter.item.fees if one.fee == fee), None)
    if asked is None:
        raise refusals.no_fee_here()
    due = _due(matter, asked)
    if relief.strip() or amount_cny < due:
        check_relief(asked, relief, NO_CODES)
    if amount_cny != due:
        raise refusals.not_the_standard(f"{due}", f"{amount_cny}")
    matter.application.fee_cny = due
    matter.step(Kind.ASSESSED, said={"fee": fee, "amount_cny": str(due)})
    return matter.record(declared=declared)


@without_interest
@service("affairs.deliver")
def deliver(
    actor: Actor,
    application: Application,
    seen: int,
    words: str = "",
    on: date | None = None,
    *,
    declared: bool = False,
) -> Application:
    """送达: the decision reached the firm."""
    matter = take(actor, "deliver", application, seen)
    now = matter.application
    can_deliver(matter)
    day = day_of(matter, on)
    if now.decided_on and day < now.decided_on:
        raise refusals.day_out_of_order(day, now.decided_on)
    now.delivered_on = day
    matter.step(Kind.DELIVERED, on=day, words=tidy(words))
    return matter.record(declared=declared)


@service("affairs.withdraw")
def withdraw(actor: Actor, application: Application, seen: int, reason: str = "") -> Application:
    """The firm takes it back; it need not say why."""
    matter = take(actor, "withdraw", application, seen)
    matter.must_be_open()
    _withdrawn(matter, reason)
    return matter.record()


@without_interest
@service("affairs.withdraw_for_enterprise")
def withdraw_for_enterprise(
    actor: Actor, application: Application, seen: int, slip: str, reason: str = "", *, declared: bool = False
) -> Application:
    """A firm that filed at the counter or by phone takes it back the same way; it is told so.

    `slip`: the paper it signed, or who rang and when. Refused `affairs.firm_itself` of what it filed itself.
    """
    matter, heard = take(actor, "withdraw_for", application, seen), said(slip)
    must_have_come_over_the_counter(matter)
    _withdrawn(matter, reason, {"slip": heard})
    return matter.record(declared=declared)


def _withdrawn(matter: Matter, reason: str, heard: dict[str, str] | None = None) -> None:
    matter.application.outcome = Outcome.WITHDRAWN
    matter.step(Kind.WITHDRAWN, words=tidy(reason), said=heard or {})


def _reasoned(reason: str, articles: str) -> tuple[str, str]:
    if not tidy(reason) or not tidy(articles):
        raise refusals.say_by_which_article()
    return tidy(reason), tidy(articles)


def _due(matter: Matter, fee: Fee) -> Decimal:
    """By the standard of the day of receipt. A quantity that is no number has no fee."""
    now = matter.application
    quantity = number_in(str(now.fields.get(fee.quantity, "")))
    if quantity is None:
        raise refusals.no_fee_here()
    return fee_due(fee, quantity, standards_of(fee.fee), now.received_on)
