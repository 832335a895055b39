"""Decisions a machine makes, and says that it did."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from typing import ParamSpec, TypeVar

from qinqing.affairs import refusals
from qinqing.affairs.catalogue.at_once import AtOnce, Given, at_once
from qinqing.affairs.catalogue.held import Earlier, is_same
from qinqing.affairs.catalogue.model import DECIDED, PROJECT, Item
from qinqing.affairs.models import Application, CorrectionPoint, How, Kind, Outcome, Paper, State, Step
from qinqing.affairs.models.papers import GIVEN
from qinqing.affairs.selectors.held import earlier_of
from qinqing.affairs.services.matter import Matter, take
from qinqing.affairs.texts import Titles, is_as_filed, item_filed
from qinqing.affairs.timing import ANSWERS
from qinqing.organisations.house import house_values
from qinqing.record.services import Machine, entries_written, service
from qinqing.refusals import Refused

P = ParamSpec("P")
R = TypeVar("R", bound=Application | Paper | CorrectionPoint)
# What an act returns → how the application is found by it.
FOUND_BY: dict[type, str] = {Application: "pk", Paper: "papers", CorrectionPoint: "notices__points"}


def then_at_once(act: Callable[P, R]) -> Callable[P, R]:
    """Above a service that may have been the last thing missing: once it stands, rules decide or leave it as it is."""

    @functools.wraps(act)
    def asked_after(*given: P.args, **named: P.kwargs) -> R:
        done = act(*given, **named)
        now = Application.objects.select_related("enterprise").get(**{FOUND_BY[type(done)]: done.pk})
        with entries_written():  # whoever acted is handed the receipt of their own act
            decided = decide_at_once(now)
        if decided.by_machine and isinstance(done, Application):
            done.refresh_from_db()
        return done

    return asked_after


def decide_at_once(application: Application) -> Application:
    """Granted by the item's own rules where all of them hold; else as it is. Asked again, it is decided once."""
    try:
        if application.confirmed_at and _may_hold(application) and _judged(application).granted:
            return _decide(application)
    except Refused:  # decided, taken up by a person, or its item is offered no more
        application.refresh_from_db()
    return application


@service("affairs.decide_at_once", fields=("item",))
def _decide(application: Application) -> Application:
    matter = take(Machine(), "decide", application)
    matter.must_be(State.RECEIVED, State.RUNNING)
    judged = _judged(matter.application)
    if not judged.granted or any(map(_is_for_people, matter.steps)):
        raise refusals.wrong_state(matter.application)
    _grant(matter, judged)
    return matter.record(public={"item": matter.application.item}, outcome=matter.application.outcome)


def _is_for_people(step: Step) -> bool:
    """Somebody took it up, or what they asked was answered in words or by what they had found wanting: that they read.
    The law's own acceptance is none of these."""
    if step.kind in (Kind.ANSWERED, Kind.CORRECTED):
        in_words = "given" not in step.said and not step.said.get("about", "").startswith("field:")
        return in_words or "as_before" in step.said
    return step.kind in ANSWERS or step.kind == Kind.OPENED


def _may_hold(application: Application) -> bool:
    """Whether its answers leave it possible, whatever papers and earlier decisions there are: nothing is asked for."""
    item = item_filed(application)
    if not item.at_once or not is_as_filed(application):
        return False
    granted = {one.decision: application.fields for one in item.at_once}
    return _at_once(application, item, Given(application.fields, frozenset(item.paper), granted)).granted


def _judged(application: Application) -> AtOnce:
    """A decision counts where it was on the same project or works, and the last of its kind; so does a paper an earlier
    application gave. What a person refused last, a person decides again."""
    item = item_filed(application)
    looks_back = any(one.decision for one in item.at_once)
    earlier = earlier_of(application.enterprise, item) if looks_back else ()
    same = [one for one in earlier if is_same(item, application.fields, one)]
    last = _last_decided(same)
    if application.item in last and last[application.item].refused:
        return AtOnce(())
    granted = {key: one.fields for key, one in last.items() if one.granted}
    there = _there(application, item, {one.ref for one in same})
    return _at_once(application, item, Given(application.fields, there, granted))


def _last_decided(same: Iterable[Earlier]) -> dict[str, Earlier]:
    """By item; of two of one day the refusal."""
    decided = [one for one in same if one.granted or one.refused]
    decided.sort(key=lambda one: (one.decision[DECIDED], one.refused))
    return {one.item: one for one in decided}


def _there(application: Application, item: Item, same: set[str]) -> frozenset[str]:
    """The papers something may rest on: of one that was given twice the newest says, and no file of it is unread.

    `same`: the applications on the same works. Where only a certificate tells works apart, what the firm's newest
    application gave may be of others.
    """
    apart = PROJECT not in item.field and any(one.decision for one in item.at_once)
    found: dict[str, bool] = {}
    unread: set[str] = set()
    rows = application.papers.annotate(given=GIVEN).order_by("pk")
    for paper, how, ref, given in rows.values_list("paper", "how", "held_ref", "given"):
        of_others = how == How.HELD and _is_from_the_last(item, paper) and ref not in same
        found[paper] = given and not (apart and of_others)
        if how == How.FILE and not given:
            unread.add(paper)
    return frozenset(paper for paper, there in found.items() if there) - unread


def _is_from_the_last(item: Item, paper: str) -> bool:
    asked = item.paper.get(paper)
    return asked is not None and asked.source.kind == "last"


def _at_once(application: Application, item: Item, given: Given) -> AtOnce:
    return at_once(item, given, application.received_on, house_values(), Titles())


def _grant(matter: Matter, judged: AtOnce) -> None:
    item, application = matter.item, matter.application
    held = "；".join(one.says.zh for one in judged.judged)
    application.outcome, application.by_machine = Outcome.GRANTED, True
    application.reason = f"由系统自动作出，没有人工审查。“{item.title.zh}”的马上办条件全部符合：{held}。"
    application.articles = "；".join(basis.says.zh for basis in item.basis if basis.citations)
    step = matter.step(Kind.DECIDED, words=application.reason)
    step.said = {"outcome": application.outcome, "articles": application.articles, "machine": True}
    application.decided_on = step.on
