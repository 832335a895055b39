"""`qinqing draw verify`: anybody's check of a bundle, offline."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qinqing.cli.draw_inputs import opened_by_witness
from qinqing.cli.draw_options import BUNDLE, IS_PATH, said
from qinqing.cli.draw_output import echo_report, report_data
from qinqing.cli.facts_output import echo_json, refusal_data
from qinqing.cli.receipt import trusted
from qinqing.refusals import Refused, Say

if TYPE_CHECKING:
    from qinqing.draw.bundle import Bundle
    from qinqing.draw.logged import Logged

IS_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command(
    help=said(
        "核验一个抽取档案，不用联网：次序、名单、户数、承诺、随机源、种子、排序、检查组、替补。第一处不符即指出",
        "check a bundle offline: order, pool, sizes, commitments, sources, seed, ranking, teams, substitutions; the first thing "
        "wrong is named",
    )
)
@BUNDLE
@click.option(
    "--key",
    type=IS_FILE,
    help=said(
        "日志公钥文件：用档案里的回执核对年度计划和各步在日志里，不核对见证",
        "file with the log's public key: plan and steps are in the log by the bundle's receipts; no witness is asked for",
    ),
)
@click.option(
    "--policy",
    type=IS_FILE,
    help=said(
        "信任规则文件（C2SP tlog-policy）：并核对见证方在随机源公布以前见过承诺",
        "trust policy (C2SP tlog-policy): and that witnesses saw the commitment before a source was out",
    ),
)
@click.option(
    "--logged",
    type=IS_PATH,
    help=said(
        "存证在别处的：各步每行一个散列，可带见证时刻",
        "where the log is kept elsewhere: a digest per step and line, with the witness's time if any",
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
def verify(
    bundle: Path, key: Path | None, policy: Path | None, logged: Path | None, identity: Path | None, form: str
) -> None:
    from qinqing.draw import store
    from qinqing.draw.nonces import PARTIES
    from qinqing.draw.verify import verify as verified

    try:
        whole = store.read(bundle)
        report = verified(whole, what_was_logged(whole, key, policy, logged))
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


def what_was_logged(
    bundle: Bundle, key: Path | None, policy: Path | None, lines: Path | None
) -> list[Logged] | None:
    """By the bundle's receipts, or by lines from a log elsewhere; None where neither is asked for."""
    from qinqing.draw.logged import logged_by, read_logged

    if len([given for given in (key, policy, lines) if given]) > 1:
        raise Refused(
            "draw.option",
            Say("--key、--policy、--logged 只给一个。", "Give one of --key, --policy and --logged."),
            remedy=Say("有见证方公钥的，用 --policy。", "With the witnesses' keys at hand, use --policy."),
        )
    if lines:
        return read_logged(lines)
    return logged_by(bundle, trusted(key, policy)) if key or policy else None
