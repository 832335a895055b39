"""A sweep of several rules: what is skipped and why, what is counted, what comes out and in which order."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from qinqing.facts.folder import open_folder
from qinqing.facts.write import write_folder
from qinqing.law.values import Values
from qinqing.refusals import Failed, Refused
from qinqing.rules.catalogue import load_rules
from qinqing.rules.engine import judge, judge_each, skipped
from qinqing.rules.tests.given import Facts, facts

ON = date(2025, 12, 31)
EVERY_TABLE = sorted({table for rule in load_rules().values() for table in rule.compiled.reads})


def applications(count: int) -> list[dict[str, Any]]:
    first = date(2025, 1, 6)
    return [
        {
            "application_id": f"A{n:03}",
            "received_on": first + timedelta(days=n),
            "due_on": first + timedelta(days=n + 20) if n % 5 else None,
            "decided_on": first + timedelta(days=n + 15 + n % 10),
        }
        for n in range(count)
    ]


def folder_with(given: dict[str, list[dict[str, Any]]], **how: Any) -> Facts:
    return facts(given, EVERY_TABLE, **how)


def test_counts_add_up_and_months_add_up_to_them():
    result = judge(folder_with({"applications": applications(100)}), on=ON, rules="application-*")
    (ran,) = result.rules
    assert (ran.judged, ran.undetermined) == (100, 20)
    assert ran.kept == ran.judged - ran.flagged - ran.undetermined > 0
    sums = [sum(column) for column in zip(*ran.by_month.values(), strict=True)]
    assert sums == [ran.judged, ran.flagged, ran.undetermined]
    assert list(ran.by_month) == sorted(ran.by_month)
    assert len(result.findings) == ran.flagged + ran.undetermined


def test_findings_come_in_order_of_rule_and_unit_whatever_the_order_of_the_rows():
    rows = applications(60)
    one = judge(folder_with({"applications": rows}), on=ON, rules="a*")
    other = judge(folder_with({"applications": rows[::-1]}), on=ON, rules="a*")
    assert one == other
    assert [(found.rule, found.unit) for found in one.findings] == sorted(
        (found.rule, found.unit) for found in one.findings
    )
    assert len({found.fingerprint for found in one.findings}) == len(one.findings)


def test_the_fingerprint_of_a_unit_outlives_its_changes():
    late = {"application_id": "A1", "received_on": date(2025, 1, 6), "promised_due_on": date(2025, 1, 10)}
    amber = judge(
        folder_with({"applications": [late]}), on=date(2025, 1, 15), rules="application-overdue"
    ).findings[0]
    due = {**late, "due_on": date(2025, 1, 20)}
    red = judge(folder_with({"applications": [due]}), on=ON, rules="application-overdue").findings[0]
    assert (amber.level, red.level) == ("amber", "red")
    assert amber.fingerprint == red.fingerprint


@pytest.mark.parametrize(
    ("absent", "why"),
    [
        pytest.param({"tables": {"applications"}}, "applications", id="缺表"),
        pytest.param({"columns": {"applications.due_on"}}, "applications.due_on", id="缺列"),
    ],
)
def test_a_rule_that_lacks_a_table_or_column_is_skipped_by_name(absent, why):
    folder = folder_with({"applications": applications(5)}, absent_columns=absent.get("columns", set()))
    for table in absent.get("tables", set()):
        del folder.rows[table]
    (rule,) = judge(folder, on=ON, rules="application-overdue").rules
    assert rule.status == "skipped"
    assert rule.why and why in rule.why.zh and why in rule.why.en
    assert (rule.judged, rule.flagged, rule.by_month) == (0, 0, {})


def test_a_column_whose_absence_is_settled_skips_nothing():
    for rule in load_rules().values():
        assert skipped(rule, folder_with({}, absent_columns={*rule.header.without}), "organ") is None, rule.id


def test_every_other_optional_column_a_rule_reads_is_needed():
    for rule in load_rules().values():
        for table, columns in rule.needs.items():
            for column in columns:
                why = skipped(rule, folder_with({}, absent_columns={f"{table}.{column}"}), "organ")
                assert why and f"{table}.{column}" in why.en, rule.id


def test_the_organs_rules_are_skipped_in_the_bureaus_custody_for_that_reason():
    rules = {rule.rule: rule for rule in judge(folder_with({}, custody="bureau"), on=ON).rules}
    why = rules["related-award"].why
    assert why and "kinships" in why.en and "纪检监察机构" in why.zh
    organs = {name for name, rule in load_rules().items() if rule.custody == "organ"}
    assert {name for name, rule in rules.items() if rule.status == "skipped"} == organs


def test_a_missing_thing_is_one_finding_however_many_units_it_touches():
    visits = [
        {
            "inspection_id": f"I{n:03}",
            "department_id": "D1",
            "enterprise_id": f"E{n:03}",
            "basis": "plan",
            "started_at": "2025-03-03 09:00",
        }
        for n in range(50)
    ]
    result = judge(folder_with({"inspections": visits}), on=ON, rules="inspection-over-cap")
    (finding,) = result.findings
    assert (result.rules[0].undetermined, result.rules[0].kept) == (50, 0)
    assert finding.unit == "inspection_caps:D1/2025"
    assert (finding.department_id, finding.enterprise_id) == ("D1", None)
    assert "50" in finding.says and "50" in finding.says_en
    assert finding.evidence == tuple(f"inspections:I{n:03}" for n in range(20))


def test_a_value_nobody_vouches_for_is_said_in_words_with_its_year():
    gifts = [{"declaration_id": f"G{n}", "kind": "cash", "occurred_on": date(1994, 1, n)} for n in (1, 2)]
    (finding,) = judge(folder_with({"declarations": gifts}), on=ON, rules="gift-*").findings
    assert finding.unit == "value:gift_register_months@1994"
    assert "1994" in finding.says and "礼品登记上交的期限" in finding.says
    assert "1994" in finding.says_en


def test_articles_follow_the_measure():
    (rule,) = judge(folder_with({}), on=ON, rules="application-overdue").rules
    assert rule.articles == ("7", "14")


def test_a_glob_that_fits_no_rule_is_refused_with_those_there_are():
    with pytest.raises(Refused) as refused:
        judge(folder_with({}), on=ON, rules="paymnt-*")
    assert refused.value.code == "rules.none"
    assert "payment-overdue" in refused.value.says.en


def test_an_engine_that_breaks_off_names_the_rule():
    broken = folder_with({})
    broken.rows["applications"] = []
    connect = broken.connect
    broken.connect = lambda on: without_view(connect(on))
    with pytest.raises(Failed) as failed:
        judge(broken, on=ON, rules="application-overdue")
    assert failed.value.code == "engine.broke"
    assert "application-overdue" in failed.value.says.zh


def without_view(connection: Any) -> Any:
    connection.execute("DROP TABLE applications")
    return connection


def test_progress_is_told_rule_by_rule():
    lines: list[str] = []
    judge(folder_with({}, custody="bureau"), on=ON, progress=lines.append)
    assert [line.partition(" ")[0] for line in lines] == [
        f"{n}/{len(lines)}" for n in range(1, len(lines) + 1)
    ]
    assert len(lines) == len(load_rules())


def test_findings_can_be_read_rule_by_rule():
    folder = folder_with({"applications": applications(20)})
    streamed = [found for _, findings in judge_each(folder, ON, "a*") for found in findings]
    assert streamed == judge(folder, on=ON, rules="a*").findings


def test_a_real_folder_is_judged_as_of_its_latest_event(tmp_path: Path):
    given = folder_with({"applications": applications(30)}).rows
    parties = ("departments", "officials", "enterprises", "applications")
    write_folder(tmp_path / "facts", {name: given[name] for name in parties})
    folder = open_folder(tmp_path / "facts")
    result = judge(folder, values=Values.load())
    assert result.on == folder.latest_event == max(row["decided_on"] for row in given["applications"])
    statuses = {rule.rule: rule.status for rule in result.rules}
    assert statuses.pop("application-overdue") == "ran"
    assert set(statuses.values()) == {"skipped"}
