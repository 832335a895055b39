"""How a firm was served: rated once and freely; a poor rating has a clock of its own, a mistaken one is left out."""

from __future__ import annotations

from django.utils import timezone

from qinqing.accounts.actor import Actor
from qinqing.accounts.matrix import relation_to
from qinqing.accounts.roles import Role
from qinqing.accounts.units import answers_for
from qinqing.affairs import refusals
from qinqing.affairs.models import Application, Rating
from qinqing.affairs.permissions import allow, allow_role
from qinqing.affairs.told import tell_of_contest, tell_of_rating, tell_unit_asked
from qinqing.organisations.house import last_day, number_on
from qinqing.record.services import service, write_entry
from qinqing.record.words import said, tidy


@service("affairs.rate")
def rate(
    actor: Actor,
    application: Application,
    grade: int,
    words: str = "",
    real_name: bool = True,
    device: str = "",
) -> Rating:
    """One of five grades, once per matter, after it has ended. Refused `rating.once`, `rating.not_over`."""
    now = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    allow(actor, "rate", now)
    if now.open:
        raise refusals.not_over()
    if Rating.objects.filter(application=now).exists():
        raise refusals.rated_already()
    today = timezone.localdate()
    if not 1 <= grade <= (number_on("rating_top_grade", today) or 0):
        raise refusals.not_a_grade()
    poor = is_poor(grade)
    rating = Rating.objects.create(
        application=now,
        department=now.department,
        grade=grade,
        words=tidy(words),
        real_name=real_name,
        device=tidy(device)[:64],
        rated_by=actor.user,
        rated_at=timezone.now(),
        rated_on=today,
        contact_by=last_day("rating_poor_contact_wd", today) if poor and real_name else None,
        right_by=last_day("rating_poor_rectify_complex_wd", today) if poor else None,
    )
    _record(actor, rating, grade=grade, words=rating.words)
    tell_of_rating(rating, poor=poor)
    return rating


@service("affairs.contact_rater")
def contact_rater(actor: Actor, rating: Rating, asked: str) -> Rating:
    """Supervision spoke with a firm that rated poorly under its name. `asked`: what the unit is to put right, in
    supervision's words and without the firm."""
    rating = _supervised(actor, rating)
    if not rating.real_name:
        raise refusals.no_anonymous_call_back()
    if rating.contacted_on:
        raise refusals.settled_already()
    rating.contacted_on, rating.asked = timezone.localdate(), said(asked)
    tell_unit_asked(rating)
    return _changed(actor, rating, asked=rating.asked)


@service("affairs.ask_to_put_right")
def ask_to_put_right(actor: Actor, rating: Rating, asked: str) -> Rating:
    """The same of a rating without a name: nobody is called, the unit is told what to put right."""
    rating = _supervised(actor, rating)
    if rating.asked:
        raise refusals.settled_already()
    rating.asked = said(asked)
    tell_unit_asked(rating)
    return _changed(actor, rating, asked=rating.asked)


@service("affairs.put_right")
def put_right(actor: Actor, rating: Rating, words: str) -> Rating:
    """A leader of the unit says what was put right; who rated, they are never told."""
    allow_role(actor, Role.LEADER)
    rating = _locked(rating)
    if not answers_for(actor, rating.department_id):
        raise refusals.not_yours()
    if not rating.asked or rating.rectified_on:
        raise refusals.settled_already()
    rating.rectified_on, rating.rectified = timezone.localdate(), said(words)
    return _changed(actor, rating, rectified=rating.rectified)


@service("affairs.contest_rating")
def contest_rating(actor: Actor, rating: Rating, words: str) -> Rating:
    """The firm that gave it, or a leader of the unit, says it was a mistake."""
    rating = _locked(rating)
    leads = actor.holds(Role.LEADER) and answers_for(actor, rating.department_id)
    if not leads and relation_to(actor, rating) != "own":
        raise refusals.not_yours()
    if rating.contested_at:
        raise refusals.settled_already()
    rating.contested_at, rating.contested = timezone.now(), said(words)
    tell_of_contest(rating)
    return _changed(actor, rating, contested=rating.contested)


@service("affairs.judge_contest")
def judge_contest(actor: Actor, rating: Rating, mistaken: bool, words: str) -> Rating:
    """Supervision decides whether it was; then it is left out everywhere."""
    allow_role(actor, Role.SUPERVISOR)
    rating = _locked(rating)
    _must_not_be_concerned(actor, rating)
    if rating.contested_at is None:
        raise refusals.not_contested()
    if rating.upheld_mistaken is not None:
        raise refusals.settled_already()
    rating.upheld_mistaken = mistaken
    return _changed(actor, rating, mistaken=mistaken, words=said(words))


def is_poor(grade: int) -> bool:
    return grade <= (number_on("rating_poor_grade_max", timezone.localdate()) or 0)


def _supervised(actor: Actor, rating: Rating) -> Rating:
    """A poor rating that counts, held by somebody of supervision without a part in it."""
    allow_role(actor, Role.SUPERVISOR)
    rating = _locked(rating)
    _must_not_be_concerned(actor, rating)
    if not is_poor(rating.grade) or rating.upheld_mistaken:
        raise refusals.not_poor()
    return rating


def _must_not_be_concerned(actor: Actor, rating: Rating) -> None:
    if relation_to(actor, rating) == "concerned":
        raise refusals.concerned_oneself()


def _locked(rating: Rating) -> Rating:
    rows = Rating.objects.select_for_update(of=("self",)).select_related("application")
    return rows.get(pk=rating.pk)


def _changed(actor: Actor, rating: Rating, **payload: object) -> Rating:
    rating.save()
    _record(actor, rating, **payload)
    return rating


def _record(actor: Actor, rating: Rating, **payload: object) -> None:
    write_entry(actor, rating.case, payload, person=rating.application.person, sets=[rating])
