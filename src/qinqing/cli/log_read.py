"""`qinqing log read`: a log's files, exported or copied from its site, computed again from its entries."""

from __future__ import annotations

from pathlib import Path

import click

from qinqing.refusals import Refused, Say

IS_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command(
    help=str(
        Say(
            "核验日志的文件（导出的，或从网站取下的），不用数据库；两种算法都可以。第二棵树的文件在 guomi 文件夹。不成立时以 2 结束",
            "verify a log's files, exported or copied from its site, without a database and by either algorithms; the second tree's are in the folder guomi. Ends with 2 where they do not hold",
        )
    )
)
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--key", type=IS_FILE, help=str(Say("公钥文件", "file with the public key")))
@click.option("--policy", type=IS_FILE, help=str(Say("信任规则文件（C2SP tlog-policy）", "trust policy")))
def read(folder: Path, key: Path | None, policy: Path | None) -> None:
    from qinqing.cli.receipt import trusted
    from qinqing.tlog.reader import Reader, files_in
    from qinqing.tlog.tiles import CHECKPOINT_PATH

    whom, note = trusted(key, policy), folder / CHECKPOINT_PATH
    if not note.is_file():
        raise _no_checkpoint(note)
    head = whom.open(note.read_bytes())
    checkpoint, entries = head.checkpoint, _entries(folder)
    reader = Reader(files_in(folder, entries), head.tree, checkpoint.size, checkpoint.root)
    found = sum(1 for _ in reader.entries(0, checkpoint.size))
    click.echo(
        Say(
            f"成立：日志 {checkpoint.origin} 的 {found:,} 条与它签名的检查点一致（{head.tree.name}，见证 {len(head.cosigned)} 家）",
            f"it holds: the {found:,} entries of {checkpoint.origin} are what its checkpoint signs ({head.tree.name}, {len(head.cosigned)} witnesses)",
        )
    )


def _entries(folder: Path) -> Path:
    """The second tree's entries are the log's own files, a folder above."""
    own = folder / "tile" / "entries"
    return folder if own.is_dir() else folder.parent


def _no_checkpoint(path: Path) -> Refused:
    return Refused(
        "log.no_checkpoint",
        Say(f"没有检查点 {path}。", f"There is no checkpoint {path}."),
        remedy=Say(
            "请给导出的文件夹，第二棵树的给其中的 guomi。", "Name an exported folder, or guomi in it."
        ),
    )
