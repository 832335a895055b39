"""`qinqing draw`: a random draw of enterprises and inspectors that outsiders can check."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qinqing.cli.draw_inputs import content, given_texts, opened_by_witness, read_part, sound
from qinqing.cli.draw_output import echo_done, echo_report, report_data, told_head
from qinqing.cli.facts_output import echo_json, refusal_data
from qinqing.cli.usage import Commands
from qinqing.refusals import Refused, Say

if TYPE_CHECKING:
    from qinqing.draw.ceremony import Done

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


@click.group(
    cls=Commands,
    help=said(
        "随机抽取企业和检查人员：先承诺、后抽取、人人可核验。次序：plan、nonce（双方各一次）、commit、run、substitute、open；"
        "作废用 void，核验用 verify。做法见 docs/algorithms/draw.md",
        "random draws of enterprises and inspectors: committed first, drawn later, checked by anybody. In order: plan, "
        "nonce (once by each side), commit, run, substitute, open; void and verify. See docs/algorithms/draw.md",
    ),
)
def command() -> None:
    pass


@command.command(
    help=said(
        "载入年度计划 PLAN（CSV：draw_id、title、from、until）到年度文件夹 FOLDER；公布以后不能更换",
        "load the year's plan PLAN (CSV: draw_id, title, from, until) into the year's FOLDER; it is not replaced later",
    )
)
@click.argument("plan", type=IS_PATH)
@click.argument("folder", type=IS_PATH)
def plan(plan: Path, folder: Path) -> None:
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
    click.echo(
        said(f"计划的散列 {whole.root}，请存证并公布", f"digest of the plan {whole.root}: log and publish it")
    )


@command.command(
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


@command.command(
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
def commit(
    folder: Path,
    draw: str,
    pool: Path,
    sources: Path,
    parts: tuple[Path, ...],
    values_files: tuple[Path, ...],
) -> None:
    from qinqing.cli.law_values import home
    from qinqing.draw.ceremony import commit_draw
    from qinqing.draw.reading import read_pool
    from qinqing.draw.sources import read_sources
    from qinqing.draw.store import kept_plan
    from qinqing.law.values import Values

    kept_plan(folder).draw(draw)  # an unplanned draw is said before a long list is read
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
    told_head(bundle.head)


@command.command(
    help=said(
        "抽取：随机源公布以后运行，只有一次。结果以承诺的形式存证，检查之后再公开。抽取后保密文件丢失的，再运行一次只补写它",
        "draw, once, when the sources are out. The result is logged as a commitment and opened after the visits. If the secret "
        "file of a draw is lost, running again writes that file only",
    )
)
@BUNDLE
@click.option(
    "--nonce",
    "nonces",
    type=IS_PATH,
    multiple=True,
    help=said("随机数文件，双方各一个", "file of a secret number, one of each side"),
)
@click.option(
    "--unseal",
    "unsealed",
    multiple=True,
    metavar="PARTY=KEY",
    help=said(
        "一方不交随机数时，由见证方用自己的 age 私钥文件打开：supervisor=key.txt",
        "where a side withholds its number, a witness opens it with its secret age key: supervisor=key.txt",
    ),
)
@click.option(
    "--source",
    "sources",
    multiple=True,
    metavar="NAME=FILE",
    help=said("公布的文本：名称=文件", "the text as published: NAME=FILE"),
)
@click.option(
    "--fallback",
    "fallbacks",
    multiple=True,
    metavar="NAME=FILE",
    help=said(
        "改用备用来源的文本：正选的名称=文件", "the text of the fallback instead: NAME of the source=FILE"
    ),
)
@click.option(
    "--why",
    default="",
    help=said("为什么用备用来源，会公开", "why the fallback is used, which will be public"),
)
@LIST
def run(
    bundle: Path,
    nonces: tuple[Path, ...],
    unsealed: tuple[str, ...],
    sources: tuple[str, ...],
    fallbacks: tuple[str, ...],
    why: str,
    listed: Path | None,
) -> None:
    from qinqing.draw.ceremony import run_draw
    from qinqing.draw.nonces import read_nonce

    given = given_texts(sources, fallbacks, why)
    numbers = [read_nonce(content(path).decode("utf-8", "replace")) for path in nonces]
    opened = opened_by_witness(sound(bundle), unsealed) if unsealed else {}
    done = run_draw(bundle, [*numbers, *opened.values()], given, now(), sorted(opened))
    if done.restored:
        click.echo(
            said(
                "这次抽取早已完成，只补写了保密文件",
                "it was drawn before: only the secret file was written anew",
            )
        )
    tell(done, listed)


@command.command(
    help=said(
        "替补：OUT 不能检查的，由同类备选的下一家接替，不能跳过",
        "substitute: where OUT cannot be visited, the next in reserve of its class comes in, nobody skipped",
    )
)
@BUNDLE
@click.argument("out")
@REASON
@LIST
def substitute(bundle: Path, out: str, reason: str, listed: Path | None) -> None:
    from qinqing.draw.ceremony import substitute_in

    tell(substitute_in(bundle, out, reason, now()), listed)


@command.command(
    "open",
    help=said(
        "公开：检查之后，把随机数、种子、结果和替补写进档案",
        "open: after the visits, numbers, seed, result and substitutions go into the bundle",
    ),
)
@BUNDLE
def open_(bundle: Path) -> None:
    from qinqing.draw.ceremony import open_draw

    tell(open_draw(bundle, now()), None)
    click.echo(
        said(
            "已公开，任何人都能核验：qinqing draw verify",
            "opened: anybody can check it with `qinqing draw verify`",
        )
    )


@command.command(
    help=said(
        "作废：由两个人提出并写明理由，档案留存可见，同一编号不能再抽",
        "void: by two people with a reason; it stays visible, and its id is not drawn again",
    )
)
@BUNDLE
@click.option(
    "--by",
    "people",
    multiple=True,
    required=True,
    help=said("提出作废的人（工号），两次", "who voids it (their number), twice"),
)
@REASON
def void(bundle: Path, people: tuple[str, ...], reason: str) -> None:
    from qinqing.draw.ceremony import void_draw

    told_head(void_draw(bundle, people, reason, now()).head)
    click.echo(said("已作废，留存可见", "void; it stays visible"))


@command.command(
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


def now() -> datetime:
    from qinqing.draw.times import SHANGHAI

    return datetime.now(SHANGHAI)


def tell(done: Done, listed: Path | None) -> None:
    """What was done; who is visited goes into a file of its owner's only, never to the screen."""
    from qinqing.cli.draw_output import visits_csv
    from qinqing.draw.store import PRIVATE, replace

    if listed:
        replace(listed, visits_csv(done.visited), PRIVATE)
    echo_done(done, listed)
    told_head(done.head)
