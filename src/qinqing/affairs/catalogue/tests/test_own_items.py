"""A bureau writes its own items, replaces a shipped one or leaves it out, without code."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from qinqing.affairs.catalogue.loading import SHIPPED, load_items
from qinqing.affairs.catalogue.search import find_items
from qinqing.affairs.catalogue.tests.items import OWN, problems, shipped, write
from qinqing.law.house import REPOSITORY
from qinqing.refusals import Refused

GUIDE = REPOSITORY / "docs" / "guide" / "items.md"


def test_an_own_item_stands_beside_the_shipped_ones(tmp_path: Path):
    write(tmp_path)
    items = load_items(tmp_path)
    assert items["street-trading"].own and len(items) == len(shipped()) + 1
    assert "contact_name" in items["street-trading"].field, "the common part came along"


def test_an_own_file_replaces_the_shipped_item_of_its_name_whole(tmp_path: Path):
    text = (SHIPPED / "cad-scrapping.yaml").read_text(encoding="utf-8")
    write(tmp_path, text.replace("简易人民防空工程报废审批", "报废审批（本局）", 1), "cad-scrapping")
    item = load_items(tmp_path)["cad-scrapping"]
    assert item.own and item.title.zh == "报废审批（本局）"
    assert item.digest != shipped()["cad-scrapping"].digest


def test_a_shipped_item_may_be_left_out_with_a_reason(tmp_path: Path):
    write(tmp_path, "item: cad-scrapping\nnot_offered: {zh: 本局没有, en: none here}\n", "cad-scrapping")
    assert "cad-scrapping" not in load_items(tmp_path)


def test_what_others_need_cannot_be_left_out(tmp_path: Path):
    found = problems(
        tmp_path,
        "item: cad-basement-approval\nnot_offered: {zh: 本局没有, en: none here}\n",
        "cad-basement-approval",
    )
    assert any("cad-basement-approval" in problem.says.zh for problem in found)


def test_an_item_nobody_knows_cannot_be_left_out(tmp_path: Path):
    assert problems(tmp_path, "item: unknown\nnot_offered: {zh: 无, en: none}\n", "unknown")


def test_a_changed_file_is_read_again_and_an_unchanged_one_is_not(tmp_path: Path):
    path = write(tmp_path)
    first = load_items(tmp_path)
    assert load_items(tmp_path) is first
    path.write_text(OWN.replace("临时占道经营备案", "占道经营备案"), encoding="utf-8")
    os.utime(path, (0, 0))
    assert load_items(tmp_path)["street-trading"].title.zh == "占道经营备案"


def test_the_digest_changes_with_the_text_and_with_the_common_part_only(tmp_path: Path):
    write(tmp_path)
    first = load_items(tmp_path)["street-trading"].digest
    write(tmp_path, OWN + "# 注\n")
    assert load_items(tmp_path)["street-trading"].digest != first
    assert len(first) == 64


def examples() -> list[str]:
    return re.findall(r"```yaml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)


def test_the_worked_example_of_the_guide_is_an_item(tmp_path: Path):
    (text, left_out) = examples()
    write(tmp_path, text, "notice-board")
    write(tmp_path, left_out, "cad-alarm-relocation")
    items = load_items(tmp_path)
    assert items["notice-board"].own and "cad-alarm-relocation" not in items
    assert [item.key for item in find_items(items.values(), "公告栏")] == ["notice-board"]


def test_the_mistake_the_guide_shows_is_told_as_the_guide_says(tmp_path: Path):
    (text, _) = examples()
    guide = GUIDE.read_text(encoding="utf-8")
    wrong, said = (
        re.search(r"把 `(.+?)` 写成 `(.+?)`", guide).groups(),
        re.search(r"```\n(notice-board.*?)\n```", guide)[1],
    )
    write(tmp_path, text.replace(*wrong), "notice-board")
    with pytest.raises(Refused) as refused:
        load_items(tmp_path)
    assert said in [f"{problem.where}: {problem.says.zh}" for problem in refused.value.problems]
