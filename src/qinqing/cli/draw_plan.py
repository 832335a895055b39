"""`qinqing draw plan` and `nonce`: what is settled before a draw is committed to."""

from __future__ import annotations

import json
from pathlib import Path

import click

from qinqing.cli.draw_log import log_option, log_plan
from qinqing.cli.draw_options import IS_PATH, said


@click.command(
    help=said(
        "载入年度计划 PLAN（CSV：draw_id、title、from、until）到年度文件夹 FOLDER；公布以后不能更换",
        "load the year's plan PLAN (CSV: draw_id, title, from, until) into the year's FOLDER; it is not replaced later",
    )
)
@click.argument("plan", type=IS_PATH)
@click.argument("folder", type=IS_PATH)
@log_option
def plan(plan: Path, folder: Path, log: str | None) -> None:
    from qinqing.draw.plan import read_plan
    from qinqing.draw.store import keep_plan

    whole = read_plan(plan)
    kept = keep_plan(folder, whole)
    click.echo(
        said(
            f"{whole.year} 年计划抽取 {len(whole.draws)} 次：{kept}",
            f"{len(whole.draws)} draws planned for {whole.year}: {kept}",
        )
    )
    if log is not None:
        log_plan(whole, log)
        click.echo(
            said(
                f"计划的散列 {whole.root}，已存证，请公布",
                f"digest of the plan {whole.root}: logged; publish it",
            )
        )
        return
    click.echo(
        said(f"计划的散列 {whole.root}，请存证并公布", f"digest of the plan {whole.root}: log and publish it")
    )


@click.command(
    help=said(
        "一方为一次抽取做自己的随机数：--secret 自己保存，--part 交给承诺的人。本单位和监督方各做一次，不在同一台机器上",
        "one side makes its secret number for a draw: --secret it keeps, --part it hands over. Bureau and supervisor do so "
        "once each, on machines of their own",
    )
)
@click.argument("draw")
@click.argument("party", type=click.Choice(["bureau", "supervisor"]))
@click.option(
    "--witness",
    "witnesses",
    multiple=True,
    required=True,
    help=said("见证方的 age 公钥，可多次", "a witness's public age key, repeatable"),
)
@click.option(
    "--secret",
    type=IS_PATH,
    required=True,
    help=said("随机数写到这里，保密", "where the secret number is written"),
)
@click.option(
    "--part",
    type=IS_PATH,
    required=True,
    help=said(
        "承诺和密封的随机数写到这里，可以公开",
        "where commitment and sealed number are written; may be public",
    ),
)
def nonce(draw: str, party: str, witnesses: tuple[str, ...], secret: Path, part: Path) -> None:
    from qinqing.draw.nonces import make_part, new_nonce, written_nonce
    from qinqing.draw.store import create_private

    number = new_nonce()
    made = make_part(draw, party, number, witnesses)
    create_private(secret, written_nonce(number).encode())
    create_private(part, (json.dumps(made, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode())
    click.echo(
        said(
            f"随机数：{secret}（保密，抽取时用）；承诺：{part}（交出）",
            f"number: {secret} (secret, for the draw); part: {part} (hand it over)",
        )
    )
