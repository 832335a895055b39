"""Enterprise sizes at their bounds, row by row of the table."""

from __future__ import annotations

import csv
from decimal import Decimal

import pytest

from qinqing.law.size import TABLE, classify, industries
from qinqing.refusals import Refused

ONE = Decimal(1)


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def others(row: dict[str, str]) -> dict[str, Decimal]:
    """The industry's other indicators, each just large."""
    same = [
        r for r in rows() if r["industry_no"] == row["industry_no"] and r["indicator"] != row["indicator"]
    ]
    return {r["indicator"]: Decimal(r["large_min"]) for r in same}


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['industry_zh']}-{row['indicator']}")
@pytest.mark.parametrize(
    ("bound", "at", "below"),
    [("large_min", "large", "medium"), ("medium_min", "medium", "small"), ("small_min", "small", "micro")],
)
def test_a_bound_reached_is_the_class_and_one_below_the_next(
    row: dict[str, str], bound: str, at: str, below: str
) -> None:
    amount = Decimal(row[bound])
    industry = int(row["industry_no"])
    assert classify(industry, {row["indicator"]: amount, **others(row)}).size == at
    assert classify(industry, {row["indicator"]: amount - ONE, **others(row)}).size == below


def test_every_indicator_must_reach_its_bound() -> None:
    assert classify(2, {"employees": 1000, "revenue": 39999}).size == "medium"
    assert classify(2, {"employees": 19, "revenue": 900000}).size == "micro"


def test_a_missing_indicator_leaves_the_size_open_and_is_named() -> None:
    answer = classify(2, {"employees": 1000})
    assert (answer.size, answer.missing) == (None, ("revenue",))


def test_one_indicator_below_is_enough_for_micro() -> None:
    assert classify(2, {"employees": 19}).size == "micro"


def test_nothing_known_leaves_everything_open() -> None:
    assert classify(2, {}).missing == ("employees", "revenue")


def test_an_individual_business_stands_outside_the_table() -> None:
    assert classify(2, {"employees": 5000, "revenue": 900000}, individual=True).size == "individual"


def test_an_industry_the_standard_leaves_out_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        classify(99, {"revenue": 1})
    assert refused.value.code == "size.industry"


def test_every_industry_has_bounds_that_fall() -> None:
    for indicators in industries().values():
        assert indicators
        assert all(
            tuple(sorted(bounds.least, reverse=True)) == bounds.least for bounds in indicators.values()
        )


def test_an_amount_said_to_be_unknown_is_missing() -> None:
    assert classify(3, {"revenue": None, "assets": 6000}).missing == ("revenue",)


def test_every_wrong_amount_is_named() -> None:
    with pytest.raises(Refused) as refused:
        classify(2, {"employees": -1, "revenue": Decimal("NaN")})
    assert refused.value.code == "size.amount"
    assert [problem.where for problem in refused.value.problems] == ["employees", "revenue"]


def test_bounds_not_seen_in_two_sources_are_not_vouched_for() -> None:
    unvouched = {row["industry_zh"] for row in rows() if row["confidence"] != "2+"}
    assert unvouched == {"物业管理", "租赁和商务服务业"}
    assert not classify(14, {"employees": 300, "revenue": 1000}).vouched
    assert classify(2, {"employees": 300, "revenue": 2000}).vouched
