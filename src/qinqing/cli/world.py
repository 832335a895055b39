"""`qinqing world`: make a county, or a country, of invented people and firms with known truth."""

from __future__ import annotations

from pathlib import Path

import click

from qinqing.refusals import Say


@click.command(
    help=str(
        Say(
            "生成虚构的县：企业、人员、三年事实与预先埋设的疑点（truth.parquet；以 values.yaml 的数值为准）。同样的参数得到同样的文件。"
            "判断它：qinqing check OUT --values OUT/values.yaml",
            "Make an invented county: firms, people, years of facts and planted breaches (truth.parquet, which holds by "
            "the values of values.yaml). "
            "The same arguments give the same bytes. Judge it with `qinqing check OUT --values OUT/values.yaml`.",
        )
    )
)
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--enterprises",
    type=int,
    required=True,
    help=str(Say("企业户数，至少 320", "number of enterprises, 320 at least")),
)
@click.option(
    "--years", type=int, default=3, show_default=True, help=str(Say("事实的年数", "years of facts"))
)
@click.option("--seed", type=int, default=0, show_default=True, help=str(Say("随机种子", "seed of chance")))
@click.option(
    "--rate",
    type=float,
    help=str(
        Say(
            "埋设疑点占比，0 为没有；不填则各规则不同",
            "share of planted breaches; 0 none; unset: each rule's own",
        )
    ),
)
@click.option(
    "--officials",
    type=int,
    help=str(
        Say(
            "公职人员人数，至少 24，不多于企业户数",
            "number of officials, 24 at least, no more than enterprises",
        )
    ),
)
def command(
    out: Path, enterprises: int, years: int, seed: int, rate: float | None, officials: int | None
) -> None:
    from qinqing.facts.world import make_world

    make_world(out, enterprises, years, seed, rate, officials, progress=told)
    click.echo(str(Say(f"已写成：{out}（内容均为虚构）", f"written: {out} (everything in it is invented)")))


def told(name: str, rows: int) -> None:
    click.echo(f"{name:24} {rows:>12,}", err=True)
