"""The like-case comparison sheet on a finding's page: kept by the sweep, own cases beside like ones."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from qinqing.accounts.roles import Role
from qinqing.oversight.models import Finding
from qinqing.oversight.services.sweep import sweep_folder
from qinqing.oversight.tests.folders import JUDGED_ON, application, bureau_folder
from qinqing.rules.sheet import LikeCase, as_rows, read_sheet
from tests.support.people import Office, make_finding, signed_in

pytestmark = pytest.mark.django_db
LINE = {"comparison": "slower", "stratum": "审批/2025", "days": 0, "amount_cny": Decimal("0.00")}
OWN = LikeCase(own=True, ref="applications:A", value=Decimal("7.00"), cases=19, **LINE)
LIKE = LikeCase(own=False, ref="applications:B", value=Decimal("3.00"), cases=40, **LINE)


def test_a_sheet_comes_out_of_the_store_as_it_went_in(office: Office) -> None:
    finding = make_finding(office, rule="slow-walking", sheet=as_rows((OWN, LIKE)))
    assert read_sheet(Finding.objects.get(pk=finding.pk).sheet) == (OWN, LIKE)


def test_the_page_lays_own_and_like_cases_side_by_side(office: Office) -> None:
    finding = make_finding(office, rule="slow-walking", sheet=as_rows((OWN, LIKE)))
    client = signed_in(Role.SUPERVISOR, office.officials["watcher"])
    text = client.get(f"/gw/findings/{finding.number}/").content.decode()
    row = text.partition("办理用时（审批/2025）</th>")[2].partition("</tr>")[0]
    said = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", row)).strip()
    assert said == "applications:A 7 个工作日 同样的 19 件 applications:B 3 个工作日 同样的 40 件"


def test_a_finding_without_a_sheet_has_no_empty_heading(office: Office) -> None:
    finding = make_finding(office)
    client = signed_in(Role.SUPERVISOR, office.officials["watcher"])
    assert "类案对照表" not in client.get(f"/gw/findings/{finding.number}/").content.decode()


def test_a_sweep_keeps_the_sheet_of_a_pattern_rule(tmp_path: Path) -> None:
    decided = {"decided_on": JUDGED_ON, "outcome": "granted"}
    cases = [application(f"A{n}", handler_id=f"O{1 + n % 2}", **decided) for n in range(6)]
    pause = {
        "pause_id": "P1",
        "application_id": "A-open",
        "ground": "testing",
        "started_on": date(2026, 9, 2),
        "ended_on": None,
    }
    folder = bureau_folder(tmp_path / "facts-in", *cases, application("A-open"), pauses=[pause])
    sweep_folder(folder, on=JUDGED_ON)
    found = Finding.objects.get(rule="slow-walking", unit="O1")
    assert [(case.own, case.cases) for case in read_sheet(found.sheet)] == [(True, 3), (False, 3)]
