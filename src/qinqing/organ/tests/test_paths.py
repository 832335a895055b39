"""A relation as it is drawn: who is a person, what joins the steps, since when."""

from __future__ import annotations

from typing import Any

import pytest

from qinqing.organ.paths import Link, links_of, picture_of
from qinqing.oversight.models import EvidenceRow, Finding
from qinqing.web.charts.path import TALL
from tests.support.people import Office, make_finding

pytestmark = pytest.mark.django_db
KIN = {"official_id": "O2", "person_id": "P9", "relation": "spouse"}
SHARE = {"holder_id": "P9", "enterprise_id": "E7", "share": "0.35", "since": "2024-01-01"}
POST = {"person_id": "P9", "enterprise_id": "E7", "role": "legal_representative", "since": "2024-01-01"}


def reached(office: Office, **steps: dict[str, Any]) -> Finding:
    """A finding whose path is these facts, in order."""
    path = [f"{table}:{n}" for n, table in enumerate(steps)]
    finding = make_finding(office, rule="related-award", level="refer", path=path)
    for n, (ref, row) in enumerate(zip(path, steps.values(), strict=True)):
        EvidenceRow.objects.create(finding=finding, position=n, ref=ref, row=row)
    return finding


@pytest.mark.parametrize(
    ("steps", "by"),
    [
        pytest.param({"kinships": KIN}, "配偶", id="亲属写关系"),
        pytest.param({"holdings": SHARE}, "持股 35%", id="持股写比例"),
        pytest.param({"holdings": SHARE | {"share": None}}, "持股", id="比例未登记只写持股"),
        pytest.param({"positions": POST}, "法定代表人", id="任职写职务"),
    ],
)
def test_a_step_says_what_joins_its_ends(steps: dict[str, Any], by: str, office: Office) -> None:
    assert [link.by for link in links_of(reached(office, **steps))] == [by]


def test_a_tie_without_a_date_has_none_written(office: Office) -> None:
    assert links_of(reached(office, holdings=SHARE | {"since": None})) == [
        Link(start="P9", end="E7", by="持股 35%", since="")
    ]


def test_two_namesakes_are_told_apart_by_their_staff_numbers(office: Office) -> None:
    office.chief.name = office.clerk.name
    office.chief.save()
    of_clerk, of_chief = (
        links_of(reached(office, kinships=KIN | {"official_id": official.key}))[0].start
        for official in (office.clerk, office.chief)
    )
    assert (of_clerk, of_chief) == ("丙经办（O2）", "丙经办（O1）")


@pytest.mark.parametrize(
    ("steps", "people"),
    [
        pytest.param({"holdings": SHARE}, 1, id="本人持股"),
        pytest.param({"kinships": KIN, "holdings": SHARE}, 2, id="经配偶持股"),
    ],
)
def test_people_are_drawn_round_and_firms_square(steps: dict[str, Any], people: int, office: Office) -> None:
    assert picture_of(reached(office, **steps), narrow=False).count(f'rx="{TALL / 2:g}"') == people
