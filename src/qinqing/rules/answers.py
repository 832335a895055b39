"""What one rule answered: kept in the engine and counted there."""

from __future__ import annotations

from collections.abc import Iterable

import duckdb

from qinqing.facts.cells import quoted
from qinqing.rules.errors import RuleError
from qinqing.rules.patterns.answering import CELLS, Decided, decide_cells
from qinqing.rules.patterns.cells import Cells
from qinqing.rules.rule import ABSENT_AS, OPTIONAL, REQUIRED, Rule

# A missing thing may touch a million units: the first facts it touches stand for all.
EVIDENCE_SHOWN = 20
COUNTS = ", ".join(
    f"CAST(coalesce(sum(units) FILTER (WHERE {which}), 0) AS BIGINT)"
    for which in ("true", "verdict = 'flagged'", "verdict = 'undetermined'")
)


def rows_of(rule: Rule, judged: str) -> str:
    """SELECT of answers from one row per unit: those found one by one, those kept counted by day.

    A row without verdict is not judged: it has not fallen due. Of a unit that was kept, queries written out for DuckDB
    give nothing but its day (see `Compiled.found`): to ask that again of millions takes time. Those of patterns give all.
    """
    if rule.is_pattern:
        judged = found_alone(judged, rule.answers)
    details = (
        f"any_value({name}) AS {name}" if name in rule.answers else absent(name)
        for name in ("missing", *details_of(rule))
    )
    return f"""SELECT verdict, "on", unit, {", ".join(details)}, count(*) AS units
               FROM ({judged}) AS judged WHERE verdict IS NOT NULL GROUP BY ALL"""


def found_alone(judged: str, columns: Iterable[str]) -> str:
    """The same rows, but of units that were kept only `verdict` and `on`."""
    told = (
        f"CASE WHEN verdict <> 'kept' THEN {quoted(name)} END AS {quoted(name)}"
        for name in columns
        if name not in ("verdict", "on")
    )
    return f"""SELECT verdict, "on", {", ".join(told)} FROM ({judged}) AS judged"""


def details_of(rule: Rule) -> list[str]:
    """What answers hold beside verdict, unit, day and missing thing."""
    return ["says", "evidence", *OPTIONAL, *extra_of(rule)]


def extra_of(rule: Rule) -> list[str]:
    return [name for name in rule.answers if name not in (*REQUIRED, *OPTIONAL)]


class Answers:
    """What one rule answers, made once by its query `sql` and kept in the temporary table `name`.

    A unit that was found has a row of its own; those kept are counted by day, `units` says how many a row stands for.
    Of a pattern rule, `sql` says what was decided on its cells. Without it the answers lie under the name already.
    """

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, rule: Rule, sql: str | None, name: str = "answers"
    ):
        self.connection = connection
        self.rule = rule
        self.name = quoted(name)
        self.extra = extra_of(rule)
        self.details = details_of(rule)
        if sql is not None:
            self.connection.execute(f"CREATE OR REPLACE TEMP TABLE {self.name} AS {rows_of(rule, sql)}")
            self._hold_to_contract()

    def _hold_to_contract(self) -> None:
        ((wrong, repeated),) = self.connection.execute(
            f"""SELECT count(*) FILTER (WHERE "on" IS NULL OR (unit IS NULL AND verdict <> 'kept')
                                       OR verdict NOT IN ('kept', 'flagged', 'undetermined')
                                       OR (verdict = 'undetermined' AND missing IS NULL)),
                      coalesce(sum(units) FILTER (WHERE verdict <> 'kept'), 0) - count(DISTINCT unit)
               FROM {self.name}"""
        ).fetchall()
        hold_to_contract(self.rule, wrong, repeated)

    def by_month(self) -> dict[str, tuple[int, int, int]]:
        """Units judged, flagged, undetermined."""
        months = self.connection.execute(
            f"""SELECT strftime("on", '%Y-%m') AS month, {COUNTS} FROM {self.name} GROUP BY month ORDER BY month"""
        )
        return {month: (judged, flagged, open) for month, judged, flagged, open in months.fetchall()}

    def found(self) -> str:
        """SELECT of flagged units, and of missing things once each; `units`: how many each stands for."""
        flagged = f"""SELECT verdict, unit, "on", NULL AS missing, {", ".join(self.details)}, 1 AS units
                      FROM {self.name} WHERE verdict = 'flagged'"""
        return f"{flagged} UNION ALL {self._missing()}"

    def _missing(self) -> str:
        """One row per missing thing: of its units, only what all share, and the first facts it touches."""
        shared = ", ".join(
            f"list_sort(list_distinct(flatten(list(evidence))))[1:{EVIDENCE_SHOWN}] AS evidence"
            if name == "evidence"
            else f"CASE WHEN count({name}) = count(*) AND min({name}) = max({name}) THEN min({name}) END AS {name}"
            for name in self.details
        )
        return f"""SELECT 'undetermined' AS verdict,
                          CASE WHEN count(*) = 1 THEN min(unit) ELSE missing END AS unit,
                          min("on") AS "on", missing, {shared}, count(*) AS units
                   FROM {self.name} WHERE verdict = 'undetermined' GROUP BY missing"""


def decided_on(connection: duckdb.DuckDBPyConnection, rule: Rule, cells: str, name: str = CELLS) -> Decided:
    """Of a pattern rule, by the query of its cells."""
    assert rule.header.test
    return decide_cells(connection, cells, [*rule.compiled.outputs], rule.header.test, rule.words, name)


def decided_by(connection: duckdb.DuckDBPyConnection, rule: Rule, cells: Cells, name: str) -> Decided:
    """The same by cells at hand; they lie in the table `name` as soon as somebody asks for what is shown."""
    from qinqing.rules.patterns.decide import decide

    assert rule.header.test
    rows, told = decide([cells], rule.header.test)
    outputs = [*rule.compiled.outputs]
    return Decided(connection, name, outputs, rule.header.test, rule.words, rows, told, {})


def hold_to_contract(rule: Rule, wrong: int, repeated: int) -> None:
    """A unit is found once, on a day; an undetermined one says what is missing."""
    if wrong or repeated:
        raise RuleError(
            rule.path, 1, f"{wrong} rows are no answers, {repeated} units are found more than once"
        )


def absent(name: str) -> str:
    return f"CAST(NULL AS {ABSENT_AS.get(name, 'VARCHAR')}) AS {name}"
