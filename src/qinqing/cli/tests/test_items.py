"""`qinqing items validate`, as somebody who wrote an item uses it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from qinqing.affairs.catalogue.loading import load_items
from qinqing.affairs.catalogue.tests.items import OWN, write
from qinqing.cli.items import command
from qinqing.refusals import Refused


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QINQING_HOME", str(tmp_path))
    monkeypatch.setenv("QINQING_LANG", "zh")
    (tmp_path / "items").mkdir()
    return tmp_path / "items"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, arguments)


def test_it_says_which_items_are_fit_and_whose(own_home: Path):
    write(own_home)
    said = run("validate").output
    assert said.startswith("10 个事项可以使用，其中本单位自己写的 1 个\n")
    assert "street-trading\t自写\t临时占道经营备案" in said


def test_a_mistake_is_refused_with_its_line_for_people_and_programs(own_home: Path):
    write(own_home, OWN.replace("kind: date", "kind: day"))
    for form in ("text", "json"):
        refused = run("validate", "--format", form)
        assert isinstance(refused.exception, Refused) and refused.exception.code == "items.refused"
        assert "street-trading.yaml:11" in str(refused.exception)
    assert json.loads(refused.output)["problems"][0]["where"] == "street-trading.yaml:11"


def test_a_folder_that_is_not_there_is_refused():
    refused = run("validate", "/no/such/folder")
    assert isinstance(refused.exception, Refused) and refused.exception.code == "items.no_folder"


def test_of_a_file_that_is_no_yaml_its_one_fault_is_said(own_home: Path):
    (own_home / "own-broken.yaml").write_text("item: [\n", encoding="utf-8")
    with pytest.raises(Refused) as refused:
        load_items(own_home)
    assert [problem.where for problem in refused.value.problems] == ["own-broken.yaml:2"]


def test_a_file_in_place_of_the_folder_is_said_to_be_one(own_home: Path):
    file = own_home / "说明.txt"
    file.write_text("", encoding="utf-8")
    assert "是文件，不是文件夹" in str(run("validate", str(file)).exception)
