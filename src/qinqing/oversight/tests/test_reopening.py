"""A dismissal holds for the evidence it was made on; a later sweep neither forgets nor undoes what people decided."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from qinqing.accounts.roles import Role
from qinqing.oversight.models import Finding
from qinqing.oversight.services.dispositions import dismiss, explain, rectify, remind
from qinqing.oversight.services.sweep import sweep_folder
from qinqing.oversight.tests.folders import JUDGED_ON, LATE, bureau_folder
from tests.support.people import make_actor

pytestmark = pytest.mark.django_db
CHANGED = LATE | {"decided_on": date(2026, 10, 15), "outcome": "granted"}


def sweep(path: Path, *applications: dict) -> int:
    """Sweeps, whatever that leaves to judge, and says how many findings were opened again."""
    return sweep_folder(bureau_folder(path, *applications), on=JUDGED_ON, replace=True).findings.reopened


@pytest.fixture
def finding(tmp_path: Path) -> Finding:
    sweep(tmp_path / "before", LATE)
    return Finding.objects.get()


def status(finding: Finding) -> str:
    return Finding.objects.get(pk=finding.pk).status


def dismissed(finding: Finding) -> None:
    dismiss(make_actor(Role.SUPERVISOR), finding, "登记有误。", "经核实，你按期办结。")


def test_a_dismissed_finding_stays_dismissed_while_its_evidence_is_the_same(
    finding: Finding, tmp_path: Path
) -> None:
    dismissed(finding)
    assert sweep(tmp_path / "again", LATE) == 0
    assert status(finding) == "dismissed"


def test_a_dismissed_finding_is_open_again_when_its_evidence_changed(
    finding: Finding, tmp_path: Path
) -> None:
    dismissed(finding)
    assert sweep(tmp_path / "changed", CHANGED) == 1
    assert status(finding) == "open"
    assert finding.evidence.get().row["decided_on"] == "2026-10-15"


def test_what_changed_beside_the_evidence_opens_nothing(finding: Finding, tmp_path: Path) -> None:
    dismissed(finding)
    other = LATE | {"application_id": "A-other"}
    assert sweep(tmp_path / "beside", LATE, other) == 0
    assert status(finding) == "dismissed"


def test_opened_again_it_keeps_what_was_decided_before(finding: Finding, tmp_path: Path) -> None:
    dismissed(finding)
    sweep(tmp_path / "changed", CHANGED)
    assert finding.dispositions.get().clearance.words == "经核实，你按期办结。"


def test_a_dismissed_finding_that_was_gone_comes_back_dismissed(finding: Finding, tmp_path: Path) -> None:
    dismissed(finding)
    sweep(tmp_path / "gone", LATE | {"due_on": date(2026, 12, 31)})
    sweep(tmp_path / "back", LATE)
    assert status(finding) == "dismissed"


def test_a_question_stays_asked_and_an_order_stays_given_whatever_the_sweep_brings(tmp_path: Path) -> None:
    other = LATE | {"application_id": "A-other"}
    sweep(tmp_path / "before", LATE, other)
    asked, ordered = Finding.objects.order_by("unit")
    actor = make_actor(Role.SUPERVISOR)
    explain(actor, asked, "请说明。", JUDGED_ON)
    rectify(actor, ordered, "请办结。", JUDGED_ON)
    sweep(tmp_path / "changed", CHANGED, other | {"decided_on": date(2026, 10, 15), "outcome": "granted"})
    assert (status(asked), status(ordered)) == ("asked", "rectifying")


def test_a_reminder_is_open_again_when_it_grew_graver_and_not_when_it_was_done_at_last(
    tmp_path: Path,
) -> None:
    promised = LATE | {"promised_due_on": date(2026, 9, 20), "due_on": date(2026, 10, 30)}
    sweep(tmp_path / "before", promised)
    finding = Finding.objects.get()
    remind(make_actor(Role.SUPERVISOR), finding, "请注意办理时限。")
    done = promised | {"decided_on": date(2026, 10, 15), "outcome": "granted"}
    assert (finding.level, sweep(tmp_path / "done", done), status(finding)) == ("amber", 0, "reminded")
    past_the_law = promised | {"due_on": date(2026, 9, 30)}
    assert (sweep(tmp_path / "graver", past_the_law), status(finding)) == (1, "open")
