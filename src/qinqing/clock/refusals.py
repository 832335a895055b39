"""What the clock refuses, each with its code word and what to do now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from qinqing.refusals import Problem, Refused, Say, system_words


def unreadable(name: Say, error: OSError) -> Refused:
    why = system_words(error)
    return Refused(
        "clock.file",
        Say(f"{name.zh} 读不了：{why.zh}。", f"{name.en} cannot be read: {why.en}."),
        remedy=Say(
            "请指明一个 JSON 文件，或以 - 从标准输入读。", "Name a JSON file, or - for standard input."
        ),
    )


def too_large(name: Say, most: int) -> Refused:
    return Refused(
        "clock.size",
        Say(f"{name.zh} 超过 {most} 字节。", f"{name.en} has more than {most} bytes."),
        remedy=Say("请一次只给一件申请的事件。", "Give the events of one application at a time."),
    )


def no_json(name: Say, why: Say) -> Refused:
    return Refused(
        "clock.json",
        Say(f"{name.zh} 不是可读的 JSON：{why.zh}。", f"{name.en} is no JSON we can read: {why.en}."),
        remedy=Say(
            '请给一个对象：{"limit": {"n", "unit"}, "events": [{"type", "on"}]}，UTF-8 编码。',
            'Give one object, {"limit": {"n", "unit"}, "events": [{"type", "on"}]}, in UTF-8.',
        ),
    )


def contradictory(problems: Sequence[Problem]) -> Refused:
    return Refused(
        "clock.events",
        Say("这些事件或时限有误，没有计算。", "The events or limits have mistakes; nothing was reckoned."),
        problems,
        remedy=Say("请逐条改正。", "Mend each."),
    )


def unset(name: Say, day: date) -> Refused:
    return Refused(
        "clock.unset",
        Say(
            f"“{name.zh}”在 {day} 没有有效的数值。",
            f"Nothing is in force on {day} for: {name.en}.",
        ),
        remedy=Say(
            "请换一个日期，或由本单位确认、设定这个数值。",
            "Choose another day, or let the bureau confirm or set the value.",
        ),
    )


def no_limit(name: Say, says: Say) -> Refused:
    return Refused(
        "clock.no-limit",
        Say(
            f"“{name.zh}”（{says.zh}）不是从某日的次日起算的天数。",
            f"This is no number of days from the day after something: {name.en} ({says.en}).",
        ),
        remedy=Say("请选用以日或者工作日计的期限。", "Choose a period counted in days or in working days."),
    )
