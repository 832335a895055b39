"""`qinqing facts`: exit codes, JSON for machines, text for people."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from qinqing.cli import main
from qinqing.cli.facts import command
from qinqing.facts.mapping.parse import CELL_SLOTS, SOURCE_SLOTS, TABLE_SLOTS, UNWANTED_SLOTS
from qinqing.facts.reference import reference_page
from qinqing.facts.schema import TABLES
from qinqing.facts.tests.make import sound
from qinqing.facts.tests.test_mapping import write


def ask(*arguments: object) -> str:
    result = CliRunner().invoke(command, [str(a) for a in arguments], catch_exceptions=False)
    assert result.exit_code == 0
    return result.output


def exit_code(monkeypatch, *arguments: object) -> int:
    monkeypatch.setattr(sys, "argv", ["qinqing", "facts", *map(str, arguments)])
    with pytest.raises(SystemExit) as ended:
        main()
    return ended.value.code or 0


def test_the_schema_is_printed_whole_or_by_table(monkeypatch, capsys):
    assert ask("schema", "reports").startswith("⚑ reports · 检举控告\n  report_id K\n")
    assert ask("schema").count(" · ") == len(TABLES)
    (table,) = json.loads(ask("schema", "applications", "--format", "json"))
    assert table["key"] == "application_id" and table["columns"][1]["references"] == "enterprises"
    assert exit_code(monkeypatch, "schema", "gossip") == 2
    assert "facts.no-table" in capsys.readouterr().err


def test_a_sound_folder_is_summed_up(tmp_path):
    data = json.loads(ask("validate", sound(tmp_path), "--format", "json"))
    assert data["tables"]["officials"] == {
        "title": "公职人员",
        "file": "officials.csv",
        "rows": 2,
        "absent_columns": ["since", "until"],
    }
    assert (data["custody"], data["latest_event"], len(data["warnings"])) == ("bureau", None, 1)
    assert "officials 公职人员\t2\tofficials.csv" in ask("validate", tmp_path)


def test_an_unsound_folder_is_refused_with_exit_2_and_said_in_both_forms(tmp_path, monkeypatch, capsys):
    sound(tmp_path, kinships="official_id,person_id,relation\nP1,X,cousin\n")
    assert exit_code(monkeypatch, "validate", tmp_path, "--format", "json") == 2
    out, err = capsys.readouterr()
    assert json.loads(out)["count"] == 1 and "facts.refused" in err
    assert exit_code(monkeypatch, "validate", tmp_path, "--custody", "organ") == 2
    assert "kinships.csv:2:relation" in capsys.readouterr().err


def test_a_mapping_runs_and_says_what_became_of_every_row(tmp_path, monkeypatch, capsys):
    out = tmp_path / "out"
    text = ask("map", write(tmp_path), out)
    assert "退回 7 行" in text or "7 rejected" in text
    assert str(out / "rejects" / "ledger.csv") in text
    data = json.loads(ask("map", tmp_path / "mapping.toml", out, "--format", "json"))
    assert data["rows"]["fees"] == 2 and data["sources"][0]["read"] == 9
    assert exit_code(monkeypatch, "map", "no-such-mapping", out) == 2
    assert "facts.mapping" in capsys.readouterr().err


def test_a_shipped_mapping_is_found_by_its_name(tmp_path, monkeypatch, capsys):
    assert exit_code(monkeypatch, "map", "sf-dph", tmp_path / "out", "--source", tmp_path) == 2
    assert "businesses.csv" in capsys.readouterr().err


def test_the_reference_page_names_every_table_and_every_slot_of_a_mapping():
    page = reference_page()
    assert all(f"{table.name} {table.title}" in page for table in TABLES.values())
    for slots in (SOURCE_SLOTS, UNWANTED_SLOTS, TABLE_SLOTS, CELL_SLOTS):
        assert not [slot for slot in slots if slot not in page.partition("## Mappings")[2]]


def test_facts_are_read_without_django():
    code = "import sys, qinqing.cli.facts, qinqing.facts.folder, qinqing.facts.mapping.run; print('django' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
