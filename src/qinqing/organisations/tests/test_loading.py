"""Parties of a fact folder: loaded twice they are the same parties, and whoever left the folder stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from qinqing.facts.folder import open_folder
from qinqing.facts.write import write_folder
from qinqing.organisations.loading import load_parties
from qinqing.organisations.models import Department, Enterprise, Holding, Official
from qinqing.organisations.selectors import ancestors, department_parents, is_within
from qinqing.refusals import Refused

pytestmark = pytest.mark.django_db
Tables = dict[str, list[dict[str, Any]]]

FOLDER: Tables = {
    "departments": [
        {"department_id": "D1", "name": "工程管理科", "parent_id": "D0", "successor_id": None, "until": None},
        {"department_id": "D0", "name": "办公室", "parent_id": None, "successor_id": None, "until": None},
        {"department_id": "D9", "name": "旧科", "parent_id": "D0", "successor_id": "D1", "until": date(2025, 1, 1)},
    ],
    "officials": [
        {"official_id": "O1", "name": "乙科长", "department_id": "D1", "post": "科长", "leader": True}
    ],
    "enterprises": [{"enterprise_id": "E1", "name": "一苇渡", "size": None, "founded_on": None}],
    "holdings": [{"holder_id": "P1", "enterprise_id": "E1", "share": 0.6, "since": None, "until": None}],
}  # fmt: skip


@pytest.fixture
def load(tmp_path: Path) -> Callable[..., dict[str, int]]:
    def loads(**changed: list[dict[str, Any]]) -> dict[str, int]:
        write_folder(tmp_path / "facts-in", FOLDER | changed)
        folder = open_folder(tmp_path / "facts-in")
        with folder.connect(date(2026, 10, 20)) as facts:
            return load_parties(facts, folder.tables)

    return loads


def counts() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Department, Official, Enterprise, Holding))


def test_every_table_of_parties_is_loaded(load: Any) -> None:
    assert load() == {"departments": 3, "officials": 1, "enterprises": 1, "holdings": 1}
    assert counts() == (3, 1, 1, 1)


def test_loaded_twice_nothing_is_there_twice(load: Any) -> None:
    load()
    ids = set(Official.objects.values_list("pk", flat=True))
    load()
    assert counts() == (3, 1, 1, 1)
    assert set(Official.objects.values_list("pk", flat=True)) == ids


def test_what_changed_is_changed(load: Any) -> None:
    load()
    load(officials=[FOLDER["officials"][0] | {"post": "主任科员", "department_id": "D0", "leader": False}])
    official = Official.objects.get()
    assert (official.post, official.department.key, official.leader) == ("主任科员", "D0", False)


def test_departments_come_with_the_unit_above_and_their_successor(load: Any) -> None:
    load()
    old = Department.objects.get(key="D9")
    assert (old.parent.key, old.successor.key, old.until) == ("D0", "D1", date(2025, 1, 1))


def test_whoever_left_the_folder_stays_since_findings_point_at_them(load: Any) -> None:
    load()
    load(officials=[], holdings=[])
    assert counts() == (3, 1, 1, 0)


def test_who_heads_the_bureau_is_not_forgotten_by_a_sweep(load: Any) -> None:
    load()
    Official.objects.update(head=True)
    load()
    assert Official.objects.get().head


def test_a_missing_word_is_stored_empty_and_a_missing_day_as_none(load: Any) -> None:
    load()
    firm = Enterprise.objects.get()
    assert (firm.size, firm.region, firm.founded_on) == ("", "", None)


def chain(*pairs: tuple[str, str | None]) -> None:
    for key, _ in pairs:
        Department.objects.create(key=key, name=key)
    for key, parent in pairs:
        above = Department.objects.filter(key=parent).first()
        Department.objects.filter(key=key).update(parent=above)


def pk(key: str) -> int:
    return Department.objects.get(key=key).pk


WITHIN = [
    pytest.param("A", "A", True, id="自己"),
    pytest.param("C", "A", True, id="隔一级"),
    pytest.param("A", "C", False, id="上级不在下级之内"),
    pytest.param("B", "X", False, id="另一支"),
]


@pytest.mark.parametrize(("here", "top", "within"), WITHIN)
def test_a_unit_lies_within_itself_and_all_above(here: str, top: str, within: bool) -> None:
    chain(("A", None), ("B", "A"), ("C", "B"), ("X", None))
    assert is_within(pk(here), pk(top)) is within
    assert is_within(pk(here), pk(top), department_parents()) is within


def test_a_loop_that_slipped_in_ends_the_search() -> None:
    chain(("A", "B"), ("B", "A"), ("X", None))
    assert is_within(pk("A"), pk("B")) is True
    assert is_within(pk("A"), pk("X")) is False
    assert set(ancestors(pk("A"))) == {pk("A"), pk("B")}


def test_above_a_unit_stand_all_units_it_lies_within() -> None:
    chain(("A", None), ("B", "A"), ("C", "B"))
    assert ancestors(pk("C")) == [pk("C"), pk("B"), pk("A")]


def test_a_text_longer_than_the_store_keeps_is_refused_with_every_other_one(load: Any) -> None:
    firm = FOLDER["enterprises"][0]
    long = [firm | {"name": "长" * 201}, firm | {"enterprise_id": "E" * 61}]
    with pytest.raises(Refused, match=r"parties\.too_long") as refused:
        load(enterprises=long)
    assert [problem.where for problem in refused.value.problems] == [
        "enterprises:E1",
        f"enterprises:{'E' * 60}",
    ]
    assert not Enterprise.objects.exists()


def test_the_longest_text_the_store_keeps_is_loaded(load: Any) -> None:
    load(enterprises=[FOLDER["enterprises"][0] | {"name": "长" * 200}])
    assert Enterprise.objects.get().name == "长" * 200
