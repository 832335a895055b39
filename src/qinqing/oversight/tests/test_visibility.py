"""Nothing about a person reaches that person or anyone below; what concerns the head goes outside. List, page and CSV agree."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from qinqing.accounts.roles import Role
from qinqing.organisations.models import Department, Official
from qinqing.oversight.custody import belongs_here
from qinqing.oversight.models import Finding, RuleRun
from qinqing.oversight.services.dispositions import dismiss
from qinqing.oversight.services.sweep import sweep_folder
from qinqing.oversight.tests.folders import JUDGED_ON, application, bureau_folder
from qinqing.rules.catalogue import load_rules
from tests.support.people import Office, make_actor, make_finding, make_user, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def deep(office: Office) -> Office:
    """A team below the works unit, with a supervisor of its own."""
    team = Department.objects.create(key="D11", name="工程一组", parent=office.departments["works"])
    office.departments["team"] = team
    office.officials["member"] = Official.objects.create(
        key="O5", name="己组员", department=team, post="科员"
    )
    return office


ADDRESSES = ("", "evidence.csv", "limit.svg")


def reached(client: Client, finding: Finding) -> set[bool]:
    """Whether the board, its CSV, the list of clearances and the finding's own addresses show it: one answer for all."""
    shown = {finding.number in read(client, path) for path in ("/gw/findings/", "/gw/findings.csv")}
    return shown | {
        client.get(f"/gw/findings/{finding.number}/{part}").status_code == 200 for part in ADDRESSES
    }


