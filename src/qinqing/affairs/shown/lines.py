"""Where an application stands, in one line for a list and as the title of its page."""

from __future__ import annotations

from datetime import date

from qinqing.affairs.models import Application, Outcome, State
from qinqing.affairs.models.applications import NOT_OUR_TURN
from qinqing.clock import Reckoning, Unit
from qinqing.law.values import unit_words
from qinqing.refusals import Say

OUTCOMES = {
    Outcome.GRANTED: Say("准予", "granted"),
    Outcome.REFUSED: Say("不予", "refused"),
    Outcome.WITHDRAWN: Say("已撤回", "withdrawn"),
}
DECLINED = Say("不予受理", "declined")
STANDS = {
    State.AWAITING_CORRECTION: Say("等企业补正，期限停着", "waiting for corrections, the clock stands"),
    State.PAUSED: Say("中止中，期限停着", "paused, the clock stands"),
}


def line_of(application: Application, today: date) -> Say:
    """From its columns alone: no step is asked for, so a list costs nothing."""
    if application.ended_on:
        return _on(application.ended_on, outcome_words(application))
    if application.state in STANDS:
        return STANDS[State(application.state)]
    if application.state == State.RECEIVED:
        answer = Say("应答复是否受理", "an answer is due")
        known = application.act_by != NOT_OUR_TURN
        return (
            until(application.act_by, today, answer) if known else Say("等待受理", "waiting to be accepted")
        )
    day = min((on for on in (application.due_on, application.promised_due_on) if on), default=None)
    if day is None:
        return Say("办理中，到期日还不能定", "in hand, its day is not known yet")
    return until(day, today, Say("到期", "due") if day == application.due_on else Say("承诺办结", "promised"))


def outcome_words(application: Application) -> Say:
    """How it ended."""
    if application.state == State.NOT_ACCEPTED:
        return DECLINED
    return OUTCOMES[Outcome(application.outcome)] if application.outcome else OUTCOMES[Outcome.WITHDRAWN]


def headline(application: Application, told: Reckoning, unit: Unit, today: date) -> Say:
    """The title of its page is the answer: where it is, and by when."""
    days, late = _days(told.days_used, unit), _days(told.late_by, unit)
    line = line_of(application, today)
    if told.state == State.DECIDED:
        says = outcome_words(application)
        return Say(f"{says.zh}，用了{days.zh}", f"{says.en.capitalize()} after {days.en}")
    if application.ended_on:
        return outcome_words(application)
    if told.state == State.AWAITING_CORRECTION:
        return Say("请补正，补齐之前期限停着", "Please answer the list; until then the clock stands")
    if told.state == State.PAUSED:
        return Say(f"期限中止，已用{days.zh}", f"Paused after {days.en}")
    if told.state == State.RECEIVED:
        return Say(f"已收件，{line.zh}", f"Received, {line.en}")
    if told.late_by:
        return Say(f"已超过法定期限{late.zh}", f"{late.en} past the statutory limit")
    if not told.days_used:
        return Say(f"已受理，{line.zh}", f"Accepted, {line.en}")
    name = unit_words(unit.value)
    return Say(f"今天是第 {told.days_used} {name.zh}，{line.zh}", f"{days.en} used, {line.en}")


def until(day: date, today: date, says: Say) -> Say:
    """10月21日承诺办结 · 今天到期 · 10月8日到期，已超过."""
    left = (day - today).days
    if left in (0, 1):
        near = (Say("今天", "today"), Say("明天", "tomorrow"))[left]
        return Say(f"{near.zh}{says.zh}", f"{says.en} {near.en}")
    told = Say(f"{short(day).zh}{says.zh}", f"{says.en} on {short(day).en}")
    return told if left > 0 else Say(f"{told.zh}，已超过", f"{told.en}: past")


def short(day: date) -> Say:
    return Say(f"{day.month}月{day.day}日", f"{day.day} {day:%b}")


def _on(day: date, says: Say) -> Say:
    return Say(f"{short(day).zh}{says.zh}", f"{says.en} on {short(day).en}")


def _days(n: int, unit: Unit) -> Say:
    name = unit_words(unit.value)
    return Say(f" {n} {name.zh}", f"{n} {name.en.removesuffix('s') if n == 1 else name.en}")
