"""What the organ's desk may refuse."""

from __future__ import annotations

from qinqing.organ.models import Release
from qinqing.refusals import Refused, Say


def already_registered() -> Refused:
    return Refused(
        "lead.already_registered",
        Say("这个疑点已经登记或排除，不能再次登记。", "This finding is registered or dismissed already."),
    )


def at_bureau() -> Refused:
    return Refused(
        "finding.at_bureau",
        Say(
            "这个疑点由本局督查处置，本机构只看，不登记、不排除、不导出。需要管辖的，请向本局督查调取案卷。",
            "The bureau's supervisors dispose of this finding; the organ reads it, and registers, sets aside and exports nothing. To take it over, call in the file from them.",
        ),
    )


def procedure_waiting() -> Refused:
    return Refused(
        "procedure.waiting",
        Say(
            "这条线索还有一项处置等待审批，审批后才能提出下一项。",
            "A procedure on this lead waits for approval; propose the next one after it.",
        ),
    )


def already_decided() -> Refused:
    return Refused("procedure.decided", Say("这项处置已经审批。", "This procedure is decided already."))


def own_proposal() -> Refused:
    return Refused(
        "organ.own_proposal",
        Say(
            "承办人不能审批自己提出的事项，请由审批人办理。",
            "Nobody approves what they proposed; ask the approver.",
        ),
    )


def closed() -> Refused:
    return Refused(
        "lead.closed",
        Say(
            "这条线索已经了结。有新的依据时，疑点会重新列出。",
            "This lead is closed. New evidence opens the finding again.",
        ),
    )


def deadline_missing() -> Refused:
    return Refused(
        "procedure.deadline_missing", Say("请写办理期限，不早于今天。", "Give a deadline, not before today.")
    )


def clearance_missing() -> Refused:
    return Refused(
        "procedure.clearance_missing",
        Say(
            "予以了结须写明对本人的书面澄清；没有惊动本人的，写明“未惊动本人”。",
            "Closing needs the written clearance; where the person was never approached, say so.",
        ),
    )


def already_released() -> Refused:
    return Refused(
        "release.exists",
        Say(
            "这一条这一期间的总数已经提出或公布。",
            "A total for this article and period is proposed or released already.",
        ),
    )


def period_wrong() -> Refused:
    return Refused(
        "release.period_wrong",
        Say("期间的止日早于起日，或晚于今天。", "The period ends before it begins, or after today."),
    )


def periods_overlap(other: Release) -> Refused:
    return Refused(
        "release.periods_overlap",
        Say(
            f"与 {other.period_from} 至 {other.period_to} 的总数期间重叠：两数相减就是不满 5 件的数。请改用不重叠的期间。",
            f"It overlaps the total of {other.period_from} to {other.period_to}: subtracting one from the other gives counts under 5. Choose a period beside it.",
        ),
    )


def unknown_article(address: str) -> Refused:
    return Refused(
        "release.unknown_article",
        Say(
            f"办法没有第 {address} 条，或它不是不得做的事项。",
            f"The measure has no article {address}, or it is no prohibition.",
        ),
    )


def recipient_known() -> Refused:
    return Refused(
        "package.recipient_known",
        Say("名录里已有这个机关，请核对名称。", "This organ is on the list already; check its name."),
    )


def key_wrong() -> Refused:
    return Refused(
        "package.key_wrong",
        Say(
            "收件机关的公钥写法不对，应以 age1 开头。",
            "The recipient's public key is malformed; it begins with age1.",
        ),
    )
