"""`qinqing draw verify`: anybody's check of a bundle, offline."""

from __future__ import annotations

from pathlib import Path

import click

from qinqing.cli.draw_inputs import opened_by_witness
from qinqing.cli.draw_options import BUNDLE, IS_PATH, said
from qinqing.cli.draw_output import echo_report, report_data
from qinqing.cli.facts_output import echo_json, refusal_data
from qinqing.refusals import Refused


@click.command(
    help=said(
        "核验一个抽取档案，不用联网：次序、名单、户数、承诺、随机源、种子、排序、检查组、替补。第一处不符即指出",
        "check a bundle offline: order, pool, sizes, commitments, sources, seed, ranking, teams, substitutions; the first thing "
        "wrong is named",
    )
)
@BUNDLE
@click.option(
    "--logged",
    type=IS_PATH,
    help=said(
        "存证里的各步：每行一个散列，可带见证时刻",
        "the steps as logged: a digest per line, with the witness's time if any",
    ),
)
@click.option(
    "--identity",
    type=IS_PATH,
    help=said(
        "见证方的 age 私钥文件：核对密封的随机数打得开",
        "a witness's secret age key: check that the sealed numbers open",
    ),
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help=said("输出形式", "form of the output"),
)
def verify(bundle: Path, logged: Path | None, identity: Path | None, form: str) -> None:
    from qinqing.draw import store
    from qinqing.draw.nonces import PARTIES
    from qinqing.draw.verify import read_logged
    from qinqing.draw.verify import verify as verified

    try:
        whole = store.read(bundle)
        report = verified(whole, read_logged(logged) if logged else None)
        if identity:
            opened_by_witness(whole, [f"{party}={identity}" for party in PARTIES])
    except Refused as refused:
        if form == "json":
            echo_json(refusal_data(refused))
        raise
    if form == "json":
        echo_json(report_data(report))
    else:
        echo_report(report)
