"""Each kind of public source: what its rule must say, and the one normal form of a text it accepts.

A rule leaves no choice: what does not fit it to the letter is refused, and the fallback was committed beforehand.
A normal form is a few lines of UTF-8 that begin with kind and name; its SHA-256 goes into the seed.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from qinqing.draw.texts import HEX, plain
from qinqing.draw.times import read_day
from qinqing.facts.shown import shorten
from qinqing.refusals import Say

Rule = Mapping[str, Any]
GROUP, GROUP_BREAK = re.compile(r"\d{1,6}(?:[ ,，、]+\d{1,6})*\Z", re.ASCII), "+"
NUMBER = re.compile(r"\d{1,6}", re.ASCII)
VALUE = re.compile(r"(?:0|[1-9]\d*)(?:\.\d+)?\Z", re.ASCII)
SIGNATURE = re.compile(r"(?:[0-9a-f]{96}|[0-9a-f]{192})\Z")
LARGEST_TEXT = 2**20


class Unfit(Exception):
    """Why a text does not fit its rule."""

    def __init__(self, zh: str, en: str):
        super().__init__(en)
        self.says = Say(zh, en)


@dataclass(frozen=True, slots=True)
class Kind:
    """`fields`: what a rule must say and may say; `faults` of a rule; `lines`: the normal form below kind and name."""

    says: Say
    fields: tuple[str, ...]
    faults: Callable[[Rule], Iterator[Say]]
    lines: Callable[[Rule, str], list[str]]


def text_in(data: bytes) -> str:
    """A text as published: UTF-8, line ends as one character, no spaces at the ends of lines. Unfit otherwise."""
    if len(data) > LARGEST_TEXT:
        raise Unfit(f"超过 {LARGEST_TEXT:,} 字节", f"longer than {LARGEST_TEXT:,} bytes")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unfit("不是 UTF-8 文本，请另存为 UTF-8", "not UTF-8 text: save it as UTF-8") from error
    tidy = "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    if plain(tidy) != tidy:
        raise Unfit("含有控制字符，或不是规范形式（NFC）", "it holds control characters or is not NFC")
    if not tidy.strip():
        raise Unfit("是空的", "it is empty")
    return tidy.strip("\n") + "\n"


# 彩票开奖公告：第一行期号，第二行号码，各组之间用 + 隔开


def lottery_faults(rule: Rule) -> Iterator[Say]:
    groups = rule["groups"]
    if not _is_word(rule["issue"]):
        yield Say("issue 应是期号", "issue should be the number of the drawing")
    if not isinstance(groups, list) or not groups or not all(map(_is_group, groups)):
        yield Say(
            "groups 应是 {count, from, to} 的列表（次序有意义的加 ordered: true）",
            "groups should be a list of {count, from, to}, with ordered: true where the order matters",
        )


def _is_group(group: object) -> bool:
    if not isinstance(group, dict) or not {"count", "from", "to"} <= set(group) <= {
        "count",
        "from",
        "to",
        "ordered",
    }:
        return False
    numbers = all(type(group[name]) is int for name in ("count", "from", "to"))
    return (
        numbers and group["count"] > 0 <= group["from"] <= group["to"] and group.get("ordered", True) is True
    )


def lottery_lines(rule: Rule, text: str) -> list[str]:
    """The drawing's number, then each group: ascending unless its order matters."""
    issue, *rest = text.splitlines()
    if issue != rule["issue"]:
        raise Unfit(
            f"第一行应是期号 {rule['issue']}，是 {shorten(issue)}",
            f"line 1 should be {rule['issue']}, is {shorten(issue)}",
        )
    if len(rest) != 1:
        raise Unfit(
            f"应有两行：期号、号码；有 {len(rest) + 1} 行", f"two lines are wanted, there are {len(rest) + 1}"
        )
    parts = [part.strip() for part in rest[0].split(GROUP_BREAK)]
    if len(parts) != len(rule["groups"]):
        raise Unfit(
            f"号码应有 {len(rule['groups'])} 组，有 {len(parts)} 组",
            f"{len(rule['groups'])} groups are wanted, there are {len(parts)}",
        )
    groups = [_group(group, part) for group, part in zip(rule["groups"], parts, strict=True)]
    return [issue, " + ".join(" ".join(map(str, numbers)) for numbers in groups)]


def _group(group: Rule, part: str) -> list[int]:
    if not GROUP.match(part):
        raise Unfit(
            f"{shorten(part)} 不是用空格或逗号隔开的半角数字",
            f"{shorten(part)} is not plain numbers set apart by spaces or commas",
        )
    numbers = [int(number) for number in NUMBER.findall(part)]
    if len(numbers) != group["count"]:
        raise Unfit(
            f"{shorten(part)} 应有 {group['count']} 个号码",
            f"{shorten(part)} should hold {group['count']} numbers",
        )
    if not all(group["from"] <= number <= group["to"] for number in numbers):
        raise Unfit(
            f"{shorten(part)} 有不在 {group['from']}–{group['to']} 之间的号码",
            f"{shorten(part)} holds numbers outside {group['from']}–{group['to']}",
        )
    if group.get("ordered"):
        return numbers
    if len({*numbers}) != len(numbers):
        raise Unfit(f"{shorten(part)} 有重复的号码", f"{shorten(part)} repeats a number")
    return sorted(numbers)


# 指数收盘：第一行日期，以下每行“名称 收盘值”


