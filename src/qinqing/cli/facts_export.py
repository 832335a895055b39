"""`qinqing facts export OUT`: the platform's own record as a fact folder."""

from __future__ import annotations

from pathlib import Path

import click

from qinqing.refusals import Say

HELP = Say(
    "把平台自己的记录写成事实文件夹；平台还没有记录的表，取自最近一次判断的文件夹",
    "write the platform's own record as a fact folder; tables it keeps no record of come from the folder swept last",
)


@click.command("export", help=str(HELP))
@click.argument("out", type=click.Path(path_type=Path))
def command(out: Path) -> None:
    from qinqing.config.django import bring_up, ready_database

    bring_up("bureau")
    ready_database()
    from qinqing.oversight.services.exporting import export_folder

    for name, rows in export_folder(out).items():
        click.echo(f"{name}\t{rows}")
