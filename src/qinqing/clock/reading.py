"""What `qinqing clock` is given: one JSON object, read strictly, every problem of it at once."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from qinqing.clock import refusals
from qinqing.clock.checks import contradictions
from qinqing.clock.events import Event, EventType
from qinqing.clock.limit import Limit, Unit
from qinqing.facts.shown import shorten
from qinqing.law.values.kinds import LONGEST_PERIOD, read_day
from qinqing.law.values.model import EARLIEST, LATEST
from qinqing.refusals import Problem, Say

MOST_BYTES = 1_000_000
ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    events: tuple[Event, ...]
    limit: Limit
    promised: Limit | None
    on: date | None


def read_asked(data: bytes, name: Say) -> Asked:
    """From the bytes of the file called `name`. Refused `clock.size`, `clock.json` or `clock.events`."""
    if len(data) > MOST_BYTES:
        raise refusals.too_large(name, MOST_BYTES)
    reading = Reading(_parsed(data, name))
    asked = reading.asked()
    if reading.problems:
        raise refusals.contradictory(reading.problems)
    return asked


def _parsed(data: bytes, name: Say) -> Json:
    try:
        read = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_number)
    except RecursionError:
        raise refusals.no_json(name, Say("嵌套太深", "nested too deeply")) from None
    except UnicodeDecodeError:
        raise refusals.no_json(name, Say("不是 UTF-8 编码", "it is not UTF-8")) from None
    except json.JSONDecodeError as error:
        where = Say(
            f"第 {error.lineno} 行第 {error.colno} 列不合语法",
            f"line {error.lineno}, column {error.colno}: {error.msg}",
        )
        raise refusals.no_json(name, where) from None
    except _Unfit as error:
        raise refusals.no_json(name, error.says) from None
    except ValueError:  # a number of thousands of digits
        raise refusals.no_json(name, Say("有一个数太长", "a number in it is too long")) from None
    if not isinstance(read, dict):
        raise refusals.no_json(name, Say("最外层不是对象", "its outermost value is no object"))
    return read


class _Unfit(Exception):
    def __init__(self, says: Say):
        super().__init__(says.en)
        self.says = says


def _once(pairs: list[tuple[str, Any]]) -> Json:
    read = dict(pairs)
    if len(read) < len(pairs):
        [(name, _)] = Counter(name for name, _ in pairs).most_common(1)
        twice = shorten(name)
        raise _Unfit(Say(f"同一个对象里 {twice} 写了两次", f"{twice} stands twice in one object"))
    return read


def _no_number(text: str) -> None:
    raise _Unfit(Say(f"{text} 不是数", f"{text} is no number"))


class Reading:
    """One object; what is wrong is noted in `problems` and read as best it can be."""

    def __init__(self, given: Json):
        self.given = given
        self.problems: list[Problem] = []

    def asked(self) -> Asked:
        self._known("", self.given, ("limit", "promised", "on", "events"))
        limit = self._limit("limit", self.given.get("limit"))
        promised = self.given.get("promised")
        asked_on = self.given.get("on")
        on = None if asked_on is None else self._day("on", asked_on)
        own = None if promised is None else self._limit("promised", promised)
        return Asked(tuple(self._events(on)), limit, own, on)

    def _events(self, on: date | None) -> list[Event]:
        listed = self.given.get("events")
        if not isinstance(listed, list):
            self._note("events", "应是事件的列表", "should be a list of events")
            return []
        placed = [(place, event) for place, one in enumerate(listed) if (event := self._event(place, one))]
        self.problems += contradictions(placed, on, whole=len(placed) == len(listed))
        return [event for _, event in placed]

    def _event(self, place: int, given: Any) -> Event | None:
        """None where its type or its day cannot be read."""
        where = f"events[{place}]"
        if not isinstance(given, dict):
            self._note(where, "应是一个对象", "should be an object")
            return None
        named = f"{where} {shorten(given.get('type', ''))}".rstrip()
        self._known(named, given, ("type", "on", "ground", "n"))
        kind, day = self._type(named, given.get("type")), self._day(f"{named} on", given.get("on"))
        ground, n = given.get("ground"), given.get("n")
        if ground is not None and not isinstance(ground, str):
            self._note(named, "ground 应是文字", "ground should be a text")
            return None
        length = 0 if n is None else self._length(f"{named} n", n)
        return Event(kind, day, ground or "", length) if kind and day and length is not None else None

    def _type(self, where: str, given: Any) -> EventType | None:
        if isinstance(given, str) and given in [*EventType]:
            return EventType(given)
        known = [*EventType]
        if given is None:
            self._note(f"{where} type", "没有写", "is missing")
            return None
        self._note(
            where,
            f"没有“{shorten(given)}”这种事件；应为 {'、'.join(known)} 之一",
            f"there is no event {shorten(given)!r}; it is one of {', '.join(known)}",
        )
        return None

    def _limit(self, where: str, given: Any) -> Limit:
        if not isinstance(given, dict):
            self._note(
                where,
                '应是对象，如 {"n": 20, "unit": "workday"}',
                'should be an object such as {"n": 20, "unit": "workday"}',
            )
            return Limit(0)
        self._known(where, given, ("n", "unit", "roll"))
        n, unit, roll = self._length(f"{where}.n", given.get("n")), given.get("unit"), given.get("roll")
        if not isinstance(unit, str) or unit not in [*Unit]:
            self._note(
                f"{where}.unit",
                f"“{shorten(unit)}”应为 workday（工作日）或者 day（日）",
                f"{shorten(unit)!r} should be workday or day",
            )
            unit = Unit.DAY
        if roll is not None and not isinstance(roll, bool):
            self._note(f"{where}.roll", "应是 true 或者 false", "should be true or false")
        return Limit(n or 0, Unit(unit), roll is True)

    def _length(self, where: str, given: Any) -> int | None:
        if type(given) is int and 0 <= given <= LONGEST_PERIOD:
            return given
        zh, en = f"应是 0 至 {LONGEST_PERIOD} 的整数", f"should be a whole number, 0 to {LONGEST_PERIOD}"
        self._note(where, zh if given is not None else "没有写", en if given is not None else "is missing")
        return None

    def _day(self, where: str, given: Any) -> date | None:
        day = read_day(given) if isinstance(given, str) and ISO_DAY.fullmatch(given) else None
        if given is None:
            self._note(where, "没有写", "is missing")
        elif day is None:
            self._note(
                where,
                f"“{shorten(given)}”不是 {EARLIEST} 至 {LATEST} 的日期，如 2026-06-30",
                f"{shorten(given)!r} is no date from {EARLIEST} to {LATEST}, such as 2026-06-30",
            )
        return day

    def _known(self, where: str, given: Json, names: tuple[str, ...]) -> None:
        for name in given:
            if name not in names:
                there = shorten(name)
                self._note(
                    where or "/",
                    f"没有 {there} 这一项；有：{'、'.join(names)}",
                    f"there is no {there}; known: {', '.join(names)}",
                )

    def _note(self, where: str, zh: str, en: str) -> None:
        self.problems.append(Problem(where, Say(zh, en)))
