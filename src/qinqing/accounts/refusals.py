"""What administrators may be refused."""

from __future__ import annotations

from qinqing.accounts.roles import Role
from qinqing.law.values import source_of
from qinqing.refusals import Problem, Refused, Say


def same_person() -> Refused:
    return Refused(
        "grant.same_person",
        Say(
            "角色由两个人授予：提出的人和本人都不能批准。",
            "A role is granted by two people: neither who proposed it nor who receives it may approve.",
        ),
        remedy=Say("请另一位管理员批准。", "Ask another administrator to approve."),
    )


def administrators_are_separate() -> Refused:
    return Refused(
        "grant.administrators_separate",
        Say(
            "系统、安全、审计三种管理员由不同的人担任，这个人已是其中一种。",
            "System, security and audit administrators are different people; this person is one of them already.",
        ),
        remedy=Say("请选另一个人。", "Choose somebody else."),
    )


def ends_before_it_begins() -> Refused:
    return Refused(
        "grant.ends_before_it_begins",
        Say("止日早于起日。", "It ends before it begins."),
        remedy=Say("请核对日期。", "Check the days."),
    )


def already_decided() -> Refused:
    return Refused(
        "grant.already_decided",
        Say("这项授权已经批准或撤销。", "This grant is approved or revoked already."),
        remedy=Say("需要变更的，请重新提出。", "To change it, propose another."),
    )


def wrong_installation() -> Refused:
    return Refused(
        "grant.wrong_installation",
        Say(
            "这个角色属于另一方的系统，不在这里授予。",
            "This role belongs to the other installation and is not granted here.",
        ),
        remedy=Say("请到另一方的系统提出。", "Propose it at the other installation."),
    )


def last_administrator() -> Refused:
    return Refused(
        "grant.last_administrator",
        Say(
            "这是最后一位该类管理员，撤销后没有人能再授权。",
            "This is the last administrator of the kind; without one nobody can grant any more.",
        ),
        remedy=Say("请先授予另一人。", "Grant it to somebody else first."),
    )


def name_taken(name: str) -> Refused:
    return Refused(
        "account.name_taken",
        Say(f"登录名“{name}”已有人用。", f"The sign-in name {name!r} is taken."),
        remedy=Say("请换一个。", "Choose another."),
    )


def agent_needs_an_end() -> Refused:
    return Refused(
        "authorisation.no_end",
        Say(
            "代理授权必须有截止日期，且不早于今天。",
            "An agent's authorisation needs a last day, not before today.",
        ),
        remedy=Say("请写明截止日期。", "Give its last day."),
    )


def agent_is_staff() -> Refused:
    return Refused(
        "authorisation.agent_is_staff",
        Say(
            "这个账号属于工作人员、监督人员或管理员，不能为企业办事。",
            "This account belongs to staff, supervisors or administrators and cannot act for an enterprise.",
        ),
        remedy=Say("请选另一个人。", "Choose somebody else."),
    )


def not_yours() -> Refused:
    return Refused(
        "authorisation.not_yours",
        Say(
            "只有企业自己的人员可以授权或撤销代理人。",
            "Only the enterprise's own people may authorise or revoke an agent.",
        ),
        remedy=Say("请由企业自己的人员办理。", "Ask one of the enterprise's own people."),
    )


def own_people_by_the_bureau() -> Refused:
    return Refused(
        "authorisation.own_people",
        Say(
            "本企业人员由本局管理员登记和撤销。",
            "An enterprise's own people are entered and ended by the bureau's administrators.",
        ),
        remedy=Say("请持证件到窗口办理。", "Come to the counter with the papers."),
    )


def acts_for_it_already() -> Refused:
    return Refused(
        "authorisation.already",
        Say("这个人已经是该企业的人员。", "This person is one of the enterprise's own already."),
        remedy=Say("无需再次登记。", "Nothing need be entered again."),
    )


def founded_already() -> Refused:
    return Refused(
        "accounts.founded_already",
        Say(
            "这个安装已经有授权，不能再次建立。",
            "This installation has grants already and is not founded again.",
        ),
        remedy=Say(
            "新的管理员请在“人员与授权”页面提出和批准。",
            "Propose and approve further administrators on the page.",
        ),
    )


def founders_not_separate() -> Refused:
    return Refused(
        "accounts.founders_not_separate",
        Say(
            "三位管理员和两位在场人须是五个不同的人。",
            "The three administrators and the two people present are five different people.",
        ),
        remedy=Say("请写五个不同的人。", "Name five different people."),
    )


def nobody_called(key: str) -> Refused:
    return Refused(
        "erase.nobody",
        Say(f"本库没有工号、登录名或编号是“{key}”的人。", f"Nobody in this store goes by {key!r}."),
        remedy=Say(
            "请核对；两方各有各的库，另一方的用 --custody 指明。",
            "Check it; each side has a store of its own: name the other with --custody.",
        ),
    )


def may_not_erase(roles: list[Role]) -> Refused:
    zh, en = "、".join(str(role.label) for role in roles), ", ".join(role.value for role in roles)
    return Refused(
        "erase.not_entitled",
        Say(f"这一步由{zh}办理。", f"This step is for: {en}."),
        remedy=Say("请由有这个角色的人办理。", "Let somebody who holds the role do it."),
    )


def erasing_oneself() -> Refused:
    return Refused(
        "erase.oneself",
        Say(
            "不能申请或批准清除自己的资料。", "Nobody asks for, or agrees to, the erasure of their own data."
        ),
        remedy=Say("请由别人办理。", "Let somebody else do it."),
    )


def erasing_takes_two() -> Refused:
    return Refused(
        "erase.same_person",
        Say("清除由两个人办理：申请的人不能批准。", "Erasing takes two people: who asked may not agree."),
        remedy=Say("请另一人批准。", "Ask another person to agree."),
    )


def erasure_asked() -> Refused:
    return Refused(
        "erase.asked_already",
        Say(
            "这个人的清除已经申请，等待另一人批准。",
            "This erasure is asked for and waits for another person.",
        ),
        remedy=Say("请另一人批准或者驳回。", "Let another person agree or decline."),
    )


def erasure_decided() -> Refused:
    return Refused(
        "erase.decided",
        Say("这项清除申请已经办结。", "This request is decided already."),
        remedy=Say("需要的，请重新申请。", "Ask again where it is needed."),
    )


def still_kept(problems: list[Problem]) -> Refused:
    return Refused(
        "erase.kept",
        Say(
            "现在不能清除：资料还在使用，或者依法须保存。",
            "This cannot be erased now: the data are in use, or the law has them kept.",
        ),
        problems,
        remedy=Say(
            "保存期间停止其他处理；以下各项了结后再申请。",
            "Until then they are only stored. Ask again when what is listed is settled.",
        ),
        cites=source_of("pipl_erasure_grounds"),
    )
