"""`qinqing items`: what a bureau's own service items say, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qinqing.cli.facts_output import echo_json, refusal_data
from qinqing.cli.usage import Commands
from qinqing.refusals import Refused, Say

if TYPE_CHECKING:
    from qinqing.affairs.catalogue.model import Item

HELP = Say("服务事项：校验本单位自己写的", "service items: examine those the bureau wrote")
VALIDATE = Say(
    "校验 FOLDER 里的事项文件（默认 QINQING_HOME/items）：一次列出全部问题，写明文件和行号",
    "examine the item files in FOLDER (default QINQING_HOME/items): every problem at once, with file and line",
)


@click.group(cls=Commands, help=str(HELP))
def command() -> None:
    pass


@command.command(help=str(VALIDATE))
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help=str(Say("输出形式", "form of the output")),
)
def validate(folder: Path | None, form: str) -> None:
    from qinqing.affairs.catalogue.loading import load_items, own_folder
    from qinqing.affairs.catalogue.refusals import no_folder

    place = folder or own_folder()
    if folder and not folder.is_dir():
        raise no_folder(folder)
    try:
        items = load_items(place)
    except Refused as refused:
        if form == "json":
            echo_json(refusal_data(refused))
        raise
    if form == "json":
        echo_json([_data(item) for item in items.values()])
    else:
        _echo(items)


def _data(item: Item) -> dict[str, Any]:
    return {
        "item": item.key,
        "zh": item.title.zh,
        "en": item.title.en,
        "own": item.own,
        "fields": len(item.fields),
        "papers": len(item.papers),
        "digest": item.digest,
    }


def _echo(items: dict[str, Item]) -> None:
    own = sum(item.own for item in items.values())
    click.echo(
        Say(
            f"{len(items)} 个事项可以使用，其中本单位自己写的 {own} 个",
            f"{len(items)} items are fit for use, {own} of them the bureau's own",
        )
    )
    for item in items.values():
        whose = Say("自写", "own") if item.own else Say("随附", "shipped")
        click.echo(f"  {item.key}\t{whose}\t{item.title}")
