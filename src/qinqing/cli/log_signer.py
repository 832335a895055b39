"""`qinqing log signer`: the process that alone holds a tree's key; the worker starts it."""

from __future__ import annotations

import sys

import click

from qinqing.cli.custody import custody_option
from qinqing.refusals import Say


@click.command(
    help=str(
        Say(
            "签名进程，由后台启动：逐行读取条数，逐行回答签好的检查点",
            "the signing process, started by the worker: reads sizes line by line and answers signed checkpoints",
        )
    )
)
@custody_option
@click.option("--second", is_flag=True, help=str(Say("第二棵树的签名进程", "of the second tree")))
def signer(custody: str, second: bool) -> None:
    from qinqing.config.django import bring_up

    bring_up(custody)
    from qinqing.record.signer import answer_forever
    from qinqing.record.trees import the_log, the_second

    answer_forever(sys.stdin, sys.stdout, the_second if second else the_log)
