"""What the measures app may refuse."""

from __future__ import annotations

from qinqing.refusals import Refused, Say


def bad_name(key: str, longest: int) -> Refused:
    return Refused(
        "measure.bad_name",
        Say(f"“{key}”不能作办法的编号，没有载入。", f"{key!r} cannot be a measure's id; nothing was loaded."),
        remedy=Say(
            f"请用英文字母、数字、连字符，至多 {longest} 字；不写 --measure 的由标题得出。",
            f"Use letters, digits and hyphens, {longest} at most; without --measure it comes from the title.",
        ),
    )


def too_long(what: Say, text: str, most: int) -> Refused:
    return Refused(
        "measure.too_long",
        Say(
            f"{what.zh}有 {len(text)} 字，至多 {most} 字，没有载入：“{text[:20]}…”。",
            f"The {what.en} has {len(text)} characters, {most} at most; nothing was loaded: “{text[:20]}…”.",
        ),
        remedy=Say("请对照原文改短后再试。", "Shorten it as the original has it and try again."),
    )


def other_articles(key: str, bound: int, found: int, first: str) -> Refused:
    return Refused(
        "measure.other_articles",
        Say(
            f"这份文本有 {found} 条，{key} 的绑定有 {bound} 条，没有“{first}”：不是同一部办法，没有载入。",
            f"This text has {found} articles, the bindings of {key} have {bound} and no “{first}”: it is another measure; nothing was loaded.",
        ),
        remedy=Say(
            "请不写 --measure，或者换一个编号。", "Leave out --measure, or give the text an id of its own."
        ),
    )


def no_such_decision(state: str) -> Refused:
    return Refused(
        "norm.no_such_decision",
        Say(f"没有“{state}”这种决定。", f"There is no decision {state!r}."),
        remedy=Say("请选确认、不适用或撤回。", "Choose confirm, not applicable or take back."),
    )


def no_such_norm(norm: str) -> Refused:
    return Refused(
        "norm.unknown",
        Say(f"规范目录中没有“{norm}”。", f"The norm catalogue has no {norm!r}."),
        remedy=Say("请从列表中选。", "Choose one of the list."),
    )


def norm_there_already() -> Refused:
    return Refused(
        "norm.there_already",
        Say("这一条已经有这项规范。", "This article carries that norm already."),
        remedy=Say("无需再加。", "It need not be added."),
    )


def norms_shipped(measure: str) -> Refused:
    return Refused(
        "norm.shipped",
        Say(
            f"办法 {measure} 的规范随程序绑定，不需要确认，也不在这里改。",
            f"The norms of {measure} are bound by the program: nothing needs confirming, and nothing is changed here.",
        ),
        remedy=Say(
            "要按自己的理解绑定的，把文本另起名称载入。",
            "To bind it your own way, import the text under another name.",
        ),
    )


def no_such_value(id: str) -> Refused:
    return Refused(
        "values.unknown",
        Say(f"没有“{id}”这个数值。", f"There is no value {id!r}."),
        remedy=Say("请从数值页选取。", "Choose one on the page of values."),
    )


def no_sample() -> Refused:
    return Refused(
        "values.no_sample",
        Say("这个数值没有样例可确认。", "This value has no sample to confirm."),
        remedy=Say(
            "依法有效的无需确认，由本局填写的请写明数值。",
            "What is in force by law needs no confirmation; what only the bureau can set is set with a figure.",
        ),
    )


def nothing_changes() -> Refused:
    return Refused(
        "values.nothing_changes",
        Say("已经是这样，没有改动。", "It is so already; nothing was changed."),
        remedy=Say(
            "可能有人刚刚做过，请刷新页面核对。", "Somebody may just have done it: load the page again."
        ),
    )


def no_own_figure(since: str) -> Refused:
    return Refused(
        "values.no_own_figure",
        Say(
            f"本局没有自 {since} 起的数值可以撤销。",
            f"The bureau has no figure of its own from {since} to take back.",
        ),
        remedy=Say("请从页面上列出的数值中选。", "Choose one of those the page lists."),
    )
