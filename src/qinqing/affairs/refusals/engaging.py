"""What may be refused where an intermediary is written down."""

from __future__ import annotations

from datetime import date

from qinqing.refusals import Refused, Say

SEE_CONTRACT = Say(
    "请照合同或者发票写全称和 18 位统一社会信用代码。",
    "Write the whole name and the 18 characters of the unified social credit code as on the contract or invoice.",
)


def engaged_later(day: date) -> Refused:
    return Refused(
        "intermediary.day",
        Say(f"委托日期 {day} 还没有到。", f"The day it was engaged, {day}, is still to come."),
        remedy=Say("请写委托合同的日期。", "Write the day of the contract."),
    )


def engaged_itself() -> Refused:
    return Refused(
        "intermediary.oneself",
        Say("申请企业自己不是中介。", "The applicant is no intermediary of its own."),
        remedy=Say("请写受委托的那一家。", "Write whom it engaged."),
    )


def engaged_already() -> Refused:
    return Refused(
        "intermediary.twice",
        Say("完全相同的一条已经登记。", "Just this is noted already."),
        remedy=Say(
            "不用再记；是另一次委托的，请核对日期和费用。",
            "Nothing need be added; if it was another engagement, check its day and fee.",
        ),
    )


def no_such_intermediary(name: str) -> Refused:
    return Refused(
        "intermediary.unknown",
        Say(
            f"本局没有登记“{name}”，光凭名称认不出是哪一家。",
            f"“{name}” is not registered here, so its name alone does not say which firm it is.",
        ),
        remedy=SEE_CONTRACT,
    )


def several_intermediaries(name: str) -> Refused:
    return Refused(
        "intermediary.several",
        Say(f"叫“{name}”的不止一家。", f"More than one firm is called “{name}”."),
        remedy=SEE_CONTRACT,
    )


def wrong_credit_code(problem: Say) -> Refused:
    return Refused(
        "intermediary.code",
        Say(
            f"统一社会信用代码不对：{problem.zh}。",
            f"The unified social credit code is wrong: {problem.en}.",
        ),
        remedy=SEE_CONTRACT,
    )
