"""办不成事: raised by a firm, seen through by supervision, ended by the firm alone. The first piece of liaison."""

from __future__ import annotations

from django.db.models import Count, Q
from django.utils import timezone

from qinqing.accounts.actor import Actor
from qinqing.accounts.matrix import relation_to
from qinqing.accounts.roles import Role
from qinqing.affairs import refusals
from qinqing.affairs.models import Application, ItemUnit, Problem
from qinqing.affairs.numbers import next_number
from qinqing.affairs.permissions import allow, allow_role
from qinqing.affairs.selectors.in_force import in_force
from qinqing.affairs.selectors.voice import free_supervision, may_hand_on
from qinqing.affairs.told import tell_firm_of_answer, tell_owner
from qinqing.organisations.house import last_day
from qinqing.organisations.models import Department, Enterprise, Official
from qinqing.organisations.selectors import is_within
from qinqing.record.services import service, write_entry
from qinqing.record.words import said, tidy

TIME_LIMIT = "ticket_simple_wd"


def raise_problem(
    actor: Actor, enterprise: Enterprise, words: str, application: Application | None = None, item: str = ""
) -> Problem:
    """What could not be got done, about an application, an item or anything.

    Refused `problem.no_owner`, and `problem.raised_already` where it is pressed twice.
    """
    return _raise(actor, enterprise, words, application, item, next_number("N"))


@service("affairs.raise_problem")
def _raise(
    actor: Actor,
    enterprise: Enterprise,
    words: str,
    application: Application | None,
    item: str,
    number: str,
) -> Problem:
    if relation_to(actor, enterprise) != "own":
        raise refusals.not_yours()
    if application is not None:
        allow(actor, "rate", application)
        if application.enterprise_id != enterprise.pk:  # a person of two firms speaks for one of them
            raise refusals.not_yours()
        item = application.item
    words = said(words)
    _must_be_new(enterprise, application, item, words)
    today = timezone.localdate()
    due_on = last_day(TIME_LIMIT, today)
    if due_on is None:
        raise refusals.no_problem_clock()
    department = application.department if application else _unit_of(item)
    problem = Problem.objects.create(
        number=number,
        enterprise=enterprise,
        application=application,
        item=item,
        department=department,
        owner=_owner(department),
        words=words,
        raised_by=actor.user,
        raised_at=timezone.now(),
        raised_on=today,
        due_on=due_on,
        answer_by=due_on,
    )
    tell_owner(problem)
    return _record(actor, problem, words=problem.words)


@service("affairs.answer_problem")
def answer_problem(actor: Actor, problem: Problem, answer: str) -> Problem:
    """The owner says how it was solved; the firm is asked whether it was."""
    problem = _waiting(actor, problem)
    if relation_to(actor, problem) != "assigned":
        raise refusals.not_yours()
    problem.resolved_on, problem.answer = timezone.localdate(), said(answer)
    problem.enterprise_confirmed = None
    tell_firm_of_answer(problem)
    return _record(actor, problem, answer=problem.answer)


@service("affairs.hand_on_problem")
def hand_on_problem(actor: Actor, problem: Problem, owner: Official, reason: str) -> Problem:
    """Another owner, without a part in it; each time counts.

    By the owner; by any other supervisor, to themselves too, where the owner left or the day has passed. Refused
    `problem.in_hand` before that, `problem.no_such_owner` for whoever does not supervise or has it already.
    """
    problem = _waiting(actor, problem)
    if not may_hand_on(actor, problem):
        raise refusals.in_hand(problem.owner.name)
    if _takes_part(owner, problem.department):
        raise refusals.concerned_oneself()
    if owner.pk == problem.owner_id or owner not in free_supervision(problem.department_id):
        raise refusals.no_such_owner(owner.name)
    problem.owner, problem.transfers = owner, problem.transfers + 1
    tell_owner(problem)
    return _record(actor, problem, owner=owner.key, reason=said(reason))


@service("affairs.confirm_problem")
def confirm_problem(actor: Actor, problem: Problem, solved: bool, words: str = "", read: str = "") -> Problem:
    """The firm says whether it is solved; if not, it is open again. It is judged by the day it was due on as before;
    for the next answer the time limit runs anew, and so do its reminders.

    `read`: the `answer_mark` of the answer this is said of; refused `problem.answered_anew` where there is another by now.
    """
    problem = _locked(problem)
    if relation_to(actor, problem) != "own":
        raise refusals.not_yours()
    if problem.resolved_on is None or problem.enterprise_confirmed is not None:
        raise refusals.unresolved()
    if read and read != problem.answer_mark:
        raise refusals.answered_anew()
    problem.enterprise_confirmed, problem.firm_says = solved, tidy(words)
    if not solved:
        today = timezone.localdate()
        problem.answer_by = last_day(TIME_LIMIT, today) or today
    tell_owner(problem, said=True)
    return _record(actor, problem, solved=solved, words=problem.firm_says)


def _must_be_new(enterprise: Enterprise, application: Application | None, item: str, words: str) -> None:
    """The same words about the same while nobody answered them; two at once wait for each other."""
    Enterprise.objects.select_for_update().get(pk=enterprise.pk)
    same = Problem.objects.filter(
        enterprise=enterprise, application=application, item=item, words=words, resolved_on=None
    ).first()
    if same is not None:
        raise refusals.raised_already(same.number)


def _unit_of(item: str) -> Department | None:
    unit = in_force(ItemUnit, item, timezone.localdate())
    return unit.department if unit else None


def _owner(department: Department | None) -> Official:
    """Of supervision, without a part in it, whoever has the fewest open."""
    waiting = Count(
        "problems", filter=Q(problems__resolved_on=None) | Q(problems__enterprise_confirmed=False)
    )
    free = free_supervision(department.pk if department else None).annotate(waiting=waiting)
    if (owner := free.order_by("waiting", "key").first()) is not None:
        return owner
    raise refusals.no_owner()


def _takes_part(official: Official, department: Department | None) -> bool:
    """Of the unit it is about, or a leader above it."""
    if department is None:
        return False
    above = official.leader and is_within(department.pk, official.department_id)
    return official.department_id == department.pk or above


def _waiting(actor: Actor, problem: Problem) -> Problem:
    """Locked, for supervision without a part in it, while an answer is due."""
    problem = _locked(problem)
    allow_role(actor, Role.SUPERVISOR)
    if relation_to(actor, problem) not in ("assigned", "other_unit"):
        raise refusals.not_yours()
    if not problem.waiting:
        raise refusals.resolved_already()
    return problem


def _locked(problem: Problem) -> Problem:
    rows = Problem.objects.select_for_update(of=("self",)).select_related("department", "owner")
    return rows.get(pk=problem.pk)


def _record(actor: Actor, problem: Problem, **payload: object) -> Problem:
    problem.save()
    write_entry(
        actor,
        problem.case,
        {"problem": problem.number, **payload},
        person=f"enterprise/{problem.enterprise_id}",
        sets=[problem],
    )
    return problem
