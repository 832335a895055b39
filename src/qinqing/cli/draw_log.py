"""`qinqing draw log`, and the option --log of every step: the draw's steps in this installation's log."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qinqing.cli.custody import custody_option
from qinqing.cli.draw_options import BUNDLE, said

if TYPE_CHECKING:
    from qinqing.draw.plan import Plan


def log_option(command: Callable[..., None]) -> Callable[..., None]:
    """--log and --custody, as one argument `log`: the custody whose log it is, or None."""

    @click.option(
        "--log",
        "wanted",
        is_flag=True,
        help=said(
            "当场记入本平台的存证日志，并把回执写进档案",
            "log the step on this installation at once, and put the receipts into the bundle",
        ),
    )
    @custody_option
    @wraps(command)
    def with_log(*arguments: Any, wanted: bool, custody: str, **options: Any) -> None:
        command(*arguments, log=custody if wanted else None, **options)

    return with_log


@contextmanager
def in_the_log(bundle: Path, log: str | None) -> Iterator[None]:
    """What was logged is what stands here, or no step is made; what the step adds is logged when it is made."""
    if log is None:
        yield
        return
    ready(log)
    bring_level(bundle)
    yield
    tell_level(bundle)


def ready(custody: str) -> None:
    from qinqing.cli.own_data import say_if_demo
    from qinqing.config.django import bring_up, ready_database

    bring_up(custody)
    ready_database()
    say_if_demo()


def log_plan(plan: Plan, custody: str) -> None:
    ready(custody)
    from qinqing.inspections import drawing

    drawing.plan_in_log(plan)


def plan_is_logged(plan: Plan, custody: str) -> None:
    """Before anything is fixed: Refused `draw.plan-not-logged`."""
    ready(custody)
    from qinqing.inspections.entries import refuse_unlogged

    refuse_unlogged(plan.root)


def bring_level(bundle: Path) -> None:
    from qinqing.inspections import drawing

    drawing.bring_level(bundle)


def tell_level(bundle: Path) -> None:
    from qinqing.inspections import drawing

    level = drawing.bring_level(bundle)
    wanted = level.steps + 1
    click.echo(
        said(
            f"已存证 {level.steps} 步，其中 {level.new} 步是刚才；回执 {level.receipts}/{wanted} 份",
            f"{level.steps} steps are logged, {level.new} of them now; {level.receipts} of {wanted} receipts are here",
        )
    )
    if level.receipts < wanted:
        click.echo(
            said(
                "其余回执要等后台编号、签名：过一会儿运行 qinqing draw log",
                "the others come when the worker has sequenced and signed: run `qinqing draw log` a little later",
            )
        )


@click.command(
    help=said(
        "存证：把档案里还没有存证的步骤记入本平台的日志，把已有的回执写进档案；可以反复运行。承诺之后、随机源公布之前务必运行一次",
        "log: put the steps not logged yet into this installation's log and the receipts there are into the bundle; as often as "
        "you like, and once at least between the commitment and the first source",
    )
)
@BUNDLE
@custody_option
def log(bundle: Path, custody: str) -> None:
    ready(custody)
    tell_level(bundle)
