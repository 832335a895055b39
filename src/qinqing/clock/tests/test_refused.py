"""What contradicts itself or cannot be read is refused: all of it at once, each event named, never a traceback."""

from __future__ import annotations

import json
from datetime import date
from random import Random
from typing import Any

import pytest

from qinqing.clock import Event, EventType, Limit, read_asked, reckon
from qinqing.clock.reading import MOST_BYTES
from qinqing.clock.tests.asked import RECEIVED, event, written
from qinqing.refusals import Refused, Say, speaking

NAME = Say("事件.json", "events.json")
ACCEPTED = {"type": "accepted", "on": "2026-03-04"}


def refused(data: bytes) -> Refused:
    with pytest.raises(Refused) as caught:
        read_asked(data, NAME)
    return caught.value


def problems(data: bytes, code: str = "clock.events") -> list[str]:
    with speaking("zh"):
        found = refused(data)
        assert found.code == code
        return [str(problem) for problem in found.problems]


@pytest.mark.parametrize(
    ("events", "named", "says"),
    [
        pytest.param([{"type": "signed", "on": "2026-03-03"}], "events[1] signed", "没有“signed”这种事件", id="不认识的事件"),
        pytest.param(
            [{"type": "paused", "on": "2026-03-03", "ground": "other"}],
            "events[1] paused 2026-03-03",
            "《中华人民共和国行政许可法》第四十五条",
            id="其他事由",
        ),
        pytest.param([{"type": "paused", "on": "2026-03-03", "ground": "holiday"}], "events[1] paused", "不是中止的法定事由", id="没有这种事由"),
        pytest.param([{"type": "paused", "on": "2026-03-03"}], "events[1] paused 2026-03-03", "没有写明事由", id="没有写事由"),
        pytest.param([{"type": "accepted", "on": "2026-03-01"}], "events[1] accepted 2026-03-01", "收到申请之前", id="早于收到"),
        pytest.param([ACCEPTED, ACCEPTED | {"on": "2026-03-09"}], "events[2] accepted 2026-03-09", "第二次受理", id="第二次受理"),
        pytest.param([{"type": "resumed", "on": "2026-03-03"}], "events[1] resumed 2026-03-03", "没有尚未恢复的中止", id="没有中止就恢复"),
        pytest.param(
            [{"type": "paused", "on": "2026-03-03", "ground": "testing"}, {"type": "resumed", "on": "2026-03-04", "ground": "hearing"}],
            "events[2] resumed 2026-03-04",
            "没有尚未恢复的中止",
            id="恢复的不是那项中止",
        ),
        pytest.param([{"type": "corrected", "on": "2026-03-03"}], "events[1] corrected 2026-03-03", "补正告知", id="没有告知就补正"),
        pytest.param([RECEIVED | {"on": "2026-03-05"}], "events[1] received 2026-03-05", "第二次收到", id="第二次收到"),
        pytest.param(
            [ACCEPTED, {"type": "decided", "on": "2026-03-05"}, {"type": "withdrawn", "on": "2026-03-06"}],
            "events[3] withdrawn 2026-03-06",
            "已于 2026-03-05 决定",
            id="结束两次",
        ),
        pytest.param(
            [{"type": "not_accepted", "on": "2026-03-03"}, ACCEPTED], "events[2] accepted 2026-03-04", "已经不予受理", id="不予受理之后又受理"
        ),
        pytest.param([ACCEPTED, {"type": "delivered", "on": "2026-03-05"}], "events[2] delivered 2026-03-05", "决定", id="没有决定就送达"),
        pytest.param(
            [ACCEPTED, {"type": "delivered", "on": "2026-03-05"}, {"type": "decided", "on": "2026-03-06"}],
            "events[2] delivered 2026-03-05",
            "决定",
            id="决定之前送达",
        ),
        pytest.param([{"type": "extended", "on": "2026-03-05"}], "events[1] extended 2026-03-05", "延长多少没有写明", id="没有写延长多少"),
        pytest.param([ACCEPTED | {"n": 3}], "events[1] accepted 2026-03-04", "只有延长才有天数", id="受理带天数"),
        pytest.param([ACCEPTED | {"ground": "testing"}], "events[1] accepted 2026-03-04", "只有中止和恢复才有事由", id="受理带事由"),
        pytest.param(
            [{"type": "extended", "on": "2026-03-05", "n": 36500}, {"type": "extended", "on": "2026-03-06", "n": 1}],
            "events[2] extended 2026-03-06",
            "合计延长超过",
            id="延长没有尽头",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_true_is_refused_and_named(events: list[dict[str, Any]], named: str, says: str):
    (problem,) = problems(written(*events))
    assert problem.startswith(named)
    assert says in problem


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        pytest.param({"limit": None}, "limit", id="没有时限"),
        pytest.param({"limit": {"n": 20.0, "unit": "day"}}, "limit.n", id="小数天数"),
        pytest.param({"limit": {"n": True, "unit": "day"}}, "limit.n", id="天数是真假"),
        pytest.param({"limit": {"n": -1, "unit": "day"}}, "limit.n", id="负数天数"),
        pytest.param({"limit": {"n": 36501, "unit": "day"}}, "limit.n", id="比任何时限都长"),
        pytest.param({"limit": {"unit": "day"}}, "limit.n", id="没有天数"),
        pytest.param({"limit": {"n": 1, "unit": "month"}}, "limit.unit", id="以月计"),
        pytest.param({"limit": {"n": 1, "unit": "day", "roll": "yes"}}, "limit.roll", id="顺延不是真假"),
        pytest.param({"limit": {"n": 1, "unit": "day", "rolls": True}}, "limit", id="写错的名称"),
        pytest.param({"promised": {"n": 1, "unit": []}}, "promised.unit", id="承诺的单位是列表"),
        pytest.param({"on": "2026-3-2"}, "on", id="日期少一位"),
        pytest.param({"on": "2026-W10-1"}, "on", id="以周写的日期"),
        pytest.param({"on": "2026-03-09T09:00:00+08:00"}, "on", id="时刻不是日期"),
        pytest.param({"on": "2200-01-01"}, "on", id="太远的日期"),
        pytest.param({"on": "2026-03-01"}, "on", id="早于收到之日"),
        pytest.param({"events": {}}, "events", id="事件不是列表"),
        pytest.param({"events": []}, "events", id="没有事件"),
        pytest.param({"events": ["received"]}, "events[0]", id="事件不是对象"),
        pytest.param({"events": [RECEIVED, {"on": "2026-03-03"}]}, "events[1]", id="事件没有类型"),
        pytest.param({"events": [RECEIVED, {"type": "accepted"}]}, "events[1] accepted on", id="事件没有日期"),
        pytest.param({"events": [{"type": "accepted", "on": "2026-03-03"}]}, "events", id="没有收到"),
        pytest.param({"event": []}, "/", id="多出来的项"),
    ],
)  # fmt: skip
def test_what_does_not_fit_the_shape_is_refused_and_named(wrong: dict[str, Any], where: str):
    assert problems(written(**wrong))[0].startswith(f"{where}")


def test_every_problem_is_said_at_once():
    found = problems(
        written(
            {"type": "paused", "on": "2026-03-03", "ground": "other"},
            {"type": "accepted", "on": "2026-03-01"},
            {"type": "accepted", "on": "2026-03-06"},
            {"type": "boom", "on": "2026-03-06"},
            limit={"n": "20", "unit": "workday"},
            on="never",
        )
    )
    assert len(found) == 6


def test_what_could_not_be_read_is_not_said_to_be_missing():
    """The pause is misspelt: it is told so, not that its resumption resumes nothing."""
    found = problems(
        written(
            {"type": "pause", "on": "2026-03-03", "ground": "testing"},
            {"type": "resumed", "on": "2026-03-05"},
        )
    )
    assert len(found) == 1


def test_a_refusal_speaks_english_too():
    with speaking("en"):
        told = str(refused(written({"type": "paused", "on": "2026-03-03", "ground": "other"})))
    assert "Administrative Licensing Law, Art. 45" in told
    assert "'other' is no lawful ground" in told


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="空文件"),
        pytest.param(b"[]", id="列表"),
        pytest.param(b"{", id="不完整"),
        pytest.param(b"[" * 100_000, id="嵌套太深"),
        pytest.param(b'{"limit": NaN}', id="不是数"),
        pytest.param(b'{"limit": ' + b"9" * 9999 + b"}", id="太长的数"),
        pytest.param(b'{"on": null, "on": null}', id="写了两次"),
        pytest.param("{}".encode("utf-16"), id="不是UTF-8"),
        pytest.param(b"\x00\xff", id="二进制"),
    ],
)
def test_what_is_no_json_is_refused(data: bytes):
    assert refused(data).code == "clock.json"


