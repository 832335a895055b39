"""`qinqing draw run`: the draw itself, once."""

from __future__ import annotations

from pathlib import Path

import click

from qinqing.cli.draw_inputs import content, given_texts, opened_by_witness, sound
from qinqing.cli.draw_log import in_the_log, log_option
from qinqing.cli.draw_options import BUNDLE, IS_PATH, LIST, now, said
from qinqing.cli.draw_output import tell


@click.command(
    help=said(
        "抽取：随机源公布以后运行，只有一次。结果以承诺的形式存证，检查之后再公开。抽取后保密文件丢失的，再运行一次只补写它",
        "draw, once, when the sources are out. The result is logged as a commitment and opened after the visits. If the secret "
        "file of a draw is lost, running again writes that file only",
    )
)
@BUNDLE
@click.option(
    "--nonce",
    "nonces",
    type=IS_PATH,
    multiple=True,
    help=said("随机数文件，双方各一个", "file of a secret number, one of each side"),
)
@click.option(
    "--unseal",
    "unsealed",
    multiple=True,
    metavar="PARTY=KEY",
    help=said(
        "一方不交随机数时，由见证方用自己的 age 私钥文件打开：supervisor=key.txt",
        "where a side withholds its number, a witness opens it with its secret age key: supervisor=key.txt",
    ),
)
@click.option(
    "--source",
    "sources",
    multiple=True,
    metavar="NAME=FILE",
    help=said("公布的文本：名称=文件", "the text as published: NAME=FILE"),
)
@click.option(
    "--fallback",
    "fallbacks",
    multiple=True,
    metavar="NAME=FILE",
    help=said(
        "改用备用来源的文本：正选的名称=文件", "the text of the fallback instead: NAME of the source=FILE"
    ),
)
@click.option(
    "--why",
    default="",
    help=said("为什么用备用来源，会公开", "why the fallback is used, which will be public"),
)
@LIST
@log_option
def run(
    bundle: Path,
    nonces: tuple[Path, ...],
    unsealed: tuple[str, ...],
    sources: tuple[str, ...],
    fallbacks: tuple[str, ...],
    why: str,
    listed: Path | None,
    log: str | None,
) -> None:
    from qinqing.draw.ceremony import run_draw
    from qinqing.draw.nonces import read_nonce

    given = given_texts(sources, fallbacks, why)
    numbers = [read_nonce(content(path).decode("utf-8", "replace")) for path in nonces]
    opened = opened_by_witness(sound(bundle), unsealed) if unsealed else {}
    with in_the_log(bundle, log):
        done = run_draw(bundle, [*numbers, *opened.values()], given, now(), sorted(opened))
        if done.restored:
            click.echo(
                said(
                    "这次抽取早已完成，只补写了保密文件",
                    "it was drawn before: only the secret file was written anew",
                )
            )
        tell(done, listed, logged=log is not None)
