"""The check before an act: the rule's own answer, over the facts swept last, held ready and never stale."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from qinqing.accounts.roles import Role
from qinqing.facts.scrubbing import Scrub, scrub_folder
from qinqing.oversight.services import held
from qinqing.oversight.services.checking import check_act, check_before_act
from qinqing.oversight.services.held import HELD, HeldGuard, Standing
from qinqing.oversight.tests.act_facts import act_folder, kept
from qinqing.record.models import Entry, Opening
from qinqing.record.openings import opened
from qinqing.refusals import Refused
from qinqing.rules.acts import Act
from tests.support.people import make_actor

pytestmark = [pytest.mark.django_db, pytest.mark.custody("bureau")]


def visit(number: int = 1, **given: Any) -> Act:
    row = {
        "inspection_id": f"new-{number}",
        "department_id": "D1",
        "enterprise_id": "E1",
        "kind": "routine",
        "basis": "plan",
        "started_at": datetime(2026, 11, number, 4, tzinfo=UTC),
    }
    return {"inspections": [row | given]}


@pytest.fixture
def swept(tmp_path: Path) -> None:
    kept(act_folder(tmp_path / "facts-in", visited=1))


def test_a_visit_within_the_cap_may_be_made(swept: None) -> None:
    answer = check_act("inspection-over-cap", visit())
    assert (answer.verdict, answer.observed, answer.limit) == ("kept", 2, 2)


def test_one_visit_more_than_the_cap_is_said_beforehand(swept: None) -> None:
    two = [row for n in (1, 2) for row in visit(n)["inspections"]]
    answer = check_act("inspection-over-cap", {"inspections": two})
    assert (answer.verdict, answer.observed, answer.limit) == ("flagged", 3, 2)


def test_an_act_that_was_checked_is_no_fact_afterwards(swept: None) -> None:
    assert [check_act("inspection-over-cap", visit(n)).observed for n in (1, 2, 3)] == [2, 2, 2]


def test_an_app_that_asks_leaves_no_trace(swept: None) -> None:
    before = Entry.objects.count()
    check_act("inspection-over-cap", visit())
    assert Entry.objects.count() == before


def test_whoever_asks_can_prove_it_and_the_record_says_only_which_rule(swept: None) -> None:
    check_before_act(make_actor(Role.CLERK), "inspection-over-cap", visit())
    entry = Entry.objects.get(type="oversight.check_act")
    words = opened(Opening.objects.get(entry=entry))[1].decode()
    assert '"pub":{"rule":"inspection-over-cap"}' in bytes(entry.body).decode()
    assert "E1" not in bytes(entry.body).decode() and "kept" not in bytes(entry.body).decode()
    assert "E1" in words and '"verdict":"kept"' in words


def test_where_nothing_was_swept_nothing_is_passed() -> None:
    with pytest.raises(Refused) as refused:
        check_act("inspection-over-cap", visit())
    assert refused.value.code == "check.nothing_swept"


@pytest.mark.parametrize(
    "rule", ["related-award", "repudiation-after-handover"], ids=["专责规则", "移送级规则"]
)
def test_what_the_organ_keeps_is_not_asked_here(rule: str, swept: None) -> None:
    with pytest.raises(Refused) as refused:
        check_act(rule, visit())
    assert refused.value.code == "check.sealed"


def test_a_rule_nobody_wrote_is_refused(swept: None) -> None:
    with pytest.raises(Refused) as refused:
        check_act("no-such-rule", visit())
    assert refused.value.code == "guard.no-rule"


def test_a_firm_the_facts_do_not_know_is_not_passed_unseen(swept: None) -> None:
    with pytest.raises(Refused) as refused:
        check_act("inspection-over-cap", visit(enterprise_id="E-nobody"))
    assert refused.value.code == "guard.act"


def test_the_facts_are_read_once_for_many_questions(swept: None) -> None:
    assert HELD.ready() is HELD.ready()


def test_a_new_sweep_is_asked_from_its_first_question_on(swept: None, tmp_path: Path) -> None:
    assert check_act("inspection-over-cap", visit()).verdict == "kept"
    kept(act_folder(tmp_path / "later", visited=2))
    assert check_act("inspection-over-cap", visit()).verdict == "flagged"


def test_a_value_the_bureau_sets_counts_at_once(swept: None, settings: Any) -> None:
    before = HELD.ready()
    settings.VALUES_FILE.write_text("confirmed: [transfers_max]\n", encoding="utf-8")
    assert HELD.ready() is not before


def test_the_next_day_is_judged_as_the_next_day(swept: None, frozen_clock: Any) -> None:
    before = HELD.ready()
    frozen_clock.move_to(datetime(2026, 10, 21, 4, tzinfo=UTC))
    assert HELD.ready() is not before and HELD.ready().held.on == date(2026, 10, 21)


def test_threads_that_ask_at_once_share_one_reading_and_all_are_answered(
    swept: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    standing, read = held._standing(), []
    monkeypatch.setattr(held, "_standing", lambda: standing)
    opened = held.open_folder
    monkeypatch.setattr(held, "open_folder", lambda path: read.append(path) or opened(path))
    one, answers = HeldGuard(), []

    def ask(number: int) -> None:
        answers.append(one.ready().ask("inspection-over-cap", visit(number)))

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(1, 9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [answer.observed for answer in answers] == [2] * 8
    assert len(read) == 1


def test_a_version_written_anew_without_somebody_is_read_anew(swept: None) -> None:
    """After an erasure no process answers from the facts it read before."""
    old, folder = HELD.ready(), held._standing().version
    scrub_folder(folder, Scrub(["O2"], lambda text: "erased-1" if text == "O2" else text, "（已清除）"))
    assert HELD.ready() is not old


def test_a_question_in_hand_is_answered_though_a_new_version_lands(
    swept: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, first = HeldGuard(), held._standing()
    monkeypatch.setattr(held, "_standing", lambda: first)
    old = one.ready()
    monkeypatch.setattr(held, "_standing", lambda: Standing(first.version, first.on, 1))
    assert one.ready() is not old
    assert old.ask("inspection-over-cap", visit()).verdict == "kept"


def test_a_version_that_was_lost_is_said_to_be_lost_every_time(swept: None) -> None:
    folder = held._standing().version
    folder.rename(folder.with_name("elsewhere"))
    for _ in range(2):
        with pytest.raises(Refused):
            HeldGuard().ready()
