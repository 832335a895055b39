"""How many are drawn: shares as dated values, rounded up; the limits of both."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from qinqing.draw.committing import sizes_of
from qinqing.draw.pool import Enterprise, Inspector, Pool
from qinqing.draw.result import DRAWN
from qinqing.draw.sizes import size, sizes_on, team_on
from qinqing.draw.tests.make import committed, pool, ran, values
from qinqing.draw.verify import verify
from qinqing.law.values import Values
from qinqing.refusals import Refused

DAY = date(2026, 7, 1)
COUNTS = {"A": 1000, "B": 101, "C": 0, "D": 3}


def own(tmp: Path, **shares: str) -> Values:
    """A bureau that set every share itself."""
    given = {f"dr_ratio_{name}_pct": "0" for name in "ABCD"} | {"dr_reserve_pct": "50"} | shares
    path = tmp / "values.yaml"
    path.write_text(
        "values:\n" + "".join(f"  {id}: {{2026-01-01: {v}}}\n" for id, v in given.items()), "utf-8"
    )
    return Values.load(path)


@pytest.mark.parametrize(
    ("eligible", "share", "reserve", "expected"),
    [
        pytest.param(1000, "1", "50", (10, 5), id="整除"),
        pytest.param(101, "2", "50", (3, 2), id="向上取整"),
        pytest.param(3, "30", "50", (1, 1), id="至少一户"),
        pytest.param(0, "30", "50", (0, 0), id="空类"),
        pytest.param(7, "0", "50", (0, 0), id="不抽"),
        pytest.param(7, "100", "50", (7, 0), id="全抽没有备选"),
        pytest.param(10, "60", "100", (6, 4), id="备选不超过全类"),
        pytest.param(1000, "0.1", "0", (1, 0), id="小数"),
    ],
)
def test_a_share_is_a_lower_limit_and_the_reserve_ends_where_the_class_does(
    eligible, share, reserve, expected
):
    one = size("A", eligible, share, reserve)
    assert (one.drawn, one.reserve) == expected


@pytest.mark.parametrize("share", ["-1", "1e9", "1/0", "nan", "", "101", "9" * 400])
def test_what_is_no_share_has_no_size(share: str):
    with pytest.raises(ValueError):
        size("A", 10, share, "50")


def test_by_the_law_alone_no_share_is_in_force_and_each_is_named():
    with pytest.raises(Refused, match=r"draw\.share-unset") as caught:
        sizes_on(DAY, COUNTS, Values.load())
    assert {problem.where for problem in caught.value.problems} == {
        "dr_ratio_A_pct",
        "dr_ratio_B_pct",
        "dr_ratio_C_pct",
        "dr_ratio_D_pct",
        "dr_reserve_pct",
    }


def test_a_bureau_that_confirms_the_samples_draws_by_them():
    sizes = sizes_on(DAY, COUNTS, values())
    assert [(one.risk, one.drawn, one.reserve) for one in sizes] == [
        ("A", 10, 5),
        ("B", 3, 2),
        ("C", 0, 0),
        ("D", 1, 1),
    ]


def test_a_share_over_everything_is_refused(tmp_path):
    with pytest.raises(Refused, match=r"draw\.share-over"):
        sizes_on(DAY, COUNTS, own(tmp_path, dr_ratio_A_pct="101"))


def test_how_many_go_together_is_the_law_s():
    assert team_on(DAY, Values.load()) == 2


def test_the_values_used_stand_in_the_commit_with_how_they_stand():
    told = {one["id"]: one for one in committed().commit["values"]}
    assert told["dr_ratio_D_pct"]["status"] == "confirmed"
    assert told["dr_min_inspectors"]["status"] == "in_force" and told["dr_min_inspectors"]["source"]


def test_everybody_is_drawn_where_the_share_is_everything(tmp_path):
    everything = own(tmp_path, **{f"dr_ratio_{name}_pct": "100" for name in "ABCD"})
    bundle, outcome = ran(committed(values=everything))
    assert sorted(place.id for place in outcome.places) == sorted(
        id for ids in pool().eligible.values() for id in ids
    )
    assert {place.state for place in outcome.places} == {DRAWN}
    assert verify(bundle).state == "run"


def test_nobody_is_drawn_where_the_share_is_nothing(tmp_path):
    bundle, outcome = ran(committed(values=own(tmp_path)))
    assert outcome.places == ()
    assert verify(bundle).state == "run"


def test_a_class_without_firms_and_one_firm_alone_are_drawn(tmp_path):
    few = Pool.of([Enterprise("E1", "D")], [Inspector("P1"), Inspector("P2")])
    bundle, outcome = ran(committed(pool=few))
    assert [(place.id, place.rank) for place in outcome.places] == [("E1", 1)]
    assert [one.drawn for one in sizes_of(bundle.commit)] == [0, 0, 0, 1]


@pytest.mark.parametrize("firms", [[], [Enterprise("E1", "A", "已查")]], ids=["空名单", "全部排除"])
def test_where_there_is_nobody_to_draw_it_is_said(firms):
    with pytest.raises(Refused, match=r"draw\.nobody"):
        committed(pool=Pool.of(firms, pool().inspectors))


def test_a_higher_share_keeps_whom_the_lower_one_drew():
    """Of the same seed: the first k of k + 1 are the same k."""
    from qinqing.draw.result import result_of

    def of(share: str) -> list[str]:
        sizes = [size("A", len(pool().eligible["A"]), share, "50")]
        return [place.id for place in result_of(bytes(32), pool(), sizes, 2) if place.state == DRAWN]

    assert of("50")[: len(of("10"))] == of("10") and len(of("50")) > len(of("10")) > 0
