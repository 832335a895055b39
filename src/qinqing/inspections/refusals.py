"""What keeps a draw out of the log: code, message, what to do now."""

from __future__ import annotations

from datetime import datetime

from qinqing.draw.times import written
from qinqing.refusals import Refused, Say


def plan_logged(year: int) -> Refused:
    return Refused(
        "draw.plan-logged",
        Say(f"{year} 年已经存证过另一份年度计划。", f"Another plan was logged for {year} already."),
        remedy=Say(
            "公布过的计划不能更换：请找回存证的那一份。",
            "A logged plan is not replaced: find the one that was.",
        ),
    )


def plan_not_logged() -> Refused:
    return Refused(
        "draw.plan-not-logged",
        Say("年度计划还没有存证，或者存证的是另一份。", "The plan is not logged, or another one is."),
        remedy=Say(
            "请先存证计划：qinqing draw plan … --log，再承诺。",
            "Log the plan first with `qinqing draw plan … --log`; then commit.",
        ),
    )


def logged_late(draw: str, known: datetime) -> Refused:
    moment = written(known)
    return Refused(
        "draw.logged-late",
        Say(
            f"{draw} 的随机源 {moment} 起已经公布，承诺没有赶在这之前存证，现在存证什么也证明不了。",
            f"A source of {draw} was out from {moment} and the commitment was not logged before: now it would prove nothing.",
        ),
        remedy=Say(
            "请用计划里另外的编号重新承诺，当场存证；这一次如已抽取，请公开说明没有存证。",
            "Commit anew under another id of the plan and log it at once; if this one was run, say openly that it was not logged.",
        ),
    )


def logged_otherwise(draw: str, step: int) -> Refused:
    return Refused(
        "draw.logged-otherwise",
        Say(
            f"{draw} 的第 {step} 步，存证里是另外一步：手头的档案不是存证的那一份，或者退回到了从前。",
            f"Step {step} of {draw} is another in the log: this bundle is not the one that was logged, or was set back.",
        ),
        remedy=Say(
            "请找回存证的那份档案；找不到的，以存证为准，并向监督方说明。",
            "Find the bundle that was logged; if it is lost, the log stands: tell the supervisor.",
        ),
    )
