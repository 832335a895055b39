"""What several commands of `qinqing draw` take, and the moment they are called at."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from qinqing.refusals import Say

IS_PATH = click.Path(path_type=Path)
BUNDLE = click.argument("bundle", type=IS_PATH)


def said(zh: str, en: str) -> str:
    return str(Say(zh, en))


LIST = click.option(
    "--list",
    "listed",
    type=IS_PATH,
    help=said(
        "把要检查的企业和检查组写成 CSV（公开之前保密，只有本人能读）",
        "write who is visited and by whom as CSV (secret until opened, readable by its owner)",
    ),
)
REASON = click.option(
    "--reason", required=True, help=said("理由，会公开", "the reason, which will be public")
)


def now() -> datetime:
    from qinqing.draw.times import SHANGHAI

    return datetime.now(SHANGHAI)
