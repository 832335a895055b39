"""What somebody with a long sheet may be refused."""

from __future__ import annotations

from qinqing.refusals import Refused, Say


def not_yours() -> Refused:
    return Refused(
        "batch.not_yours",
        Say("这张表不由您办。", "This sheet is not yours."),
        remedy=Say("请找有这个角色的人。", "Ask somebody who holds the role."),
    )


def too_many_rows(total: int, most: int) -> Refused:
    return Refused(
        "batch.too_many_rows",
        Say(
            f"有 {total} 行，一张表最多 {most} 行。", f"There are {total} rows; a sheet holds {most} at most."
        ),
        remedy=Say("请先筛选，分几次导出。", "Filter first and take them in several goes."),
    )


def entered_before(day: str) -> Refused:
    return Refused(
        "batch.entered_before",
        Say(
            f"同样的表 {day} 已经登记过，没有再登记。",
            f"The very same sheet was entered on {day}; nothing was entered.",
        ),
        remedy=Say(
            "请核对是不是传错了；确有相同的几件，请改一处说明后再传。",
            "Check whether it is the right file; where there are equal matters, change a word to tell them apart.",
        ),
    )
