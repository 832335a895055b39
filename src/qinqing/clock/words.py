"""Why a day counts or does not, in one sentence each. The law is cited through the values it stands in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache

from qinqing.clock.days import DayKind
from qinqing.clock.events import Event, EventType, grounds_on, source_of_grounds
from qinqing.clock.history import NOTICE_DAYS, How
from qinqing.law.values import source_of
from qinqing.refusals import Say

RECEIVED = Say("已收到，尚未受理，不计入。", "Received and not yet accepted: does not count.")
AWAITING = Say("已告知补正，等待补正，不计入。", "Corrections are awaited: does not count.")
FROM_NEXT_DAY = Say("当日不计入，次日起算", "it does not count, counting begins the next day")

DAYS = {
    DayKind.WORKDAY: Say("工作日", "A working day"),
    DayKind.MAKE_UP: Say("调休上班日", "A weekend day worked to make up for a holiday"),
    DayKind.WEEKEND: Say("周末休息日，不计入。", "A weekend: does not count."),
    DayKind.HOLIDAY: Say("节假日放假，不计入。", "A public holiday: does not count."),
}
CALENDAR_DAY = Say("自然日", "A calendar day")

WITHIN = Say("", "")
EXTENDED = Say("，在延长的时限内", ", in the extended time")
ROLLED = Say(
    "，期满之日不是工作日，顺延中，不算逾期",
    "; the last day was no working day, so the limit moves: not late",
)
BEYOND = Say("，已超过时限", ", beyond the limit")


def of_acceptance(how: How) -> Say:
    """The day of acceptance itself."""
    if how is How.DEEMED:
        source = source_of(NOTICE_DAYS)
        return Say(
            f"材料齐备之日；逾期未告知补正，自该日起视为受理，{FROM_NEXT_DAY.zh}（{source.zh}）。",
            f"The day the papers were complete; no notice came in time, so it counts as the day of acceptance: "
            f"{FROM_NEXT_DAY.en} ({source.en}).",
        )
    if how is How.DECIDED:
        return Say(
            f"此前未受理即作出决定，视同当日受理，{FROM_NEXT_DAY.zh}。",
            f"Decided without having been accepted, so this counts as the day of acceptance: {FROM_NEXT_DAY.en}.",
        )
    return Say(f"受理之日，{FROM_NEXT_DAY.zh}。", f"The day of acceptance: {FROM_NEXT_DAY.en}.")


@cache
def counted(kind: Say, where: Say) -> Say:
    return Say(f"{kind.zh}，计入{where.zh}。", f"{kind.en}: counts{where.en}.")


def paused(grounds: Sequence[str], day: date) -> Say:
    known, source = grounds_on(day), source_of_grounds()
    names = [known.get(ground, Say(ground, ground)) for ground in grounds]
    zh, en = "、".join(name.zh for name in names), ", ".join(name.en for name in names)
    return Say(f"因{zh}中止计时，不计入（{source.zh}）。", f"Paused for {en}: does not count ({source.en}).")


def unpublished(year: int) -> Say:
    return Say(
        f"{year} 年的节假日安排尚未公布，不知道是不是工作日，暂不计入。",
        f"The holidays of {year} are not published, so nobody knows whether this is a working day: not counted yet.",
    )


def unsure_accepted(year: int) -> Say:
    return Say(
        f"{year} 年的节假日安排尚未公布，不能确定是否已视为受理，暂不计入。",
        f"The holidays of {year} are not published, so nobody can say whether this is accepted by law: not counted yet.",
    )


IDLE = {
    EventType.CORRECTION_NOTIFIED: Say(
        "当日的补正告知在受理（或视为受理）之后，不影响时限。",
        "The notice of corrections of this day came after acceptance (if only by law) and changes no time.",
    ),
    EventType.CORRECTED: Say(
        "当日的补正在受理（或视为受理）之后，不影响时限。",
        "The corrections of this day came after acceptance (if only by law) and change no time.",
    ),
    EventType.ACCEPTED: Say(
        "当日登记的受理在视为受理之后，不影响时限。",
        "The acceptance entered on this day came after the acceptance by law and changes no time.",
    ),
    EventType.EXTENDED: Say(
        "当日的延长在期满之后作出，不起作用。",
        "The extension of this day came after the limit had run out and has no effect.",
    ),
}


def with_idle(why: Say, idle: Sequence[Event]) -> Say:
    """The sentence of a day, and what was entered on it too late to change anything."""
    remarks = dict.fromkeys(IDLE[event.type] for event in idle)
    return Say("".join([why.zh, *(r.zh for r in remarks)]), " ".join([why.en, *(r.en for r in remarks)]))
