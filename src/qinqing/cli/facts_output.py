"""What `qinqing facts` prints: for people as text, for machines as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qinqing.refusals import Problem, Refused, Say

if TYPE_CHECKING:
    from qinqing.facts.folder import FactFolder
    from qinqing.facts.mapping.run import Outcome, SourceOutcome


def validated_data(folder: Path, opened: FactFolder) -> dict[str, Any]:
    return {
        "folder": str(folder),
        "custody": opened.custody,
        "latest_event": opened.last_day.isoformat() if opened.last_day else None,
        "tables": {name: table_data(opened, name) for name in opened.tables},
        "warnings": [problem_data(warning) for warning in opened.warnings],
    }


def table_data(opened: FactFolder, name: str) -> dict[str, Any]:
    source, missing = opened.sources[name], opened.missing_columns(name)
    absent = [column.name for column in source.table.columns if column.name in missing]
    return {
        "title": source.table.title,
        "file": source.shown,
        "rows": opened.rows[name],
        "absent_columns": absent,
    }


def echo_validated(folder: Path, opened: FactFolder) -> None:
    count, total, day = len(opened.tables), sum(opened.rows.values()), opened.last_day or "—"
    zh = f"{folder} 符合约定：{count} 张表，{total} 行，最晚事件 {day}"
    en = f"{folder} fits the contract: {count} tables, {total} rows, latest event {day}"
    click.echo(Say(zh, en))
    for name in opened.tables:
        table = table_data(opened, name)
        click.echo(f"  {name} {table['title']}\t{table['rows']}\t{table['file']}")
        if table["absent_columns"]:
            listed = ", ".join(table["absent_columns"])
            click.echo(f"    {Say('没有的可选列', 'optional columns absent')}: {listed}")
    for warning in opened.warnings:
        click.echo(f"{Say('提示', 'warning')} {warning}")


def outcome_data(outcome: Outcome) -> dict[str, Any]:
    sources = [source_data(source) for source in outcome.sources]
    return {"rows": outcome.rows, "merged": outcome.merged, "sources": sources}


def source_data(source: SourceOutcome) -> dict[str, Any]:
    reasons = [
        {
            "rows": count,
            "first_row": first.row,
            "table": first.table,
            "column": first.column,
            "zh": first.reason.zh,
            "en": first.reason.en,
        }
        for count, first in source.reasons
    ]
    return {
        "name": source.name,
        "file": source.file,
        "read": source.read,
        "rejected": source.rejected,
        "reasons": reasons,
    }


def echo_outcome(out: Path, outcome: Outcome) -> None:
    for name, rows in outcome.rows.items():
        merged = outcome.merged.get(name)
        zh, en = f"（另有 {merged} 行同一主键，已并入）", f" ({merged} more rows of the same keys merged)"
        click.echo(f"  {name}\t{rows}{Say(zh, en) if merged else ''}")
    for source in outcome.sources:
        echo_source(out, source)


def echo_source(out: Path, source: SourceOutcome) -> None:
    zh = f"{source.file}（{source.name}）：读 {source.read} 行，退回 {source.rejected} 行"
    en = f"{source.file} ({source.name}): {source.read} rows read, {source.rejected} rejected"
    click.echo(Say(zh, en))
    for count, first in source.reasons:
        where = ".".join(filter(None, (first.table, first.column)))
        example = Say(f"首见第 {first.row} 行", f"first in row {first.row}")
        click.echo(f"    {count}\t{where}: {first.reason} ({example})")
    if source.rejected:
        click.echo(f"    → {out / 'rejects' / (source.name + '.csv')}")


def refusal_data(refused: Refused) -> dict[str, Any]:
    return {
        "refused": refused.code,
        "zh": refused.says.zh,
        "en": refused.says.en,
        "count": refused.total,
        "problems": [problem_data(problem) for problem in refused.problems],
    }


def problem_data(problem: Problem) -> dict[str, str]:
    return {"where": str(problem.where), "zh": problem.says.zh, "en": problem.says.en}


def echo_json(data: Any) -> None:
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))
