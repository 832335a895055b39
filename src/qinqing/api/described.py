"""The description of the interface: OpenAPI 3.1 for programs, the same in groups for the page people read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings

from qinqing.api.problems import MEDIA_TYPE
from qinqing.refusals import Say

TITLE = "亲清 企业系统接口 · Qinqing, interface for enterprises' own systems"
INTRODUCTION = (
    "免费。公开数据不用令牌；办自己企业的事，用企业在 /qy/tokens/ 建立的令牌。"
    "每个令牌每分钟的请求有上限，超过的立即返回 429 和 Retry-After。"
    "出错时按 RFC 9457 返回 application/problem+json，附代码、中英文说明和每一处的位置。 · "
    "Free of charge. Open data needs no token; for one's own matters use a token made at /qy/tokens/. "
    "Requests per minute are limited for each token; beyond, 429 with Retry-After at once. "
    "Errors are RFC 9457 problem details with a code word, both languages and every place at once."
)
GROUPS = {
    "open": Say("公开数据", "Open data"),
    "own": Say("本企业", "Your enterprise"),
    "applications": Say("提交和跟进申请", "Filing and following applications"),
}
JSON = "application/json"
TEXTS = {"type": "string"}
SAID = {
    "type": "object",
    "properties": {"zh": TEXTS, "en": TEXTS},
    "required": ["zh", "en"],
}
PROBLEM: dict[str, Any] = {
    "title": "Problem",
    "type": "object",
    "description": "RFC 9457。errors 列出全部问题，pointer 指向请求内容中的位置。 · All problems at once.",
    "properties": {
        "type": TEXTS,
        "title": TEXTS,
        "status": {"type": "integer"},
        "detail": TEXTS,
        "code": TEXTS,
        "zh": TEXTS,
        "en": TEXTS,
        "remedy": {"anyOf": [SAID, {"type": "null"}]},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"pointer": TEXTS, "where": TEXTS, "code": TEXTS, "zh": TEXTS, "en": TEXTS},
                "required": ["pointer", "where", "code", "zh", "en"],
            },
        },
    },
    "required": ["type", "title", "status", "detail", "code", "zh", "en", "remedy", "errors"],
}


def described(name: str, zh: str, en: str, *, tag: str, binary: str = "") -> dict[str, Any]:
    """What an operation's decorator needs to say of it. `binary`: the media type of an answer that is a file."""
    said: dict[str, Any] = {"operation_id": name, "summary": zh, "description": en, "tags": [tag]}
    if binary:
        schema = {"type": "object"} if binary == JSON else {"type": "string", "format": "binary"}
        content = {binary: {"schema": schema}}
        said["openapi_extra"] = {"responses": {200: {"description": "OK", "content": content}}}
    return said


@cache
def document() -> dict[str, Any]:
    """The whole description. Every operation may answer with a problem."""
    from qinqing.api.interface import interface

    told: dict[str, Any] = dict(interface.get_openapi_schema(path_prefix="api/v1/"))
    told["components"]["schemas"]["Problem"] = PROBLEM
    told["servers"] = [{"url": "/"}]
    told["tags"] = [{"name": tag, "description": f"{says.zh} · {says.en}"} for tag, says in GROUPS.items()]
    for operations in told["paths"].values():
        for operation in operations.values():
            operation["responses"] = {
                **{str(status): answer for status, answer in operation["responses"].items()},
                "default": {
                    "description": "出错 · a problem",
                    "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
                },
            }
            if operation.get("security"):
                operation["responses"]["429"] = _too_often()
    return told


def _too_often() -> dict[str, Any]:
    """What a token is answered that used up its minute."""
    most = settings.API_RATE
    return {
        "description": f"每个令牌每分钟最多 {most} 次 · at most {most} requests a minute for each token",
        "headers": {
            "Retry-After": {
                "description": "几秒以后再来 · come again after so many seconds",
                "schema": {"type": "integer", "minimum": 1},
            }
        },
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }


@dataclass(frozen=True, slots=True)
class Line:
    """One operation as the page lists it. `key`: whether it takes an Idempotency-Key."""

    method: str
    path: str
    says: Say
    key: bool


def groups() -> Iterator[tuple[str, Say, list[Line]]]:
    """(tag, name, operations) in the order of GROUPS."""
    lines: dict[str, list[Line]] = {tag: [] for tag in GROUPS}
    for path, operations in document()["paths"].items():
        for method, operation in operations.items():
            says = Say(operation["summary"], operation["description"])
            key = any(one["name"] == "Idempotency-Key" for one in operation["parameters"])
            lines[operation["tags"][0]].append(Line(method.upper(), path, says, key))
    for tag, says in GROUPS.items():
        if lines[tag]:
            yield tag, says, lines[tag]
