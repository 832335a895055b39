"""Decisions a machine makes, and says that it did."""

from __future__ import annotations

from operator import attrgetter

from qinqing.affairs.catalogue.at_once import AtOnce, Given, at_once
from qinqing.affairs.models import Application, Kind, Outcome, State
from qinqing.affairs.services.matter import Matter, take
from qinqing.affairs.texts import Titles, item_filed
from qinqing.organisations.house import house_values
from qinqing.record.services import Machine, service
from qinqing.refusals import Refused


def decide_at_once(application: Application) -> Application:
    """Granted by the item's own rules where all of them hold; else as it is. Asked again, it is decided once."""
    if application.confirmed_at is None or not _may_hold(application) or not _judged(application).granted:
        return application
    try:
        return _decide(application)
    except Refused:  # decided, or taken up by a person, meanwhile
        application.refresh_from_db()
        return application


@service("affairs.decide_at_once", fields=("item",))
def _decide(application: Application) -> Application:
    matter = take(Machine(), "decide", application)
    matter.must_be(State.RECEIVED)
    _grant(matter)
    return matter.record(public={"item": matter.application.item}, outcome=matter.application.outcome)


def _may_hold(application: Application) -> bool:
    """Whether its answers leave it possible, whatever papers and earlier decisions there are: nothing is asked for."""
    conditions = item_filed(application).at_once
    papers, decisions = (frozenset(map(attrgetter(of), conditions)) for of in ("paper", "decision"))
    return _at_once(application, Given(application.fields, papers, decisions)).granted


def _judged(application: Application) -> AtOnce:
    conditions = item_filed(application).at_once
    granted = Application.objects.filter(enterprise=application.enterprise_id, outcome=Outcome.GRANTED)
    papers = application.papers.values_list("paper", flat=True)
    # Only what some condition looks at is asked for.
    given = Given(
        application.fields,
        frozenset(papers if any(one.paper for one in conditions) else ()),
        frozenset(granted.values_list("item", flat=True) if any(one.decision for one in conditions) else ()),
    )
    return _at_once(application, given)


def _at_once(application: Application, given: Given) -> AtOnce:
    return at_once(item_filed(application), given, application.received_on, house_values(), Titles())


def _grant(matter: Matter) -> None:
    item, application = matter.item, matter.application
    held = "；".join(one.says.zh for one in _judged(application).judged)
    application.outcome, application.by_machine = Outcome.GRANTED, True
    application.reason = f"由系统自动作出，没有人工审查。“{item.title.zh}”的马上办条件全部符合：{held}。"
    application.articles = "；".join(basis.says.zh for basis in item.basis if basis.citations)
    step = matter.step(Kind.DECIDED, words=application.reason)
    step.said = {"outcome": application.outcome, "articles": application.articles, "machine": True}
    application.decided_on = step.on
