"""The kinds of value, and how the text written for one is read. A text that does not fit reads as None."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from qinqing.law.values.model import EARLIEST, LATEST, Item, Items, Plain
from qinqing.law.values.reading import Quoted, Tree
from qinqing.refusals import Say

WHOLE = re.compile(r"0|[1-9]\d{0,8}")
MONEY = re.compile(r"(0|[1-9]\d{0,14})(\.\d{1,2})?")
RATE = re.compile(r"(0|[1-9]\d{0,5})(\.\d{1,10})?")
KEY = re.compile(r"[a-z][a-z0-9_]*")
# Longer than any time limit; a day this far from any other is still a date.
LONGEST_PERIOD = 36_500
# The days a fact may bear (facts.md); a value's day lies among them.
LEAP_YEAR = 2024


@dataclass(frozen=True, slots=True)
class Kind:
    """`measured`: has a unit. `expected`: what to write, for a refusal."""

    read: Callable[[Tree], Plain | None]
    expected: Say
    measured: bool = False


def _unquoted(raw: Tree, shape: re.Pattern[str]) -> str | None:
    fits = isinstance(raw, str) and not isinstance(raw, Quoted) and shape.fullmatch(raw) is not None
    return raw if fits else None


def read_whole(raw: Tree) -> int | None:
    written = _unquoted(raw, WHOLE)
    return int(written) if written else None


def read_period(raw: Tree) -> int | None:
    length = read_whole(raw)
    return length if length is not None and length <= LONGEST_PERIOD else None


def read_money(raw: Tree) -> int | Decimal | None:
    written = _unquoted(raw, MONEY)
    return None if written is None else Decimal(written) if "." in written else int(written)


def read_rate(raw: Tree) -> Decimal | None:
    written = _unquoted(raw, RATE)
    return Decimal(written) if written else None


def read_bool(raw: Tree) -> bool | None:
    return None if isinstance(raw, Quoted) or raw not in ("true", "false") else raw == "true"


def read_day(raw: Tree) -> date | None:
    try:
        day = date.fromisoformat(raw) if isinstance(raw, str) and len(raw) == len("2024-01-31") else None
    except ValueError:
        return None
    return day if day and EARLIEST <= day <= LATEST else None


def read_month_day(raw: Tree) -> str | None:
    return raw if isinstance(raw, str) and read_day(f"{LEAP_YEAR}-{raw}") else None


def read_time(raw: Tree) -> str | None:
    try:
        fits = isinstance(raw, str) and len(raw) == len("08:00") and time.fromisoformat(raw) is not None
    except ValueError:
        return None
    return str(raw) if fits else None


def read_says(raw: Tree) -> Say | None:
    if not isinstance(raw, dict) or set(raw) != {"zh", "en"}:
        return None
    written = all(isinstance(text, str) and text.strip() for text in raw.values())
    return Say(str(raw["zh"]), str(raw["en"])) if written else None


def read_items(raw: Tree) -> Items | None:
    if not isinstance(raw, dict) or not raw:
        return None
    texts = {key: read_says(text) for key, text in raw.items() if KEY.fullmatch(key)}
    items = Items(Item(key, *text) for key, text in texts.items() if text)
    return items if len(items) == len(raw) else None


TEXT = Say("中英两种文字：{zh: …, en: …}", "a text in both languages: {zh: …, en: …}")

KINDS = {
    "period": Kind(
        read_period,
        Say(
            f"不带引号的整数，0 至 {LONGEST_PERIOD}", f"a whole number without quotes, 0 to {LONGEST_PERIOD}"
        ),
        measured=True,
    ),
    "count": Kind(
        read_whole,
        Say(
            "不带引号的整数，不小于 0，不超过九位",
            "a whole number without quotes, 0 or more, at most nine digits",
        ),
        measured=True,
    ),
    "money": Kind(
        read_money,
        Say(
            "不带引号的金额，不小于 0，至多两位小数",
            "an amount without quotes, 0 or more, at most two decimal places",
        ),
        measured=True,
    ),
    "rate": Kind(
        read_rate,
        Say(
            "不带引号的小数，不小于 0，至多十位小数",
            "a number without quotes, 0 or more, at most ten decimal places",
        ),
        measured=True,
    ),
    "bool": Kind(read_bool, Say("true 或者 false", "true or false")),
    "date": Kind(read_day, Say("日期，如 2024-01-31", "a date such as 2024-01-31")),
    "month_day": Kind(read_month_day, Say("月和日，如 03-31", "a month and a day such as 03-31")),
    "time": Kind(read_time, Say("时刻，如 '08:00'", "a time of day such as '08:00'")),
    "list": Kind(read_items, Say("一个或者几个“词: {zh: …, en: …}”", "one or more of word: {zh: …, en: …}")),
    "rule": Kind(read_says, TEXT),
    "ban": Kind(read_says, TEXT),
    "check": Kind(read_says, TEXT),
    "check_conditional": Kind(read_says, TEXT),
    "role": Kind(read_says, TEXT),
    "reference": Kind(read_says, TEXT),
}
