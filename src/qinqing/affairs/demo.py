"""A few invented applications for the demonstration: every state on the clerk's list and on the firm's page.

What happened on earlier days is written as rows, before the log takes stock; what happens today goes through the
services like anybody's act, so its receipts are there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from qinqing.accounts.actor import Actor, actor_of
from qinqing.accounts.demo import PEOPLE
from qinqing.accounts.models import User
from qinqing.accounts.roles import Role
from qinqing.affairs.catalogue.model import Field
from qinqing.affairs.demo_cases import CASES, PROMISED, VALUES, Case
from qinqing.affairs.models import (
    Application,
    Channel,
    CorrectionNotice,
    CorrectionPoint,
    How,
    ItemUnit,
    Kind,
    Outcome,
    Paper,
    Promise,
)
from qinqing.affairs.numbers import next_number
from qinqing.affairs.offered import item_of
from qinqing.affairs.secrecy import Look, check_said
from qinqing.affairs.services import drafts, problems, rating
from qinqing.affairs.services.matter import Matter
from qinqing.affairs.terms import KeptTerms, terms_on
from qinqing.affairs.texts import items_now, keep_text
from qinqing.law.calendar import UnpublishedYear, is_workday
from qinqing.organisations.models import Enterprise, Official

A_YEAR, ONE_DAY = timedelta(days=365), timedelta(days=1)
MORNING = time(9, 40)


@dataclass
class Cast:
    """Who acts in the demonstration. `others`: firms that nobody signs in for."""

    firm: Actor
    clerk: User
    leader: User
    own: Enterprise
    others: Sequence[Enterprise] = field(default_factory=list)

    @property
    def handler(self) -> Official:
        assert self.clerk.official is not None
        return self.clerk.official


def play() -> None:
    """The bureau offers its items, firms apply; nothing where the demonstration's people are missing."""
    users = {
        role: User.objects.filter(username=PEOPLE[role]).first()
        for role in (Role.ENTERPRISE, Role.CLERK, Role.LEADER)
    }
    firm, clerk, leader = users.values()
    if firm is None or clerk is None or leader is None or clerk.official is None:
        return
    firms = [*Enterprise.objects.order_by("key")[:8]]
    cast = Cast(actor_of(firm), clerk, leader, firms[0], firms[1:])
    _offer(cast)
    made = {case.name: _happened(cast, case) for case in CASES}
    _today(cast, made)


def _offer(cast: Cast) -> None:
    """The clerk's unit takes every item; promised limits stand since a year ago."""
    since = timezone.localdate() - A_YEAR
    ItemUnit.objects.bulk_create(
        ItemUnit(item=key, department=cast.handler.department, receiver=cast.handler, since=since)
        for key in items_now()
    )
    Promise.objects.bulk_create(
        Promise(
            item=key,
            n=n,
            unit="workday",
            since=since,
            confirmed_by=cast.leader,
            reason="演示：本局公开承诺。",
        )
        for key, n in PROMISED.items()
    )
    look = Look(cast.clerk, "演示：只有天数和理由，没有国家秘密、工作秘密和个人信息。")
    for promise in Promise.objects.all():
        shown = {"n": promise.n, "unit": promise.unit, "reason": promise.reason}
        check_said(actor_of(cast.leader), f"promise/{promise.item}", since, shown, look)


