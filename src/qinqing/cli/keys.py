"""`qinqing keys`: short-lived copies of the keys of persons."""

from __future__ import annotations

from pathlib import Path

import click

from qinqing.cli.custody import custody_option
from qinqing.cli.usage import Commands
from qinqing.refusals import Say

command = Commands("keys", help=str(Say("个人密钥的短期备份", "short-lived copies of the keys of persons")))


def _up(custody: str) -> None:
    from qinqing.config.django import bring_up, ready_database

    bring_up(custody)
    ready_database()


@command.command(
    help=str(Say("备份一份，并销毁过期的备份", "make a copy, and destroy those past their time"))
)
@custody_option
def backup(custody: str) -> None:
    _up(custody)
    from qinqing.record.keybackups import back_up

    click.echo(back_up())


@command.command("list", help=str(Say("列出现有的备份", "list the copies there are")))
@custody_option
def list_copies(custody: str) -> None:
    _up(custody)
    from qinqing.record.keybackups import copies

    for _, path in copies():
        click.echo(path)


@command.command(help=str(Say("销毁过期的备份", "destroy the copies past their time")))
@custody_option
def prune(custody: str) -> None:
    _up(custody)
    from qinqing.record.keybackups import prune

    past = prune()
    click.echo(Say(f"销毁了 {len(past)} 份过期备份", f"{len(past)} copies past their time destroyed"))


@command.command(
    help=str(
        Say("从备份补回缺失的密钥；已清除的人除外", "bring missing keys back; never those of the erased")
    )
)
@click.argument("copy", type=click.Path(path_type=Path))
@custody_option
def restore(copy: Path, custody: str) -> None:
    _up(custody)
    from qinqing.record.keybackups import bring_back

    came = bring_back(copy)
    click.echo(Say(f"补回 {came} 把密钥", f"{came} keys came back"))
