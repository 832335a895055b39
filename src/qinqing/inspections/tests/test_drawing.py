"""A draw in the log: each step at once, in order, in time; whoever goes back, goes round or is late is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from qinqing.draw import store, texts
from qinqing.draw.bundle import RUN, Bundle, dumped
from qinqing.draw.ceremony import open_draw, run_draw, substitute_in, void_draw
from qinqing.draw.logged import logged_by
from qinqing.draw.tests.make import COMMITTED, DRAW, GIVEN, NONCES, OPENED, RUN_AT, plan, ran
from qinqing.draw.verify import Report, verify
from qinqing.inspections import services
from qinqing.inspections.drawing import bring_level, plan_in_log
from qinqing.inspections.entries import draw_case, entries_of, said_by
from qinqing.inspections.tests.conftest import committed_in
from qinqing.record.keeping import keep
from qinqing.record.models import Entry
from qinqing.record.services import Machine, service, write_entry
from qinqing.record.tests.keeper import Here
from qinqing.record.tests.outsider import SECOND, Outsider, asking
from qinqing.record.verifying import verify as examine
from qinqing.record.witnesses import add_witness
from qinqing.refusals import Refused
from qinqing.tlog.keys import Verifier
from qinqing.tlog.policy import Policy, simple_policy
from qinqing.verify import verify as outsider
from qinqing.verify.verify_draw import verify_draw

pytestmark = pytest.mark.django_db


def refused(act: Callable[[], Any]) -> str:
    with pytest.raises(Refused) as caught:
        act()
    assert caught.value.says.zh and caught.value.says.en
    return caught.value.code


def judged(path: Path, policy: Policy) -> Report:
    bundle = store.read(path)
    return verify(bundle, logged_by(bundle, policy))


def outsider_says(
    bundle: Bundle, key: Verifier, *witnesses: Outsider
) -> tuple[int, str, list[tuple[str, str]]]:
    logs = outsider.given_keys([str(key)], cosigns=False)
    seen = outsider.given_keys([str(one.key.verifier) for one in witnesses], cosigns=True)
    return outsider.judged(lambda: verify_draw(dumped(bundle), (logs, seen, len(seen))))


def drawn(path: Path, clock: Any, signer: Here, witness: Outsider | None = None) -> None:
    """From the commitment to the opening, every step logged when it is made; the witness asked after the first and at the end."""
    bring_level(path)
    keep(signer)
    if witness:
        asking(witness.ask).round()
    clock.move_to(RUN_AT)
    run_draw(path, NONCES, GIVEN, RUN_AT)
    bring_level(path)
    clock.move_to(OPENED)
    substitute_in(path, first_drawn(), "企业已迁出", OPENED)
    open_draw(path, OPENED)
    bring_level(path)
    keep(signer)
    if witness:
        asking(witness.ask).round()
    bring_level(path)


def first_drawn() -> str:
    return next(place.id for place in ran()[1].places if place.state == "drawn")


def test_a_draw_logged_step_by_step_is_proved_by_its_own_file(
    path: Path, clock: Any, signer: Here, key: Verifier, first: Outsider
) -> None:
    drawn(path, clock, signer, first)
    report = judged(path, simple_policy(key, [first.key.verifier], 1))
    assert (report.state, report.steps, report.anchored) == ("opened", 4, True)
    assert not any("存证" in notice.zh for notice in report.notices)
    assert examine(key).faults == []
    assert outsider_says(store.read(path), key, first)[:2] == (0, "proved")


def test_without_a_witness_it_is_said_that_the_bureau_s_clock_is_believed(
    path: Path, clock: Any, signer: Here, key: Verifier
) -> None:
    drawn(path, clock, signer)
    assert "见证时刻" in judged(path, simple_policy(key)).notices[0].zh


def test_entries_say_the_steps_and_nobody_s_name(path: Path, clock: Any, signer: Here) -> None:
    drawn(path, clock, signer)
    said = [said_by(entry) for entry in entries_of(draw_case(DRAW))]
    common = {"draw", "n", "step"}
    assert [set(one) - common for one in said] == [{"plan"}, {"result"}, {"substitution"}, {"result"}]
    bodies = b"".join(bytes(entry.body) for entry in Entry.objects.all())
    assert b'"E0' not in bodies and "迁出".encode() not in bodies
    assert said[1]["result"] == store.read(path).entry(RUN)["result"]  # type: ignore[index]


def test_logging_again_changes_nothing(path: Path, signer: Here) -> None:
    assert [bring_level(path)[:2], bring_level(path)[:2]] == [(1, 1), (1, 0)]
    keep(signer)
    assert bring_level(path).receipts == 2
    before = path.read_bytes()
    bring_level(path)
    assert path.read_bytes() == before and Entry.objects.filter(type="draw.commit").count() == 1


def test_a_commitment_logged_when_a_source_is_out_is_no_commitment(path: Path, clock: Any) -> None:
    """Whoever sets the clock of the drawing machine back and commits afterwards meets the installation's own."""
    known = datetime.fromisoformat(min(s["known_from"] for s in store.read(path).commit["sources"]))
    clock.move_to(known)
    assert refused(lambda: bring_level(path)) == "draw.logged-late"
    clock.move_to(known - timedelta(seconds=1))
    assert bring_level(path).new == 1


