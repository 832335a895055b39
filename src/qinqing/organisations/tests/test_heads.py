"""The bureau's head is who the installation says; while it says nothing, the topmost leaders are, never nobody."""

from __future__ import annotations

from typing import Any

import pytest

from qinqing.organisations.heads import heads_in_words, mark_heads
from qinqing.organisations.models import Official
from qinqing.refusals import Refused
from tests.support.people import Office


def heads() -> set[str]:
    return set(Official.objects.filter(head=True).values_list("key", flat=True))


@pytest.mark.parametrize(
    ("case", "said", "marked", "expected"),
    [
        ("换了主要负责人", ["O1"], ["O0"], {"O1"}),
        ("两位", ["O0", "O1"], ["O0"], {"O0", "O1"}),
        ("没有设置：最上级部门的负责人", [], [], {"O0"}),
        ("没有设置：以前标明的不取消", [], ["O1"], {"O0", "O1"}),
    ],
)
def test_heads_are_those_named_or_else_the_topmost_leaders(
    case: str,
    said: list[str],
    marked: list[str],
    expected: set[str],
    office: Office,
    settings: Any,
) -> None:
    Official.objects.update(head=False)
    Official.objects.filter(key__in=marked).update(head=True)
    settings.HEADS = said
    assert set(mark_heads()) == heads() == expected


def test_a_name_that_is_nobodys_is_refused_and_changes_nothing(office: Office, settings: Any) -> None:
    settings.HEADS = ["O1", "O77"]
    with pytest.raises(Refused, match="O77"):
        mark_heads()
    assert heads() == {"O0"}


@pytest.mark.django_db
def test_before_any_official_is_known_a_name_waits(settings: Any) -> None:
    settings.HEADS = ["O1"]
    assert mark_heads() == []


def test_whoever_sweeps_without_the_setting_is_told_who_is_taken_for_the_head(office: Office) -> None:
    assert "O0" in heads_in_words(mark_heads()).zh
    assert "分不出来" in heads_in_words([]).zh


def test_of_many_leaders_the_first_are_named_and_all_counted() -> None:
    says = heads_in_words([f"GW{n:03d}" for n in range(1, 41)])
    assert "GW003 等 40 人" in says.zh
    assert "GW004" not in says.zh + says.en
