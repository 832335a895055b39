"""`qinqing witness`: what an association, a notary or the superior organ runs on a computer of its own."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qinqing.cli.usage import Commands
from qinqing.refusals import Failed, Say

if TYPE_CHECKING:
    from qinqing.tlog.witness import Answer

FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path, dir_okay=False)
HOST, PORT = "127.0.0.1", 8020

command = Commands("witness", help=str(Say("外部见证：建立、运行、按文件", "witness: make, run, by file")))


@command.command(
    help=str(
        Say(
            "在一个新文件夹里建立见证方：密钥、状态和它认识的日志",
            "make a witness in a new folder: its key, its state and the logs it knows",
        )
    )
)
@click.argument("folder", type=FOLDER)
@click.option(
    "--name",
    required=True,
    help=str(Say("见证方的名称，不含空格和 +，如 witness.gsl.example", "the witness's name, no spaces or +")),
)
@click.option(
    "--key",
    "keys",
    multiple=True,
    required=True,
    help=str(
        Say("日志的公钥，或存有它的文件；可写几个", "the log's public key or a file with it; may be repeated")
    ),
)
@click.option(
    "--origin",
    "origins",
    multiple=True,
    help=str(
        Say("日志的名称，从别处得到的，用来核对公钥", "the log's name, from elsewhere, to check the key by")
    ),
)
def init(folder: Path, name: str, keys: tuple[str, ...], origins: tuple[str, ...]) -> None:
    from qinqing.witness.folder import check_origins, given_log, make_folder

    logs = [given_log(key) for key in keys]
    check_origins(origins, logs)
    made = make_folder(folder, name, logs).verifier
    known = ", ".join(log.name for log in logs)
    for line in (
        Say(f"见证方已建立：{folder}，见证 {known}", f"witness made: {folder}, for {known}"),
        Say(
            "它的公钥（请在本单位的网站或公告里也公布一份）：",
            "its public key (publish it yourself as well):",
        ),
        f"  {made}",
        Say(
            f"把公钥交给办事机关登记：qinqing log witness add '{made}' --url http://本机地址:{PORT}；按文件见证的不写 --url",
            f"have the bureau register it: qinqing log witness add '{made}' --url http://this-machine:{PORT}; without --url where files are carried",
        ),
        Say(f"运行：{_called()} run {folder}", f"run it: {_called()} run {folder}"),
        Say(
            f"{folder} 不要从旧备份恢复，也不要复制到第二台电脑同时运行",
            f"never restore {folder} from an old backup, and never run a copy of it on a second computer",
        ),
    ):
        click.echo(line)


@command.command(
    help=str(
        Say(
            "应答见证请求（C2SP tlog-witness）；Ctrl-C 停止",
            "answer over HTTP (C2SP tlog-witness); Ctrl-C stops",
        )
    )
)
@click.argument("folder", type=FOLDER)
@click.option(
    "--host", default=HOST, show_default=True, help=str(Say("在哪个地址应答", "address to serve at"))
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help=str(Say("端口", "port"))
)
def run(folder: Path, host: str, port: int) -> None:
    from qinqing.witness.desk import Desk
    from qinqing.witness.folder import open_witness, own_key
    from qinqing.witness.server import Server

    server = Server((host, port), Desk(folder, open_witness(folder)), _told)
    where = f"http://{host}:{server.server_address[1]}/"
    click.echo(
        Say(
            f"{own_key(folder).name} 在 {where} 见证；按 Ctrl-C 停止",
            f"{own_key(folder).name} witnesses at {where}; Ctrl-C stops",
        )
    )
    with server:
        server.serve_forever()


def _told(answer: Answer) -> None:
    """A line for whoever looks at the screen; a closed screen does not stop the witness."""
    with suppress(Failed, OSError):
        says = (
            answer.refused.says
            if answer.refused
            else Say(f"已见证 {_size(answer)}", f"cosigned {_size(answer)}")
        )
        click.echo(f"{datetime.now().astimezone():%Y-%m-%d %H:%M:%S} {answer.status} {says}")


def _size(answer: Answer) -> str:
    from qinqing.tlog.note import read_note

    origin, size = read_note(answer.note).text.split("\n")[:2]
    return f"{origin} {size}"


@command.command(
    "file",
    help=str(
        Say(
            "网络隔离的：读办事机关导出的请求文件，写出供其导入的答复文件",
            "for isolated networks: read the request the bureau exported, write the answer it imports",
        )
    ),
)
@click.argument("folder", type=FOLDER)
@click.argument("request", type=FILE)
@click.argument("answer", type=FILE)
def by_file(folder: Path, request: Path, answer: Path) -> None:
    from qinqing.witness.desk import Desk
    from qinqing.witness.folder import open_witness

    seen = Desk(folder, open_witness(folder)).answer_file(request, answer)
    click.echo(
        Say(
            f"已见证 {seen.origin} 的 {seen.size:,} 条；请把 {answer} 交回办事机关导入",
            f"cosigned {seen.size:,} entries of {seen.origin}; take {answer} back to the bureau",
        )
    )


def _called() -> str:
    """How this program was called: `qinqing witness`, or by the packed file's name."""
    here = click.get_current_context().parent
    return here.command_path if here else "qinqing witness"


@command.command(
    "pack",
    help=str(
        Say(
            "把见证程序写成一个文件，供只装有 Python 的电脑使用",
            "write the witness as one file, for a computer that has Python and nothing else of ours",
        )
    ),
)
@click.argument("file", type=FILE)
def pack_file(file: Path) -> None:
    from qinqing.witness.pack import pack

    pack(file)
    click.echo(
        Say(
            f"已写出 {file}；用法：python3 {file.name} --help",
            f"{file} written; use: python3 {file.name} --help",
        )
    )
