"""Judge a fact folder: every rule over its tables as they stood on a day.

Rows are asked on DuckDB or on Spark; what is made of them (counts, decisions of pattern rules, findings) is the
same code for both. On DuckDB rules are judged two at a time: while one is decided in Python, another's rows are read.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TypeAlias

import duckdb

from qinqing.facts.ahead import Ahead
from qinqing.law.bindings import HOME_MEASURE, articles_of
from qinqing.law.bindings import Binding as Measure
from qinqing.law.values import Values
from qinqing.refusals import Refused, Say
from qinqing.rules.answers import Answers, decided_on
from qinqing.rules.broken import named_if_broken
from qinqing.rules.catalogue import Rule, load_rules
from qinqing.rules.compile import DIALECT
from qinqing.rules.folder import Folder
from qinqing.rules.found import Found
from qinqing.rules.macros import Binding
from qinqing.rules.names import Names
from qinqing.rules.results import CheckResult, Finding, RuleResult, total
from qinqing.rules.skipping import why_skipped

__all__ = ["CheckResult", "Finding", "RuleResult", "choose_rules", "judge", "judge_each"]

ALL = "*"

# DuckDB SQL for the rows of one rule, asked of the facts once more or brought here from elsewhere.
Ask: TypeAlias = Callable[[duckdb.DuckDBPyConnection, Rule, Binding], str]


@dataclass(frozen=True, slots=True)
class Engine:
    """Where rules are asked, and how many at once."""

    start: Callable[[Folder, date], AbstractContextManager[Ask]]
    at_once: int


@contextmanager
def asked_here(folder: Folder, on: date) -> Iterator[Ask]:
    """Where findings are read, rules are asked too."""
    yield lambda connection, rule, binding: asked_sql(rule, binding)


on_duckdb = Engine(asked_here, at_once=2)


def asked_sql(rule: Rule, binding: Binding) -> str:
    """Of a pattern all cells; of other rules what a unit that was kept leaves is its day."""
    return (
        rule.compiled.sql(binding) if rule.is_pattern else rule.compiled.found(binding).sql(dialect=DIALECT)
    )


def judge(
    folder: Folder,
    on: date | None = None,
    rules: str | None = None,
    values: Values | None = None,
    custody: str | None = None,
    progress: Callable[[str], None] | None = None,
    measure: str | Path | Measure = HOME_MEASURE,
    engine: Engine = on_duckdb,
) -> CheckResult:
    """Every rule whose id fits the glob `rules`, over `folder` as of `on` (default: its latest event).

    `values` default to the catalogue without a bureau's own; `custody` to the folder's. Refused
    `rules.none` if no rule fits the glob; Failed if the engine breaks.
    """
    day = on or folder.latest_event
    results: list[RuleResult] = []
    findings: list[Finding] = []
    for result, found in judge_each(folder, day, rules, values, custody, progress, measure, engine):
        results.append(result)
        findings += found
    return CheckResult(day, custody or folder.custody, results, findings)


def judge_each(
    folder: Folder,
    on: date,
    rules: str | None = None,
    values: Values | None = None,
    custody: str | None = None,
    progress: Callable[[str], None] | None = None,
    measure: str | Path | Measure = HOME_MEASURE,
    engine: Engine = on_duckdb,
) -> Generator[tuple[RuleResult, Found]]:
    """Rule by rule: what it did and its findings, to be read before the next rule is asked for.

    Close it where it is not read to its end: rules are judged ahead.
    """
    chosen = choose_rules(rules)
    binding = Binding(on, values or Values.load())
    with folder.connect(on) as connection, engine.start(folder, on) as ask:
        names = Names(connection, folder.tables, kept=True)

        def judged(rule: Rule, own: duckdb.DuckDBPyConnection) -> tuple[RuleResult, Found]:
            articles = articles_of(rule.norms, measure)
            if why := skipped(rule, folder, custody or folder.custody):
                return RuleResult(rule.id, articles, "skipped", why), Found(None, articles, names)
            result, answers = run(own, rule, binding, articles, ask)
            return result, Found(answers, articles, names)

        with Ahead(judged, lambda: folder.beside(connection), engine.at_once) as ahead:
            for number, (result, found) in enumerate(ahead.each(chosen), 1):
                if progress:
                    progress(f"{number}/{len(chosen)} {result.rule}  {progress_of(result)}")
                yield result, found


def choose_rules(glob: str | None) -> list[Rule]:
    """The rules whose id fits `glob` (default: all); refused if there is none."""
    known = load_rules()
    chosen = [rule for name, rule in known.items() if fnmatchcase(name, glob or ALL)]
    if not chosen:
        says = Say(
            f"没有规则符合 {glob}；现有规则：{'、'.join(known)}",
            f"no rule fits {glob}; there are: {', '.join(known)}",
        )
        raise Refused("rules.none", says)
    return chosen


def skipped(rule: Rule, folder: Folder, custody: str) -> Say | None:
    tables = set(folder.tables)
    lacking = {table: folder.missing_columns(table) for table in rule.compiled.reads if table in tables}
    return why_skipped(rule, tables, lacking, custody, folder.supplied)


def run(
    connection: duckdb.DuckDBPyConnection,
    rule: Rule,
    binding: Binding,
    articles: tuple[str, ...],
    ask: Ask,
) -> tuple[RuleResult, Answers]:
    started = time.perf_counter()
    with named_if_broken(rule):
        sql = ask(connection, rule, binding)
        sql = decided_on(connection, rule, sql).shown() if rule.is_pattern else sql
        answers = Answers(connection, rule, sql)
        by_month = answers.by_month()
    took = time.perf_counter() - started
    return RuleResult(rule.id, articles, "ran", None, *total(by_month), by_month, took), answers


def progress_of(result: RuleResult) -> str:
    if result.why:
        return str(Say(f"跳过：{result.why.zh}", f"skipped: {result.why.en}"))
    counts = (result.judged, result.flagged, result.undetermined)
    zh = "判断 {:,}　预警 {:,}　未定 {:,}".format(*counts)
    en = "judged {:,}, flagged {:,}, undetermined {:,}".format(*counts)
    return f"{Say(zh, en)}  {result.took_s:.2f} s"
