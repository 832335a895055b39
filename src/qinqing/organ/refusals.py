"""What the organ's desk may refuse."""

from __future__ import annotations

from qinqing.law.values import source_of
from qinqing.organ.models import Release
from qinqing.refusals import Refused, Say


def already_registered() -> Refused:
    return Refused(
        "lead.already_registered",
        Say("这个疑点已经登记或排除，不能再次登记。", "This finding is registered or dismissed already."),
        remedy=Say("已登记的，请到线索页处置。", "If it is registered, act on the lead's page."),
    )


def at_bureau() -> Refused:
    return Refused(
        "finding.at_bureau",
        Say(
            "这个疑点由本局督查处置，本机构只看，不登记、不排除、不导出。",
            "The bureau's supervisors dispose of this finding; the organ reads it, and registers, sets aside and exports nothing.",
        ),
        remedy=Say("需要管辖的，请向本局督查调取案卷。", "To take it over, call in the file from them."),
    )


def procedure_waiting() -> Refused:
    return Refused(
        "procedure.waiting",
        Say("这条线索还有一项处置等待审批。", "A procedure on this lead waits for approval."),
        remedy=Say("审批后再提出下一项。", "Propose the next one after it is decided."),
    )


def already_decided() -> Refused:
    return Refused(
        "procedure.decided",
        Say("这项处置已经审批。", "This procedure is decided already."),
        remedy=Say("需要变更的，请另提一项。", "To change it, propose another."),
    )


def own_proposal() -> Refused:
    return Refused(
        "organ.own_proposal",
        Say("承办人不能审批自己提出的事项。", "Nobody approves what they proposed."),
        remedy=Say("请由审批人办理。", "Ask the approver."),
    )


def closed() -> Refused:
    return Refused(
        "lead.closed",
        Say("这条线索已经了结，不再处置。", "This lead is closed; no procedure follows."),
        remedy=Say("有新的依据时，疑点会重新列出。", "New evidence opens the finding again."),
        cites=source_of("clue_disposal_methods"),
    )


def deadline_missing() -> Refused:
    return Refused(
        "procedure.deadline_missing",
        Say("没有写办理期限，或者期限早于今天。", "There is no deadline, or it is before today."),
        remedy=Say("请写今天或以后的日期。", "Give today or a later day."),
    )


def clearance_missing() -> Refused:
    return Refused(
        "procedure.clearance_missing",
        Say("予以了结须有对本人的书面澄清。", "Closing needs the written clearance of the person."),
        remedy=Say(
            "请写明；没有惊动本人的，写明“未惊动本人”。",
            "Write it; where the person was never approached, say so.",
        ),
        cites=source_of("clue_disposal_methods"),
    )


def already_released() -> Refused:
    return Refused(
        "release.exists",
        Say(
            "这一条这一期间的总数已经提出或公布。",
            "A total for this article and period is proposed or released already.",
        ),
        remedy=Say("请改填别的期间。", "Give another period."),
    )


def period_wrong() -> Refused:
    return Refused(
        "release.period_wrong",
        Say("期间的止日早于起日，或晚于今天。", "The period ends before it begins, or after today."),
        remedy=Say("请核对日期。", "Check the days."),
    )


def periods_overlap(other: Release) -> Refused:
    return Refused(
        "release.periods_overlap",
        Say(
            f"与 {other.period_from} 至 {other.period_to} 的总数期间重叠：两数相减就是不满 5 件的数。",
            f"It overlaps the total of {other.period_from} to {other.period_to}: subtracting one from the other gives counts under 5.",
        ),
        remedy=Say("请改用不重叠的期间。", "Choose a period beside it."),
    )


def unknown_article(address: str) -> Refused:
    return Refused(
        "release.unknown_article",
        Say(
            f"第 {address} 条没有总数可公布：办法没有这一条，或者它是该做的事项（已有逐项数字），或者还没有规则。",
            f"No total is published for article {address}: the measure has none of that number, or it is a duty (with live figures), or no rule watches over it.",
        ),
        remedy=Say("请核对条号。", "Check the number."),
    )


def recipient_known() -> Refused:
    return Refused(
        "package.recipient_known",
        Say("名录里已有这个机关。", "This organ is on the list already."),
        remedy=Say("请核对名称。", "Check its name."),
    )


def key_wrong() -> Refused:
    return Refused(
        "package.key_wrong",
        Say("收件机关的公钥写法不对。", "The recipient's public key is malformed."),
        remedy=Say(
            "请填收件机关提供的、以 age1 开头的公钥。",
            "Give the one the recipient gave you; it begins with age1.",
        ),
    )