def test_a_plan_is_logged_before_its_draws_and_once(db: None, clock: Any, folder: Path) -> None:
    path = committed_in(folder)
    assert refused(lambda: bring_level(path)) == "draw.plan-not-logged"
    assert plan_in_log(plan()) == plan_in_log(plan())
    other = replace(plan(), draws=plan().draws[:1])
    assert refused(lambda: plan_in_log(other)) == "draw.plan-logged"
    assert refused(lambda: services.log_plan(other)) == "draw.plan-logged"
    assert bring_level(path).new == 1


def test_a_bundle_set_back_after_the_draw_is_known(path: Path, clock: Any) -> None:
    """The result did not please: the file of before is put back and drawn with the fallback, or voided."""
    bring_level(path)
    before = path.read_bytes()
    clock.move_to(RUN_AT)
    run_draw(path, NONCES, GIVEN, RUN_AT)
    bring_level(path)
    path.write_bytes(before)
    assert refused(lambda: bring_level(path)) == "draw.logged-otherwise"
    void_draw(path, ["10023", "10045"], "有误", OPENED)
    assert refused(lambda: bring_level(path)) == "draw.logged-otherwise"


def test_there_is_no_second_draw_under_an_id_in_another_folder(path: Path, tmp_path: Path) -> None:
    bring_level(path)
    store.keep_plan(tmp_path / "again", plan())
    again = committed_in(tmp_path / "again", COMMITTED + timedelta(seconds=1))
    assert refused(lambda: bring_level(again)) == "draw.logged-otherwise"
    assert Entry.objects.filter(type="draw.commit").count() == 1


def test_a_witness_who_saw_the_commitment_late_is_late_however_the_step_is_dated(
    path: Path, clock: Any, signer: Here, key: Verifier, first: Outsider
) -> None:
    bring_level(path)
    keep(signer)
    clock.move_to(RUN_AT)
    asking(first.ask).round()
    bring_level(path)
    assert refused(lambda: judged(path, simple_policy(key, [first.key.verifier], 1))) == "draw.witnessed-late"
    assert outsider_says(store.read(path), key, first)[1] == "draw.witnessed-late"


def test_more_witnesses_afterwards_do_not_hide_who_saw_it_in_time(
    path: Path,
    clock: Any,
    signer: Here,
    key: Verifier,
    first: Outsider,
    outsider_of: Callable[[str], Outsider],
) -> None:
    second = outsider_of(SECOND)
    drawn(path, clock, signer, first)
    add_witness(str(second.key.verifier), "http://notary.example")
    keep(signer)

    def both(url: str, body: bytes) -> Any:
        return (first if "gsl" in url else second).ask(url, body)

    asking(both).round()
    bring_level(path)
    assert judged(path, simple_policy(key, [first.key.verifier, second.key.verifier], 1)).anchored


