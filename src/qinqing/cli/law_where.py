"""`qinqing law where 13`: everything an article leads to, with its text if loaded and the values in force."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import click

from qinqing.cli.law_show import Json, answer, article_options, as_json, as_lines, both, part, text_of
from qinqing.cli.law_text import Text
from qinqing.cli.law_values import Standing, standings
from qinqing.law.bindings import load_binding
from qinqing.law.house import shown
from qinqing.law.index import Entry, find_entry
from qinqing.law.rule_headers import RuleHeader
from qinqing.refusals import Say

DAY = click.DateTime(["%Y-%m-%d"])
NONE = Say("尚无", "none yet")
UNSET = Say("这一天没有数值，或待本局确认", "none on that day, or not yet confirmed by the bureau")


@click.command(help=str(Say("一条落实在哪里，从全文到测试", "where an article is carried out")))
@article_options
@click.option("--on", type=DAY, help=str(Say("按哪一天的数值", "the day values are read on; default today")))
def where(article: str, measure: str, form: str, on: datetime | None) -> None:
    entry = find_entry(load_binding(measure), article)
    text = text_of(entry)
    day = on.date() if on else datetime.now(ZoneInfo("Asia/Shanghai")).date()
    values = list(standings(entry.values, day))
    answer(form, _json(entry, text, values), _lines(entry, text, values))


def _json(entry: Entry, text: Text, values: list[Standing]) -> Json:
    return {
        **as_json(entry, text),
        "values": [standing.data() for standing in values],
        "rules": [_rule_json(rule) for rule in entry.rules],
        "pages": list(entry.pages),
        "tests": list(entry.tests),
        "files": list(entry.sources),
    }


def _rule_json(rule: RuleHeader) -> Json:
    return {
        "rule": rule.id,
        "title": both(rule.title),
        "kind": rule.kind,
        "level": rule.level,
        "custody": rule.custody,
        "file": shown(rule.path),
    }


def _lines(entry: Entry, text: Text, values: list[Standing]) -> Iterator[str]:
    yield from as_lines(entry, text)
    yield from part(Say("现行数值", "Values in force"), (standing.line() for standing in values), NONE)
    rules = (f"{rule.id}  {rule.title}  {shown(rule.path)}" for rule in entry.rules)
    yield from part(Say("规则", "Rules"), rules, NONE)
    yield from part(Say("页面", "Pages"), iter(entry.pages), NONE)
    yield from part(Say("测试", "Tests"), iter(entry.tests), NONE)
    yield from part(Say("文件", "Files"), iter(entry.sources), NONE)
