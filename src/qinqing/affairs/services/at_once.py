"""Decisions a machine makes, and says that it did."""

from __future__ import annotations

from qinqing.affairs.catalogue.at_once import AtOnce, Given, at_once
from qinqing.affairs.catalogue.loading import load_items
from qinqing.affairs.models import Application, Kind, Outcome, State
from qinqing.affairs.offered import item_of
from qinqing.affairs.services.matter import Matter, take
from qinqing.organisations.house import house_values
from qinqing.record.services import Machine, service
from qinqing.refusals import Refused


def decide_at_once(application: Application) -> Application:
    """Granted by the item's own rules where all of them hold; else as it is. Asked again, it is decided once."""
    item = item_of(application.item)
    if not item.at_once or application.confirmed_at is None or not _judged(application).granted:
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


def _judged(application: Application) -> AtOnce:
    item, items = item_of(application.item), load_items()
    granted = Application.objects.filter(enterprise=application.enterprise_id, outcome=Outcome.GRANTED)
    papers = application.papers.values_list("paper", flat=True)
    # Only what some condition looks at is asked for.
    given = Given(
        application.fields,
        frozenset(papers if any(one.paper for one in item.at_once) else ()),
        frozenset(
            granted.values_list("item", flat=True) if any(one.decision for one in item.at_once) else ()
        ),
    )
    titles = {key: one.title for key, one in items.items()}
    return at_once(item, given, application.received_on, house_values(), titles)


def _grant(matter: Matter) -> None:
    item, application = matter.item, matter.application
    held = "；".join(one.says.zh for one in _judged(application).judged)
    application.outcome, application.by_machine = Outcome.GRANTED, True
    application.reason = f"由系统自动作出，没有人工审查。“{item.title.zh}”的马上办条件全部符合：{held}。"
    application.articles = "；".join(basis.says.zh for basis in item.basis if basis.citations)
    step = matter.step(Kind.DECIDED, words=application.reason)
    step.said = {"outcome": application.outcome, "articles": application.articles, "machine": True}
    application.decided_on = step.on
