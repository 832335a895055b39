"""What one rule answered: kept in the engine, counted there, read out as findings."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import duckdb

from qinqing.facts.cells import quoted
from qinqing.rules.errors import RuleError
from qinqing.rules.patterns.answering import answer_cells
from qinqing.rules.results import Finding
from qinqing.rules.rule import ABSENT_AS, BY_ID, OPTIONAL, REQUIRED, Rule
from qinqing.rules.sentences import sentence
from qinqing.rules.sheet import SHEET, read_sheet

BATCH = 10_000
# A missing thing may touch a million units: the first facts it touches stand for all.
EVIDENCE_SHOWN = 20
COUNTS = ", ".join(
    f"CAST(coalesce(sum(units) FILTER (WHERE {which}), 0) AS BIGINT)"
    for which in ("true", "verdict = 'flagged'", "verdict = 'undetermined'")
)
# What a sentence names by looking it up: name → the SELECT that finds it for answer `a`.
LOOKED_UP = {
    "department": (
        "departments",
        "SELECT name FROM departments AS n WHERE n.department_id = a.department_id",
    ),
    "enterprise": (
        "enterprises",
        "SELECT name FROM enterprises AS n WHERE n.enterprise_id = a.enterprise_id",
    ),
    "post": ("officials", "SELECT post FROM officials AS n WHERE n.official_id = a.official_id"),
}


class Answers:
    """What one rule answers, made once by its query `sql` and kept in the temporary table `name`.

    A unit that was found has a row of its own; those kept are counted by month, `units` says how many a row stands for.
    A row of the query without verdict is not judged: it has not fallen due.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, rule: Rule, sql: str, name: str = "answers"):
        self.connection = connection
        self.rule = rule
        self.name = quoted(name)
        extra = [name for name in rule.answers if name not in (*REQUIRED, *OPTIONAL)]
        self.details = ["says", "evidence", *OPTIONAL, *extra]
        self.connection.execute(f"CREATE OR REPLACE TEMP TABLE {self.name} AS {self._rows(sql)}")
        self._hold_to_contract()

    def _rows(self, sql: str) -> str:
        details = (
            f"CASE WHEN verdict <> 'kept' THEN {name} END AS {name}"
            if name in self.rule.answers
            else absent(name)
            for name in ("unit", "missing", *self.details)
        )
        day = """CASE WHEN verdict = 'kept' THEN CAST(date_trunc('month', "on") AS DATE) ELSE "on" END AS "on\""""
        return f"""SELECT verdict, {day}, {", ".join(details)}, count(*) AS units
                   FROM ({self._judged(sql)}) AS judged WHERE verdict IS NOT NULL GROUP BY ALL"""

    def _judged(self, sql: str) -> str:
        """One row per unit: of a pattern rule, what was decided on its cells."""
        rule = self.rule
        if rule.header.test is None:
            return sql
        return answer_cells(self.connection, sql, list(rule.compiled.outputs), rule.header.test, rule.words)

    def _hold_to_contract(self) -> None:
        """A unit is found once, on a day; an undetermined one says what is missing."""
        ((wrong, repeated),) = self.connection.sql(
            f"""SELECT count(*) FILTER (WHERE "on" IS NULL OR (unit IS NULL AND verdict <> 'kept')
                                       OR verdict NOT IN ('kept', 'flagged', 'undetermined')
                                       OR (verdict = 'undetermined' AND missing IS NULL)),
                      coalesce(sum(units) FILTER (WHERE verdict <> 'kept'), 0) - count(DISTINCT unit)
               FROM {self.name}"""
        ).fetchall()
        if wrong or repeated:
            what = f"{wrong} rows are no answers, {repeated} units are found more than once"
            raise RuleError(self.rule.path, 1, what)

    def by_month(self) -> dict[str, tuple[int, int, int]]:
        """Units judged, flagged, undetermined."""
        months = self.connection.sql(
            f"""SELECT strftime("on", '%Y-%m') AS month, {COUNTS} FROM {self.name} GROUP BY month ORDER BY month"""
        )
        return {month: (judged, flagged, open) for month, judged, flagged, open in months.fetchall()}

    def findings(self, articles: tuple[str, ...], tables: set[str]) -> Iterator[Finding]:
        """Flagged units, and missing things once each, in order of unit. `tables`: those present."""
        cursor = self.connection.execute(self._findings(tables))
        names = [column[0] for column in cursor.description or ()]
        while rows := cursor.fetchmany(BATCH):
            for row in rows:
                yield finding(self.rule, articles, dict(zip(names, row, strict=True)))

    def _findings(self, tables: set[str]) -> str:
        flagged = f"""SELECT verdict, unit, "on", NULL AS missing, {", ".join(self.details)}, 1 AS units
                      FROM {self.name} WHERE verdict = 'flagged'"""
        named = looked_up_columns(self.rule, tables)
        return f"""SELECT a.*{named} FROM ({flagged} UNION ALL {self._missing()}) AS a ORDER BY unit"""

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


def absent(name: str) -> str:
    return f"CAST(NULL AS {ABSENT_AS.get(name, 'VARCHAR')}) AS {name}"


def looked_up_columns(rule: Rule, tables: set[str]) -> str:
    """`, … AS department, …` for every id that the answers `a` of the rule have."""
    names = [name for name in LOOKED_UP if BY_ID[name] in rule.compiled.outputs]
    return "".join(f", {looked_up(name, tables)} AS {name}" for name in names)


def looked_up(name: str, tables: set[str]) -> str:
    """A name by its id; the id itself where the table is absent."""
    table, select = LOOKED_UP[name]
    return f"coalesce(({select}), a.{BY_ID[name]})" if table in tables else f"a.{BY_ID[name]}"


def finding(rule: Rule, articles: tuple[str, ...], row: dict[str, Any]) -> Finding:
    says = sentence(rule, {**row, "limit": row["limit_"]})
    amount = row["amount_cny"]
    return Finding(
        rule=rule.id,
        articles=articles,
        kind=rule.kind,
        level=row["level"] or rule.level,
        verdict=row["verdict"],
        department_id=row["department_id"],
        official_id=row["official_id"],
        enterprise_id=row["enterprise_id"],
        on=row["on"],
        observed=row["observed"],
        limit=row["limit_"],
        amount_cny=None if amount is None else Decimal(amount),
        # A fact that refers to one not yet there on the day names nothing in its place.
        evidence=tuple(ref for ref in row["evidence"] if ref),
        path=tuple(row["path"] or ()),
        says=says.zh,
        says_en=says.en,
        unit=row["unit"],
        sheet=read_sheet(row.get(SHEET)),
    )
