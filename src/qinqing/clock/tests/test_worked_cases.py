"""The worked cases, counted by hand: statute, article, holidays and what must come out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from qinqing.clock import Event, EventType, Limit, Unit, reckon
from qinqing.clock.tests.naive import naive
from qinqing.law.values import source_of

Case = dict[str, Any]
CASES: list[Case] = yaml.safe_load(Path(__file__).with_name("worked.cases.yaml").read_text(encoding="utf-8"))
BY_NAME = pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])


def events_of(case: Case) -> list[Event]:
    return [_event(*written) for written in case["events"]]


def _event(kind: str, on: date, more: str | int = "") -> Event:
    return Event(EventType(kind), on, **({"n": more} if isinstance(more, int) else {"ground": more}))


def limit_of(written: str | Case | None, case: Case) -> Limit | None:
    if isinstance(written, str):
        limit = Limit.of_value(written, min(event.on for event in events_of(case)))
        return replace(limit, roll=case.get("roll", False))
    return Limit(written["n"], Unit(written["unit"])) if written else None


@BY_NAME
def test_a_case_counted_by_hand_comes_out(case: Case):
    limit, promised = limit_of(case["limit"], case), limit_of(case.get("promised"), case)
    told = reckon(events_of(case), limit, promised, case.get("as_of"))
    assert {name: getattr(told, name) for name in case["expect"]} == case["expect"]


@BY_NAME
def test_the_naive_clock_counts_it_alike(case: Case):
    limit, promised = limit_of(case["limit"], case), limit_of(case.get("promised"), case)
    on = case.get("as_of") or max(event.on for event in events_of(case))
    other = naive(events_of(case), limit, promised, on)
    assert {name: getattr(other, name) for name in case["expect"]} == case["expect"]


@BY_NAME
def test_a_case_names_the_statute_its_limit_stands_in(case: Case):
    written = [source_of(case["limit"]).zh, source_of("lic_correction_notice_wd").zh]
    assert any(case["statute"] in source for source in written)
    assert case["by_hand"]


def test_there_is_a_case_of_every_state_and_no_name_twice():
    names = [case["case"] for case in CASES]
    assert len({*names}) == len(names) >= 25
    assert {case["expect"].get("state") for case in CASES} - {None} == {
        "received",
        "awaiting_correction",
        "running",
        "paused",
        "decided",
        "not_accepted",
        "withdrawn",
    }
