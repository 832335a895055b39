"""Requests nobody wrote by hand: from the interface's own description, and from the forms of pages as they stand.

A small generator of our own: what libraries for this know of OpenAPI 3.1 they check against a running server of theirs, and
none knows our forms. Everything follows from the seed, so a failure is asked again with it.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html

from qinqing.files.tests.harmless import pdf, png
from qinqing.sheets.tests.hostile import SHEETS
from tests.support.crawl import NOT_FOLLOWED, NOT_PAGES, kind

NASTY = (
    "", " ", "甲", "🙂" * 20, "长" * 3_000, "\0", "\ud800", "\u202e倒", "=1+1", "'; DROP TABLE x;--", "../../etc/passwd", "%00%ff",
    "{{7*7}}", "<script>", "1e309", "-0", "9" * 400, "NaN", "0x10", "２０２６", "2026-02-30", "0000-01-01", "9999-12-31", "true",
    "null", "[]", "00000000-0000-0000-0000-000000000000", "2026-000001", "yes", "granted", "a\r\nb: c", "\x1b[31m",
)  # fmt: skip
NUMBERS = (0, 1, -1, 2, 100, 2**31, 2**63, 2**64, -(2**63), 10**40, 1.5, 1e308, float("nan"), float("inf"))
RAW = (
    b"",
    b"{",
    b"[" * 5_000,
    b"\xff\xfe\x00",
    b'"\\ud800"',
    b"null",
    b"1" * 5_000,
    b"{}",
    b'{"a":' * 900,
    b"<a/>",
)
KINDS = (
    "application/json",
    "text/plain",
    "multipart/form-data",
    "application/x-www-form-urlencoded",
    "",
    "image/png; charset=\xff",
)


@dataclass
class Chance:
    """Chance from a seed, and the true names it may put where one is asked for."""

    seed: int
    names: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)

    def one_in(self, n: int) -> bool:
        return self.random.randrange(n) == 0

    def text(self, name: str = "") -> str:
        if name in self.names and not self.one_in(4):
            return self.random.choice(self.names[name])
        return self.random.choice(NASTY)

    def anything(self, depth: int = 0) -> Any:
        made = self.random.randrange(6 if depth < 3 else 4)
        if made == 4:
            return [self.anything(depth + 1) for _ in range(self.random.randrange(4))]
        if made == 5:
            return {self.text(): self.anything(depth + 1) for _ in range(self.random.randrange(4))}
        return [self.text(), self.random.choice(NUMBERS), None, self.one_in(2)][made]


def of_schema(chance: Chance, schema: Any, parts: Any, name: str = "") -> Any:
    """A value of the described shape, or one time in eight of any other."""
    if chance.one_in(8):
        return chance.anything()
    if "$ref" in schema:
        return of_schema(chance, parts[schema["$ref"].rpartition("/")[2]], parts, name)
    for several in ("anyOf", "oneOf"):
        if several in schema:
            return of_schema(chance, chance.random.choice(schema[several]), parts, name)
    match schema.get("type"):
        case "object":
            return _object(chance, schema, parts)
        case "array":
            some = range(chance.random.randrange(schema.get("minItems", 0), 4))
            return [of_schema(chance, schema.get("items", {}), parts, name) for _ in some]
        case "integer" | "number":
            return chance.random.choice((*NUMBERS[:5], chance.random.randrange(12)))
        case "boolean":
            return chance.one_in(2)
        case "null":
            return None
    return schema["const"] if "const" in schema else chance.text(name)


def _object(chance: Chance, schema: Any, parts: Any) -> dict[str, Any]:
    required = schema.get("required", ())
    made = {
        name: of_schema(chance, inner, parts, name)
        for name, inner in schema.get("properties", {}).items()
        if name in required or not chance.one_in(4)
    }
    if isinstance(more := schema.get("additionalProperties"), dict):
        for _ in range(chance.random.randrange(5)):
            made[chance.text("key")] = of_schema(chance, more, parts)
    if chance.one_in(12):
        made[chance.text()] = chance.anything()
    return made


def call(chance: Chance, program: Client, told: Any) -> tuple[str, int]:
    """One request after the description; the address and the status of its answer."""
    path = chance.random.choice([*told["paths"]])
    method, operation = chance.random.choice([*told["paths"][path].items()])
    parts, headers, query = told["components"]["schemas"], {}, []
    for parameter in operation["parameters"]:
        value = str(of_schema(chance, parameter["schema"], parts, parameter["name"]))
        match parameter["in"]:
            case "path":
                path = path.replace(
                    f"{{{parameter['name']}}}", quote(value.encode("utf-8", "replace"), safe="")
                )
            case "query":
                query.append(f"{parameter['name']}={quote(value.encode('utf-8', 'replace'))}")
            case "header" if not chance.one_in(10):
                headers[parameter["name"]] = (
                    value.encode("ascii", "replace").decode().replace("\n", " ").replace("\r", " ")
                )
    address = f"{path}?{'&'.join(query)}"
    asked = (
        method if not chance.one_in(15) else chance.random.choice(("get", "post", "put", "delete", "patch"))
    )
    content = operation.get("requestBody", {}).get("content", {})
    if asked == "post" and "multipart/form-data" in content and not chance.one_in(6):
        answer = program.post(address, {"file": some_file(chance)}, headers=headers)
    else:
        data, kind_of_it = _body(chance, content, parts)
        answer = program.generic(asked.upper(), address, data, content_type=kind_of_it, headers=headers)
    return f"{asked} {address}", answer.status_code


def _body(chance: Chance, content: Any, parts: Any) -> tuple[bytes, str]:
    """As described, or one time in ten whatever bytes under whatever name."""
    if not content:
        return b"", "application/json"
    if chance.one_in(10):
        return chance.random.choice(RAW), chance.random.choice(KINDS)
    schema = next(iter(content.values()))["schema"]
    return json.dumps(of_schema(chance, schema, parts)).encode(), "application/json"


def some_file(chance: Chance) -> SimpleUploadedFile:
    name = chance.random.choice(
        ("a.pdf", "a.png", "a.xlsx", "图.dwg", "a.pdf.exe", "../a.pdf", "a", "." * 300)
    )
    made = chance.random.choice(
        (pdf, png, SHEETS["公式"], lambda: b"", lambda: chance.random.randbytes(2_000))
    )
    return SimpleUploadedFile(name, made())


@dataclass(frozen=True)
class Form:
    """A form as it stands on a page: where it goes, and its fields with the values offered."""

    method: str
    action: str
    fields: dict[str, list[str]]
    files: tuple[str, ...]


def forms_of(client: Client, start: str, most: int) -> list[Form]:
    """The forms of one page of each kind that links lead to, each kind of form once."""
    waiting, seen, found = [start], set[str](), dict[str, Form]()
    while waiting and len(seen) < most:
        address = waiting.pop(0)
        if kind(address) in seen:
            continue
        seen.add(kind(address))
        answer = client.get(address, follow=True)
        if answer.status_code != 200 or "html" not in answer.get("Content-Type", ""):
            continue
        page = html.fromstring(answer.content)
        for form in page.forms:
            one = _form(form, address)
            if any(word in one.action for word in NOT_FOLLOWED):
                continue
            found.setdefault(f"{kind(one.action)} {sorted(one.fields)}", one)
        waiting += [link for link in _links(page, address) if kind(link) not in seen]
    return [*found.values()]


def _links(page: Any, address: str) -> Iterator[str]:
    for href in page.xpath("//a/@href"):
        to = urlsplit(urljoin(address, href))
        if (
            not to.netloc
            and not to.path.endswith(NOT_PAGES)
            and not any(word in to.path for word in NOT_FOLLOWED)
        ):
            yield f"{to.path}?{to.query}" if to.query and "lang=" not in to.query else to.path


def _form(form: Any, address: str) -> Form:
    fields: dict[str, list[str]] = {}
    for entry in form.xpath(".//input[@name]|.//select[@name]|.//textarea[@name]|.//button[@name]"):
        offered = fields.setdefault(entry.get("name"), [])
        offered += (
            entry.xpath(".//option/@value") if entry.tag == "select" else filter(None, [entry.get("value")])
        )
    files = tuple(form.xpath(".//input[@type='file']/@name"))
    return Form(form.method.lower(), urljoin(address, form.get("action") or address), fields, files)


def fill_in(chance: Chance, client: Client, form: Form) -> tuple[str, int]:
    """The form sent with words of chance, some as offered, some left out or sent twice."""
    sent: dict[str, Any] = {}
    for name, offered in form.fields.items():
        if chance.one_in(6):
            continue
        several = [chance.random.choice(offered) if offered and not chance.one_in(3) else chance.text(name)]
        sent[name] = several * (2 if chance.one_in(12) else 1)
    for name in form.files:
        if not chance.one_in(5):
            sent[name] = some_file(chance)
    data = {name: _sendable(value) for name, value in sent.items()}
    answer = client.get(form.action, data) if form.method == "get" else client.post(form.action, data)
    return f"{form.method} {form.action} {[*data]}", answer.status_code


def _sendable(value: Any) -> Any:
    """A browser sends no half of a pair."""
    if isinstance(value, list):
        return [one.encode("utf-8", "replace").decode() for one in value]
    return value
