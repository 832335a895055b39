"""Who goes: a team per enterprise, drawn from the same seed under recusal, skills and rotation.

Each enterprise's team depends on the seed, the enterprise and the inspectors alone: a substitution changes no other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from qinqing.draw.pool import Enterprise, Inspector, Pool
from qinqing.draw.seed import team_order
from qinqing.facts.shown import shorten
from qinqing.law.values import source_of
from qinqing.refusals import Problem, Refused, Say


class Teams:
    """The inspectors that are there, and who of them may go where."""

    def __init__(self, inspectors: Sequence[Inspector], size: int):
        self.size = size
        self.all = inspectors
        self.present = [one for one in inspectors if one.away is None]
        self.skills = {one.id: frozenset(one.skills) for one in inspectors}
        self.recused: dict[str, set[str]] = {}
        for one in self.present:
            for enterprise in one.recused_from:
                self.recused.setdefault(enterprise, set()).add(one.id)
        self._known: dict[object, bool] = {}

    def may_go(self, enterprise: Enterprise) -> list[str]:
        barred = self.recused.get(enterprise.id, ())
        return [one.id for one in self.present if one.id not in barred]

    def drawn(self, seed: bytes, enterprise: Enterprise) -> tuple[str, ...]:
        """The first team in the order of tickets, leader first; Refused `draw.no-team` where there is none."""
        ordered = team_order(seed, enterprise.id, self.may_go(enterprise))
        team = next(self._fitting(ordered, enterprise), None)
        if team is None:
            raise refusal([self.why_none(enterprise)])
        return team

    def _fitting(self, ordered: Sequence[str], enterprise: Enterprise) -> Iterator[tuple[str, ...]]:
        """Teams in which nobody who went last time leads and the skills needed are there between them."""
        needs, before = frozenset(enterprise.needs), {*enterprise.went_last}
        if not needs <= frozenset[str]().union(*(self.skills[one] for one in ordered)):
            return
        for leader in (one for one in ordered if one not in before):
            rest = [one for one in ordered if one != leader]
            for others in combinations(rest, self.size - 1):
                if needs <= self.skills[leader].union(*(self.skills[one] for one in others)):
                    yield (leader, *others)

    def has_one(self, enterprise: Enterprise) -> bool:
        """Whether any seed finds a team; enterprises alike are asked about once."""
        alike = (enterprise.needs, enterprise.went_last, frozenset(self.recused.get(enterprise.id, ())))
        if alike not in self._known:
            self._known[alike] = next(self._fitting(self.may_go(enterprise), enterprise), None) is not None
        return self._known[alike]

    def why_none(self, enterprise: Enterprise) -> Problem:
        """What stands in the way, naming the inspectors."""
        free, barred = self.may_go(enterprise), sorted(self.recused.get(enterprise.id, ()))
        away = sorted(one.id for one in self.all if one.away is not None)
        before = sorted({*enterprise.went_last} & {*free})
        have = frozenset[str]().union(*(self.skills[one] for one in free))
        missing = [need for need in enterprise.needs if need not in have]
        parts = [
            Say(f"需要 {self.size} 人，可去的有 {len(free)} 人", f"{self.size} must go, {len(free)} may")
        ]
        parts += _named("回避", "recused", barred) + _named("不在岗", "away", away)
        parts += _named("上次去过、不能再带队", "went last time and may not lead again", before)
        parts += _named("无人具备的专业", "skills nobody has", missing)
        return Problem(
            enterprise.id, Say("；".join(one.zh for one in parts), "; ".join(one.en for one in parts))
        )


def _named(zh: str, en: str, names: Sequence[str]) -> list[Say]:
    listed = [shorten(name) for name in names]
    return [Say(f"{zh}：{'、'.join(listed)}", f"{en}: {', '.join(listed)}")] if listed else []


def refuse_without_team(pool: Pool, size: int) -> None:
    """Before anything is committed: an enterprise nobody may inspect would undo a draw once its result is known."""
    teams = Teams(pool.inspectors, size)
    without = [row for row in pool.enterprises if row.excluded is None and not teams.has_one(row)]
    if without:
        raise refusal([teams.why_none(row) for row in without])


def refusal(problems: list[Problem]) -> Refused:
    return Refused(
        "draw.no-team",
        Say(
            f"有 {len(problems)} 家企业组不成检查组。",
            f"For {len(problems)} enterprises no team is possible.",
        ),
        problems,
        remedy=Say(
            "请补充检查人员（可请上级或邻县支援），或者把企业列为排除并写明理由，再承诺。",
            "Add inspectors (of another office, if need be), or exclude the enterprise with a reason; then commit.",
        ),
        cites=source_of("dr_min_inspectors"),
    )
