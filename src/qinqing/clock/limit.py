"""A time limit: so many days, of one unit, as the statute it comes from counts them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from qinqing.clock import refusals
from qinqing.law.values import Values, load_catalogue, value_on, wording


class Unit(StrEnum):
    WORKDAY = "workday"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Limit:
    """`roll`: a last day that is no working day moves to the next one."""

    n: int
    unit: Unit = Unit.WORKDAY
    roll: bool = False

    @classmethod
    def of_value(cls, id: str, day: date, values: Values | None = None) -> Limit:
        """The limit a dated value sets on that day, counted as its statute counts; without `values`, by the law alone.

        Refused `clock.unset` where nothing holds on that day, `clock.no-limit` where it is no count of days from the day after.
        """
        value, dated = load_catalogue()[id], value_on(id, day, values)
        if dated is None:
            raise refusals.unset(value.describes, day)
        counted = value.day_count
        if (
            not isinstance(dated.value, int)
            or value.unit not in [*Unit]
            or counted is None
            or counted.backwards
            or counted.inclusive
        ):
            raise refusals.no_limit(value.describes, wording(value, dated.value))
        return cls(dated.value, Unit(value.unit))
