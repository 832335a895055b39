"""`qinqing draw commit`: everything that decides a draw, while nobody can know the seed."""

from __future__ import annotations

from pathlib import Path

import click

from qinqing.cli.draw_inputs import read_part
from qinqing.cli.draw_log import log_option, plan_is_logged, tell_level
from qinqing.cli.draw_options import IS_PATH, now, said
from qinqing.cli.draw_output import told_head


@click.command(
    help=said(
        "承诺：名单、检查人员、各类户数、随机源、两份随机数承诺都在此固定，写成 FOLDER/DRAW.json",
        "commit: pool, inspectors, sizes, sources and both parts are fixed here, in FOLDER/DRAW.json",
    )
)
@click.argument("folder", type=IS_PATH)
@click.argument("draw")
@click.option(
    "--pool",
    type=IS_PATH,
    required=True,
    help=said(
        "放有 enterprises、inspectors 两张表的文件夹", "folder with the tables enterprises and inspectors"
    ),
)
@click.option(
    "--sources",
    type=IS_PATH,
    required=True,
    help=said("公开随机源（YAML），都还没有公布", "the public sources (YAML), none of them out yet"),
)
@click.option(
    "--part",
    "parts",
    type=IS_PATH,
    multiple=True,
    required=True,
    help=said("nonce 写出的承诺，两份", "a part that `nonce` wrote; two of them"),
)
@click.option(
    "--values",
    "values_files",
    type=IS_PATH,
    multiple=True,
    help=said(
        "本局确认的数值；缺省为 QINQING_HOME/values.yaml",
        "the bureau's values; default QINQING_HOME/values.yaml",
    ),
)
@log_option
def commit(
    folder: Path,
    draw: str,
    pool: Path,
    sources: Path,
    parts: tuple[Path, ...],
    values_files: tuple[Path, ...],
    log: str | None,
) -> None:
    from qinqing.cli.law_values import home
    from qinqing.draw.ceremony import commit_draw
    from qinqing.draw.reading import read_pool
    from qinqing.draw.sources import read_sources
    from qinqing.draw.store import bundle_path, kept_plan
    from qinqing.law.values import Values

    kept_plan(folder).draw(draw)  # an unplanned draw is said before a long list is read
    if log is not None:
        plan_is_logged(kept_plan(folder), log)
    own = home() / "values.yaml"
    values = Values.load(*(values_files or ([own] if own.is_file() else [])))
    made = [read_part(part) for part in parts]
    bundle = commit_draw(folder, draw, read_pool(pool), read_sources(sources), made, values, now())
    for size in bundle.commit["sizes"]:
        click.echo(
            said(
                f"{size['risk']} 类：可抽 {size['eligible']} 户，抽 {size['drawn']} 户（{size['share_pct']}%），备选 {size['reserve']} 户",
                f"class {size['risk']}: {size['drawn']} of {size['eligible']} ({size['share_pct']} %), {size['reserve']} in reserve",
            )
        )
    told_head(bundle.head, logged=log is not None)
    if log is not None:
        tell_level(bundle_path(folder, draw))
