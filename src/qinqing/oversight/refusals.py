"""What supervisors and the person concerned may be refused: code, message, what to do now."""

from __future__ import annotations

from datetime import date

from qinqing.oversight.models import Disposition, Finding, FindingStatus
from qinqing.refusals import Refused, Say

LOOK_AT_IT = Say("请看它的经过。", "See what was done on its page.")
OPENS_AGAIN = Say("依据变化后会自动重新列为待核实。", "It opens by itself when its evidence changes.")


def already_disposed(finding: Finding) -> Refused:
    status = finding.get_status_display()
    return Refused(
        "finding.already_disposed",
        Say(
            f"疑点 {finding.number} 已经处置（{status}），不能再次处置。",
            f"Finding {finding.number} has been disposed of ({status}) and cannot be again.",
        ),
        remedy=OPENS_AGAIN if finding.status == FindingStatus.DISMISSED else LOOK_AT_IT,
    )


def already_answered(notice: Disposition) -> Refused:
    return Refused(
        "notice.already_answered",
        Say("这个问题已经答复，不能改写。", "This question is answered; an answer is not rewritten."),
        remedy=Say("需要补充的，请向督查人员提出。", "Tell the supervisors what you want to add."),
    )


def nothing_to_check(finding: Finding) -> Refused:
    return Refused(
        "finding.not_rectifying",
        Say(
            f"疑点 {finding.number} 没有正在进行的整改，无需核对。",
            f"Finding {finding.number} is not being rectified; there is nothing to check.",
        ),
        remedy=Say("需要整改的，请先责令整改。", "Where something is to be put right, order it first."),
    )


def deadline_passed(due_on: date) -> Refused:
    return Refused(
        "disposition.deadline_passed",
        Say(f"期限 {due_on} 早于今天。", f"The deadline {due_on} is before today."),
        remedy=Say("请填今天或以后的日期。", "Give today or a later day."),
    )


def nothing_swept() -> Refused:
    return Refused(
        "check.nothing_swept",
        Say(
            "还没有判断过事实，无从核对。",
            "No facts have been swept, so nothing can be checked.",
        ),
        remedy=Say(
            "由系统管理员运行 qinqing sweep 接入本局的事实文件夹，再来核对。",
            "A system administrator runs `qinqing sweep` first.",
        ),
    )


def rule_is_sealed(rule: str) -> Refused:
    return Refused(
        "check.sealed",
        Say(
            f"规则 {rule} 由纪检监察机构掌握，本局不能核对。",
            f"Rule {rule} is the organ's and is not asked here.",
        ),
        remedy=Say("要不要回避，请用回避核对。", "Whether to recuse yourself, ask by the recusal check."),
    )
