"""Who is told of which step, and of what firms say: one line per kind, written in the act's own transaction."""

from __future__ import annotations

from collections.abc import Iterable

from qinqing.accounts.actor import Actor
from qinqing.affairs.models import Application, Channel, Kind, Problem, Rating, Step
from qinqing.affairs.selectors.voice import told_of_problem
from qinqing.notices.kinds import kind
from qinqing.notices.outbox import notify
from qinqing.notices.recipients import accounts_of, deciders, leaders_of, people_of, supervisors
from qinqing.record.services import Machine

OWN, STAFF = ("own_application", "number"), ("affair", "number")

FIRM = {
    Kind.CORRECTION_NOTIFIED: kind(
        "affairs.correction",
        "您的申请需要补正，内容已一次告知",
        "Your application is to be corrected; the list is complete",
        *OWN,
    ),
    Kind.NOT_ACCEPTED: kind(
        "affairs.not_accepted",
        "您的申请不属于本单位办理，已写明找谁",
        "Your application is another office's; which, is said",
        *OWN,
    ),
    Kind.ACCEPTED: kind("affairs.accepted", "您的申请已经受理", "Your application was accepted", *OWN),
    Kind.DEEMED: kind(
        "affairs.deemed", "您的申请依法视为已受理", "Your application counts as accepted by law", *OWN
    ),
    Kind.PAUSED: kind(
        "affairs.paused",
        "您的申请已中止计时，事由已写明",
        "The clock of your application stands; the ground is given",
        *OWN,
    ),
    Kind.RESUMED: kind("affairs.resumed", "您的申请恢复计时", "The clock of your application goes on", *OWN),
    Kind.EXTENDED: kind(
        "affairs.extended",
        "您的申请延长了办理期限，理由已写明",
        "The time for your application was extended; the reason is given",
        *OWN,
    ),
    Kind.TRANSFERRED: kind(
        "affairs.transferred",
        "您的申请换了经办人，期限不变",
        "Somebody else handles your application; its day stays",
        *OWN,
    ),
    Kind.DECIDED: kind("affairs.decided", "您的申请已作出决定", "Your application was decided", *OWN),
    Kind.DELIVERED: kind(
        "affairs.delivered", "您的申请的决定已送达", "The decision on your application was delivered", *OWN
    ),
    Kind.DEMANDED: kind(
        "affairs.demanded",
        "您的申请记录了一项指南以外的要求",
        "A demand beyond the guide was recorded on your application",
        *OWN,
    ),
}
ENTERED = kind(
    "affairs.entered",
    "工作人员代您填写了一件申请，请核对确认",
    "Staff entered an application for you; please check and confirm",
    *OWN,
)
SLIP = kind(
    "affairs.slip",
    "窗口登记了您签字确认的回执；您没有签过的，请立即反映",
    "The counter entered a slip you signed; if you signed none, say so at once",
    *OWN,
)
SAID_FOR = kind(
    "affairs.said_for",
    "窗口代您登记了补正的答复或者撤回，请核对；不是您的意思，请立即反映",
    "The counter entered an answer or a withdrawal of yours; please check, and if you said no such thing, say so at once",
    *OWN,
)
HANDLER = {
    Kind.RECEIVED: kind(
        "affairs.assigned", "有一件新申请由您经办", "A new application is yours to handle", *STAFF
    ),
    Kind.TRANSFERRED: kind(
        "affairs.handed_on", "有一件申请转交您经办", "An application was handed on to you", *STAFF
    ),
    Kind.ANSWERED: kind("affairs.answered", "企业补正了一项", "The firm answered one point", *STAFF),
    Kind.CORRECTED: kind("affairs.corrected", "企业已补正完毕", "The firm answered every point", *STAFF),
    Kind.CONFIRMED: kind(
        "affairs.confirmed", "代填的内容已确认", "What was entered for the firm is confirmed", *STAFF
    ),
    Kind.OPENED: kind(
        "affairs.opened", "上级同意再次告知补正，请办理", "A superior let a second notice be written", *STAFF
    ),
    Kind.WITHDRAWN: kind("affairs.withdrawn", "企业撤回了申请", "The firm withdrew its application", *STAFF),
}
PROPOSED = kind(
    "affairs.proposed",
    "有一件申请的办理意见等待决定",
    "A proposal on an application waits for a decision",
    *STAFF,
)
POOR = kind("affairs.poor", "有一条评价需要跟进", "A rating is to be followed up", "affair_ratings")
CONTESTED = kind(
    "affairs.contested",
    "有一条评价被提出异议，等待核定",
    "A rating was contested and is to be judged",
    "affair_ratings",
)
ASKED = kind(
    "affairs.asked",
    "督查交办一项服务问题，请整改",
    "Supervision asks your unit to put something right",
    "affairs_asked",
)
OWNED = kind(
    "affairs.problem",
    "有一件“办不成事”反映由您负责",
    "A problem is yours to see solved",
    "affair_problem",
    "number",
)
SAID = kind(
    "affairs.problem_said",
    "企业对“办不成事”的答复作了回应",
    "The firm said whether its problem is solved",
    "affair_problem",
    "number",
)
SOLVED = kind(
    "affairs.problem_answered",
    "您反映的“办不成事”已有答复",
    "Your problem was answered",
    "own_problem",
    "number",
)


def tell_of(actor: Actor | Machine, application: Application, steps: Iterable[Step]) -> None:
    """Everybody these steps concern but whoever took them."""
    oneself = {actor.user.pk} if isinstance(actor, Actor) else set()
    number, new = application.number, [*steps]
    # Of several steps of one kind in one act each is told once.
    for said in _once(_told_firm(application, step) for step in new):
        notify({*people_of(application.enterprise_id)} - oneself, said, number)
    for said in _once(HANDLER.get(Kind(step.kind)) for step in new):
        notify({*accounts_of(application.handler_id)} - oneself, said, number)
    if any(step.kind == Kind.PROPOSED for step in new):
        notify(deciders(application.department_id, oneself), PROPOSED, number)


def _once(said: Iterable[str | None]) -> list[str]:
    return [*dict.fromkeys(one for one in said if one)]


def _told_firm(application: Application, step: Step) -> str | None:
    """What staff did in the firm's name is told to it: it would know best that it never said so."""
    if step.kind == Kind.RECEIVED and application.channel != Channel.ONLINE:
        return ENTERED
    if step.kind == Kind.CONFIRMED and step.words:  # a slip: the firm itself confirms without one
        return SLIP
    if step.said.get("slip"):
        return SAID_FOR
    return FIRM.get(Kind(step.kind))


def tell_of_rating(rating: Rating, *, poor: bool) -> None:
    """Supervision alone; the unit judged learns what it is asked, of no application and no firm."""
    if poor:
        notify(supervisors(rating.department_id), POOR)


def tell_of_contest(rating: Rating) -> None:
    notify(supervisors(rating.department_id), CONTESTED)


def tell_unit_asked(rating: Rating) -> None:
    notify(leaders_of(rating.department_id), ASKED)


def tell_owner(problem: Problem, *, said: bool = False) -> None:
    """Whoever sees it solved, by its number."""
    notify(told_of_problem(problem), SAID if said else OWNED, problem.number)


def tell_firm_of_answer(problem: Problem) -> None:
    notify(people_of(problem.enterprise_id), SOLVED, problem.number)
