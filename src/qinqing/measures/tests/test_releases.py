"""Totals from the organ: each file once, an older one changes nothing, a bad one stays where it is and is logged."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

import pytest

from qinqing.measures.models import ReleasedTotal
from qinqing.measures.tasks import take_releases
from qinqing.record.models import Entry

pytestmark = pytest.mark.django_db

GOOD = {
    "address": "21",
    "period_from": "2026-01-01",
    "period_to": "2026-06-30",
    "total": 6,
    "released_on": "2026-07-10",
    "entry": "e",
}


def arrives(home: Path, name: str, text: str | None = None, **changed: Any) -> Path:
    folder = home / "exchange" / "releases"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.json"
    path.write_text(json.dumps({**GOOD, **changed}) if text is None else text, encoding="utf-8")
    return path


def take() -> int:
    return int(take_releases.func())


def test_a_release_is_taken_in_once(own_installation: Path) -> None:
    arrives(own_installation, "a")
    assert (take(), take()) == (1, 0)
    assert ReleasedTotal.objects.get().total == 6
    assert Entry.objects.filter(type="measures.take_release").count() == 1


def test_without_an_exchange_folder_there_is_nothing_to_take() -> None:
    assert take() == 0


@pytest.mark.parametrize("address", ["13", "22", "23", "24"])
def test_totals_are_taken_for_every_article_rules_watch_over(own_installation: Path, address: str) -> None:
    arrives(own_installation, "a", address=address)
    assert (take(), ReleasedTotal.objects.get().address) == (1, address)


@pytest.mark.parametrize(
    "total", [pytest.param(0, id="没有"), pytest.param(None, id="不满五件"), pytest.param(5, id="五件")]
)
def test_totals_the_public_may_read_are_taken(own_installation: Path, total: int | None) -> None:
    arrives(own_installation, "a", total=total)
    assert (take(), ReleasedTotal.objects.get().total) == (1, total)


BAD = [
    pytest.param({"total": 1}, "total 1", id="总数一件"),
    pytest.param({"total": 4}, "total 4", id="总数四件"),
    pytest.param({"total": -1}, "total -1", id="负数"),
    pytest.param({"total": True}, "total True", id="不是数"),
    pytest.param({"total": "6"}, "total '6'", id="文字"),
    pytest.param({"address": "99"}, "no totals of article 99", id="没有这一条"),
    pytest.param({"address": "7"}, "no totals of article 7", id="该做的"),
    pytest.param({"address": "25"}, "no totals of article 25", id="没有规则的条"),
    pytest.param({"period_to": "2025-01-01"}, "ends before", id="期间倒置"),
    pytest.param({"released_on": "soon"}, "soon", id="日期不对"),
    pytest.param({"text": "{"}, "is no release", id="不是 JSON"),
    pytest.param({"text": "[1]"}, "is no release", id="不是一份公布"),
]


@pytest.mark.parametrize(("changed", "said"), BAD)
def test_a_bad_file_stays_and_is_logged_and_the_others_are_taken(
    own_installation: Path, caplog: pytest.LogCaptureFixture, changed: dict[str, Any], said: str
) -> None:
    bad = arrives(own_installation, "a", **changed)
    arrives(own_installation, "b")
    with caplog.at_level(logging.ERROR, logger="qinqing.measures"):
        assert take() == 1
    assert bad.is_file() and str(bad) in caplog.text and said in caplog.text
    assert [row.source for row in ReleasedTotal.objects.all()] == ["b"]


def test_a_replayed_release_changes_nothing(own_installation: Path) -> None:
    """The later one stands, whichever file is read first and however often the folder is read."""
    arrives(own_installation, "z-first")
    assert take() == 1
    arrives(own_installation, "a-later", total=9, released_on="2026-07-20")
    assert (take(), take()) == (1, 0)
    arrives(own_installation, "m-replay", total=7)
    assert take() == 0
    assert (ReleasedTotal.objects.get().total, ReleasedTotal.objects.get().source) == (9, "a-later")
