"""What firms said, each to those who may know: supervision the firm, the unit judged what it is asked and no more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, F, Q, QuerySet, When
from django.utils import timezone

from qinqing.accounts.actor import Actor
from qinqing.accounts.matrix import relation_to
from qinqing.accounts.models import User
from qinqing.accounts.roles import Role
from qinqing.accounts.units import units_of
from qinqing.affairs.models import Application, Problem, Rating
from qinqing.notices.recipients import accounts_of, supervisors
from qinqing.organisations.house import number_on
from qinqing.organisations.models import Official

MONTH = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Asked:
    """A poor rating as the unit judged sees it: its number, what supervision asks, by when. No firm, no application,
    no grade, no words of whoever rated. Which days it may have been rated follows from the law's time alone: of a unit
    with few matters supervision is warned before it asks (`is_small_group`)."""

    rating: int
    asked: str
    right_by: date | None
    rectified_on: date | None


def asked_of_unit(actor: Actor) -> list[Asked]:
    """For the leaders of the unit, what waits first."""
    if not actor.holds(Role.LEADER):
        return []
    rows = (
        Rating.objects.filter(department__in=units_of(actor)).exclude(asked="").exclude(upheld_mistaken=True)
    )
    told = rows.order_by(F("rectified_on").asc(nulls_first=True), "right_by", "id").values_list(
        "pk", "asked", "right_by", "rectified_on"
    )
    return [Asked(*row) for row in told]


def poor_ratings(actor: Actor) -> QuerySet[Rating]:
    """For supervision without a part in it: those to follow up, by the day the firm is to be called.

    Of one without a name nobody reads application or firm: `shown_firm`.
    """
    if not actor.holds(Role.SUPERVISOR):
        return Rating.objects.none()
    poor = number_on("rating_poor_grade_max", timezone.localdate()) or 0
    rows = Rating.objects.filter(grade__lte=poor).exclude(upheld_mistaken=True)
    rows = rows.exclude(department__in=units_of(actor)).select_related(
        "department", "application__enterprise"
    )
    return rows.order_by(F("contact_by").asc(nulls_last=True), "right_by", "id")


def is_small_group(rating: Rating) -> bool:
    """Whether so few matters of the unit ended in the month before that it could guess whose rating it is."""
    since = rating.rated_on - MONTH
    ended = Application.objects.filter(
        department=rating.department_id, ended_on__gt=since, ended_on__lte=rating.rated_on
    )
    return ended.count() < (number_on("release_min_count", rating.rated_on) or 0)


def shown_firm(rating: Rating) -> str:
    """Who rated, for supervision to call; '' where they gave no name."""
    return rating.application.enterprise.name if rating.real_name else ""


def contested_ratings(actor: Actor) -> QuerySet[Rating]:
    """For supervision without a part in it: those somebody calls mistaken."""
    if not actor.holds(Role.SUPERVISOR):
        return Rating.objects.none()
    rows = Rating.objects.filter(contested_at__isnull=False, upheld_mistaken=None)
    return rows.exclude(department__in=units_of(actor)).select_related("department")


def own_problems(actor: Actor) -> QuerySet[Problem]:
    """Those of the firms this person acts for."""
    rows = Problem.objects.filter(enterprise__in=actor.enterprise_ids)
    return rows.select_related("owner", "application").order_by("-raised_at", "-id")


def problems_open(actor: Actor) -> QuerySet[Problem]:
    """For supervision without a part in it: not answered yet, or denied by the firm; one's own first, each by its day."""
    if not actor.holds(Role.SUPERVISOR) or actor.official_id is None:
        return Problem.objects.none()
    waiting = Q(resolved_on=None) | Q(enterprise_confirmed=False)
    rows = Problem.objects.filter(waiting).exclude(department__in=units_of(actor))
    others = Case(When(owner=actor.official_id, then=0), default=1)
    return rows.select_related("enterprise", "application", "department", "owner").order_by(
        others, "answer_by", "id"
    )


def free_supervision(department: int | None) -> QuerySet[Official]:
    """Who may see a problem of that unit solved: supervision in office today, without a part in it."""
    seats = User.objects.filter(pk__in=supervisors(department))
    return Official.objects.filter(pk__in=seats.values("official")).select_related("department")


def has_owner(problem: Problem) -> bool:
    """Whether its owner can still answer it: in office, of supervision, of another unit."""
    return free_supervision(problem.department_id).filter(pk=problem.owner_id).exists()


def may_hand_on(actor: Actor, problem: Problem) -> bool:
    """Its owner always; any other supervisor without a part in it once the owner left or its day has passed."""
    stands = relation_to(actor, problem)
    if stands != "other_unit":
        return stands == "assigned"
    return problem.answer_by < timezone.localdate() or not has_owner(problem)


def told_of_problem(problem: Problem) -> list[int]:
    """The accounts of its owner; while it has none, of everybody who may hand it on."""
    free = supervisors(problem.department_id)
    own = {*accounts_of(problem.owner_id)} & {*free}
    return sorted(own) or free
