"""The verifier as an attacker meets it: whatever is changed is refused, by name."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from qinqing.draw import texts
from qinqing.draw.after import open_result
from qinqing.draw.bundle import Bundle, dumped, loaded
from qinqing.draw.logged import Logged, read_logged
from qinqing.draw.running import run
from qinqing.draw.tests.attacks import ATTACKS
from qinqing.draw.tests.make import (
    GIVEN,
    NONCES,
    OPENED,
    RUN_AT,
    SHANGHAI,
    committed,
    logged,
    pool,
    ran,
    whole,
    with_entry,
)
from qinqing.draw.verify import verify, verify_bytes
from qinqing.refusals import Refused


def refused(bundle: Bundle | bytes, log: list[Logged] | None = None) -> str:
    """The code word; a bundle that passes, or anything but a refusal, fails the test."""
    with pytest.raises(Refused) as caught:
        verify_bytes(bundle, log) if isinstance(bundle, bytes) else verify(bundle, log)
    assert caught.value.says.zh and caught.value.says.en
    return caught.value.code


def test_a_draw_that_was_made_as_it_should_be_holds():
    report = verify_bytes(dumped(whole()), logged(whole()))
    assert (report.state, report.steps, report.anchored) == ("opened", 5, True)


def test_a_bundle_is_read_as_it_was_written():
    assert loaded(dumped(whole())) == whole()


@pytest.mark.parametrize("attack", ATTACKS)
def test_each_attack_is_refused_without_the_log(attack: str):
    """Also where the roots and the chain are mended: the seed then is another, and the result is not what it draws."""
    for seed in range(3):
        altered = ATTACKS[attack](whole(), random.Random(seed))
        assert altered != whole()
        refused(altered)


def flipped(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]


@pytest.mark.proof
def test_whatever_is_changed_is_refused(scaled, record_property):
    """Half of the attempts change a meaning, half a bit anywhere in the file; the log's digests are known."""
    attempts, codes, log = scaled(200, 10_000), Counter[str](), logged(whole())
    data, names = dumped(whole()), [*ATTACKS]
    for n in range(attempts):
        chance = random.Random(n)
        if n % 2:
            codes[refused(flipped(data, chance), log)] += 1
        else:
            altered = ATTACKS[names[n // 2 % len(names)]](whole(), chance)
            codes[refused(dumped(altered))] += 1
    record_property("attempts", attempts)
    record_property("refused", codes.total())
    record_property("under code words", len(codes))
    assert codes.total() == attempts


def test_a_draw_made_up_whole_agrees_with_itself_and_not_with_the_log():
    """Who makes everything anew, with other firms and the same nonces, is caught by the log and by nothing else."""
    smaller = committed(pool=pool(firms=100))
    bundle, outcome = run(smaller, NONCES, GIVEN, RUN_AT)
    made_up = open_result(bundle, outcome, [], OPENED)
    assert verify(made_up).state == "opened"
    assert refused(made_up, logged(whole())) == "draw.not-logged"


def test_a_step_the_log_has_and_the_bundle_not_is_missed():
    assert refused(ran()[0], logged(open_result(*ran(), [], OPENED))) == "draw.steps-missing"
    assert refused(whole(), logged(whole())[:-1]) == "draw.steps-missing"


def test_a_commitment_the_witness_saw_too_late_is_refused():
    log = logged(whole())
    early, late = datetime(2026, 7, 3, 15, 59, tzinfo=SHANGHAI), datetime(2026, 7, 3, 16, 0, tzinfo=SHANGHAI)
    assert verify(whole(), [replace(log[0], witnessed_at=early), *log[1:]]).anchored
    assert refused(whole(), [replace(log[0], witnessed_at=late), *log[1:]]) == "draw.witnessed-late"


def test_whoever_verifies_without_the_log_is_told_what_that_does_not_show():
    assert "没有与存证核对" in verify(whole()).notices[0].zh
    assert "见证时刻" in verify(whole(), logged(whole())).notices[0].zh


def test_firms_excluded_are_told_of():
    assert any("6 家企业被排除" in notice.zh for notice in verify(whole()).notices)


@pytest.mark.parametrize(
    ("altered", "code"),
    [
        pytest.param(lambda b: replace(b, plan=b.plan[:1]), "draw.root-plan", id="计划"),
        pytest.param(lambda b: replace(b, enterprises=b.enterprises[1:]), "draw.root-enterprises", id="名单"),
        pytest.param(
            lambda b: replace(b, inspectors=b.inspectors[1:]), "draw.root-inspectors", id="检查人员"
        ),
        pytest.param(lambda b: replace(b, steps=()), "draw.no-steps", id="没有步骤"),
        pytest.param(lambda b: replace(b, steps=(*b.steps, "{")), "draw.step-form", id="半步"),
        pytest.param(lambda b: replace(b, steps=(*b.steps, b.steps[-1])), "draw.chain", id="重复一步"),
        pytest.param(lambda b: replace(b, sources=b.sources[:1]), "draw.source-list", id="少一份文本"),
        pytest.param(lambda b: replace(b, result=b.result[1:]), "draw.ranking", id="少一行结果"),
        pytest.param(lambda b: replace(b, substitutions=()), "draw.substitution-count", id="没有替补"),
        pytest.param(lambda b: with_entry(b, -1, seed="0" * 64), "draw.seed", id="种子"),
        pytest.param(
            lambda b: with_entry(b, -1, at="2026-07-06T08:59:59+08:00"), "draw.backwards", id="倒退"
        ),
        pytest.param(lambda b: with_entry(b, -1, extra=1), "draw.step-form", id="多一项"),
        pytest.param(lambda b: with_entry(b, -1, nonces=["0" * 64] * 2), "draw.nonce-wrong", id="随机数"),
    ],
)
def test_the_first_thing_wrong_has_a_code_word_of_its_own(altered, code: str):
    assert refused(altered(whole())) == code


def test_what_was_not_opened_is_not_in_the_bundle():
    bundle, outcome = ran()
    assert refused(replace(bundle, result=outcome.lines)) == "draw.shown-early"


def test_odd_contents_are_refused_and_never_a_traceback():
    """Every field of every step replaced by things of another kind."""
    odd = [None, True, -1, 2**53 - 1, "", "x", "1e9", [], [None], {}, {"a": 1}, [[]], [{}]]
    for n, entry in enumerate(whole().entries):
        for field in entry:
            for value in odd:
                altered = with_entry(whole(), n, **{field: value})
                if altered != whole():
                    refused(altered)


def test_odd_contents_inside_a_field_are_refused_too():
    commit = whole().commit
    for field in ("sources", "parts", "sizes", "values"):
        for inner in commit[field][0]:
            for value in (None, 1, "x", [], {}, [[]], {"x": {}}):
                altered = with_entry(
                    whole(), 0, **{field: [{**commit[field][0], inner: value}, *commit[field][1:]]}
                )
                if altered != whole():
                    refused(altered, logged(whole()))
                    refused(altered)


def test_the_log_is_read_line_by_line(tmp_path: Path):
    path = tmp_path / "log.txt"
    path.write_text(f"{'a' * 64} 2026-07-01T09:00:05+08:00\n\n{'b' * 64}\n", encoding="utf-8")
    assert [one.sha256[0] for one in read_logged(path)] == ["a", "b"]
    for text in ("", "x\n", f"{'a' * 64} yesterday\n", f"{'A' * 64}\n"):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(Refused, match=r"draw\.logged-form"):
            read_logged(path)


def test_the_head_is_what_sha256sum_says_of_the_last_step():
    assert whole().head == texts.digest(whole().steps[-1].encode())
