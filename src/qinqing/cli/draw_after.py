"""`qinqing draw substitute`, `open`, `void`: what may follow a draw."""

from __future__ import annotations

from pathlib import Path

import click

from qinqing.cli.draw_log import in_the_log, log_option
from qinqing.cli.draw_options import BUNDLE, LIST, REASON, now, said
from qinqing.cli.draw_output import tell, told_head


@click.command(
    help=said(
        "替补：OUT 不能检查的，由同类备选的下一家接替，不能跳过",
        "substitute: where OUT cannot be visited, the next in reserve of its class comes in, nobody skipped",
    )
)
@BUNDLE
@click.argument("out")
@REASON
@LIST
@log_option
def substitute(bundle: Path, out: str, reason: str, listed: Path | None, log: str | None) -> None:
    from qinqing.draw.ceremony import substitute_in

    with in_the_log(bundle, log):
        tell(substitute_in(bundle, out, reason, now()), listed, logged=log is not None)


@click.command(
    "open",
    help=said(
        "公开：检查之后，把随机数、种子、结果和替补写进档案",
        "open: after the visits, numbers, seed, result and substitutions go into the bundle",
    ),
)
@BUNDLE
@log_option
def open_(bundle: Path, log: str | None) -> None:
    from qinqing.draw.ceremony import open_draw

    with in_the_log(bundle, log):
        tell(open_draw(bundle, now()), None, logged=log is not None)
    click.echo(
        said(
            "已公开，任何人都能核验：qinqing draw verify",
            "opened: anybody can check it with `qinqing draw verify`",
        )
    )


@click.command(
    help=said(
        "作废：由两个人提出并写明理由，档案留存可见，同一编号不能再抽",
        "void: by two people with a reason; it stays visible, and its id is not drawn again",
    )
)
@BUNDLE
@click.option(
    "--by",
    "people",
    multiple=True,
    required=True,
    help=said("提出作废的人（工号），两次", "who voids it (their number), twice"),
)
@REASON
@log_option
def void(bundle: Path, people: tuple[str, ...], reason: str, log: str | None) -> None:
    from qinqing.draw.ceremony import void_draw

    with in_the_log(bundle, log):
        told_head(void_draw(bundle, people, reason, now()).head, logged=log is not None)
    click.echo(said("已作废，留存可见", "void; it stays visible"))
