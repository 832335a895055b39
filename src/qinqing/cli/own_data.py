"""Said by commands that write a bureau's own data, where everything else is invented."""

from __future__ import annotations

import click

from qinqing.config.home import DEMO_MARK
from qinqing.refusals import Say


def say_if_demo() -> None:
    """On standard error: this home is a demonstration's, and what is written here goes with it."""
    from django.conf import settings

    if (settings.HOME / DEMO_MARK).exists():
        says = Say(
            f"注意：{settings.HOME} 是演示数据的文件夹，写入的内容与虚构数据放在一起，make clean-demo 时一并删除；本单位自己的数据请用 QINQING_HOME 另指文件夹",
            f"note: {settings.HOME} is a demonstration's folder; what is written here stands among invented data and goes with `make clean-demo`. Name another folder with QINQING_HOME for data of your own",
        )
        click.echo(says, err=True)