def index_faults(rule: Rule) -> Iterator[Say]:
    names, decimals = rule["names"], rule["decimals"]
    if read_day(rule["day"]) is None:
        yield Say("day 应是交易日，如 2026-07-01", "day should be a trading day such as 2026-07-01")
    if (
        not isinstance(names, list)
        or not names
        or not all(map(_is_word, names))
        or len({*map(str, names)}) != len(names)
    ):
        yield Say(
            "names 应是指数名称的列表，不含空格，不重复",
            "names should be a list of indices, no spaces, none twice",
        )
    if type(decimals) is not int or not 0 <= decimals <= 6:
        yield Say("decimals 应是小数位数", "decimals should be the number of decimal places")


def index_lines(rule: Rule, text: str) -> list[str]:
    """The day, then name and closing value of each index as committed."""
    day, *rows = text.splitlines()
    if day != rule["day"]:
        raise Unfit(
            f"第一行应是日期 {rule['day']}，是 {shorten(day)}",
            f"line 1 should be {rule['day']}, is {shorten(day)}",
        )
    cells = [row.split() for row in rows]
    if [row[0] if row else "" for row in cells] != list(rule["names"]):
        names = "、".join(rule["names"])
        raise Unfit(f"以下各行应依次是：{names}", f"the lines below should be, in this order: {names}")
    return [day, *(_closing(row, rule["decimals"]) for row in cells)]


def _closing(row: list[str], decimals: int) -> str:
    places = len(row[1].partition(".")[2]) if len(row) == 2 and VALUE.match(row[1]) else -1
    if places != decimals:
        shown = shorten(" ".join(row))
        raise Unfit(
            f"{shown} 应是“名称 数值”，数值有 {decimals} 位小数，不加分节号",
            f"{shown} should be name and value with {decimals} decimal places and no separators",
        )
    return " ".join(row)


# drand：一轮的 JSON；randomness 是签名的 SHA-256

DRAND_KEYS = {"round", "randomness", "signature"}


def drand_faults(rule: Rule) -> Iterator[Say]:
    if not isinstance(rule["chain"], str) or not HEX.match(rule["chain"]):
        yield Say(
            "chain 应是链的散列，64 个小写十六进制字符",
            "chain should be the hash of the chain, 64 lower-case hex digits",
        )
    if any(type(rule[name]) is not int or rule[name] < 1 for name in ("round", "genesis", "period")):
        yield Say(
            "round、genesis、period 应是正整数", "round, genesis and period should be whole numbers above 0"
        )


def drand_known_from(rule: Rule) -> datetime:
    """When the round is out, by the chain's own clock."""
    began = datetime.fromtimestamp(rule["genesis"], UTC)
    return began + timedelta(seconds=(rule["round"] - 1) * rule["period"])


def drand_lines(rule: Rule, text: str) -> list[str]:
    """Chain, round and randomness; the signature itself is for whoever holds the chain's public key to verify."""
    beacon = _beacon(text)
    if beacon.get("round") != rule["round"] or type(beacon.get("round")) is not int:
        raise Unfit(f"应是第 {rule['round']} 轮", f"round {rule['round']} is wanted")
    signature, randomness = beacon["signature"], beacon["randomness"]
    if not isinstance(signature, str) or not SIGNATURE.match(signature):
        raise Unfit("signature 不是小写十六进制的签名", "signature is no signature in lower-case hex")
    if randomness != hashlib.sha256(bytes.fromhex(signature)).hexdigest():
        raise Unfit("randomness 不是签名的 SHA-256", "randomness is not the SHA-256 of the signature")
    return [rule["chain"], str(rule["round"]), str(randomness)]


def _beacon(text: str) -> dict[str, Any]:
    try:
        pairs: list[tuple[str, Any]] = json.loads(text, object_pairs_hook=list)
        keys = [key for key, _ in pairs]
    except (ValueError, TypeError, RecursionError) as error:
        raise Unfit("不是 JSON", "it is no JSON") from error
    if len({*keys}) != len(keys) or not DRAND_KEYS <= {*keys} <= {*DRAND_KEYS, "previous_signature"}:
        raise Unfit(
            "应恰有 round、randomness、signature（可有 previous_signature）",
            "it should hold round, randomness, signature, and may hold previous_signature",
        )
    return dict(pairs)


# 公布的文本：以约定的文字开头，整个文本取散列


def file_faults(rule: Rule) -> Iterator[Say]:
    if not isinstance(rule["begins"], str) or not rule["begins"].strip():
        yield Say("begins 应是文本开头的文字", "begins should be what the text begins with")


def file_lines(rule: Rule, text: str) -> list[str]:
    if not text.startswith(rule["begins"]):
        raise Unfit(
            f"应以“{shorten(rule['begins'])}”开头", f"it should begin with “{shorten(rule['begins'])}”"
        )
    return [hashlib.sha256(text.encode()).hexdigest()]


def _is_word(value: object) -> bool:
    return isinstance(value, str) and value != "" and value.split() == [value]


KINDS = {
    "lottery": Kind(
        Say("彩票开奖号码", "lottery result"), ("issue", "groups"), lottery_faults, lottery_lines
    ),
    "index": Kind(
        Say("指数收盘值", "closing values"), ("day", "names", "decimals"), index_faults, index_lines
    ),
    "drand": Kind(
        Say("drand 信标", "drand beacon"), ("chain", "round", "genesis", "period"), drand_faults, drand_lines
    ),
    "file": Kind(Say("公布的文本", "a published text"), ("begins",), file_faults, file_lines),
}