def read(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()


CASES = [
    pytest.param("clerk", "works", "watcher", True, id="别科人员的事，督查看得到"),
    pytest.param("clerk", "works", "clerk", False, id="本人的事，本人兼督查看不到"),
    pytest.param("clerk", "works", "chief", True, id="下属的事，科长兼督查看得到"),
    pytest.param("chief", "works", "clerk", False, id="科长的事，科员兼督查看不到"),
    pytest.param("chief", "works", "member", False, id="科长的事，下一级组员兼督查看不到"),
    pytest.param("member", "team", "clerk", True, id="下级组员的事，上一级科员兼督查看得到"),
    pytest.param("chief", "works", "watcher", True, id="别科科长的事，督查看得到"),
    pytest.param("clerk", "works", "lawyer", True, id="平级别科的，看得到"),
    pytest.param(None, "works", "clerk", False, id="本科的事，本科人员看不到"),
    pytest.param(None, "works", "member", True, id="上级科的事不涉及个人，下一级看得到"),
    pytest.param(None, "works", "watcher", True, id="别科的事，看得到"),
]


@pytest.mark.parametrize(("about", "unit", "reader", "seen"), CASES)
def test_board_page_and_csv_show_a_finding_to_the_same_people(
    about: str | None, unit: str, reader: str, seen: bool, deep: Office
) -> None:
    finding = make_finding(
        deep, official=deep.officials[about] if about else None, department=deep.departments[unit]
    )
    assert reached(signed_in(Role.SUPERVISOR, deep.officials[reader]), finding) == {seen}


def test_what_goes_outside_is_seen_by_the_outside_supervisor_alone(office: Office) -> None:
    finding = make_finding(office, official=office.head, department=office.departments["top"], outside=True)
    assert reached(signed_in(Role.OUTSIDE_SUPERVISOR), finding) == {True}
    assert reached(signed_in(Role.SUPERVISOR, office.officials["watcher"]), finding) == {False}
    assert reached(signed_in(Role.SUPERVISOR), finding) == {False}


def test_whoever_became_head_after_the_sweep_is_outside_at_once(office: Office) -> None:
    finding = make_finding(office, official=office.head, department=office.departments["top"], outside=False)
    assert reached(signed_in(Role.OUTSIDE_SUPERVISOR), finding) == {True}
    assert reached(signed_in(Role.SUPERVISOR), finding) == {False}


@pytest.mark.parametrize(
    "hidden",
    [
        pytest.param({"official": "head", "outside": True}, id="主要负责人的"),
        pytest.param({"official": "watcher"}, id="督查本人的"),
    ],
)
def test_no_count_beside_the_list_tells_of_what_the_list_leaves_out(
    hidden: dict[str, object], office: Office
) -> None:
    client = signed_in(Role.SUPERVISOR, office.officials["watcher"])
    seen = make_finding(office)
    pages = [f"/gw/findings/{seen.number}/", "/gw/sweeps/", "/gw/findings/"]
    before = [figures(client, page) for page in pages]
    make_finding(office, **hidden | {"official": office.officials[str(hidden["official"])]})
    RuleRun.objects.update(flagged=77)
    assert [figures(client, page) for page in pages] == before


def figures(client: Client, page: str) -> list[str]:
    """Every number that stands in a page between two tags."""
    return re.findall(r">\s*(\d+)\s*<", read(client, page))


def test_the_auditor_reads_that_was_judged_and_not_what_was_found(office: Office) -> None:
    make_finding(office)
    RuleRun.objects.update(judged=10, flagged=77, undetermined=88)
    page = figures(signed_in(Role.AUDIT_ADMIN), "/gw/sweeps/")
    assert "10" in page and not {"77", "88"} & set(page)


def test_columns_of_findings_are_not_named_like_the_public_columns_of_items(office: Office) -> None:
    finding = make_finding(office)
    RuleRun.objects.update(judged=12345)
    page = read(signed_in(Role.SUPERVISOR, office.officials["watcher"]), "/gw/sweeps/")
    heads = re.findall(r"<th scope=\"col\"[^>]*>([^<]*)</th>", page)
    assert {"判断项次", "看得到的疑点", "看得到的无法判定"} <= set(heads)
    assert not {"预警", "未定"} & set(heads)
    assert "12,345" in page
    assert finding.rule in page


def test_who_may_count_no_findings_has_no_column_for_them(office: Office) -> None:
    make_finding(office)
    page = read(signed_in(Role.AUDIT_ADMIN), "/gw/sweeps/")
    assert "判断项次" in page
    assert "看得到的疑点" not in page


def test_the_outside_supervisor_sees_nothing_else(office: Office) -> None:
    assert reached(signed_in(Role.OUTSIDE_SUPERVISOR), make_finding(office)) == {False}


@pytest.mark.parametrize("role", [Role.CLERK, Role.INSPECTOR, Role.REVIEWER, Role.LEADER])
def test_who_is_no_supervisor_reads_no_finding_and_no_board(role: Role, office: Office) -> None:
    client = signed_in(role, office.officials["lawyer"])
    number = make_finding(office).number
    paths = ("/gw/findings/", "/gw/findings.csv", f"/gw/findings/{number}/", "/gw/clearances/")
    assert {client.get(path).status_code for path in paths} == {403}


def test_a_clearance_is_listed_to_those_who_may_see_its_finding(deep: Office) -> None:
    finding = make_finding(deep, official=deep.chief)
    dismiss(make_actor(Role.SUPERVISOR, deep.officials["watcher"]), finding, "有误。", "经核实，不存在超期。")
    for reader, seen in (("watcher", True), ("clerk", False), ("member", False)):
        client = signed_in(Role.SUPERVISOR, deep.officials[reader])
        assert (finding.number in read(client, "/gw/clearances/")) is seen, reader


def test_a_sweep_sends_what_concerns_the_head_outside(tmp_path: Path) -> None:
    path = bureau_folder(tmp_path / "facts-in", application("A1", handler_id="O0"), application("A2"))
    sweep_folder(path, on=JUDGED_ON)
    Official.objects.filter(key="O0").update(head=True)
    sweep_folder(path, on=JUDGED_ON)
    assert {f.official.key: f.outside for f in Finding.objects.all()} == {"O0": True, "O2": False}


def test_a_sweep_sends_outside_what_no_supervisor_may_see(tmp_path: Path) -> None:
    """The one supervisor works in the unit judged: nobody inside is left."""
    path = bureau_folder(tmp_path / "facts-in", application("A1", handler_id="O1"), application("A2"))
    sweep_folder(path, on=JUDGED_ON)
    make_user(Role.SUPERVISOR, Official.objects.get(key="O2"))
    sweep_folder(path, on=JUDGED_ON)
    assert {f.official.key: f.outside for f in Finding.objects.all()} == {"O1": True, "O2": True}


def test_with_another_supervisor_it_comes_back_inside(tmp_path: Path) -> None:
    path = bureau_folder(tmp_path / "facts-in", application("A1"))
    sweep_folder(path, on=JUDGED_ON)
    for key in ("O2", "O3"):
        make_user(Role.SUPERVISOR, Official.objects.get(key=key))
        sweep_folder(path, on=JUDGED_ON)
    assert Finding.objects.get().outside is False


def test_supervisors_may_be_people_without_an_official(tmp_path: Path) -> None:
    """Somebody who stands in no unit of the bureau may see everything inside."""
    path = bureau_folder(tmp_path / "facts-in", application("A1"))
    sweep_folder(path, on=JUDGED_ON)
    make_user(Role.SUPERVISOR, Official.objects.get(key="O2"))
    make_user(Role.SUPERVISOR)
    sweep_folder(path, on=JUDGED_ON)
    assert Finding.objects.get().outside is False


@pytest.mark.parametrize("level", ["amber", "red", "refer"])
def test_a_rule_that_levels_by_row_leaves_its_referred_rows_to_the_organ(level: str, settings: Any) -> None:
    assert load_rules()["application-overdue"].level == "by row"
    kept = {}
    for organ in (False, True):
        settings.ORGAN = organ
        kept[organ] = belongs_here("application-overdue", level)
    assert kept == {False: level != "refer", True: True}


def test_the_firm_behind_a_rating_or_an_appeal_is_not_in_the_bureaus_store(tmp_path: Path) -> None:
    appeal = {
        "appeal_id": "A1", "kind": "problem", "enterprise_id": "E2", "department_id": "D1", "received_on": date(2026, 3, 2),
        "due_on": date(2026, 4, 2), "transfers": 3, "answered_on": None,
    }  # fmt: skip
    rating = {
        "rating_id": "R1", "enterprise_id": "E2", "application_id": "A-in-time", "real_name": True, "department_id": "D1",
        "grade": 1, "rated_on": date(2026, 3, 2), "device": "phone-7", "upheld_mistaken": None, "contacted_on": None, "rectified_on": None,
    }  # fmt: skip
    sweep_folder(bureau_folder(tmp_path / "in", appeals=[appeal], ratings=[rating]), on=JUDGED_ON)
    voices = {"appeal-overdue", "poor-rating-uncontacted", "poor-rating-unrectified"}
    found = Finding.objects.filter(rule__in=voices)
    assert set(found.values_list("rule", flat=True)) == voices
    assert set(found.values_list("enterprise", flat=True)) == {None}
    said = json.dumps([[f.says, f.unit, [row.row for row in f.evidence.all()]] for f in found])
    assert [trace for trace in ("E2", "A-in-time", "phone-7") if trace in said] == []
