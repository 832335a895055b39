"""The organ's sweep: its own tables beside the bureau's, its own findings, nothing of the bureau's boards."""

from __future__ import annotations

import os
import re
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from qinqing.organ.models import Kinship, Position
from qinqing.organ.pages.board import TABS
from qinqing.organ.paths import links_of
from qinqing.organ.services.sweep import sweep_organ_folder
from qinqing.organ.tests.folders import RELATED, bureau_part, organ_part, tender, whole_folder
from qinqing.oversight.custody import sealed_rules
from qinqing.oversight.models import Finding
from qinqing.oversight.tests.folders import JUDGED_ON, folder_of
from qinqing.record.models import Entry
from qinqing.refusals import Refused

pytestmark = pytest.mark.django_db


def test_an_award_within_reach_of_who_decided_is_a_sealed_finding(tmp_path: Path) -> None:
    sweep_organ_folder(whole_folder(tmp_path / "facts-in"), on=JUDGED_ON)
    found = Finding.objects.get(level="refer")
    assert (found.rule, found.level, found.unit) == ("related-award", "refer", "T-related")
    assert (found.official.key, found.enterprise.key) == ("O2", "E1")


def test_the_organs_numbers_are_not_taken_for_the_bureaus(tmp_path: Path) -> None:
    sweep_organ_folder(whole_folder(tmp_path / "facts-in"), on=JUDGED_ON)
    assert all(re.fullmatch(r"J2026-\d{4}", number) for number in numbers())


def test_a_further_sweep_counts_on(tmp_path: Path) -> None:
    for name, tenders in (("one", ()), ("two", (RELATED, tender("T-other")))):
        sweep_organ_folder(whole_folder(tmp_path / name, *tenders), on=JUDGED_ON)
    assert len(numbers()) == Finding.objects.count()
    assert max(numbers()) == f"J2026-{len(numbers()):04d}"


def test_an_earlier_day_is_refused_here_as_at_the_bureau(tmp_path: Path) -> None:
    folder = whole_folder(tmp_path / "facts-in")
    earlier = JUDGED_ON - timedelta(days=1)
    sweep_organ_folder(folder, on=JUDGED_ON)
    with pytest.raises(Refused, match=r"sweep\.older"):
        sweep_organ_folder(folder, on=earlier)
    assert sweep_organ_folder(folder, on=earlier, replace=True).sweep.on == earlier


def numbers() -> set[str]:
    return set(Finding.objects.values_list("number", flat=True))


def test_the_path_is_told_step_by_step_with_names_where_the_store_has_them(tmp_path: Path) -> None:
    sweep_organ_folder(whole_folder(tmp_path / "facts-in"), on=JUDGED_ON)
    kin, post = links_of(Finding.objects.get(level="refer"))
    assert (kin.start, kin.by, kin.end) == ("丙经办（O2）", "配偶", "P-spouse")
    assert (post.start, post.end) == ("P-spouse", "清宁市一苇渡商贸有限公司")


def test_what_the_bureau_has_in_hand_lies_here_too_on_a_tab_of_its_own(tmp_path: Path) -> None:
    """The folder holds an overdue application: that is for the bureau to decide, and for the organ to see."""
    sweep_organ_folder(whole_folder(tmp_path / "facts-in"), on=JUDGED_ON)
    tabs = {tab: set(Finding.objects.filter(TABS[tab][1]).values_list("rule", flat=True)) for tab in TABS}
    assert tabs["waiting"] == {"related-award"}
    assert "application-overdue" in tabs["bureau"]
    assert tabs["bureau"].isdisjoint(sealed_rules())


def test_an_award_without_a_tie_is_no_finding(tmp_path: Path) -> None:
    sweep_organ_folder(whole_folder(tmp_path / "facts-in", tender("T-clean", winner_id="E2")), on=JUDGED_ON)
    assert not Finding.objects.filter(level="refer").exists()


def test_ties_and_posts_are_replaced_whole(tmp_path: Path) -> None:
    for name in ("one", "two"):
        sweep_organ_folder(whole_folder(tmp_path / name), on=JUDGED_ON)
    assert (Kinship.objects.count(), Position.objects.count()) == (1, 1)


def test_the_organs_part_alone_is_judged_beside_the_bureaus_newest_version(
    tmp_path: Path, settings: Any
) -> None:
    versions = settings.BUREAU_FACTS / "versions"
    old = folder_of(versions / "aaa", bureau_part(tender("T-old", winner_id="E2")))
    new = folder_of(versions / "bbb", bureau_part(RELATED))
    os.utime(old, (1, 1))
    part = folder_of(tmp_path / "part", organ_part()) / "organ"
    outcome = sweep_organ_folder(part, on=JUDGED_ON)
    assert Finding.objects.get(level="refer").unit == "T-related"
    assert outcome.sweep.version.source == str(new)


def test_the_bureaus_version_is_read_and_left_as_it_was(tmp_path: Path, settings: Any) -> None:
    version = folder_of(settings.BUREAU_FACTS / "versions" / "aaa", bureau_part(RELATED))
    before = {path.name: path.read_bytes() for path in version.iterdir()}
    sweep_organ_folder(folder_of(tmp_path / "part", organ_part()) / "organ", on=JUDGED_ON)
    assert {path.name: path.read_bytes() for path in version.iterdir()} == before


def test_without_a_version_of_the_bureaus_it_says_who_must_sweep_first(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"sweep\.no_bureau_facts"):
        sweep_organ_folder(folder_of(tmp_path / "part", organ_part()) / "organ", on=JUDGED_ON)


def test_evidence_of_the_organ_is_readable_after_its_folder_is_gone(tmp_path: Path) -> None:
    path = whole_folder(tmp_path / "facts-in")
    version = sweep_organ_folder(path, on=JUDGED_ON).sweep.version
    shutil.rmtree(path)
    assert {row.table for row in Finding.objects.get(level="refer").evidence.all()} == {
        "tenders",
        "kinships",
        "positions",
    }
    assert sweep_organ_folder(version.folder, on=JUDGED_ON).findings.new == 0


def test_a_sweep_writes_one_entry_without_anybodys_name_or_id(tmp_path: Path) -> None:
    sweep_organ_folder(whole_folder(tmp_path / "facts-in"), on=JUDGED_ON)
    body = bytes(Entry.objects.get().body).decode()
    assert "P-spouse" not in body
    assert "丙经办" not in body
