"""`qinqing log signer`: the process that alone holds the log's key; the worker starts it."""

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
def signer(custody: str) -> None:
    from qinqing.config.django import bring_up

    bring_up(custody)
    from qinqing.record.signer import answer_forever

    answer_forever(sys.stdin, sys.stdout)
