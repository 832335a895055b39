"""`qinqing log witness`: who cosigns the log, and for isolated networks what is carried there and back."""

from __future__ import annotations

from pathlib import Path

import click

from qinqing.cli.custody import custody_option
from qinqing.cli.usage import Commands
from qinqing.refusals import Say

FILE = click.Path(path_type=Path, dir_okay=False)
witness_option = click.option(
    "--witness",
    "name",
    help=str(Say("给哪一家；只登记了一家的可不写", "which one; needed where there are several")),
)

witness = Commands(
    "witness", help=str(Say("见证方：登记、撤销、按文件递送", "witnesses: register, remove, carry files"))
)


@witness.command(help=str(Say("登记一家见证方；登记本身记入日志", "register a witness; the log tells of it")))
@custody_option
@click.argument("key")
@click.option(
    "--url",
    default="",
    help=str(
        Say("它应答的 http(s) 地址；不写的按文件递送", "where it answers; without it files are carried")
    ),
)
def add(custody: str, key: str, url: str) -> None:
    _ready(custody)
    from qinqing.cli.own_data import say_if_demo
    from qinqing.record.witnesses import add_witness

    say_if_demo()
    path = Path(key)
    written = path.read_text(encoding="utf-8", errors="replace") if _is_file(path) else key
    added = add_witness(written.strip(), url)
    how = (
        Say(f"后台会到 {added.url} 请它见证", f"the worker asks it at {added.url}")
        if added.url
        else Say("用 export 和 import 递送文件", "carry files with export and import")
    )
    click.echo(Say(f"已登记 {added.name}；{how.zh}", f"{added.name} registered; {how.en}"))


@witness.command(
    help=str(Say("撤销一家见证方；它见证过的仍可核验", "remove a witness; what it cosigned still verifies"))
)
@custody_option
@click.argument("name")
def remove(custody: str, name: str) -> None:
    _ready(custody)
    from qinqing.record.witnesses import remove_witness

    removed = remove_witness(name)
    click.echo(Say(f"已撤销 {removed.name}", f"{removed.name} removed"))


@witness.command("list", help=str(Say("各见证方最近见证到哪里", "how far each witness has come")))
@custody_option
def show(custody: str) -> None:
    _ready(custody)
    from qinqing.record.standing import standings

    for one in standings():
        last = f"{one.last.checkpoint_id:,} @ {one.last.at:%Y-%m-%d %H:%M:%SZ}" if one.last else "—"
        click.echo(
            f"{one.witness.name}  {one.witness.url or Say('按文件', 'by file')}  {last}  {one.says} [{one.code}]"
        )
        click.echo(f"    {one.witness.key}")


@witness.command(
    help=str(
        Say("导出请求文件，带给见证方（qinqing witness file）", "write the request to carry to a witness")
    )
)
@custody_option
@witness_option
@click.option(
    "--old",
    type=click.IntRange(min=0),
    help=str(
        Say(
            "见证方说它最近见证的条数；缺省按本库记的",
            "the size it says it cosigned last; by default as known here",
        )
    ),
)
@click.argument("file", type=FILE)
def export(custody: str, name: str | None, old: int | None, file: Path) -> None:
    _ready(custody)
    from qinqing.record.cosigning import submission
    from qinqing.record.witnesses import last_seen, the_witness, to_be_witnessed
    from qinqing.tlog.state import write_whole

    given = the_witness(name)
    checkpoint, last = to_be_witnessed(given), last_seen(given.name)
    known = last.checkpoint_id if last else 0
    write_whole(file, submission(given, checkpoint, known if old is None else old), new=True)
    file.chmod(0o644)  # carried to others
    click.echo(
        Say(
            f"已导出 {checkpoint.size:,} 条的检查点：请把 {file} 带给 {given.name}，再用 import 导入它的答复",
            f"the checkpoint of {checkpoint.size:,} entries is exported: take {file} to {given.name}, then import its answer",
        )
    )


@witness.command("import", help=str(Say("导入见证方的答复文件", "take in a witness's answer")))
@custody_option
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def take_in(custody: str, file: Path) -> None:
    _ready(custody)
    from qinqing.record.cosigning import take_file

    for taken in take_file(file):
        click.echo(
            Say(
                f"{taken.witness} 已见证 {taken.checkpoint_id:,} 条的检查点",
                f"{taken.witness} cosigned the checkpoint of {taken.checkpoint_id:,} entries",
            )
        )


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _ready(custody: str) -> None:
    from qinqing.config.django import bring_up, ready_database

    bring_up(custody)
    ready_database()
