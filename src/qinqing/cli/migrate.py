"""`qinqing migrate`: bring a database to the program's version, when asked and only then."""

from __future__ import annotations

import click

from qinqing.refusals import Say

CUSTODY = click.Choice(["bureau", "organ"])


@click.command(help=str(Say("升级数据库到本程序的版本", "bring the database to this program's version")))
@click.option(
    "--custody",
    type=CUSTODY,
    default="bureau",
    show_default=True,
    help=str(Say("本局或纪检监察机构", "the bureau's or the organ's")),
)
def command(custody: str) -> None:
    from qinqing.config.django import bring_up, migrate, pending_migrations

    bring_up(custody)
    from qinqing.config.new_database import make_if_new

    make_if_new()
    waiting = pending_migrations()
    migrate()
    from qinqing.record.stock import take_stock

    take_stock()
    click.echo(
        Say(
            f"数据库已是最新，执行了 {waiting} 个升级步骤",
            f"the database is up to date; {waiting} steps applied",
        )
    )
