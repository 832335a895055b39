"""What any step may be refused: somebody else's matter, a matter that moved on, a day or words that cannot be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils import timezone
from django.utils.translation import override

from qinqing.accounts.roles import Role
from qinqing.affairs.models import Application, Step
from qinqing.refusals import Problem, Refused, Say

LOOK_AGAIN = Say("请看它现在的经过，再决定怎么办。", "Look at its steps as they are now, then decide.")


def not_yours() -> Refused:
    return Refused(
        "affairs.not_yours",
        Say("这件事不由您办。", "This is not yours to do."),
        remedy=Say("请找承办人或者科室负责人。", "Ask its handler or the head of the unit."),
    )


def changed_meanwhile(application: Application, since: Sequence[Step]) -> Refused:
    """Somebody else was first: what they did, one line each."""
    return Refused(
        "application.changed",
        Say(
            f"申请 {application.number} 在您打开以后有了变化，刚才的操作没有生效。",
            f"Application {application.number} changed since you opened it; what you just did was not done.",
        ),
        [Problem("", _told(step)) for step in since],
        remedy=Say(
            "看过变化，仍然要办的，再提交一次。",
            "Look at what changed; if it is still to be done, send it again.",
        ),
    )


def _told(step: Step) -> Say:
    when = timezone.localtime(step.at).strftime("%m-%d %H:%M")
    return Say(
        f"{when} {_role(step, 'zh-hans')}：{_kind(step, 'zh-hans')}",
        f"{when} {_role(step, 'en')}: {_kind(step, 'en')}",
    )


def _kind(step: Step, language: str) -> str:
    with override(language):
        return str(step.get_kind_display())


def _role(step: Step, language: str) -> str:
    with override(language):
        machine = "系统" if language.startswith("zh") else "the platform"
        return str(Role(step.role).label) if step.role in Role.values else machine


def ended(application: Application) -> Refused:
    return Refused(
        "application.ended",
        Say(
            f"申请 {application.number} 已经结束，不能再办。",
            f"Application {application.number} has ended; nothing more is done on it.",
        ),
        remedy=LOOK_AGAIN,
    )


def wrong_state(application: Application) -> Refused:
    with override("zh-hans"):
        zh = application.get_state_display()
    with override("en"):
        en = application.get_state_display()
    return Refused(
        "application.wrong_state",
        Say(
            f"申请 {application.number} 现在是“{zh}”，不能这样办。",
            f"Application {application.number} is now “{en}”, so this cannot be done.",
        ),
        remedy=LOOK_AGAIN,
    )


def not_yet_accepted(application: Application) -> Refused:
    return Refused(
        "application.not_accepted_yet",
        Say(
            f"申请 {application.number} 还没有受理。",
            f"Application {application.number} is not accepted yet.",
        ),
        remedy=Say(
            "请先受理、告知补正或者不予受理。", "Accept it, notify what to correct, or decline it first."
        ),
    )


def same_handler() -> Refused:
    return Refused(
        "application.same_handler",
        Say("这件申请已经由这个人承办。", "This person handles the application already."),
        remedy=Say("请选另一个人。", "Choose somebody else."),
    )


def nobody_answers(application: Application) -> Refused:
    unit = application.department.name
    return Refused(
        "facts.no_handler",
        Say(
            f"申请 {application.number} 没有承办人，{unit}也没有负责人，不能导出。",
            f"Application {application.number} has no handler, and {unit} no leader: nothing was exported.",
        ),
        remedy=Say("请先指定承办人。", "Name a handler first."),
    )


def confirmed_already(application: Application) -> Refused:
    return Refused(
        "application.confirmed_already",
        Say(
            f"申请 {application.number} 已经确认。", f"Application {application.number} is confirmed already."
        ),
        remedy=Say("无需再次确认。", "Nothing need be confirmed again."),
    )


def given_otherwise() -> Refused:
    return Refused(
        "paper.given_otherwise",
        Say(
            "这份材料已经在网上提交，或者本局已有，不在窗口收。",
            "This paper was given online or is held already; it is not taken at the counter.",
        ),
        remedy=LOOK_AGAIN,
    )


def nothing_to_answer() -> Refused:
    return Refused(
        "correction.nothing_to_answer",
        Say(
            "这一项已经答复，或者补正已经结束。", "This point is answered already, or the correction is over."
        ),
        remedy=LOOK_AGAIN,
    )


def day_out_of_order(day: date, first: date) -> Refused:
    return Refused(
        "step.day",
        Say(
            f"{day} 不行：应在 {first} 和今天之间，从收件、中止或者决定之日算起。",
            f"{day} will not do: it lies between {first}, when this was received, paused or decided, and today.",
        ),
        remedy=Say("请核对日期。", "Check the day."),
    )
