"""A fact folder into the platform: kept as a version, judged, findings on the board, evidence kept."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from qinqing.organisations.models import Department, Enterprise, Official
from qinqing.oversight.models import EvidenceRow, FactVersion, Finding, RuleRun, Sweep
from qinqing.oversight.services.sweep import SweepOutcome, sweep_folder
from qinqing.oversight.tests.folders import IN_TIME, JUDGED_ON, LATE, application, bureau_folder
from qinqing.record.models import Entry
from qinqing.record.openings import opened
from qinqing.refusals import Refused

pytestmark = pytest.mark.django_db


def swept(path: Path, *applications: dict, on: date = JUDGED_ON) -> SweepOutcome:
    return sweep_folder(bureau_folder(path, *applications), on=on)


def late() -> Finding:
    return Finding.objects.get(unit="A-late")


def test_a_sweep_puts_what_is_past_its_day_on_the_board(tmp_path: Path) -> None:
    outcome = swept(tmp_path / "facts-in")
    found = late()
    assert outcome.findings.new == 2
    assert (found.rule, found.level, found.verdict) == ("application-overdue", "red", "flagged")
    assert (found.department.key, found.official.key, found.enterprise.key) == ("D1", "O2", "E1")
    assert found.says.endswith("待核实。")


def test_what_cannot_be_told_is_said_to_be_undetermined(tmp_path: Path) -> None:
    swept(tmp_path / "facts-in")
    assert Finding.objects.get(verdict="undetermined").unit == "A-without-a-day"


def test_every_judged_unit_is_counted_and_kept_ones_make_no_finding(tmp_path: Path) -> None:
    swept(tmp_path / "facts-in")
    run = RuleRun.objects.get(rule="application-overdue")
    assert (run.judged, run.flagged, run.undetermined, run.kept) == (3, 1, 1, 1)
    assert not Finding.objects.filter(unit="A-in-time").exists()


def test_a_rule_whose_table_is_missing_is_skipped_and_says_why(tmp_path: Path) -> None:
    swept(tmp_path / "facts-in")
    run = RuleRun.objects.get(rule="payment-overdue")
    assert run.status == "skipped"
    assert "payables" in run.why


def test_a_second_sweep_of_the_same_folder_updates_and_never_duplicates(tmp_path: Path) -> None:
    first = swept(tmp_path / "facts-in")
    before = set(Finding.objects.values_list("number", "fingerprint"))
    second = sweep_folder(tmp_path / "facts-in", on=JUDGED_ON)
    assert (second.findings.new, second.findings.again, second.findings.gone) == (0, 2, 0)
    assert set(Finding.objects.values_list("number", "fingerprint")) == before
    assert late().last_sweep == second.sweep
    assert late().first_sweep == first.sweep
    assert EvidenceRow.objects.filter(finding=late()).count() == 1


def test_the_same_facts_are_kept_once_under_their_digest(tmp_path: Path) -> None:
    version = swept(tmp_path / "facts-in").sweep.version
    shutil.copytree(tmp_path / "facts-in", tmp_path / "elsewhere")
    assert sweep_folder(tmp_path / "elsewhere", on=JUDGED_ON).sweep.version == version
    assert FactVersion.objects.count() == 1
    assert version.folder.name == version.digest[:12]


def test_changed_facts_are_another_version_and_both_stay(tmp_path: Path) -> None:
    one = swept(tmp_path / "one", LATE).sweep.version
    two = swept(tmp_path / "two", LATE, IN_TIME).sweep.version
    assert one.digest != two.digest
    assert one.folder.is_dir()
    assert two.folder.is_dir()


def test_the_version_swept_last_is_the_newest_even_where_it_was_kept_before(tmp_path: Path) -> None:
    one = swept(tmp_path / "one", LATE).sweep.version
    two = swept(tmp_path / "two", LATE, IN_TIME).sweep.version
    swept(tmp_path / "one-again", LATE)
    assert one.folder.stat().st_mtime_ns > two.folder.stat().st_mtime_ns


def test_a_finding_is_gone_when_the_fact_is_corrected_and_stays_readable(tmp_path: Path) -> None:
    swept(tmp_path / "one", LATE)
    outcome = swept(tmp_path / "two", LATE | {"decided_on": date(2026, 9, 29), "outcome": "granted"})
    assert outcome.findings.gone == 1
    assert late().present is False
    assert late().evidence.get().row["due_on"] == "2026-09-30"


def test_a_finding_that_comes_back_is_the_same_finding(tmp_path: Path) -> None:
    swept(tmp_path / "one", LATE)
    number = late().number
    swept(tmp_path / "two", IN_TIME)
    swept(tmp_path / "one-again", LATE)
    assert (late().number, late().present) == (number, True)


def test_a_rule_that_was_skipped_makes_no_finding_go(tmp_path: Path) -> None:
    swept(tmp_path / "one", LATE)
    tables = bureau_folder(tmp_path / "two", LATE)
    (tables / "applications.parquet").unlink()
    outcome = sweep_folder(tables, on=JUDGED_ON, replace=True)
    assert outcome.findings.gone == 0
    assert late().present is True


def test_evidence_can_be_read_after_the_source_folder_is_gone(tmp_path: Path) -> None:
    version = swept(tmp_path / "facts-in").sweep.version
    shutil.rmtree(tmp_path / "facts-in")
    row = late().evidence.get()
    assert (row.ref, row.row["item"]) == ("applications:A-late", "竣工备案")
    assert sweep_folder(version.folder, on=JUDGED_ON).findings.again == 2


def test_numbers_run_on_from_sweep_to_sweep(tmp_path: Path) -> None:
    swept(tmp_path / "one", LATE)
    swept(tmp_path / "two", LATE, application("A-other", due_on=date(2026, 9, 30)))
    assert sorted(Finding.objects.values_list("number", flat=True)) == ["2026-0001", "2026-0002"]


def test_parties_come_with_the_sweep(tmp_path: Path) -> None:
    outcome = swept(tmp_path / "facts-in")
    assert outcome.parties == {"departments": 3, "officials": 4, "enterprises": 2}
    assert (Department.objects.count(), Official.objects.count(), Enterprise.objects.count()) == (3, 4, 2)


def test_a_refused_folder_changes_nothing(tmp_path: Path) -> None:
    swept(tmp_path / "one", LATE)
    with pytest.raises(Refused, match=r"facts\.refused"):
        swept(tmp_path / "two", LATE | {"handler_id": "O-nobody"}, IN_TIME)
    assert (Sweep.objects.count(), FactVersion.objects.count(), Finding.objects.count()) == (1, 1, 1)
    assert Entry.objects.count() == 1
    assert len([*FactVersion.objects.get().folder.parent.iterdir()]) == 1


def test_a_sweep_that_fails_half_way_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> None:
        raise OSError("disk")

    monkeypatch.setattr("qinqing.oversight.services.sweep.update_findings", breaks)
    with pytest.raises(OSError, match="disk"):
        swept(tmp_path / "one", LATE)
    assert (Sweep.objects.count(), FactVersion.objects.count(), Enterprise.objects.count()) == (0, 0, 0)


def test_a_sweep_commits_to_its_counts_and_tells_neither_them_nor_names(tmp_path: Path) -> None:
    swept(tmp_path / "facts-in")
    entry = Entry.objects.get(type="oversight.sweep")
    body, committed = bytes(entry.body).decode(), opened(entry.opening)[1].decode()
    assert '"application_overdue":[3,' in committed
    assert "application_overdue" not in body and "judged" not in body
    assert "丙经办" not in body
