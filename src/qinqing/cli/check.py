"""`qinqing check FOLDER`: every rule over a fact folder; the result on standard output, progress beside it."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qinqing.law.bindings import HOME_MEASURE
from qinqing.refusals import Refused, Say

if TYPE_CHECKING:
    from qinqing.facts.folder import FactFolder
    from qinqing.law.values import Values
    from qinqing.rules.engine import Engine
    from qinqing.rules.found import Found
    from qinqing.rules.results import RuleResult

LEVELS = ("amber", "red", "refer")
FORMS = ("table", "json", "html", "parquet")
REACHED = 1
IS_PATH = click.Path(path_type=Path)

HELP = Say(
    "按规则判断一个事实文件夹。退出码：0 已判断；1 达到 --fail-on 的级别；2 不予受理；3 机器出错。",
    "Judge a fact folder by the rules. Exit: 0 ran, 1 --fail-on reached, 2 refused, 3 the machine failed.",
)
OPTIONS = (
    click.option(
        "--on",
        type=click.DateTime(["%Y-%m-%d"]),
        metavar="DATE",
        help=str(
            Say(
                "按哪一天判断，如 2026-06-30；缺省为最近事件之日",
                "the day judged, as 2026-06-30; default the latest event",
            )
        ),
    ),
    click.option(
        "--rules",
        metavar="GLOB",
        help=str(Say("只运行编号相符的规则，如 'payment-*'", "only rules whose id fits, as 'payment-*'")),
    ),
    click.option(
        "--values",
        "values_files",
        type=IS_PATH,
        multiple=True,
        metavar="FILE",
        help=str(
            Say(
                "本局确认的数值；缺省为 QINQING_HOME/values.yaml",
                "the bureau's values; default QINQING_HOME/values.yaml",
            )
        ),
    ),
    click.option(
        "--custody",
        type=click.Choice(["bureau", "organ"]),
        default="bureau",
        show_default=True,
        help=str(
            Say("由谁保管：本局或纪检监察机构", "in whose custody: the bureau's or the discipline organ's")
        ),
    ),
    click.option(
        "--engine",
        type=click.Choice(["duckdb", "spark"]),
        default="duckdb",
        show_default=True,
        help=str(Say("用哪个引擎运行", "the engine that runs the rules")),
    ),
    click.option(
        "--format",
        "form",
        type=click.Choice(FORMS),
        help=str(
            Say(
                "结果的形式；缺省看 --out 的扩展名，终端上是 table，其他是 json",
                "form of the result; by default as --out ends, else table on a terminal and json anywhere else",
            )
        ),
    ),
    click.option(
        "--out",
        type=IS_PATH,
        metavar="PATH",
        help=str(Say("写入文件，不写到标准输出", "write to a file instead of standard output")),
    ),
    click.option(
        "--timings",
        type=IS_PATH,
        metavar="PATH",
        help=str(
            Say("把每条规则所用的秒数写入文件（JSON）", "write the seconds each rule took to a file (JSON)")
        ),
    ),
    click.option(
        "--names",
        is_flag=True,
        help=str(
            Say("在表格和网页中写出人员姓名，不作遮盖", "write persons' names in table and page, unmasked")
        ),
    ),
    click.option(
        "--fail-on",
        type=click.Choice(LEVELS),
        help=str(
            Say("有这一级别或更高的预警时，退出码为 1", "exit 1 on a flagged finding of this level or higher")
        ),
    ),
    click.option(
        "--measure",
        envvar="QINQING_MEASURE",
        show_envvar=True,
        default=HOME_MEASURE,
        show_default=True,
        help=str(Say("按哪部办法标注条文", "the measure whose articles are cited")),
    ),
)


def with_options(function: click.decorators.FC) -> click.decorators.FC:
    for option in reversed(OPTIONS):
        function = option(function)
    return function


@click.command(help=str(HELP))
@click.argument("folder", type=IS_PATH)
@with_options
@click.pass_context
def command(
    context: click.Context,
    folder: Path,
    on: datetime | None,
    rules: str | None,
    values_files: tuple[Path, ...],
    custody: str,
    engine: str,
    form: str | None,
    out: Path | None,
    timings: Path | None,
    names: bool,
    fail_on: str | None,
    measure: str,
) -> None:
    form = form or usual_form(out)
    refuse_what_cannot_be(form, out)
    # Imported here: `qinqing check --help` needs neither the engine nor the rules.
    from qinqing.facts.folder import open_folder
    from qinqing.law.bindings import load_binding
    from qinqing.law.values import Values

    # What is asked wrongly is said before a large folder is read. To ask all rules is never wrong: they are read beside it.
    if rules:
        read_rules(rules)
    load_binding(measure)
    values = Values.load(*(values_files or home_values()))
    opened = open_folder(
        folder, "organ" if custody == "organ" else "bureau", meanwhile=lambda: read_rules(rules)
    )
    for warning in (*values.warnings, *opened.warnings):
        tell(str(warning))
    asked = Asked(
        opened, on.date() if on else opened.latest_event, rules, values, measure, engine_named(engine)
    )
    ran, levels = stream(asked, out) if form == "parquet" and out else report(asked, form, out, names)
    if timings:
        write(json.dumps({rule.rule: round(rule.took_s, 4) for rule in ran}, indent=1) + "\n", timings)
    if fail_on and any(LEVELS.index(level) >= LEVELS.index(fail_on) for level in levels):
        context.exit(REACHED)


def read_rules(rules: str | None) -> None:
    from qinqing.rules.engine import choose_rules

    choose_rules(rules)


def usual_form(out: Path | None) -> str:
    """What whoever asked most likely wants: programs read JSON, people at a terminal a table.

    Refused: a file whose ending names no form, rather than write something else than was meant.
    """
    if out and out.suffix[1:] in FORMS:
        return out.suffix[1:]
    if out and out.suffix:
        known = ", ".join(f".{form}" for form in FORMS)
        says = Say(
            f"不知道按哪种形式写 {out}：扩展名不在 {known} 之中；请改扩展名，或用 --format 指明",
            f"in which form shall {out} be written? It ends in none of {known}: change the ending, or say --format",
        )
        raise Refused("check.no-form", says)
    return "table" if out is None and sys.stdout.isatty() else "json"


def engine_named(name: str) -> Engine:
    from qinqing.rules.engine import on_duckdb

    if name == "duckdb":
        return on_duckdb
    from qinqing.rules.spark import on_spark

    return on_spark


def refuse_what_cannot_be(form: str, out: Path | None) -> None:
    if form == "parquet" and out is None:
        zh, en = (
            "Parquet 不能写到标准输出；请用 --out 指明文件",
            "Parquet does not go to standard output: name a file with --out",
        )
        raise Refused("check.no-out", Say(zh, en))
    if out and not out.absolute().parent.is_dir():
        zh, en = f"没有文件夹 {out.absolute().parent}", f"there is no folder {out.absolute().parent}"
        raise Refused("out.unwritable", Say(zh, en))


def home_values() -> list[Path]:
    """What the bureau confirmed on the platform's pages, if anything."""
    kept = Path(os.environ.get("QINQING_HOME") or "var") / "values.yaml"
    return [kept] if kept.is_file() else []


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be judged, and by what."""

    folder: FactFolder
    on: date
    rules: str | None
    values: Values
    measure: str
    engine: Engine


def report(asked: Asked, form: str, out: Path | None, names: bool) -> tuple[list[RuleResult], set[str]]:
    """Judge and tell it in one text; the rules and the levels flagged."""
    from qinqing.rules.engine import judge
    from qinqing.rules.report import written

    if form == "html":
        return page(asked, out, names)
    result = judge(
        asked.folder,
        asked.on,
        asked.rules,
        asked.values,
        progress=tell,
        measure=asked.measure,
        engine=asked.engine,
    )
    write(written(form, result, asked.folder, asked.values, names=names), out)
    return result.rules, {found.level for found in result.findings if found.verdict == "flagged"}


def page(asked: Asked, out: Path | None, names: bool) -> tuple[list[RuleResult], set[str]]:
    """Judge and count each finding as it is found: the page holds the first of every rule, memory no more."""
    from qinqing.rules.report import page_of
    from qinqing.rules.report.tally import Tally
    from qinqing.rules.results import CheckResult

    ran, tally = [], Tally()
    with closing(each(asked)) as judged:
        for result, findings in judged:
            ran.append(result)
            for finding in findings:
                tally.add(finding)
    whole = CheckResult(asked.on, asked.folder.custody, ran, [])
    write(page_of(whole, tally, asked.folder, asked.values, names=names), out)
    return ran, tally.levels


def each(asked: Asked) -> Generator[tuple[RuleResult, Found]]:
    """Rule by rule, see `judge_each`."""
    from qinqing.rules.engine import judge_each

    return judge_each(
        asked.folder,
        asked.on,
        asked.rules,
        asked.values,
        progress=tell,
        measure=asked.measure,
        engine=asked.engine,
    )


def stream(asked: Asked, out: Path) -> tuple[list[RuleResult], set[str]]:
    """Judge and write each finding to Parquet as it is found."""
    from qinqing.rules.report.as_parquet import FindingsWriter
    from qinqing.rules.report.saving import saved

    ran, levels = [], set()
    with saved(out) as new, closing(FindingsWriter(new)) as writer, closing(each(asked)) as judged:
        for result, findings in judged:
            ran.append(result)
            levels |= writer.add(findings)
    return ran, levels


def tell(line: str) -> None:
    click.echo(line, err=True)


def write(text: str, out: Path | None) -> None:
    """UTF-8 whatever the terminal speaks: the bytes depend on the facts alone."""
    from qinqing.rules.report.saving import saved

    if out is None:
        click.echo(text.encode(), nl=False)
        return
    with saved(out) as new:
        new.write_bytes(text.encode())
