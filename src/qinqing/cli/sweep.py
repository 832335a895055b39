"""`qinqing sweep FOLDER`: a bureau's facts into the platform, judged, with findings on the boards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qinqing.cli.own_data import say_if_demo
from qinqing.refusals import Say

if TYPE_CHECKING:
    from qinqing.oversight.services.sweep import SweepOutcome

DAY = click.DateTime(["%Y-%m-%d"])


@click.command(
    help=str(
        Say("校验并判断一个事实文件夹，更新疑点清单", "validate and judge a fact folder, update the boards")
    )
)
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--on",
    type=DAY,
    help=str(Say("按哪一天判断；缺省为最近事件之日", "the day judged; default the latest event")),
)
@click.option(
    "--values",
    "values_files",
    multiple=True,
    type=click.Path(path_type=Path),
    help=str(Say("本局确认的数值", "values the bureau confirmed")),
)
@click.option(
    "--custody",
    type=click.Choice(["bureau", "organ"]),
    default="bureau",
    show_default=True,
    help=str(Say("本局或纪检监察机构", "the bureau's or the organ's")),
)
@click.option(
    "--replace",
    is_flag=True,
    help=str(
        Say(
            "即使早于已有的判断，或者什么也判断不了，也接入",
            "take it in even if it is older than what stands, or nothing in it can be judged",
        )
    ),
)
def command(
    folder: Path, on: datetime | None, values_files: tuple[Path, ...], custody: str, *, replace: bool
) -> None:
    from qinqing.config.django import bring_up, ready_database

    bring_up(custody)
    ready_database()
    say_if_demo()
    from qinqing.law.values import Values

    values = Values.load(*values_files) if values_files else None
    outcome = _sweep_of(custody)(
        folder, on=on.date() if on else None, values=values, progress=_say, replace=replace
    )
    _say_heads()
    click.echo(_in_words(outcome))
    if not outcome.judged:
        _say(
            str(
                Say(
                    "注意：没有一条规则判断到事项，公开页面显示 0；缺什么表和列，见上面每条规则和判断记录",
                    "Mind: no rule judged a single item and the public page shows 0; which tables and columns are missing is said above and in the log of sweeps",
                )
            )
        )


def _in_words(outcome: SweepOutcome) -> Say:
    sweep, found = outcome.sweep, outcome.findings
    return Say(
        f"已判断至 {sweep.on}，版本 {sweep.version.short}：{outcome.ran} 条规则判断了 {outcome.judged} 项次，{outcome.skipped} 条跳过；新疑点 {found.new}，仍在 {found.again}，重新打开 {found.reopened}，不再符合 {found.gone}",
        f"judged as of {sweep.on}, version {sweep.version.short}: {outcome.ran} rules judged {outcome.judged} items, {outcome.skipped} were skipped; {found.new} new, {found.again} still there, {found.reopened} reopened, {found.gone} gone",
    )


def _sweep_of(custody: str) -> Callable[..., SweepOutcome]:
    """The sweep of one custody, imported once Django is up."""
    if custody == "organ":
        from qinqing.organ.services.sweep import sweep_organ_folder

        return sweep_organ_folder
    from qinqing.oversight.services.sweep import sweep_folder

    return sweep_folder


def _say_heads() -> None:
    """Who is taken for the bureau's head decides where findings go; nobody should learn it by surprise."""
    from django.conf import settings

    if not settings.HEADS and not settings.DEMO:
        from qinqing.organisations.heads import heads_in_words, mark_heads

        _say(str(heads_in_words(mark_heads())))


def _say(line: str) -> None:
    click.echo(line, err=True)