def test_a_file_too_large_is_refused_before_it_is_parsed():
    assert refused(b" " * (MOST_BYTES + 1)).code == "clock.size"


def test_a_byte_order_mark_is_no_fault():
    assert read_asked(b"\xef\xbb\xbf" + written(), NAME).limit == Limit(20)


def test_texts_of_any_length_and_kind_leave_a_short_message():
    hostile = {"type": "\u202e\x1b[31m" + "长" * 10_000 + "\ud800", "on": "\n" * 10_000}
    for problem in problems(written(hostile)):
        assert len(problem) < 400
        assert problem.isprintable()


def test_a_thousand_mutations_of_a_file_are_refused_or_reckoned():
    whole = written(ACCEPTED, {"type": "paused", "on": "2026-03-05", "ground": "testing"}, on="2026-04-01")
    for seed in range(1_000):
        chance, data = Random(seed), bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            place = chance.randrange(len(data))
            data[place : place + chance.randint(0, 3)] = bytes(
                chance.choices(b'{}[],:"0123456789-aend', k=chance.randint(0, 2))
            )
        try:
            asked = read_asked(bytes(data), NAME)
        except Refused:
            continue
        reckon(asked.events, asked.limit, asked.promised, asked.on)


@pytest.mark.parametrize("n", [1_000])
def test_a_file_of_pauses_and_extensions_is_walked_once(n: int):
    """Four times the events: about four times the steps, not sixteen."""
    assert steps(4 * n) < 6 * steps(n)


