"""How near the bureau's next step is, in colour and in words."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date

from qinqing.affairs.models import Application, State
from qinqing.affairs.selectors.lists import Urgency, accepted_by_silence, urgency
from qinqing.law.calendar import covered_years, published_workdays
from qinqing.refusals import Say

# Urgency → the kind of tag that shows it.
KINDS = {
    Urgency.LATE: "halt",
    Urgency.TODAY: "open",
    Urgency.SOON: "open",
    Urgency.IN_TIME: "",
    Urgency.WAITING: "unset",
    Urgency.UNTOLD: "open",
}
# State → what the bureau is to do by that day.
TO_DO = {
    State.RECEIVED: Say("受理或者一次告知", "accept or notify once"),
    State.RUNNING: Say("办理，作出决定", "handle and decide"),
    State.AWAITING_CORRECTION: Say("等企业补正", "waiting for the firm"),
    State.PAUSED: Say("等中止事由结束", "waiting for the pause to end"),
    State.DECIDED: Say("送达", "deliver"),
}
# What the clock waits for; while it runs its day is known, or nobody can say.
WAITS = {
    State.AWAITING_CORRECTION: Say("停着，等企业", "stopped, the firm's turn"),
    State.PAUSED: Say("停着，中止中", "stopped, paused"),
}
UNKNOWN = Say("到期日还不能定", "its day is not known yet")


def distance(application: Application, today: date) -> Say:
    """还剩 2 个工作日 · 已超期 3 个工作日 · 已超承诺 3 个工作日 · 今天到期."""
    near = urgency(application, today)
    if near == Urgency.UNTOLD:
        return _untold(application)
    if near == Urgency.WAITING:
        return WAITS.get(State(application.state), UNKNOWN)
    if near == Urgency.TODAY:
        return near.says
    days, unit = _between(today, application.act_by)
    if near == Urgency.LATE:
        promised = application.state == State.RUNNING and application.act_by != application.due_on
        past = Say("已超承诺", "past the promise") if promised else Say("已超期", "late")
        return Say(f"{past.zh} {days} {unit.zh}", f"{days} {unit.en} {past.en}")
    return Say(f"还剩 {days} {unit.zh}", f"{days} {unit.en} left")


def _untold(application: Application) -> Say:
    """期限未能算出：2027 年日历未公布; published since, it is stated anew within the hour."""
    year = application.unsure_from.year if application.unsure_from else None
    if year in covered_years():
        return Say("期限正在重新算出", "its day is being told anew")
    return Say(f"期限未能算出：{year} 年日历未公布", f"day not known: calendar of {year} not published")


def to_do(application: Application, today: date) -> Say:
    """The next step in a word; nothing for what is over."""
    if accepted_by_silence(application, today):
        return Say("已视为受理，抓紧办理", "accepted by silence: get on with it")
    if application.state == State.DECIDED and application.delivered_on:
        return Say("已送达", "delivered")
    return TO_DO.get(State(application.state), Say("无", "nothing"))


def _between(one: date, other: date) -> tuple[int, Say]:
    """Working days where the calendar of both years is published, else calendar days."""
    first, last = sorted((one, other))
    if {first.year, last.year} <= {*covered_years()}:
        works = published_workdays()
        if days := bisect_right(works, last) - bisect_right(works, first):
            return days, Say("个工作日", "working day" if days == 1 else "working days")
    days = (last - first).days
    return days, Say("天", "day" if days == 1 else "days")
