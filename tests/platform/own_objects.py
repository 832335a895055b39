"""For the walk over the matrix: what a firm has of its own, and the same of another firm."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from qinqing.accounts.actor import actor_of
from qinqing.accounts.roles import Role
from qinqing.affairs.models import (
    Application,
    CorrectionNotice,
    CorrectionPoint,
    Draft,
    Kind,
    Problem,
    Rating,
)
from qinqing.affairs.offered import item_of
from qinqing.affairs.services.matter import Matter
from qinqing.affairs.terms import KeptTerms, terms_on
from qinqing.organisations.models import Department, Enterprise, Official
from tests.support.people import Office, make_user

Kwargs = dict[str, Any]


def firm_for(office: Office, role: str, relation: str) -> Enterprise | None:
    firms = {"own": office.firm if role == Role.ENTERPRISE else None, "none": office.other_firm}
    return firms.get(relation)


def draft_for(office: Office, role: str, relation: str, official: Official | None) -> Kwargs | None:
    enterprise = firm_for(office, role, relation)
    if enterprise is None:
        return None
    key = f"draft-{Draft.objects.count()}"
    Draft.objects.create(key=key, enterprise=enterprise, user=make_user(None), item="cad-demolition")
    return {"key": key}


def own_application_for(office: Office, role: str, relation: str, official: Official | None) -> Kwargs | None:
    """An application of the reader's firm, or of another."""
    enterprise = firm_for(office, role, relation)
    return {"number": make_application(enterprise).number} if enterprise else None


def point_for(office: Office, role: str, relation: str, official: Official | None) -> Kwargs | None:
    kwargs = own_application_for(office, role, relation, official)
    if kwargs is None:
        return None
    application = Application.objects.get(**kwargs)
    notice = CorrectionNotice.objects.create(application=application, issued_at=timezone.now())
    point = CorrectionPoint.objects.create(notice=notice, place=1, about="other", words="补。")
    return {**kwargs, "pk": point.pk}


def rated_for(office: Office, role: str, relation: str, official: Official | None) -> Kwargs | None:
    kwargs = own_application_for(office, role, relation, official)
    if kwargs is None:
        return None
    application, now = Application.objects.get(**kwargs), timezone.now()
    Rating.objects.create(
        application=application,
        department=application.department,
        grade=3,
        real_name=True,
        rated_by=application.filed_by,
        rated_at=now,
        rated_on=now.date(),
    )
    return kwargs


def own_problem_for(office: Office, role: str, relation: str, official: Official | None) -> Kwargs | None:
    enterprise = firm_for(office, role, relation)
    if enterprise is None:
        return None
    day = timezone.localdate()
    problem = Problem.objects.create(
        number=f"N{Problem.objects.count()}",
        enterprise=enterprise,
        owner=office.officials["watcher"],
        words="办不成。",
        raised_by=make_user(None),
        raised_at=timezone.now(),
        raised_on=day,
        due_on=day,
        answer_by=day,
    )
    return {"number": problem.number}


def make_application(enterprise: Enterprise) -> Any:
    """Received today, with the step that says so."""
    now, item = timezone.now(), item_of("cad-demolition")
    number = f"2026-{Application.objects.count():06d}"
    application = Application(
        number=number,
        key=f"key-{number}",
        enterprise=enterprise,
        item=item.key,
        item_digest=item.digest,
        department=Department.objects.get(key="D1"),
        filed_by=make_user(None),
        confirmed_at=now,
        terms=KeptTerms.of(terms_on(item, timezone.localdate())).as_data(),
        received_at=now,
        received_on=timezone.localdate(),
    )
    matter = Matter(actor_of(application.filed_by), application, [])
    matter.step(Kind.RECEIVED)
    matter.keep()
    return application


OWN: dict[str, Callable[[Office, str, str, Official | None], Kwargs | None]] = {
    "draft": draft_for,
    "draft_autosave": draft_for,
    "draft_review": draft_for,
    "draft_discard": draft_for,
    "own_application": own_application_for,
    "own_application_clock": own_application_for,
    "own_application_clock_csv": own_application_for,
    "own_application_filed": own_application_for,
    "own_application_confirm": own_application_for,
    "own_application_answer": point_for,
    "own_application_withdraw": own_application_for,
    "own_application_trip": own_application_for,
    "own_application_demand": own_application_for,
    "own_application_intermediary": own_application_for,
    "own_application_rate": own_application_for,
    "own_application_contest": rated_for,
    "own_problem": own_problem_for,
}
