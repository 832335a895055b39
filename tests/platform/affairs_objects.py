"""Applications, drafts, ratings and problems standing in a given relation to a given reader, for the walk over the matrix."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from qinqing.accounts.models import User
from qinqing.accounts.roles import Role
from qinqing.organisations.models import Official
from tests.support.people import Office, make_user

Kwargs = dict[str, Any]
ITEM = "cad-demolition"
# Whose relation to an application of another unit is one the routes let in.
SEES_ALL = (Role.SUPERVISOR,)


def application_for(office: Office, role: str, relation: str, official: Official | None) -> Kwargs | None:
    """`none`: for staff an application of another unit, unless their role sees those too."""
    if relation in ("assigned", "same_unit", "other_unit") and official is None:
        return None
    if relation == "concerned" or (relation == "own" and role != Role.ENTERPRISE):
        return None
    if relation == "none" and role in SEES_ALL:
        return None
    unit = "watch" if relation in ("assigned", "same_unit") else "works"
    handler = official if relation == "assigned" else None
    firm = office.firm if relation == "own" else office.other_firm
    return {
        "number": make_application(
            office, department=office.departments[unit], handler=handler, enterprise=firm
        ).number
    }


def make_application(office: Office, **given: Any) -> Any:
    from qinqing.affairs.models import Application, Step

    count, now = Application.objects.count() + 1, timezone.now()
    application = Application.objects.create(
        **{
            "number": f"2026-{count:06d}",
            "key": f"key-{count}",
            "enterprise": office.firm,
            "item": ITEM,
            "department": office.departments["works"],
            "filed_by": make_user(None),
            "confirmed_at": now,
            "terms": {"limit": None, "promised": None, "extension": 0, "extended_by": ""},
            "received_at": now,
            "received_on": timezone.localdate(),
            "version": 1,
        }
        | given
    )
    Step.objects.create(
        application=application, place=1, kind="received", on=timezone.localdate(), at=now, role="enterprise"
    )
    return application


def act_for(office: Office, role: str, relation: str, official: Official | None) -> Kwargs | None:
    """An act that everybody who works there may do; who may do which of the others is walked in the app's own tests."""
    kwargs = application_for(office, role, relation, official)
    return {**kwargs, "act": "record_demand"} if kwargs else None


def draft_for(office: Office, role: str, relation: str, official: Official | None) -> Kwargs | None:
    """One the reader entered, or somebody else."""
    from qinqing.affairs.models import Draft

    reader = User.objects.order_by("pk").last() if role in {*Role} else None
    if relation not in ("assigned", "none") or (
        relation == "assigned" and (official is None or reader is None)
    ):
        return None
    user = reader if relation == "assigned" and reader else make_user(None)
    draft = Draft.objects.create(
        key=f"0-{Draft.objects.count()}", enterprise=office.other_firm, user=user, item=ITEM
    )
    return {"key": draft.key}


def rating_for(office: Office, role: str, relation: str, official: Official | None) -> Kwargs | None:
    """A poor one somebody was asked to put right. `none`: of the reader's unit for supervision, of another for a leader."""
    from qinqing.affairs.models import Rating

    if relation not in ("concerned", "other_unit", "none") or official is None:
        return None
    concerned = relation == "concerned" or (relation == "none" and role == Role.SUPERVISOR)
    unit = office.departments["watch" if concerned else "works"]
    now = timezone.now()
    rating = Rating.objects.create(
        application=make_application(office, department=unit, enterprise=office.other_firm),
        department=unit,
        grade=1,
        real_name=True,
        asked="请改",
        rated_by=make_user(None),
        rated_at=now,
        rated_on=now.date(),
        right_by=now.date(),
    )
    return {"pk": rating.pk}


def problem_for(office: Office, role: str, relation: str, official: Official | None) -> Kwargs | None:
    """Somebody else of supervision sees it solved, unless `assigned`. `none`: of the reader's own unit."""
    from qinqing.affairs.models import Problem

    if relation not in ("concerned", "assigned", "other_unit", "none") or official is None:
        return None
    count, now = Problem.objects.count() + 1, timezone.now()
    problem = Problem.objects.create(
        number=f"N2026-{count:06d}",
        enterprise=office.other_firm,
        department=office.departments["watch" if relation in ("concerned", "none") else "works"],
        owner=official if relation == "assigned" else office.officials["lawyer"],
        words="办不成",
        raised_by=make_user(None),
        raised_at=now,
        raised_on=now.date(),
        due_on=now.date(),
        answer_by=now.date(),
    )
    return {"number": problem.number}


AFFAIRS: dict[str, Callable[[Office, str, str, Official | None], Kwargs | None]] = {
    "affair": application_for,
    "affair_clock": application_for,
    "affair_clock_csv": application_for,
    "affair_slip": application_for,
    "affair_act": act_for,
    "affair_draft": draft_for,
    "affair_draft_discard": draft_for,
    "affair_rating": rating_for,
    "affair_put_right": rating_for,
    "affair_problem": problem_for,
}
