"""What a draft may be refused when it is saved or filed: every problem at once."""

from __future__ import annotations

from collections.abc import Sequence

from qinqing.affairs.models import Application
from qinqing.refusals import Problem, Refused, Say


def no_item(key: str) -> Refused:
    return Refused(
        "affairs.no_item",
        Say(f"没有服务事项“{key}”。", f"There is no service item {key!r}."),
        remedy=Say("请从事项清单中选。", "Choose from the list of items."),
    )


def not_public_now() -> Refused:
    return Refused(
        "affairs.not_public_now",
        Say(
            "这个事项的办事指南刚有改动，正在做公开前的保密审查，暂时不能在网上填报。",
            "The guide of this item was changed and is being checked before it is published; "
            "it cannot be applied for online meanwhile.",
        ),
        remedy=Say(
            "您填的内容都还在，审查后可以接着填；急办的，可以到窗口办，或者打电话由窗口代填。",
            "Everything you wrote is kept, and you can go on after the check; "
            "if it is urgent, file at the counter or by phone.",
        ),
    )


def no_unit(item: Say) -> Refused:
    return Refused(
        "affairs.no_unit",
        Say(f"“{item.zh}”还没有确定由哪个科室办理。", f"No unit takes “{item.en}” yet."),
        remedy=Say(
            "请向窗口提出；由系统管理员或者负责人指定科室。",
            "Tell the counter; a system administrator or the head names the unit.",
        ),
    )


def draft_gone() -> Refused:
    return Refused(
        "draft.gone",
        Say("草稿已经删除或者已经提交。", "The draft was discarded or filed."),
        remedy=Say("请在“我的事项”中查看。", "Look among your applications."),
    )


def unknown_entries(problems: Sequence[Problem]) -> Refused:
    return Refused(
        "draft.unknown",
        Say("这些内容不在办事指南之内，没有保存：", "These are not in the guide and were not saved:"),
        problems,
        remedy=Say("请只填指南列出的内容。", "Fill in what the guide lists, no more."),
    )


def not_filled_right(problems: Sequence[Problem]) -> Refused:
    return Refused(
        "application.not_right",
        Say("有几处需要改正，没有提交：", "A few things need mending; nothing was filed:"),
        problems,
        remedy=Say("请逐条改正后再提交。", "Mend each, then file again."),
    )


def incomplete(problems: Sequence[Problem]) -> Refused:
    return Refused(
        "application.incomplete",
        Say("还缺几样，没有提交：", "Some things are missing; nothing was filed:"),
        problems,
        remedy=Say("请补齐后再提交；草稿已经保存。", "Add them, then file again; the draft is kept."),
    )


def other_content(application: Application) -> Refused:
    return Refused(
        "application.other_content",
        Say(
            f"这个 Idempotency-Key 已经用来提交申请 {application.number}，内容与这次不同，这次没有提交。",
            f"This Idempotency-Key filed application {application.number} with other content; nothing was filed now.",
        ),
        remedy=Say(
            "另一件申请请换一个 Idempotency-Key；同一件请原样重发。",
            "Use another Idempotency-Key for another application; resend the same one unchanged.",
        ),
    )


def rows_not_right(problems: Sequence[Problem]) -> Refused:
    return Refused(
        "sheet.not_right",
        Say(
            f"有 {len(problems)} 处不对，一件也没有登记。",
            f"Nothing was entered; problems found: {len(problems)}.",
        ),
        problems,
        remedy=Say("请逐处改好，再传一次。", "Mend each, then hand the sheet in again."),
    )


def all_kept_out(problems: Sequence[Problem]) -> Refused:
    return Refused(
        "application.classified",
        Say("这些内容不得在网上填报：", "These may not be entered online:"),
        problems,
        remedy=Say(
            "工程位置、编号、防护等级和战时功能不上网；图纸和照片请到窗口递交，这里只登记编号。",
            "Location, number, protection grade and wartime function stay off the network; hand over drawings and photos at the counter and enter their number only.",
        ),
    )
