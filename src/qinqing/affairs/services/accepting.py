"""The first answer to an application: accepted, declined naming the right office, or deemed accepted by law."""

from __future__ import annotations

from qinqing.accounts.actor import Actor
from qinqing.affairs import refusals
from qinqing.affairs.allowed import can_accept, must_be_unanswered
from qinqing.affairs.interest import without_interest
from qinqing.affairs.models import Application, Kind
from qinqing.affairs.services.matter import Matter, take
from qinqing.record.services import Machine, service
from qinqing.record.words import said


@without_interest
@service("affairs.accept")
def accept(actor: Actor, application: Application, seen: int, *, declared: bool = False) -> Application:
    """受理. Whoever accepts what nobody handles yet handles it. `declared`: see `interest`."""
    matter = take(actor, "accept", application, seen)
    can_accept(matter)
    take_in_hand(matter)
    matter.step(Kind.ACCEPTED)
    return matter.record(declared=declared)


@without_interest
@service("affairs.refuse_scope")
def refuse_scope(
    actor: Actor, application: Application, seen: int, office: str, words: str, *, declared: bool = False
) -> Application:
    """不予受理: not this bureau's to decide; `office` names whose it is."""
    matter = take(actor, "refuse_scope", application, seen)
    must_be_unanswered(matter)
    take_in_hand(matter)
    matter.step(Kind.NOT_ACCEPTED, words=said(words), said={"office": said(office)})
    return matter.record(declared=declared)


@service("affairs.deem_accepted")
def settle_deemed(application: Application) -> Application:
    """What the law says of silence, written down: the clock knew it already. Refused where there is nothing to write."""
    matter = take(Machine(), "accept", application)
    if not is_deemed(matter):
        raise refusals.wrong_state(matter.application)
    matter.step(Kind.DEEMED, said={"accepted_on": str(matter.application.accepted_on)})
    return matter.record()


def is_deemed(matter: Matter) -> bool:
    """Accepted by law, and not written down yet."""
    said_so = {Kind.ACCEPTED, Kind.DEEMED, Kind.DECIDED}
    return matter.application.accepted_on is not None and not said_so & {step.kind for step in matter.steps}


def take_in_hand(matter: Matter) -> None:
    """Whoever gives the first answer handles what nobody handles yet."""
    if matter.application.handler is None and isinstance(matter.actor, Actor):
        matter.application.handler = matter.actor.user.official
