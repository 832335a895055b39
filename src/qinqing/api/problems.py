"""What went wrong, for a program: RFC 9457 problem details with our code word, both languages, and every place at once.

{"type", "title", "status", "detail", "code", "zh", "en", "remedy": {"zh", "en"}, "errors": [{"pointer", "where", "code", "zh", "en"}]}
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase

from qinqing.api.refusals import TooOften
from qinqing.refusals import Failed, Problem, Refused, Say

MEDIA_TYPE = "application/problem+json"
ROOT = "/api/v1/"
# Refusals a program meets otherwise than as 422, what was sent is wrong, or 409, things stand otherwise.
STATUS = {
    "affairs.no_item": 404,
    "affairs.not_yours": 404,
    "api.body_too_large": 413,
    "files.too_large": 413,
    "files.too_large_together": 413,
    "token.missing": 401,
    "token.unknown": 401,
    "token.revoked": 401,
    "token.expired": 401,
    "token.maker_gone": 403,
    "token.password_first": 403,
    "token.read_only": 403,
    "token.too_often": 429,
}
# Of these families what was sent is at fault; of the others, how things stand.
SENT = (
    "draft.",
    "application.not_right",
    "application.incomplete",
    "application.classified",
    "files.",
    "step.",
)
STANDING = (
    "draft.gone",
    "files.already_withdrawn",
    "files.already_erased",
    "files.infected",
    "files.quarantined",
)
PLAIN = {
    400: Say("请求读不懂。", "The request cannot be read."),
    401: Say("请求没有带有效的令牌。", "The request carries no valid token."),
    403: Say("不允许这样做。", "This is not allowed."),
    404: Say("没有这个地址，或者不归这个令牌看。", "There is nothing here, or not for this token."),
    405: Say("这个地址不能用这个方法。", "This address does not take this method."),
    413: Say("请求内容太大。", "The body is too large."),
    415: Say("不接收这种内容。", "This kind of content is not taken."),
    429: Say("请求太多。", "Too many requests."),
    500: Say("我们的程序出了错，已经记录。", "Our program went wrong; it is recorded."),
    503: Say("现在太忙。", "Too busy just now."),
}
AGAIN = Say("请稍后再试，用同一个 Idempotency-Key。", "Try again later with the same Idempotency-Key.")
RETRY_SECONDS = "5"


def of_refused(refused: Refused) -> HttpResponse:
    status = status_of(refused)
    answer = problem(status, refused.code, refused.what, refused.remedy, refused.problems)
    if status == 401:
        answer["WWW-Authenticate"] = (
            f'Bearer realm="qinqing", error="{"invalid_token" if refused.code != "token.missing" else "invalid_request"}"'
        )
    if isinstance(refused, TooOften):
        answer["Retry-After"] = str(refused.seconds)
    return answer


def status_of(refused: Refused) -> int:
    if refused.code in STATUS:
        return STATUS[refused.code]
    return 422 if refused.code.startswith(SENT) and refused.code not in STANDING else 409


def of_failed(failed: Failed) -> HttpResponse:
    """The machine had no room or no time: nothing was done, and the same request may come again."""
    answer = problem(503, failed.code, failed.what, failed.remedy or AGAIN)
    answer["Retry-After"] = RETRY_SECONDS
    return answer


def plain(status: int, number: str = "") -> HttpResponse:
    """Of an answer somebody else made, by its status alone. `number`: of the incident, ours."""
    says = PLAIN.get(status, PLAIN[500 if status >= 500 else 400])
    if number:
        says = Say(f"{says.zh}编号 {number}。", f"{says.en} Number {number}.")
    return problem(status, f"http.{status}", says, AGAIN if status >= 500 else None)


def problem(
    status: int, code: str, says: Say, remedy: Say | None = None, problems: Iterable[Problem] = ()
) -> HttpResponse:
    told: dict[str, Any] = {
        "type": f"urn:qinqing:problem:{code}",
        "title": says.zh,
        "status": status,
        "detail": says.zh + (remedy.zh if remedy else ""),
        "code": code,
        "zh": says.zh,
        "en": says.en,
        "remedy": {"zh": remedy.zh, "en": remedy.en} if remedy else None,
        "errors": [
            {
                "pointer": one.at,
                "where": str(one.where),
                "code": one.code,
                "zh": one.says.zh,
                "en": one.says.en,
            }
            for one in problems
        ],
    }
    return HttpResponse(
        # What was sent is quoted: half of a surrogate pair in it has no bytes of its own.
        json.dumps(told, ensure_ascii=False).encode("utf-8", "replace"),
        content_type=MEDIA_TYPE,
        status=status,
        headers={"Cache-Control": "no-store"},
    )


def is_problem(answer: HttpResponseBase) -> bool:
    return answer.headers.get("Content-Type", "").startswith(MEDIA_TYPE)


# What was sent has the wrong shape; by the kinds pydantic tells apart, in words for whoever wrote the program.
SHAPES: dict[str, Say] = {
    "missing": Say("没有给", "is missing"),
    "extra_forbidden": Say("没有这一项", "there is no such thing"),
    "string_type": Say("应是文字", "should be text"),
    "string_too_long": Say("太长", "is too long"),
    "string_too_short": Say("太短", "is too short"),
    "string_pattern_mismatch": Say("写法不对", "is not written as it should be"),
    "int_parsing": Say("应是整数", "should be a whole number"),
    "int_type": Say("应是整数", "should be a whole number"),
    "dict_type": Say("应是对象", "should be an object"),
    "list_type": Say("应是数组", "should be an array"),
    "uuid_parsing": Say("应是附件编号", "should be the number of an attachment"),
    "literal_error": Say("没有这个选项", "there is no such choice"),
    "too_long": Say("太多", "are too many"),
    "too_short": Say("太少", "are too few"),
}


def of_shape(errors: Sequence[dict[str, Any]]) -> HttpResponse:
    """Every place where what was sent is not of the shape described."""
    wrong = [
        Problem(".".join(str(part) for part in error["loc"]), _shape(error), _pointer(error["loc"]))
        for error in errors
    ]
    says = Say("内容不合接口说明。", "What was sent is not as described.")
    remedy = Say(
        "请对照 /api/v1/openapi.json 逐处改正。", "Compare it with /api/v1/openapi.json, place by place."
    )
    return problem(422, "api.shape", says, remedy, wrong[:100])


def _shape(error: dict[str, Any]) -> Say:
    return SHAPES.get(error.get("type", ""), Say("内容不对", str(error.get("msg", "is not right"))[:200]))


def _pointer(place: Sequence[Any]) -> str:
    """Into the body; '' for what stands in the address or a header, which `where` names."""
    if not place or place[0] != "body":
        return ""
    return "".join("/" + str(part)[:60].replace("~", "~0").replace("/", "~1") for part in place[2:])