def _happened(cast: Cast, case: Case) -> Application:
    """The application with its steps on the days they happened, as the clock wants them."""
    item, today = item_of(case.item), timezone.localdate()
    keep_text(item)
    received_on = back(today, case.received)
    firm = cast.own if case.own else cast.others[case.place % len(cast.others)]
    application = Application(
        number=next_number(),
        key=f"demo-{case.name}",
        enterprise=firm,
        item=item.key,
        item_digest=item.digest,
        department=cast.handler.department,
        handler=None if case.unassigned else cast.handler,
        channel=case.channel,
        filed_by=cast.firm.user if case.own and case.channel == Channel.ONLINE else cast.clerk,
        confirmed_at=_at(received_on) if case.confirmed else None,
        fields={one.key: value for one in item.fields if (value := _value(one, firm, case))},
        terms=KeptTerms.of(terms_on(item, received_on)).as_data(),
        received_at=_at(received_on),
        received_on=received_on,
        trips=case.trips,
    )
    matter = Matter(cast.firm if case.own else actor_of(cast.clerk), application, [])
    matter.step(Kind.RECEIVED, on=received_on).at = _at(received_on)
    staff = actor_of(cast.clerk)
    for ago, kind, given in case.steps:
        matter.actor = cast.firm if kind in (Kind.CORRECTED, Kind.ANSWERED, Kind.WITHDRAWN) else staff
        on = back(today, ago)
        if kind == Kind.CORRECTION_NOTIFIED:
            given = {"said": {"points": [list(point[:2]) for point in case.points]}}
        if kind == Kind.DECIDED:
            _decide(application, cast, given, on)
        matter.step(kind, on=on, **given).at = _at(on)
        if kind == Kind.DELIVERED:
            application.delivered_on = on
    matter.keep()
    Paper.objects.bulk_create(_papers(application, cast))
    if case.points:
        _notice(application, cast, case, back(today, case.points_ago))
    return application


def _decide(application: Application, cast: Cast, given: dict[str, Any], on: date) -> None:
    said = given["said"]
    application.outcome, application.decided_on = Outcome(said["outcome"]), on
    application.reason, application.articles = given["words"], said["articles"]
    application.decided_by, application.certificate_no = cast.leader, said.get("certificate", "")


def _papers(application: Application, cast: Cast) -> list[Paper]:
    """Registered ones the bureau holds; of the others the counter keyed a number."""
    return [
        Paper(
            application=application,
            paper=one.key,
            how=How.HELD,
            held_ref=f"enterprise:{application.enterprise.key}",
        )
        if one.source.kind == "register"
        else Paper(
            application=application,
            paper=one.key,
            how=How.COUNTER,
            counter_no=f"演示-{n:03d}",
            received_by=cast.handler,
        )
        for n, one in enumerate(item_of(application.item).papers, start=1)
        if one.required
    ]


def _notice(application: Application, cast: Cast, case: Case, on: date) -> None:
    notice = CorrectionNotice.objects.create(
        application=application, issued_at=_at(on), issued_on=on, issued_by=cast.clerk
    )
    answered = _at(on) + ONE_DAY
    CorrectionPoint.objects.bulk_create(
        CorrectionPoint(
            notice=notice,
            place=place,
            about=about,
            words=words,
            answer=answer,
            answered_at=answered if answer else None,
        )
        for place, (about, words, answer) in enumerate(case.points, start=1)
    )


def _today(cast: Cast, made: dict[str, Application]) -> None:
    """What the firm does today: rates, says what could not be done, begins another application."""
    rating.rate(cast.firm, made["refused"], 2, "理由写得不清楚。（演示）")
    problems.raise_problem(
        cast.firm, cast.own, "系统说材料已收到，窗口说没有，跑了两趟。（演示）", made["running"]
    )
    draft = drafts.open_draft(cast.firm, cast.own, "cad-offsite-approval")
    drafts.save_draft(cast.firm, draft, {"offsite_ground": "dense_surroundings"})


def _value(one: Field, firm: Enterprise, case: Case) -> str:
    if one.source.kind == "register":
        return str(getattr(firm, one.source.name))
    given = case.fields.get(one.key) or VALUES.get(one.key)
    if given or not one.required:
        return given or ""
    return one.choices[0].key if one.choices else f"演示{one.label.zh}"


def back(day: date, workdays: int) -> date:
    """So many working days before `day`; where no calendar tells, weekdays."""
    while workdays:
        day -= ONE_DAY
        workdays -= _works(day)
    return day


def _works(day: date) -> bool:
    try:
        return is_workday(day)
    except UnpublishedYear:
        return day.weekday() < 5


def _at(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, MORNING))
