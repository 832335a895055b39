"""How many of each risk class are drawn: a share of those eligible, rounded up, and a reserve after them.

Shares are dated values of the law. Where the law vouches for none, the bureau confirms the sample or sets its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Any, NamedTuple

from qinqing.draw.pool import CLASSES
from qinqing.law.values import Dated, Value, Values, load_catalogue
from qinqing.refusals import Problem, Refused, Say

SHARES = {name: f"dr_ratio_{name}_pct" for name in CLASSES}
RESERVE, TEAM = "dr_reserve_pct", "dr_min_inspectors"
WHOLE = 100  # a share in percent of everything
PERCENT = re.compile(r"(0|[1-9]\d{0,5})(\.\d{1,10})?\Z", re.ASCII)


class Size(NamedTuple):
    """One class: `drawn` of `eligible`, then `reserve` more; shares in percent as written."""

    risk: str
    eligible: int
    share_pct: str
    drawn: int
    reserve_pct: str
    reserve: int


def size(risk: str, eligible: int, share_pct: str, reserve_pct: str) -> Size:
    """Rounded up: a share is a lower limit. The reserve ends where the class does. ValueError for no percentage."""
    if not PERCENT.match(share_pct) or not PERCENT.match(reserve_pct) or Fraction(share_pct) > WHOLE:
        raise ValueError("a share is a plain decimal up to 100, a reserve one of six digits at most")
    drawn = part_of(eligible, share_pct)
    reserve = min(part_of(drawn, reserve_pct), eligible - drawn)
    return Size(risk, eligible, share_pct, drawn, reserve_pct, reserve)


def part_of(whole: int, share_pct: str) -> int:
    return ceil(Fraction(share_pct) * whole / WHOLE)


def sizes_on(day: date, eligible: Mapping[str, int], values: Values) -> tuple[Size, ...]:
    """Every class in order; Refused `draw.share-unset` or `draw.share-over` with each value at fault."""
    shares = {id: _number(id, day, values) for id in (*SHARES.values(), RESERVE)}
    refuse_unset([id for id, share in shares.items() if share is None], day, values)
    over = [id for id in SHARES.values() if Fraction(shares[id] or 0) > WHOLE]
    if over:
        raise Refused(
            "draw.share-over",
            Say("抽查比例不能超过 100%。", "A share drawn cannot be over 100 %."),
            [Problem(id, load_catalogue()[id].describes) for id in over],
            remedy=Say("请改正本单位数值文件里的这些数值。", "Mend these in the bureau's file of values."),
        )
    reserve = shares[RESERVE] or "0"
    return tuple(size(name, eligible[name], shares[SHARES[name]] or "0", reserve) for name in CLASSES)


def team_on(day: date, values: Values) -> int:
    """How many inspectors go together."""
    dated = values.value_on(TEAM, day)
    refuse_unset([] if dated else [TEAM], day, values)
    return int(dated.value) if dated and isinstance(dated.value, int) else 0


def values_behind(day: date, values: Values) -> list[dict[str, Any]]:
    """Each value used: what it was, how it stood and on what it rests."""
    found = ((id, values.value_on(id, day)) for id in (*SHARES.values(), RESERVE, TEAM))
    return [_told(id, dated, str(values.status(id, day))) for id, dated in found if dated]


def _told(id: str, dated: Dated, status: str) -> dict[str, Any]:
    return {"id": id, "value": _plainly(dated), "status": status, "source": dated.source.zh}


def _number(id: str, day: date, values: Values) -> str | None:
    dated = values.value_on(id, day)
    return _plainly(dated) if dated else None


def _plainly(dated: Dated) -> str | None:
    """The number as a plain decimal, without zeros that say nothing."""
    number = dated.value
    return format(Decimal(number).normalize(), "f") if isinstance(number, int | Decimal) else None


def refuse_unset(ids: list[str], day: date, values: Values) -> None:
    if not ids:
        return
    catalogue = load_catalogue()
    raise Refused(
        "draw.share-unset",
        Say(
            f"{day} 有 {len(ids)} 个抽取用的数值没有生效。",
            f"On {day}, {len(ids)} of the values a draw needs are not in force.",
        ),
        [_unset(catalogue[id], id, day, values) for id in ids],
        remedy=Say(
            "请在 QINQING_HOME/values.yaml（或 --values 指明的文件）里确认样例，或者设定本单位自己的数值。",
            "Confirm the samples or set the bureau's own in QINQING_HOME/values.yaml, or the file named by --values.",
        ),
    )


def _unset(value: Value, id: str, day: date, values: Values) -> Problem:
    status, sample = values.status(id, day).says, value.sample
    zh, en = (f"，样例为 {sample.value}", f", the sample is {sample.value}") if sample else ("", "")
    return Problem(
        id, Say(f"{value.describes.zh}：{status.zh}{zh}", f"{value.describes.en}: {status.en}{en}")
    )
