"""Deadlines belong to the app that declared them; every app's stand under one roof."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from qinqing.accounts.models import User
from qinqing.notices import deadlines
from qinqing.notices.deadlines import Deadline, declare, kind_of_rung, ladders
from qinqing.refusals import Refused

LADDER = """
{name}:
  says: {{zh: 临时停放, en: parking}}
  rungs:
    - rung: soon
      says: {{zh: 停放申请期限临近, en: A parking request is nearly due}}
      to: [{to}]
      dated: [{{since: 2026-01-01, n: -1, unit: workday, source: {{zh: 样例, en: sample}}}}]
"""
DECLARED = Deadline(User.objects.all, "date_joined", str, {"clerk": lambda row: []}, "people")


@pytest.fixture(autouse=True)
def only_here(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> None:
    monkeypatch.setattr(deadlines, "_declared", {**deadlines._declared})
    settings.LADDERS_FILE = tmp_path / "own.yaml"


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    file = tmp_path / "ladders.yaml"
    file.write_text(LADDER.format(name="parking", to="clerk"), encoding="utf-8")
    return file


def test_a_second_app_has_ladders_of_its_own(shipped: Path) -> None:
    before = {*ladders()}
    declare(shipped, {"parking": DECLARED})
    assert {*ladders()} == before | {"parking"}
    told = kind_of_rung("parking.soon")
    assert told and (told.says.en, told.route) == ("A parking request is nearly due", "people")


def test_two_apps_have_no_deadline_of_one_name(shipped: Path) -> None:
    declare(shipped, {"parking": DECLARED})
    with pytest.raises(ValueError, match="another app"):
        declare(shipped.with_name("other.yaml"), {"parking": DECLARED})


def test_a_bureaus_file_may_replace_any_apps_ladder(shipped: Path, settings: Any) -> None:
    declare(shipped, {"parking": DECLARED})
    settings.LADDERS_FILE.write_text(LADDER.format(name="parking", to="clerk").replace("-1", "-5"), "utf-8")
    assert ladders()["parking"].rungs[0].dated[0].n == -5


def test_a_ladder_addresses_only_parts_its_app_names(shipped: Path) -> None:
    shipped.write_text(LADDER.format(name="parking", to="mayor"), encoding="utf-8")
    declare(shipped, {"parking": DECLARED})
    with pytest.raises(Refused, match=r"work\.ladders"):
        ladders()