@pytest.fixture
def proved(path: Path, clock: Any, signer: Here, key: Verifier, first: Outsider) -> tuple[Bundle, Policy]:
    drawn(path, clock, signer, first)
    return store.read(path), simple_policy(key, [first.key.verifier], 1)


def with_receipts(bundle: Bundle, *order: int) -> Bundle:
    return replace(bundle, receipts=tuple(bundle.receipts[n] for n in order))


def re_entered(bundle: Bundle, n: int, old: str, new: str) -> Bundle:
    receipts = list(bundle.receipts)
    assert old in receipts[n]
    receipts[n] = receipts[n].replace(old, new)
    return replace(bundle, receipts=tuple(receipts))


TAMPERED: dict[str, tuple[Callable[[Bundle], Bundle], str]] = {
    "没有回执": (lambda b: with_receipts(b), "draw.receipts-missing"),
    "少一份": (lambda b: with_receipts(b, 0, 1, 2, 3), "draw.receipts-missing"),
    "没有计划": (lambda b: with_receipts(b, 1, 2, 3, 4), "draw.receipts-missing"),
    "两份对调": (lambda b: with_receipts(b, 0, 2, 1, 3, 4), "draw.log-order"),
    "一份两用": (lambda b: with_receipts(b, 0, 1, 1, 3, 4), "draw.log-order"),
    "改一字": (lambda b: re_entered(b, 1, '\\"n\\":1', '\\"n\\":2'), "tree.not_included"),
    "不是回执": (lambda b: replace(b, receipts=("{}",) * 5), "receipt.malformed"),
    "换一步": (lambda b: replace(b, steps=(b.steps[0].replace("09:00:00", "09:00:01"), *b.steps[1:])), "draw.not-logged"),
}  # fmt: skip


@pytest.mark.parametrize("name", TAMPERED)
def test_receipts_of_other_steps_or_in_another_order_prove_nothing(
    proved: tuple[Bundle, Policy], key: Verifier, first: Outsider, name: str
) -> None:
    change, code = TAMPERED[name]
    if name != "换一步":  # there the outsider is told first that the chain is broken
        assert outsider_says(change(proved[0]), key, first)[1] == code
    assert refused(lambda: logged_by(change(proved[0]), proved[1])) == code


@service("draw.commit", fields=(*services.STEP, "plan"), norm=services.NORM)
def log_another(**said: Any) -> Entry:
    """An insider who writes entries past the check."""
    return write_entry(Machine("console"), draw_case(DRAW), {}, **said)


def test_a_commitment_the_bundle_does_not_show_is_missed(
    path: Path, clock: Any, signer: Here, key: Verifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two commitments under one id, the better one shown: the case's own chain tells."""
    log_another(draw=DRAW, n=1, step="0" * 64, plan=plan().root)
    assert refused(lambda: bring_level(path)) == "draw.logged-otherwise"
    monkeypatch.setattr("qinqing.inspections.drawing.entries_of", hidden(entries_of))
    monkeypatch.setattr(services, "_write", written_anyhow)
    bring_level(path)
    keep(signer)
    bring_level(path)
    assert refused(lambda: judged(path, simple_policy(key))) == "draw.log-chain"
    assert outsider_says(store.read(path), key)[1] == "draw.log-chain"


def written_anyhow(bundle: Bundle, n: int, **more: Any) -> Entry:
    digest = texts.digest(bundle.steps[n].encode())
    said = {"draw": bundle.draw, "n": n + 1, "step": digest, **more}
    return write_entry(Machine("console"), draw_case(DRAW), {}, **said)


def hidden(entries_of: Callable[[str], list[Entry]]) -> Callable[[str], list[Entry]]:
    """The insider's program leaves out the entry nobody should see."""
    return lambda case: [
        e for e in entries_of(case) if json.loads(bytes(e.body))["pub"].get("step") != "0" * 64
    ]
