"""`qinqing log export`: the published files of the log, for whoever keeps a copy."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from qinqing.cli.custody import custody_option
from qinqing.refusals import Refused, Say


@click.command(
    help=str(
        Say(
            "把公布的日志文件（检查点、哈希、条目、公钥）复制到一个新文件夹",
            "copy the log's published files (checkpoint, tiles, entries, key) to a new folder",
        )
    )
)
@custody_option
@click.argument("folder", type=click.Path(path_type=Path))
def export(custody: str, folder: Path) -> None:
    from qinqing.config.django import bring_up

    bring_up(custody)
    from django.conf import settings

    from qinqing.record.publishing import published_size

    if folder.exists():
        raise Refused("log.export_exists", Say(f"{folder} 已存在", f"{folder} is there already"))
    size = published_size(settings.LOG_FILES)
    if not size:
        raise Refused("log.nothing_published", Say("还没有公布任何条目", "nothing is published yet"))
    shutil.copytree(settings.LOG_FILES, folder)
    click.echo(Say(f"已复制 {size:,} 条到 {folder}", f"{size:,} entries copied to {folder}"))
