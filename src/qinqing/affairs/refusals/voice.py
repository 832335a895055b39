"""What may be refused of ratings and problems."""

from __future__ import annotations

from qinqing.refusals import Refused, Say


def not_over() -> Refused:
    return Refused(
        "rating.not_over",
        Say("这件申请还没有办完。", "This application has not ended yet."),
        remedy=Say("办完以后自愿评价，不评价也没有关系。", "Rate it afterwards if you wish; nobody has to."),
    )


def rated_already() -> Refused:
    return Refused(
        "rating.once",
        Say("这件申请已经评价过，一事一评。", "This application is rated already: one matter, one rating."),
        remedy=Say("有新的情况，可以点“办不成事”。", "If something new came up, raise a problem."),
    )


def not_a_grade() -> Refused:
    return Refused(
        "rating.no_grade",
        Say("没有这个评价等级。", "There is no such grade."),
        remedy=Say("请从五个等级中选一个。", "Choose one of the five."),
    )


def not_poor() -> Refused:
    return Refused(
        "rating.not_poor",
        Say(
            "这不是差评，没有需要联系或者整改的。",
            "This is no poor rating: nobody is called, nothing is put right.",
        ),
        remedy=Say("请核对。", "Check which rating it is."),
    )


def no_anonymous_call_back() -> Refused:
    return Refused(
        "rating.anonymous",
        Say("匿名评价不回访。", "An anonymous rating has no call-back."),
        remedy=Say("请直接整改。", "Put right what it names."),
    )


def settled_already() -> Refused:
    return Refused(
        "rating.settled",
        Say("这一步已经办过。", "This has been done already."),
        remedy=Say("请看它的经过。", "Look at what was done."),
    )


def not_contested() -> Refused:
    return Refused(
        "rating.not_contested",
        Say("没有人对这个评价提出异议。", "Nobody contested this rating."),
        remedy=Say("请核对。", "Check which rating it is."),
    )


def concerned_oneself() -> Refused:
    return Refused(
        "voice.concerned",
        Say("这件事涉及您所在的科室，不由您处理。", "This is about your own unit and not yours to handle."),
        remedy=Say("请转给没有关系的人员。", "Leave it to somebody without a part in it."),
    )


def no_owner() -> Refused:
    return Refused(
        "problem.no_owner",
        Say("没有可以接这件事的督查人员。", "No supervisor is there to take this."),
        remedy=Say("请拨打 12345，或者到窗口提出。", "Call 12345, or come to the counter."),
    )


def no_problem_clock() -> Refused:
    return Refused(
        "problem.no_time_limit",
        Say(
            "本单位还没有确定办理期限，不能登记。", "The bureau has set no time limit, so it cannot be taken."
        ),
        remedy=Say("由管理人员确认期限数值后再试。", "Somebody confirms the value of the time limit first."),
    )


def raised_already(number: str) -> Refused:
    return Refused(
        "problem.raised_already",
        Say(f"这件事已经登记，编号 {number}。", f"This was taken already, as {number}."),
        remedy=Say(
            "请在“我的事项”中看它的进展；要补充的，写不同的内容再提一次。",
            "See how it goes among your matters; to add something, say it in other words.",
        ),
    )


def in_hand(owner: str) -> Refused:
    return Refused(
        "problem.in_hand",
        Say(f"这件事由{owner}负责，还没有到期。", f"{owner} sees to this, and its day has not passed."),
        remedy=Say(
            "由承办人答复或者转给您；到期没有答复的、承办人离任的，您可以转办。",
            "Its owner answers it or hands it on; past its day, or once the owner left, you may.",
        ),
    )


def no_such_owner(name: str) -> Refused:
    return Refused(
        "problem.no_such_owner",
        Say(
            f"{name}已经负责这件事，或者现在不是在任的督查人员。",
            f"{name} has this already, or is not of supervision today.",
        ),
        remedy=Say("请转给另一位在任的督查人员。", "Choose another supervisor in office."),
    )


def resolved_already() -> Refused:
    return Refused(
        "problem.resolved_already",
        Say("这个问题已经答复，等企业确认。", "This problem is answered and waits for the firm."),
        remedy=Say("企业认为没有解决的，会退回给您。", "If the firm says it is not solved, it comes back."),
    )


def answered_anew() -> Refused:
    return Refused(
        "problem.answered_anew",
        Say(
            "您看的是先前的答复，后来又有了新的答复，您的确认没有登记。",
            "You read an earlier answer; there is a new one since, and nothing was recorded.",
        ),
        remedy=Say("请看新的答复，再说解决了没有。", "Read the new answer and say whether it is solved."),
    )


def unresolved() -> Refused:
    return Refused(
        "problem.unresolved",
        Say(
            "这个问题还没有答复，或者已经确认解决。",
            "This problem is not answered yet, or is confirmed as solved.",
        ),
        remedy=Say("请看它的经过。", "Look at what was done."),
    )
