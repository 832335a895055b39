"""How somebody stands to an application, a draft, a rating or a problem, and who may do what with it."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Model

from qinqing.accounts.actor import Actor
from qinqing.accounts.matrix import relation, relation_to
from qinqing.accounts.receivers import receives
from qinqing.accounts.roles import Role
from qinqing.accounts.units import answers_for
from qinqing.affairs import refusals
from qinqing.affairs.models import Application, Draft, Evidence, Kind, Problem, Rating, Step
from qinqing.files.models import Attachment
from qinqing.files.permissions import opens
from qinqing.organisations.models import Department
from qinqing.record.models import Entry

FIRM = {Role.ENTERPRISE: frozenset({"own"})}
UNIT = frozenset({"assigned", "same_unit"})
MINE = frozenset({"assigned"})
SERVING: dict[Role, frozenset[str]] = {Role.CLERK: UNIT, Role.REVIEWER: UNIT, Role.LEADER: UNIT}
# Act → role → how the actor stands to the matter. What is not written here is refused.
MAY: dict[str, Mapping[Role, frozenset[str]]] = {
    "see": FIRM | SERVING | {Role.SUPERVISOR: frozenset({"assigned", "same_unit", "other_unit"})},
    "confirm": FIRM | {Role.CLERK: UNIT},
    "withdraw": FIRM,
    "withdraw_for": {Role.CLERK: UNIT},
    "answer": FIRM,
    "answer_for": {Role.CLERK: UNIT},
    "rate": FIRM,
    "note_trip": FIRM | {Role.CLERK: UNIT},
    "record_intermediary": FIRM | {Role.CLERK: UNIT},
    "record_demand": FIRM | SERVING | {Role.SUPERVISOR: frozenset({"same_unit", "other_unit"})},
    "receive_paper": SERVING,
    "accept": SERVING,
    "refuse_scope": SERVING,
    "notify": SERVING,
    "open_second": {Role.LEADER: UNIT},
    "pause": {Role.CLERK: MINE, Role.REVIEWER: MINE, Role.LEADER: UNIT},
    "resume": {Role.CLERK: UNIT, Role.REVIEWER: UNIT, Role.LEADER: UNIT},
    "extend": {Role.LEADER: UNIT},
    "transfer": {Role.CLERK: MINE, Role.REVIEWER: MINE, Role.LEADER: UNIT},
    "assess": {Role.CLERK: MINE, Role.REVIEWER: MINE, Role.LEADER: UNIT},
    "propose": {Role.CLERK: MINE, Role.REVIEWER: MINE, Role.LEADER: MINE},
    "decide": {Role.CLERK: MINE, Role.REVIEWER: UNIT, Role.LEADER: UNIT},
    "deliver": SERVING,
}


def allow(actor: Actor, act: str, thing: Model) -> None:
    """Refused `affairs.not_yours` unless some role the actor holds may do `act`, standing to `thing` as they do."""
    if not may(actor, act, relation_to(actor, thing)):
        raise refusals.not_yours()


def may(actor: Actor, act: str, stands: str) -> bool:
    """Whether some role the actor holds may do `act`, standing so to the thing."""
    return any(stands in MAY[act].get(role, ()) for role in actor.roles)


def allow_role(actor: Actor, *roles: Role) -> None:
    if not actor.holds(*roles):
        raise refusals.not_yours()


@relation(Application)
def relation_to_application(actor: Actor | None, application: Application) -> str:
    if actor is None:
        return "none"
    if application.enterprise_id in actor.enterprise_ids:
        return "own"
    if actor.official_id is None:
        return "none"
    if application.handler_id == actor.official_id:
        return "assigned"
    return "same_unit" if answers_for(actor, application.department_id) else "other_unit"


@receives
def receives_step(actor: Actor, entry: Entry) -> bool:
    """A firm is handed the receipt of every step of its applications, whoever took it; a proposal is no step yet.

    Of the application's own entries alone: what takes stock or erases names rows of everybody.
    """
    if not actor.enterprise_ids:
        return False
    steps = Step.objects.filter(set_by=entry.pk, application__enterprise__in=actor.enterprise_ids)
    step = steps.exclude(kind=Kind.PROPOSED).select_related("application").first()
    return step is not None and step.application.case == entry.case_id


@opens("affairs")
def opens_attachment(actor: Actor, attachment: Attachment) -> bool:
    """Whoever may see an application it belongs to; before that whoever attached it, and the firm's people.

    Evidence of a step that is not for the firm is opened by staff alone.
    """
    evidence = Evidence.objects.filter(file=attachment).select_related("step__application").first()
    if evidence is not None:
        stands = relation_to(actor, evidence.step.application)
        return may(actor, "see", stands) and (evidence.for_firm or stands != "own")
    # One file may go with several: an agent gives the same one for two firms.
    papers = [*attachment.papers.select_related("application")]
    if papers:
        return any(may(actor, "see", relation_to(actor, paper.application)) for paper in papers)
    if attachment.uploaded_by_id == actor.user.pk:
        return True
    drafts = Draft.objects.filter(enterprise__in=actor.enterprise_ids).values_list("papers", flat=True)
    return any(str(attachment.pk) in given.get("files", ()) for papers in drafts for given in papers.values())


@relation(Draft)
def relation_to_draft(actor: Actor | None, draft: Draft) -> str:
    """A firm's drafts are all its people's, agents included; one staff entered is theirs who entered it."""
    if actor is None:
        return "none"
    if draft.enterprise_id in actor.enterprise_ids:
        return "own"
    return "assigned" if actor.is_staff and draft.user_id == actor.user.pk else "none"


@relation(Rating)
def relation_to_rating(actor: Actor | None, rating: Rating) -> str:
    """The department judged is concerned, whoever asks from it: it never sees the row itself."""
    if actor is None:
        return "none"
    if rating.application.enterprise_id in actor.enterprise_ids:
        return "own"
    if actor.official_id is None:
        return "none"
    return "concerned" if answers_for(actor, rating.department_id) else "other_unit"


@relation(Problem)
def relation_to_problem(actor: Actor | None, problem: Problem) -> str:
    if actor is None:
        return "none"
    if problem.enterprise_id in actor.enterprise_ids:
        return "own"
    if actor.official_id is None:
        return "none"
    if problem.department_id and answers_for(actor, problem.department_id):
        return "concerned"
    return "assigned" if problem.owner_id == actor.official_id else "other_unit"


def of_unit(actor: Actor, department: Department) -> bool:
    return answers_for(actor, department.pk)
