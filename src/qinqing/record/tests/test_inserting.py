"""Rows written by one statement are what `bulk_create` would have written."""

from __future__ import annotations

import pytest

from qinqing.organisations.models import Enterprise
from qinqing.record import inserting
from qinqing.record.inserting import insert


def firms(count: int) -> list[Enterprise]:
    return [
        Enterprise(key=f"91410000TEST{n:06d}", name=f"第{n}号试验有限公司", size="small")
        for n in range(count)
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("count", [0, 1, 3, 7])
def test_each_row_gets_the_key_of_its_own(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inserting, "MOST", 3)
    insert(*(made := firms(count)))
    assert [Enterprise.objects.get(pk=one.pk).key for one in made] == [one.key for one in made]
    assert Enterprise.objects.count() == count


@pytest.mark.django_db
def test_a_row_that_was_inserted_is_changed_by_the_next_save() -> None:
    (made,) = firms(1)
    insert(made)
    made.name = "改名后的有限公司"
    made.save()
    assert [one.name for one in Enterprise.objects.all()] == ["改名后的有限公司"]
