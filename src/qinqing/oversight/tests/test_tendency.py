"""What supervisors confirm is read by the rule on tendencies at the next sweep, and by nothing else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from qinqing.accounts.roles import Role
from qinqing.oversight.confirmed import confirmed_findings
from qinqing.oversight.models import Finding, RuleRun
from qinqing.oversight.services.dispositions import dismiss, remind
from qinqing.oversight.services.sweep import sweep_folder
from qinqing.oversight.tests.folders import IN_TIME, JUDGED_ON, LATE, OFFICIALS, Row, bureau_folder
from tests.support.people import make_actor

pytestmark = pytest.mark.django_db

NOBODYS = {"inspections": [], "inspectors": [], "penalties": []}
COLLEAGUE = {"official_id": "O9", "name": "戊经办", "department_id": "D1", "post": "科员", "leader": False}


def late(n: int) -> Row:
    return LATE | {"application_id": f"A-late-{n}"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """丙经办 was late six times; his colleague in the same post handled two hundred applications in time."""
    others = [IN_TIME | {"application_id": f"A{n}", "handler_id": "O9"} for n in range(200)]
    officials = [*OFFICIALS, COLLEAGUE]
    return bureau_folder(tmp_path / "in", *map(late, range(6)), *others, officials=officials, **NOBODYS)


def sweep(folder: Path) -> RuleRun:
    sweep_folder(folder, on=JUDGED_ON)
    return RuleRun.objects.filter(rule="emerging-tendency").latest("id")


def test_findings_nobody_confirmed_show_no_tendency(folder: Path) -> None:
    run = sweep(folder)
    assert (run.status, run.flagged) == ("ran", 0)


def test_confirmed_findings_beyond_post_and_caseload_show_one(folder: Path) -> None:
    sweep(folder)
    supervisor = make_actor(Role.SUPERVISOR)
    for finding in Finding.objects.filter(rule="application-overdue"):
        remind(supervisor, finding, "请注意办理时限。")
    assert sweep(folder).flagged == 1
    tendency = Finding.objects.get(rule="emerging-tendency", verdict="flagged")
    assert (tendency.official.key, tendency.level) == ("O2", "amber")
    assert "6 个" in tendency.says


def test_what_was_dismissed_is_no_sign_and_a_tendency_none_of_another(folder: Path) -> None:
    sweep(folder)
    supervisor = make_actor(Role.SUPERVISOR)
    wrong, right, tendency, *_ = Finding.objects.filter(rule="application-overdue").order_by("number")
    dismiss(supervisor, wrong, "登记有误。", "经核实，你按期办结。")
    remind(supervisor, right, "请注意办理时限。")
    Finding.objects.filter(pk=tendency.pk).update(rule="emerging-tendency")
    remind(supervisor, Finding.objects.get(pk=tendency.pk), "请注意。")
    assert confirmed_findings() == [("O2", date(2026, 10, 20), "application-overdue")]
