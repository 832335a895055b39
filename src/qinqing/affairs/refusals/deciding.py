"""What may be refused of a decision: who decides, on what ground, for what money."""

from __future__ import annotations

from datetime import date

from qinqing.law.values import source_of
from qinqing.refusals import Refused, Say


def must_recuse() -> Refused:
    """Nothing more is said: why is the organ's to know."""
    return Refused(
        "decision.recuse",
        Say("回避核对的结果是：须回避。", "The recusal check answers: recuse."),
        remedy=Say("请把这件申请转交给其他人。", "Hand the application to somebody else."),
    )


def handler_does_not_decide() -> Refused:
    return Refused(
        "decision.own_case",
        Say(
            "这个事项的决定不由承办人作出，也不由受理、告知补正、提意见或者核费的人作出。",
            "This item is decided by nobody who handles it, accepted it, notified what to correct, proposed or assessed a fee.",
        ),
        remedy=Say(
            "请由本科室其他有权决定的人或者上级负责人决定；没有的，报主要负责人指定。",
            "Somebody else entitled in the unit, or a superior, decides; if there is none, the head of the office names one.",
        ),
    )


def decision_waits_for_confirmation() -> Refused:
    return Refused(
        "decision.unconfirmed",
        Say(
            "这件申请由工作人员代填，企业还没有确认，不能决定。",
            "Staff entered this application and the firm has not confirmed it: it cannot be decided.",
        ),
        remedy=Say(
            "请企业在网上确认，或者登记企业签字的纸质回执编号。",
            "Ask the firm to confirm it online, or enter the number of the slip it signed.",
        ),
    )


def say_by_which_article() -> Refused:
    return Refused(
        "decision.no_reason",
        Say("决定须写明理由和依据的条款。", "A decision gives its reason and the article it rests on."),
        remedy=Say("请补写。", "Add what is missing."),
        cites=source_of("lic_receipt_document"),
    )


def nothing_to_deliver() -> Refused:
    return Refused(
        "decision.nothing_to_deliver",
        Say("还没有决定，或者已经送达。", "There is no decision yet, or it was delivered already."),
        remedy=Say("请核对。", "Check its steps."),
    )


def not_the_standard(due: str, given: str) -> Refused:
    return Refused(
        "fee.not_the_standard",
        Say(
            f"按公布的标准应为 {due} 元，写的是 {given} 元。",
            f"By the published standard it is CNY {due}; CNY {given} was given.",
        ),
        remedy=Say("费用只按公布的标准核定。", "Fees follow the published standard only."),
        cites=source_of("cad_no_discretionary_waiver"),
    )


def guide_changed() -> Refused:
    return Refused(
        "secrecy.changed",
        Say("您打开以后，这份指南改过了。", "This guide was changed since you opened it."),
        remedy=Say("请重新打开，看过现在的文字再记。", "Open it again and look at the text as it is now."),
    )


def guide_not_own() -> Refused:
    return Refused(
        "secrecy.not_own",
        Say(
            "这份指南随程序公开发布，不由本局审查。",
            "This guide was published with the program; the bureau does not check it.",
        ),
        remedy=Say(
            "本局另有要求的，请在本局的事项文件里写，再审查那一份。",
            "What the bureau does otherwise goes into its own items file; that guide is then checked.",
        ),
    )


def promise_too_long(most: int) -> Refused:
    return Refused(
        "promise.too_long",
        Say(
            f"承诺的时限应在 1 和法定的 {most} 之间。",
            f"A promise lies between 1 and the law's {most}.",
        ),
        remedy=Say("请写短于法定时限的承诺。", "Promise less than the law allows."),
    )


def in_force_already(first: date) -> Refused:
    return Refused(
        "offering.in_force",
        Say(
            "已经生效的承诺或者标准不得改写，也不得补写自以前日期起施行的。",
            "A promise or standard in force is not rewritten, nor changed for days gone by.",
        ),
        remedy=Say(f"新的请自 {first} 或者以后起施行。", f"Let the new one begin on {first} or later."),
    )


def handler_left() -> Refused:
    return Refused(
        "application.handler_left",
        Say("这个人已经离任。", "This person has left."),
        remedy=Say("请选在任的人员。", "Choose somebody in office."),
    )


def no_fee_here() -> Refused:
    return Refused(
        "fee.none",
        Say(
            "这个事项不收这项费用，办事不收费。", "This item has no such fee; the service is free of charge."
        ),
        remedy=Say("没有公布标准的费用不得收取。", "What has no published standard is not charged."),
        cites=source_of("lic_fee_default"),
    )
