"""The bureau's head is who the installation says: a sweep cannot make or unmake one."""

from __future__ import annotations

import pytest

from qinqing.organisations.loading import mark_heads
from qinqing.organisations.models import Official
from tests.support.people import Office


def heads() -> set[str]:
    return set(Official.objects.filter(head=True).values_list("key", flat=True))


@pytest.mark.parametrize(
    ("case", "said", "expected"),
    [
        ("换了主要负责人", ["O1"], {"O1"}),
        ("没有设置就不动", [], {"O0"}),
        ("两位", ["O0", "O1"], {"O0", "O1"}),
    ],
)
def test_heads_are_those_the_installation_names(
    case: str, said: list[str], expected: set[str], office: Office, settings
) -> None:  # type: ignore[no-untyped-def]
    settings.HEADS = said
    mark_heads()
    assert heads() == expected
