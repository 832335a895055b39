"""`qinqing log verify`: every entry, every checkpoint, and with --db every row they protect."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from qinqing.cli.custody import custody_option
from qinqing.refusals import SHOWN_PROBLEMS, Refused, Say

SHOWN_EVERY = 10_000


@click.command(
    help=str(
        Say(
            "核验存证日志；--db 并核对受保护的数据是否被绕过办理改动。有问题时以 1 结束",
            "examine the log; --db also compares the rows it protects. Ends with 1 where something is wrong",
        )
    )
)
@custody_option
@click.option("--db", is_flag=True, help=str(Say("并核对受保护的数据", "compare the protected rows too")))
@click.option(
    "--key",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help=str(
        Say(
            "日志公钥文件（从别处得到的才有意义）；缺省用本安装公布的",
            "file with the log's public key (worth most from elsewhere); by default the one this installation publishes",
        )
    ),
)
@click.option(
    "--second-key",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help=str(Say("第二棵树的公钥文件，同上", "the same for the second tree")),
)
def verify(custody: str, db: bool, key: Path | None, second_key: Path | None) -> None:
    from qinqing.config.django import bring_up

    bring_up(custody)
    from django.conf import settings

    from qinqing.record import verifying
    from qinqing.record.signer import PUBLIC
    from qinqing.tlog.keys import read_verifier

    file = key or settings.LOG_FILES / PUBLIC
    if not file.is_file():
        raise Refused(
            "log.no_key",
            Say(f"没有日志公钥 {file}：日志还没有签过名", f"there is no key {file}: nothing was signed yet"),
        )
    log_key, *other = (
        read_verifier(one.read_text(encoding="utf-8").strip()) for one in (file, second_key) if one
    )
    second = other[0] if other else None
    examined = verifying.verify(log_key, rows=db, second_key=second, progress=_told)
    click.echo(_counted(examined, db))
    if examined.second:
        size, says = f"{examined.second.size:,}", examined.second.says
        click.echo(Say(f"第二棵树 {size} 条，{says.zh}", f"second tree: {size} entries, {says.en}"))
    for fault in examined.faults[:SHOWN_PROBLEMS]:
        click.echo(f"{fault.code}  {fault.says}")
    if examined.faults:
        click.echo(Say(f"共 {len(examined.faults)} 处不符", f"{len(examined.faults)} things are wrong"))
        sys.exit(1)


def _told(size: int) -> None:
    if size % SHOWN_EVERY == 0:
        click.echo(Say(f"已核验 {size:,} 条", f"{size:,} entries examined"), err=True)


def _counted(examined: object, db: bool) -> Say:
    counts = {name: f"{getattr(examined, name):,}" for name in ("entries", "waiting", "checkpoints", "rows")}
    rows = (
        Say(f"，受保护的数据 {counts['rows']} 行", f", {counts['rows']} protected rows")
        if db
        else Say("", "")
    )
    return Say(
        f"条目 {counts['entries']}，待编号 {counts['waiting']}，检查点 {counts['checkpoints']}{rows.zh}",
        f"{counts['entries']} entries, {counts['waiting']} waiting, {counts['checkpoints']} checkpoints{rows.en}",
    )
