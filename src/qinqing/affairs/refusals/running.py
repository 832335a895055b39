"""What may be refused of corrections, pauses and extensions: the law allows each once, or only on its grounds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from qinqing.law.values import source_of
from qinqing.refusals import Refused, Say


def already_noticed() -> Refused:
    return Refused(
        "correction.second",
        Say(
            "需要补正的内容已经一次告知，不能再次告知。",
            "What is to be corrected has been notified once; it is not notified again.",
        ),
        remedy=Say(
            "确需再次告知的，由科室负责人写明理由后同意；它会列为疑点。",
            "If it must be, the head of the unit opens it with a reason; it will show as a finding.",
        ),
        cites=source_of("lic_correction_notice_wd"),
    )


def firm_itself() -> Refused:
    return Refused(
        "affairs.firm_itself",
        Say(
            "这件是企业自己在网上提交的，由企业自己答复或者撤回。",
            "The firm filed this itself, online; it answers or withdraws it itself.",
        ),
        remedy=Say(
            "请企业登录后，在这件申请的页面办；登录有困难的，窗口帮助其登录。",
            "The firm signs in and does so on the application's own page; the counter helps where signing in is difficult.",
        ),
    )


def corrected_today() -> Refused:
    """The clock takes what happened on one day in the order of the law, notices before answers."""
    return Refused(
        "correction.same_day",
        Say(
            "企业今天刚补正完毕，当天不能再告知。",
            "The firm completed its file today; it is not returned the same day.",
        ),
        remedy=Say(
            "请先看完补正的内容，最早明天告知。", "Read what was corrected first; tomorrow at the earliest."
        ),
    )


def already_open() -> Refused:
    return Refused(
        "correction.opened_already",
        Say("已经同意再次告知，还没有写。", "Another notice is open already and not written yet."),
        remedy=Say("请先写出这份告知。", "Write that one first."),
    )


def deemed_already(day: date) -> Refused:
    return Refused(
        "correction.too_late",
        Say(
            f"期限内没有告知补正，自 {day} 起视为受理，不能再要求补正或者不予受理。",
            f"Nothing was notified in time: it counts as accepted on {day}, and is neither returned nor declined any more.",
        ),
        remedy=Say("请按已受理办理。", "Handle it as accepted."),
        cites=source_of("lic_deemed_accepted_if_no_notice"),
    )


def no_such_ground(ground: str, known: Sequence[Say]) -> Refused:
    zh, en = "、".join(say.zh for say in known), ", ".join(say.en for say in known)
    return Refused(
        "pause.no_ground",
        Say(
            f"“{ground}”不是中止的法定事由；可以中止的只有：{zh}。",
            f"{ground!r} does not stop the clock; what does: {en}.",
        ),
        remedy=Say("没有法定事由的，不中止。", "Without one of these the clock goes on."),
        cites=source_of("lic_clock_exclusions"),
    )


def pause_needs_evidence() -> Refused:
    return Refused(
        "pause.no_evidence",
        Say("中止须写明依据的材料和所需时间。", "A pause names its evidence and how long it will take."),
        remedy=Say(
            "请写明委托书、通知等材料的名称和预计天数。",
            "Name the commission or notice, and the days expected.",
        ),
        cites=source_of("lic_clock_exclusions"),
    )


def too_late_to_pause(day: date, due_on: date) -> Refused:
    return Refused(
        "pause.too_late",
        Say(
            f"期限 {due_on} 已过，不能补记从 {day} 起的中止：已经超期的，不因事后补记而视为未超期。",
            f"The time ended on {due_on}; a pause from {day} is not noted afterwards: what is late stays late.",
        ),
        remedy=Say(
            "确有事由的，从今天起中止；请尽快决定，并公开说明超期原因。",
            "If there is a ground, pause from today; decide soon, and say publicly why it is late.",
        ),
        cites=source_of("lic_clock_exclusions"),
    )


def evidence_not_attached() -> Refused:
    return Refused(
        "pause.not_attached",
        Say(
            "附件不是您刚上传的，或者已经用过、撤回。",
            "The attachment is not one you just uploaded, or is in use or withdrawn.",
        ),
        remedy=Say("请重新上传。", "Upload it again."),
    )


def paused_already(ground: Say) -> Refused:
    """Two of one ground could not be told apart when one ends, and the firm would wait for the other."""
    return Refused(
        "pause.open_already",
        Say(
            f"已经以“{ground.zh}”中止，还没有恢复。",
            f"It is paused on the ground “{ground.en}” already, and not resumed.",
        ),
        remedy=Say(
            "那一项结束了，请先恢复；再委托一次的，恢复以后另行中止。",
            "Resume that one when it ends; what is commissioned anew is paused for afterwards.",
        ),
    )


def not_paused(ground: Say) -> Refused:
    return Refused(
        "pause.none_open",
        Say(f"没有以“{ground.zh}”中止。", f"No pause on the ground “{ground.en}” is open."),
        remedy=Say("请核对事由。", "Check the ground."),
    )


def cannot_be_extended() -> Refused:
    return Refused(
        "extension.none",
        Say("这个事项没有可以延长期限的规定。", "No law lets the time of this item be extended."),
        remedy=Say("请在期限内作出决定。", "Decide within the time."),
    )


def extended_already() -> Refused:
    return Refused(
        "extension.once",
        Say("期限已经延长过一次，不能再延长。", "The time has been extended once; not again."),
        remedy=Say("请在延长后的期限内作出决定。", "Decide within the extended time."),
        cites=source_of("lic_extension_wd"),
    )


def too_late_to_extend(due_on: date) -> Refused:
    return Refused(
        "extension.too_late",
        Say(
            f"期限 {due_on} 已过，不能再延长。", f"The time ended on {due_on}; it is not extended afterwards."
        ),
        remedy=Say("请尽快决定，并公开说明超期原因。", "Decide soon, and say publicly why it is late."),
    )


def head_extends() -> Refused:
    return Refused(
        "extension.by_head",
        Say("延长期限由本机关负责人批准。", "An extension is approved by the head of the office."),
        remedy=Say("请报负责人批准。", "Ask the head."),
        cites=source_of("lic_extension_wd"),
    )
