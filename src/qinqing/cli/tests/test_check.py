"""`qinqing check`, as a bureau runs it on its own folder, in a shell and with a newcomer's mistakes."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from qinqing.cli.check import command, usual_form
from qinqing.facts.write import write_folder
from qinqing.refusals import Failed, Refused
from qinqing.rules.catalogue import load_rules

pytestmark = pytest.mark.custody("bureau")

OFFICIAL = {"official_id": "O1", "name": "张三丰", "department_id": "D1", "post": "科长", "leader": False}
GIFT = {"official_id": "O1", "kind": "cash", "occurred_on": date(2025, 1, 1), "handed_in_on": None}
AMBER = {
    "application_id": "A1",
    "enterprise_id": "E1",
    "item": "报建",
    "department_id": "D1",
    "handler_id": "O1",
    "received_on": date(2025, 1, 6),
    "promised_due_on": date(2025, 1, 10),
    "due_on": date(2025, 3, 1),
    "decided_on": date(2025, 1, 13),
    "outcome": "granted",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch) -> Path:
    monkeypatch.setenv("QINQING_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("QINQING_LANG", "zh")
    path = tmp_path / "facts"
    tables = {
        "departments": [{"department_id": "D1", "name": "市人防办"}],
        "officials": [OFFICIAL],
        "enterprises": [{"enterprise_id": "E1", "name": "甲公司"}],
        "applications": [AMBER],
        "declarations": [
            {"declaration_id": "G1", "declared_on": None, "value_cny": None, **GIFT},
            {
                "declaration_id": "G2",
                **GIFT,
                "kind": "gift",
                "declared_on": date(2025, 1, 2),
                "value_cny": 800,
                "handed_in_on": None,
            },
            # The day the folder was written up: what has fallen due by then is judged.
            {
                "declaration_id": "G3",
                **GIFT,
                "kind": "meeting",
                "occurred_on": date(2025, 6, 30),
                "declared_on": None,
            },
        ],
    }
    write_folder(path, tables)
    return path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments], catch_exceptions=False)


def test_json_is_all_there_is_on_standard_output_and_progress_beside_it(folder):
    result = run(folder, "--format", "json")
    document = json.loads(result.stdout)
    assert (result.exit_code, document["on"], document["custody"]) == (0, "2025-06-30", "bureau")
    assert [found["rule"] for found in document["findings"]] == ["application-overdue", "gift-undeclared"]
    rules = load_rules()
    place = [*rules].index("application-overdue") + 1
    assert f"{place}/{len(rules)} application-overdue" in result.stderr


def test_the_same_folder_and_date_give_the_same_bytes(folder):
    assert run(folder, "--format", "json").stdout_bytes == run(folder, "--format", "json").stdout_bytes


def test_rules_that_lack_a_table_are_skipped_by_name(folder):
    rules = {rule["rule"]: rule for rule in json.loads(run(folder, "--format", "json").stdout)["rules"]}
    assert "payables" in rules["payment-overdue"]["why"]
    assert "kinships" in rules["related-award"]["why"]


def test_another_day_gives_what_was_known_then(folder):
    document = json.loads(run(folder, "--format", "json", "--on", "2025-01-31").stdout)
    assert [found["rule"] for found in document["findings"]] == ["application-overdue"]


def test_the_bureaus_values_come_from_its_home_or_a_file(folder, tmp_path):
    own = tmp_path / "own.yaml"
    own.write_text("values:\n  gift_handover_cny:\n    2024-01-01: 500\n", encoding="utf-8")
    gifts = ("--rules", "gift-*", "--format", "table")
    said = run(folder, *gifts, "--values", own)
    assert "G2" in said.stdout and "800.00" in said.stdout
    assert "G2" not in run(folder, *gifts).stdout
    home = tmp_path / "home"
    home.mkdir()
    own.rename(home / "values.yaml")
    assert "G2" in run(folder, *gifts).stdout


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        pytest.param(("--fail-on", "refer"), 0, id="没有移送级"),
        pytest.param(("--fail-on", "red"), 1, id="有要求说明情况级"),
        pytest.param(("--fail-on", "amber"), 1, id="更高的也算"),
        pytest.param(("--fail-on", "red", "--rules", "application-*"), 0, id="只有提醒级"),
        pytest.param((), 0, id="没有要求"),
    ],
)
def test_the_exit_code_tells_whether_the_level_was_reached(folder, arguments, code):
    assert run(folder, *arguments).exit_code == code


def test_names_are_masked_unless_asked_for(folder):
    table = run(folder, "--format", "table").stdout
    assert "张三丰" not in table and "张**（O1）" in table
    assert "张三丰（O1）" in run(folder, "--format", "table", "--names").stdout


def test_a_program_gets_json_and_a_person_at_a_terminal_a_table(folder, monkeypatch):
    assert json.loads(run(folder).stdout)["on"] == "2025-06-30"
    assert [usual_form(Path(name)) for name in ("a.html", "a.parquet", "a")] == [
        "html",
        "parquet",
        "json",
    ]
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    assert usual_form(None) == "table"


def test_a_result_goes_to_a_file_and_timings_beside_it(folder, tmp_path):
    out, timings = tmp_path / "page.html", tmp_path / "timings.json"
    result = run(folder, "--format", "html", "--out", out, "--timings", timings)
    assert result.stdout == "" and out.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert set(json.loads(timings.read_text(encoding="utf-8"))) >= {"gift-undeclared"}


def test_parquet_streams_to_its_file_and_counts_towards_the_exit_code(folder, tmp_path):
    out = tmp_path / "findings.parquet"
    assert run(folder, "--format", "parquet", "--out", out, "--fail-on", "red").exit_code == 1
    assert pq.read_table(out).column("rule").to_pylist() == ["application-overdue", "gift-undeclared"]
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        pytest.param(("--rules", "paymnt-*"), "rules.none", id="没有相符的规则"),
        pytest.param(("--measure", "kaifneg"), "measure.unknown", id="没有这部办法"),
        pytest.param(("--format", "parquet"), "check.no-out", id="没说写到哪里"),
        pytest.param(("--out", "/no/such/place.json"), "out.unwritable", id="没有这个文件夹"),
        pytest.param(("--out", "answer.xyz"), "check.no-form", id="扩展名不是哪一种形式"),
        pytest.param(("--values", "/no/such.yaml"), "values.refused", id="没有数值文件"),
    ],
)
def test_what_is_asked_wrongly_is_refused_with_a_code_word(folder, arguments, code):
    with pytest.raises(Refused) as refused:
        run(folder, *arguments)
    assert refused.value.code == code


def test_a_folder_that_is_none_is_refused(tmp_path):
    with pytest.raises(Refused) as refused:
        run(tmp_path / "nowhere")
    assert refused.value.code == "facts.no-folder"


def test_an_engine_that_is_not_there_is_no_fault_of_the_folder(folder, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(Failed) as failed:
        run(folder, "--engine", "spark")
    assert failed.value.code == "engine.no-spark"


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("--on", "2025-02-30"), id="没有这一天"),
        pytest.param(("--format", "xml"), id="没有这种形式"),
        pytest.param(("--fail-on", "purple"), id="没有这一级别"),
        pytest.param(("--colour",), id="没有这个选项"),
    ],
)
def test_a_mistyped_argument_is_refused_in_one_message(folder, arguments):
    result = run(folder, *arguments)
    assert result.exit_code == 2 and "Traceback" not in result.stderr


def test_help_names_every_exit_code(folder):
    said = run("--help").stdout
    assert all(word in said for word in ("--fail-on", "--custody", "0 已判断", "3 机器出错"))
