"""`qinqing log export`: the published files of the log, for whoever keeps a copy."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from qinqing.cli.custody import custody_option
from qinqing.refusals import Refused, Say
from qinqing.tlog.profile import GUOMI
from qinqing.tlog.tiles import CHECKPOINT_PATH

CHECKPOINTS = (f"{GUOMI}/{CHECKPOINT_PATH}", CHECKPOINT_PATH)


@click.command(
    help=str(
        Say(
            "把公布的日志文件（检查点、哈希、条目、公钥、信任规则；有第二棵树的，连同它的）复制到一个新文件夹",
            "copy the log's published files (checkpoint, tiles, entries, key, policy; the second tree's too) to a new folder",
        )
    )
)
@custody_option
@click.argument("folder", type=click.Path(path_type=Path))
def export(custody: str, folder: Path) -> None:
    from qinqing.config.django import bring_up

    bring_up(custody)
    from django.conf import settings

    from qinqing.record.policies import policies
    from qinqing.record.publishing import published_size

    if folder.exists():
        raise Refused("log.export_exists", Say(f"{folder} 已存在", f"{folder} is there already"))
    size = published_size(settings.LOG_FILES)
    if not size:
        raise Refused("log.nothing_published", Say("还没有公布任何条目", "nothing is published yet"))
    copy_log(settings.LOG_FILES, folder)
    for path, text in policies().items():
        (folder / path).write_text(text, encoding="utf-8")
    click.echo(Say(f"已复制 {size:,} 条到 {folder}", f"{size:,} entries copied to {folder}"))


def copy_log(files: Path, folder: Path) -> None:
    """While the log goes on: checkpoints are read before and written after what they are over.

    The second tree's first, since it follows the log. Without a checkpoint a copy that was cut short is no log.
    """
    checkpoints = {path: (files / path).read_bytes() for path in CHECKPOINTS if (files / path).is_file()}
    shutil.copytree(files, folder, ignore=shutil.ignore_patterns(".*", CHECKPOINT_PATH))
    for path, data in checkpoints.items():
        (folder / path).write_bytes(data)
