"""The first step: everything that decides a draw is fixed while the seed cannot be known by anybody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from qinqing.draw import texts
from qinqing.draw.bundle import ALGORITHM, COMMIT, Bundle
from qinqing.draw.inspectors import refuse_without_team
from qinqing.draw.nonces import refuse_parts
from qinqing.draw.plan import Plan, Planned
from qinqing.draw.pool import Pool
from qinqing.draw.sizes import Size, sizes_on, team_on, values_behind
from qinqing.draw.sources import Spec, faults, refuse_faults, refuse_known
from qinqing.draw.times import day_of, written
from qinqing.law.values import Values
from qinqing.refusals import Refused, Say


def commit(
    plan: Plan,
    draw: str,
    pool: Pool,
    sources: Sequence[Spec],
    parts: Sequence[Mapping[str, Any]],
    values: Values,
    moment: datetime,
) -> Bundle:
    """A new bundle with one step. What is wrong is refused before anything is fixed."""
    planned, day = plan.draw(draw), day_of(moment)
    refuse_outside(planned, moment)
    refuse_faults(faults(list(sources)))
    refuse_known(list(sources), moment)
    both = refuse_parts(parts, draw)
    refuse_empty(pool)
    sizes = sizes_on(day, {risk: len(ids) for risk, ids in pool.eligible.items()}, values)
    team = team_on(day, values)
    refuse_without_team(pool, team)
    fixed = {
        "draw": draw,
        "algorithm": ALGORITHM,
        "plan": plan.root,
        **pool_fields(pool),
        "team": team,
        "sizes": [size._asdict() for size in sizes],
        "values": values_behind(day, values),
        "sources": list(sources),
        "parts": both,
    }
    bundle = Bundle(plan.lines, pool.lines, pool.inspector_lines)
    return _with_commit(bundle, moment, fixed)


def _with_commit(bundle: Bundle, moment: datetime, fixed: Mapping[str, Any]) -> Bundle:
    try:
        return bundle.with_step(COMMIT, moment, fixed)
    except ValueError as error:
        raise Refused(
            "draw.commit-long",
            Say(
                f"承诺写不进一条存证：{error}。",
                f"The commitment does not fit one entry of the log: {error}.",
            ),
            remedy=Say("请减少见证方或随机源的文字。", "Name fewer witnesses, or say less of the sources."),
        ) from error


def pool_fields(pool: Pool) -> dict[str, Any]:
    """What the commit says of both lists."""
    excluded = sum(row.excluded is not None for row in pool.enterprises)
    away = sum(row.away is not None for row in pool.inspectors)
    return {
        "enterprises": {"root": pool.root, "count": len(pool.enterprises), "excluded": excluded},
        "inspectors": {"root": pool.inspectors_root, "count": len(pool.inspectors), "away": away},
    }


def sizes_of(commit: Mapping[str, Any]) -> tuple[Size, ...]:
    return tuple(Size(**size) for size in commit["sizes"])


def refuse_outside(planned: Planned, moment: datetime) -> None:
    if not planned.since <= day_of(moment) <= planned.until:
        raise Refused(
            "draw.outside-plan",
            Say(
                f"计划中 {planned.id} 在 {planned.since} 至 {planned.until} 之间抽取，现在是 {written(moment)}。",
                f"The plan has {planned.id} drawn from {planned.since} to {planned.until}; it is {written(moment)}.",
            ),
            remedy=Say("请在计划的日子里抽取。", "Draw on the days of the plan."),
        )


def refuse_empty(pool: Pool) -> None:
    if not any(pool.eligible.values()):
        raise Refused(
            "draw.nobody",
            Say(
                "没有可抽的企业：名单是空的，或者全部被排除。",
                "There is nobody to draw: the list is empty, or everybody is excluded.",
            ),
            remedy=Say("请核对 enterprises 表。", "Look at the table of enterprises."),
        )


def roots_hold(bundle: Bundle) -> dict[str, bool]:
    """Whether each list is the one committed to."""
    commit = bundle.commit
    return {
        "plan": texts.root(texts.PLAN, bundle.plan) == commit["plan"],
        "enterprises": texts.root(texts.POOL, bundle.enterprises) == commit["enterprises"]["root"],
        "inspectors": texts.root(texts.INSPECTORS, bundle.inspectors) == commit["inspectors"]["root"],
    }
