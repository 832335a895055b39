"""What a token, or whoever sends one, may be refused."""

from __future__ import annotations

from qinqing.api.models import Token
from qinqing.refusals import Refused, Say

MAKE_ANOTHER = Say(
    "请由企业自己的人员登录，在“接口令牌”页面另建一个。",
    "One of the enterprise's own people makes another on the page “Tokens”.",
)


def no_token() -> Refused:
    return Refused(
        "token.missing",
        Say(
            "请求没有带令牌。接口只认 Authorization: Bearer 令牌，不认网页登录。",
            "The request carries no token. The interface goes by Authorization: Bearer alone, never by a signed-in browser.",
        ),
        remedy=MAKE_ANOTHER,
    )


def unknown_token() -> Refused:
    return Refused(
        "token.unknown",
        Say("没有这个令牌。", "There is no such token."),
        remedy=Say(
            "请核对是否完整复制；找不回的，撤销后另建一个。",
            "Check that all of it was copied; what is lost is revoked and made anew.",
        ),
    )


def revoked_token(token: Token) -> Refused:
    day = token.revoked_at.date() if token.revoked_at else ""
    return Refused(
        "token.revoked",
        Say(f"令牌 {token.prefix} 已于 {day} 撤销。", f"Token {token.prefix} was revoked on {day}."),
        remedy=MAKE_ANOTHER,
    )


def expired_token(token: Token) -> Refused:
    return Refused(
        "token.expired",
        Say(
            f"令牌 {token.prefix} 的最后一天是 {token.until}，已经到期。",
            f"Token {token.prefix} was good until {token.until}.",
        ),
        remedy=MAKE_ANOTHER,
    )


def maker_gone(token: Token) -> Refused:
    return Refused(
        "token.maker_gone",
        Say(
            f"建立令牌 {token.prefix} 的人已经不能为这家企业办事。",
            f"Whoever made token {token.prefix} acts for the enterprise no longer.",
        ),
        remedy=Say(
            "请由企业现在的人员另建一个。", "One of those who act for the enterprise now makes another."
        ),
    )


def password_first() -> Refused:
    return Refused(
        "token.password_first",
        Say(
            "建立令牌的人的口令刚由管理员重置，本人还没有换。",
            "The maker's password was just set by an administrator and is not their own yet.",
        ),
        remedy=Say("请本人登录，先换口令。", "They sign in and choose their own first."),
    )


def read_only() -> Refused:
    return Refused(
        "token.read_only",
        Say("这个令牌只能查看。", "This token may only read."),
        remedy=Say("请用可以提交的令牌。", "Use one that may file."),
    )


class TooOften(Refused):
    """`seconds`: after so many it may come again."""

    seconds = 0


def too_often(most: int, seconds: int) -> TooOften:
    refused = TooOften(
        "token.too_often",
        Say(
            f"这个令牌每分钟最多请求 {most} 次，这一分钟的已经用完。",
            f"This token may ask {most} times a minute, and has.",
        ),
        remedy=Say(
            f"请 {seconds} 秒以后用同一个 Idempotency-Key 再来。",
            f"Come again after {seconds} seconds with the same Idempotency-Key.",
        ),
    )
    refused.seconds = seconds
    return refused


def not_own_people() -> Refused:
    return Refused(
        "token.own_people",
        Say(
            "令牌由企业自己的人员建立和撤销，代理人不能。",
            "Tokens are made and revoked by the enterprise's own people, not by agents.",
        ),
        remedy=Say("请由企业自己的人员办理。", "Ask one of the enterprise's own people."),
    )


def no_end(most: int) -> Refused:
    return Refused(
        "token.no_end",
        Say(
            f"令牌要写最后一天：不早于今天，最长 {most} 天。",
            f"A token has a last day: not before today, at most {most} days from it.",
        ),
        remedy=Say("请核对日期。", "Check the day."),
    )


def too_many(most: int) -> Refused:
    return Refused(
        "token.too_many",
        Say(f"一家企业最多有 {most} 个有效的令牌。", f"An enterprise has at most {most} tokens in force."),
        remedy=Say("请先撤销不用的。", "Revoke those that are not used first."),
    )


def revoked_already() -> Refused:
    return Refused(
        "token.revoked_already",
        Say("这个令牌已经撤销。", "This token is revoked already."),
        remedy=Say("无需再次撤销。", "Nothing need be revoked again."),
    )


def body_too_large(most: int) -> Refused:
    return Refused(
        "api.body_too_large",
        Say(f"请求内容超过 {most} 字节。", f"The body is larger than {most} bytes."),
        remedy=Say(
            "附件请先单独上传，申请里只写附件编号。",
            "Upload files one by one first; the application names them only.",
        ),
    )
