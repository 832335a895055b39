"""The order of the ceremony: what may follow what, what is secret until when, and that nothing is done twice."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from qinqing.draw.after import open_result, recalled, substitute, void
from qinqing.draw.bundle import Bundle, dumped
from qinqing.draw.result import visited
from qinqing.draw.running import Given, run
from qinqing.draw.tests.make import (
    COMMITTED,
    GIVEN,
    NONCES,
    OPENED,
    RUN_AT,
    SHANGHAI,
    committed,
    opened,
    ran,
    whole,
)
from qinqing.draw.verify import verify
from qinqing.refusals import Refused


def voided(bundle: Bundle) -> Bundle:
    return void(bundle, ["10023", "10045"], "名单有误", OPENED)


STATES: dict[str, Callable[[], Bundle]] = {
    "committed": committed,
    "run": lambda: ran()[0],
    "opened": whole,
    "void": lambda: voided(committed()),
    "void after run": lambda: voided(ran()[0]),
    "void after opening": lambda: voided(whole()),
}
STEPS: dict[str, Callable[[Bundle], Any]] = {
    "run": lambda bundle: run(bundle, NONCES, GIVEN, RUN_AT),
    "substitute": lambda bundle: substitute(
        bundle, ran()[1], [], visited(ran()[1].places, [])[0].id, "迁出", OPENED
    ),
    "open": lambda bundle: open_result(bundle, ran()[1], [], OPENED),
    "void": voided,
}
ALLOWED = {
    ("committed", "run"),
    ("committed", "void"),
    ("run", "substitute"),
    ("run", "open"),
    ("run", "void"),
    ("opened", "void"),
    ("void after run", "open"),
}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("state", STATES)
def test_a_step_out_of_order_is_refused(state: str, step: str):
    bundle = STATES[state]()
    if (state, step) in ALLOWED:
        STEPS[step](bundle)
        return
    with pytest.raises(Refused, match=r"draw\.order") as caught:
        STEPS[step](bundle)
    assert "请" in caught.value.says.zh


@pytest.mark.parametrize("state", STATES)
def test_every_state_holds_and_says_what_it_is(state: str):
    assert verify(STATES[state]()).state == state.partition(" ")[0]


def test_until_it_is_opened_the_bundle_tells_nobody_who_was_drawn():
    """Neither nonce, seed nor result: whoever has the whole file still cannot reckon it."""
    bundle, outcome = ran()
    text = dumped(bundle).decode()
    secrets = [outcome.seed.hex(), *(nonce.hex() for nonce in NONCES)]
    assert not any(secret in text for secret in secrets)
    assert bundle.result == () and all('"rank"' not in step for step in bundle.steps)


def test_who_comes_in_for_somebody_is_not_told_either():
    bundle, outcome = ran()
    out = visited(outcome.places, [])[0].id
    after, one = substitute(bundle, outcome, [], out, "企业已迁出", OPENED)
    step = after.steps[-1]
    assert out not in step and one.into not in step and "迁出" not in step


def test_the_same_inputs_give_the_same_steps():
    """Nothing after the commitment is left to choose or to chance: running it elsewhere gives the same bytes."""
    bundle = committed()
    assert run(bundle, NONCES, GIVEN, RUN_AT) == run(bundle, NONCES[::-1], GIVEN, RUN_AT)


def test_a_draw_is_recalled_from_the_nonces():
    bundle, outcome = ran()
    assert recalled(bundle, NONCES) == outcome
    with pytest.raises(Refused, match=r"draw\.result-differs"):
        recalled(bundle, (NONCES[0], bytes(32)))
    with pytest.raises(Refused, match=r"draw\.not-run"):
        recalled(committed(), NONCES)


def test_before_the_last_source_is_out_nothing_is_drawn():
    for moment in (COMMITTED, datetime(2026, 7, 5, 21, 59, 59, tzinfo=SHANGHAI)):
        with pytest.raises(Refused, match=r"draw\.too-early"):
            run(committed(), NONCES, GIVEN, moment)
    run(committed(), NONCES, GIVEN, datetime(2026, 7, 5, 22, 0, tzinfo=SHANGHAI))


def test_a_clock_that_was_set_back_makes_no_step():
    bundle, outcome = ran()
    with pytest.raises(Refused, match=r"draw\.clock"):
        open_result(bundle, outcome, [], RUN_AT - timedelta(seconds=1))
    assert verify(open_result(bundle, outcome, [], RUN_AT)).state == "opened"


FALLBACK = Given(b"2026077\n1 2 3 4 5 6 + 7\n", "开奖推迟")


def test_the_fallback_is_taken_from_its_moment_on_with_its_reason():
    given = {**GIVEN, "双色球": FALLBACK}
    with pytest.raises(Refused, match=r"draw\.too-early"):
        run(committed(), NONCES, given, datetime(2026, 7, 7, 23, 0, tzinfo=SHANGHAI))
    bundle, _ = run(committed(), NONCES, given, datetime(2026, 7, 8, tzinfo=SHANGHAI))
    assert any("开奖推迟" in notice.zh for notice in verify(bundle).notices)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        pytest.param({"双色球": GIVEN["双色球"]}, "draw.source-missing", id="少一个"),
        pytest.param({**GIVEN, "骰子": GIVEN["双色球"]}, "draw.source-missing", id="多一个"),
        pytest.param({**GIVEN, "双色球": GIVEN["沪深收盘"]}, "draw.source-text", id="放错"),
        pytest.param({**GIVEN, "双色球": Given("双色球".encode("gbk"))}, "draw.source-text", id="编码"),
    ],
)
def test_the_texts_of_the_sources_committed_to_are_wanted(given: dict[str, Given], code: str):
    with pytest.raises(Refused) as caught:
        run(committed(), NONCES, given, RUN_AT)
    assert caught.value.code == code


def test_substitutes_come_down_the_reserve_of_the_same_class():
    bundle = whole()
    places = [json.loads(line) for line in bundle.result]
    reserve = [place["id"] for place in places if place["risk"] == "D" and place["state"] == "reserve"]
    assert [json.loads(line)["into"] for line in bundle.substitutions] == reserve[:2]


def test_a_substitute_may_itself_be_replaced_but_nobody_twice():
    bundle, outcome = ran()
    out = next(place.id for place in outcome.places if place.risk == "D")
    bundle, one = substitute(bundle, outcome, [], out, "迁出", OPENED)
    bundle, other = substitute(bundle, outcome, [one], one.into, "停业", OPENED)
    for gone in (out, one.into):
        with pytest.raises(Refused, match=r"draw\.not-drawn"):
            substitute(bundle, outcome, [one, other], gone, "再换", OPENED)
    assert verify(open_result(bundle, outcome, [one, other], OPENED)).state == "opened"


def test_where_the_reserve_is_used_up_nobody_else_comes_in():
    bundle, outcome = ran()
    done: list[Any] = []
    with pytest.raises(Refused, match=r"draw\.reserve-empty"):
        for _ in range(100):
            out = next(place.id for place in visited(outcome.places, done) if place.risk == "D")
            bundle, one = substitute(bundle, outcome, done, out, "迁出", OPENED)
            done.append(one)
    assert len(done) == sum(place.risk == "D" and place.state == "reserve" for place in outcome.places) > 0


def test_a_firm_that_was_not_drawn_is_not_replaced_and_a_reason_is_wanted():
    bundle, outcome = ran()
    reserve = next(place.id for place in outcome.places if place.state == "reserve")
    for out in (reserve, "E9999"):
        with pytest.raises(Refused, match=r"draw\.not-drawn"):
            substitute(bundle, outcome, [], out, "迁出", OPENED)
    for reason in ("", " \n", "长" * 501):
        with pytest.raises(Refused, match=r"draw\.no-reason"):
            substitute(bundle, outcome, [], outcome.places[0].id, reason, OPENED)


@pytest.mark.parametrize("people", [[], ["甲"], ["甲", "甲"], ["甲", " 甲"], ["甲", ""], ["甲", "乙", "丙"]])
def test_two_different_people_void_a_draw(people: list[str]):
    with pytest.raises(Refused, match=r"draw\.two-people"):
        void(committed(), people, "名单有误", OPENED)


def test_a_void_draw_stays_visible_with_who_and_why():
    report = verify(voided(opened()))
    assert report.state == "void" and report.steps == 6
    assert any("10023" in notice.zh and "名单有误" in notice.zh for notice in report.notices)


def test_who_voids_when_the_result_could_be_known_is_asked_why():
    """Before the last source is out nobody can know; afterwards, and unless it is opened, outsiders are told."""

    def told(bundle: Bundle, moment: datetime) -> bool:
        return any("追问" in n.zh for n in verify(void(bundle, ["甲", "乙"], "有误", moment)).notices)

    assert not told(committed(), COMMITTED + timedelta(days=1))
    assert told(committed(), RUN_AT) and told(ran()[0], RUN_AT)
    assert not told(whole(), OPENED)


def test_words_for_a_substitution_that_were_lost_let_nothing_follow():
    bundle, outcome = ran()
    bundle, _ = substitute(bundle, outcome, [], outcome.places[0].id, "迁出", OPENED)
    for step in (
        lambda: open_result(bundle, outcome, [], OPENED),
        lambda: substitute(bundle, outcome, [], outcome.places[0].id, "迁出", OPENED),
    ):
        with pytest.raises(Refused, match=r"draw\.substitution-lost"):
            step()