def steps(n: int) -> int:
    """How many calls a history of n pauses and n extensions takes."""
    import sys

    start = date(2024, 1, 1).toordinal()
    events = [event("received", "2024-01-01"), event("accepted", "2024-01-01")]
    for place in range(n):
        day = date.fromordinal(start + place % 700)
        events.append(Event(EventType.PAUSED, day, "testing" if place % 2 else "hearing"))
        events.append(Event(EventType.EXTENDED, day, n=1))
    calls = 0

    def count(*_: object) -> None:
        nonlocal calls
        calls += 1

    sys.setprofile(count)
    try:
        reckon(events, Limit(20))
    finally:
        sys.setprofile(None)
    return calls


def test_the_pure_function_refuses_as_the_command_does():
    with pytest.raises(Refused) as caught:
        reckon([event("received", "2026-03-02"), event("paused", "2026-03-03", "other")], Limit(20))
    assert caught.value.code == "clock.events"


def test_no_events_at_all_are_refused():
    with pytest.raises(Refused, match=r"clock\.events"):
        reckon([], Limit(20))


def test_json_is_read_as_it_was_written():
    asked = read_asked(written(ACCEPTED, promised={"n": 5, "unit": "day", "roll": True}, on=None), NAME)
    assert asked.events == (event("received", "2026-03-02"), event("accepted", "2026-03-04"))
    assert (asked.promised, asked.on) == (Limit(5, "day", roll=True), None)
    assert json.loads(written())["limit"] == {"n": 20, "unit": "workday"}
