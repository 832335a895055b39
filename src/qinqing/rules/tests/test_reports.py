"""How a check is told: the contract's keys and bytes, names masked, a page that loads nothing."""

from __future__ import annotations

import errno
import json
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from qinqing.law.values import Values
from qinqing.refusals import Failed, Refused
from qinqing.rules.engine import judge, judge_each
from qinqing.rules.report import written
from qinqing.rules.report.as_parquet import FindingsWriter
from qinqing.rules.report.saving import saved
from qinqing.rules.report.table import width
from qinqing.rules.results import CheckResult
from qinqing.rules.tests.given import Facts, facts
from qinqing.rules.tests.test_engine import EVERY_TABLE

ON = date(2025, 12, 31)
TOP = ["on", "custody", "rules", "findings"]
RULE = ["rule", "articles", "status", "why", "judged", "flagged", "undetermined"]
FINDING = [
    *("rule", "articles", "kind", "level", "verdict", "department_id", "official_id", "enterprise_id", "on"),
    *("observed", "limit", "amount_cny", "evidence", "path", "says", "says_en"),
]


@pytest.fixture(scope="module")
def county() -> Facts:
    return facts(
        {
            "departments": [{"department_id": "D1", "name": "市人防办<b>"}],
            "officials": [{"official_id": "O1", "name": "欧阳明", "post": "科长", "department_id": "D1"}],
            "contracts": [
                {"contract_id": "C1", "size_at_signing": "small", "department_id": "D1", "official_id": "O1"}
            ],
            "payables": [
                {
                    "payable_id": "P1",
                    "contract_id": "C1",
                    "delivered_on": date(2025, 1, 1),
                    "amount_cny": Decimal("0.10"),
                }
            ],
            "declarations": [
                {
                    "declaration_id": "G1",
                    "official_id": "O1",
                    "kind": "cash",
                    "occurred_on": date(2025, 1, 31),
                }
            ],
            "tenders": [
                {
                    "tender_id": "T1",
                    "department_id": "D1",
                    "official_id": "O1",
                    "awarded_on": ON,
                    "winner_id": "E1",
                }
            ],
            "holdings": [{"holder_id": "O1", "enterprise_id": "E1"}],
        },
        EVERY_TABLE,
    )


@pytest.fixture(scope="module")
def swept(county: Facts) -> CheckResult:
    return judge(county, on=ON)


def told(result: CheckResult, folder: Facts, form: str, *, names: bool = False) -> str:
    return written(form, result, folder, Values.load(), names=names)


def test_json_has_the_keys_of_the_contract_and_no_others(county, swept):
    document = json.loads(told(swept, county, "json"))
    assert list(document) == TOP
    assert {tuple(entry) for entry in document["rules"]} == {tuple(RULE)}
    assert {tuple(entry) for entry in document["findings"]} == {tuple(FINDING)}


def test_money_is_text_with_two_places_and_days_are_iso(county, swept):
    entries = {entry["rule"]: entry for entry in json.loads(told(swept, county, "json"))["findings"]}
    assert entries["payment-overdue"]["amount_cny"] == "0.12"
    assert entries["payment-overdue"]["observed"] == 364
    assert entries["gift-undeclared"]["limit"] == "2025-02-28"
    assert entries["gift-undeclared"]["path"] is None
    assert entries["related-award"]["path"] == ["holdings:O1/E1"]


def test_the_same_facts_day_and_values_give_the_same_bytes(county, swept, monkeypatch):
    first = told(swept, county, "json")
    monkeypatch.setenv("QINQING_LANG", "en")
    assert told(judge(county, on=ON), county, "json") == first


@pytest.mark.parametrize("form", ["json", "table", "html"])
def test_no_persons_name_is_written_unless_asked_for(county, swept, form):
    assert "欧阳明" not in told(swept, county, form)
    assert ("欧阳明" in told(swept, county, form, names=True)) == (form != "json")
    assert ("欧**（O1）" in told(swept, county, form)) == (form != "json")


def test_a_skipped_rule_says_why_in_both_languages(county):
    result = judge(county, on=ON, rules="related-award", custody="bureau")
    (rule,) = json.loads(told(result, county, "json"))["rules"]
    assert rule["status"] == "skipped"
    assert "纪检监察机构" in rule["why"] and "organ" in rule["why"]
    assert "纪检监察机构" in told(result, county, "table") and "纪检监察机构" in told(result, county, "html")


def test_the_table_says_so_when_there_is_nothing(monkeypatch):
    empty = facts({}, EVERY_TABLE)
    nothing = judge(empty, on=ON, rules="application-*")
    assert "没有疑点。" in told(nothing, empty, "table")
    monkeypatch.setenv("QINQING_LANG", "en")
    assert "No findings." in told(nothing, empty, "table")


@pytest.mark.parametrize("form", ["table", "html"])
def test_where_no_rule_could_run_nobody_reads_that_all_is_well(form):
    empty = Facts({}, custody="bureau")
    page = told(judge(empty, on=ON), empty, form)
    assert "没有规则能够运行" in page and "没有疑点" not in page


def test_columns_of_the_table_line_up_in_chinese(county, swept):
    heading, *rows = told(swept, county, "table").splitlines()[2:8]
    assert {width(row) for row in rows} == {width(rows[0])}
    assert heading.startswith("规则")


class Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.outside: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.outside += [v for k, v in attrs if k in ("src", "href") and not v.startswith("#")]
        self.outside += [k for k, _ in attrs if k.startswith("on")]


def test_the_page_loads_nothing_runs_nothing_and_escapes_what_it_shows(county, swept):
    text = told(swept, county, "html")
    page = Page()
    page.feed(text)
    assert "script" not in page.tags and page.outside == []
    assert "市人防办&lt;b&gt;" in text and "市人防办<b>" not in text
    assert text.count('<section class="rule"') == len(swept.rules)


def test_findings_stream_to_parquet_rule_by_rule(county, tmp_path):
    path = tmp_path / "findings.parquet"
    writer = FindingsWriter(path)
    found = []
    for _, findings in judge_each(county, ON):
        flagged = {finding.level for finding in findings if finding.verdict == "flagged"}
        assert writer.add(findings) == flagged
        found += findings
    writer.close()
    rows = pq.read_table(path).to_pylist()
    assert [row["rule"] for row in rows] == [f.rule for f in found]
    assert list(rows[0]) == FINDING
    assert rows[1]["amount_cny"] == found[1].amount_cny


def test_a_file_appears_whole_or_not_at_all(tmp_path):
    path = tmp_path / "result.json"
    with pytest.raises(KeyError), saved(path) as new:
        new.write_text("half", encoding="utf-8")
        raise KeyError
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        pytest.param(errno.ENOSPC, Failed, id="磁盘已满是机器的事"),
        pytest.param(errno.EACCES, Refused, id="没有权限不予受理"),
    ],
)
def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, number, kind):
    path = tmp_path / "result.json"
    with pytest.raises(kind) as error, saved(path):
        raise OSError(number, "told by the system")
    assert str(path) in error.value.says.zh
    assert list(tmp_path.iterdir()) == []
