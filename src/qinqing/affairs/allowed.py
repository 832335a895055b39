"""What an act needs of a matter as it stands, asked before it and on the page that offers it: refused, or nothing.

None of these writes; who may do it is `permissions.MAY`, what was typed is the act's own question.
"""

from __future__ import annotations

from collections.abc import Callable

from django.utils import timezone

from qinqing.accounts.actor import Actor
from qinqing.affairs import refusals
from qinqing.affairs.models import Channel, Kind, Outcome, State
from qinqing.affairs.services.matter import Matter
from qinqing.affairs.terms import KeptTerms
from qinqing.organisations.models import Official

ACCEPTED = (State.RUNNING, State.PAUSED)
BY_OTHERS = "other"
# Steps by which somebody looks into what was filed.
HANDLING = frozenset({Kind.CORRECTION_NOTIFIED, Kind.ACCEPTED, Kind.PROPOSED, Kind.ASSESSED})


def can_accept(matter: Matter) -> None:
    matter.must_be(State.RECEIVED, State.AWAITING_CORRECTION, State.RUNNING)
    if any(step.kind == Kind.ACCEPTED for step in matter.steps):
        raise refusals.wrong_state(matter.application)


def must_be_unanswered(matter: Matter) -> None:
    """Neither accepted nor accepted by law: after that nothing is returned or declined any more."""
    matter.must_be_open()
    if matter.application.accepted_on and not any(s.kind == Kind.ACCEPTED for s in matter.steps):
        raise refusals.deemed_already(matter.application.accepted_on)
    matter.must_be(State.RECEIVED)


def can_notify(matter: Matter) -> None:
    must_be_unanswered(matter)
    if any(step.kind == Kind.CORRECTED and step.on == timezone.localdate() for step in matter.steps):
        raise refusals.corrected_today()
    notices = [*matter.application.notices.all()]
    if notices and all(notice.issued_at for notice in notices):
        raise refusals.already_noticed()


def must_have_come_over_the_counter(matter: Matter) -> None:
    """Whoever filed alone goes on alone: the counter speaks for nobody who speaks for themselves."""
    matter.must_be_open()
    if matter.application.channel == Channel.ONLINE:
        raise refusals.firm_itself()


def can_answer_for(matter: Matter) -> None:
    must_have_come_over_the_counter(matter)
    matter.must_be(State.AWAITING_CORRECTION)


def can_open_second(matter: Matter) -> None:
    must_be_unanswered(matter)
    notices = [*matter.application.notices.all()]
    if not any(notice.issued_at for notice in notices):
        raise refusals.wrong_state(matter.application)
    if not all(notice.issued_at for notice in notices):
        raise refusals.already_open()


def must_be_open(matter: Matter) -> None:
    matter.must_be_open()


def can_confirm(matter: Matter) -> None:
    matter.must_be_open()
    if matter.application.confirmed_at:
        raise refusals.confirmed_already(matter.application)


def must_be_accepted(matter: Matter) -> None:
    matter.must_be_open()
    if matter.application.state not in ACCEPTED:
        raise refusals.not_yet_accepted(matter.application)


def can_extend(matter: Matter) -> None:
    """Once, within the time, by whom the law names."""
    must_be_accepted(matter)
    terms = KeptTerms.read(matter.application.terms)
    if not terms.extension:
        raise refusals.cannot_be_extended()
    if any(step.kind == Kind.EXTENDED for step in matter.steps):
        raise refusals.extended_already()
    due_on = matter.application.due_on
    if due_on and timezone.localdate() > due_on:
        raise refusals.too_late_to_extend(due_on)
    official = matter.actor.user.official if isinstance(matter.actor, Actor) else None
    if terms.extended_by == "leader" and not _heads_the_office(official):
        raise refusals.head_extends()


def can_propose(matter: Matter) -> None:
    matter.must_be(*ACCEPTED)


def can_assess(matter: Matter) -> None:
    matter.must_be(*ACCEPTED)
    if not matter.item.fees:
        raise refusals.no_fee_here()


def can_decide(matter: Matter) -> None:
    """Where the item says that others decide: neither by who handles it, nor by whoever had a part in handling it,
    though they handed it on since. One person alone never takes a matter from its receipt to its end."""
    matter.must_be(*ACCEPTED)
    if matter.application.confirmed_at is None:
        raise refusals.decision_waits_for_confirmation()
    if matter.item.decider != BY_OTHERS or not isinstance(matter.actor, Actor):
        return
    handled = {step.by_id for step in matter.steps if step.kind in HANDLING}
    if matter.application.handler_id == matter.actor.official_id or matter.actor.user.pk in handled:
        raise refusals.handler_does_not_decide()


def can_deliver(matter: Matter) -> None:
    now = matter.application
    if now.decided_on is None or now.outcome == Outcome.WITHDRAWN or now.delivered_on:
        raise refusals.nothing_to_deliver()


def paused_on(matter: Matter) -> list[str]:
    """The grounds whose pause nobody ended yet."""
    kinds: dict[str, list[str]] = {}
    for step in matter.steps:
        if step.kind in (Kind.PAUSED, Kind.RESUMED):
            kinds.setdefault(step.ground, []).append(step.kind)
    return [ground for ground, took in kinds.items() if took.count(Kind.PAUSED) > took.count(Kind.RESUMED)]


def can_resume(matter: Matter) -> None:
    must_be_accepted(matter)
    if not paused_on(matter):
        raise refusals.wrong_state(matter.application)


def at_any_time(matter: Matter) -> None:
    """What happened is written down, whatever became of the matter."""


# Act, as `permissions.MAY` names it → what it needs.
NEEDS: dict[str, Callable[[Matter], None]] = {
    "accept": can_accept,
    "refuse_scope": must_be_unanswered,
    "notify": can_notify,
    "open_second": can_open_second,
    "receive_paper": must_be_open,
    "answer_for": can_answer_for,
    "withdraw_for": must_have_come_over_the_counter,
    "confirm": can_confirm,
    "pause": must_be_accepted,
    "resume": can_resume,
    "extend": can_extend,
    "transfer": must_be_open,
    "assess": can_assess,
    "propose": can_propose,
    "decide": can_decide,
    "deliver": can_deliver,
    "note_trip": at_any_time,
    "record_demand": at_any_time,
    "record_intermediary": at_any_time,
}


def _heads_the_office(official: Official | None) -> bool:
    """本机关负责人: the head, or a leader of the bureau itself and of no unit within it."""
    return official is not None and (
        official.head or (official.leader and official.department.parent_id is None)
    )
