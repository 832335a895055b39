"""`qinqing erase SUBJECT`: what would go; asked for by one person; done when another agrees."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qinqing.cli.custody import custody_option
from qinqing.refusals import Refused, Say

if TYPE_CHECKING:
    from qinqing.accounts.models import Erasure

# The grounds' code words; accounts.models.Ground holds them too, but help must not wait for Django.
GROUNDS = ("purpose", "expired", "withdrawn", "unlawful", "other")


def _says(zh: str, en: str) -> str:
    return str(Say(zh, en))


@click.command(
    help=_says(
        "清除一个人的资料（工号、登录名、个体工商户代码或人员编号）：一人申请，另一人再运行同一命令批准；不可撤销",
        "erase a person (staff number, sign-in name, code of an individual's business, or id): one asks, another agrees "
        "by the same command; it cannot be undone",
    )
)
@click.argument("subject", required=False)
@custody_option
@click.option(
    "--plan", "plan_only", is_flag=True, help=_says("只列出会清除什么，不改动", "only list what would go")
)
@click.option("--as", "name", help=_says("您的登录名", "your sign-in name"))
@click.option("--ground", type=click.Choice(GROUNDS), help=_says("依据（申请时）", "why (when asking)"))
@click.option("--reason", help=_says("理由（申请、驳回时）", "the reason (when asking or declining)"))
@click.option("--decline", is_flag=True, help=_says("驳回申请", "decline the request"))
@click.option("--yes", is_flag=True, help=_says("不再询问", "do not ask for confirmation"))
@click.option(
    "--finish", "finish", is_flag=True, help=_says("继续完成中断的清除", "go on where one was cut short")
)
@click.option(
    "--replay", is_flag=True, help=_says("恢复备份后按名录补做", "after a restore, erase again by the list")
)
def command(
    subject: str | None,
    custody: str,
    plan_only: bool,
    name: str | None,
    ground: str | None,
    reason: str | None,
    decline: bool,
    yes: bool,
    finish: bool,
    replay: bool,
) -> None:
    from qinqing.config.django import bring_up, ready_database

    bring_up(custody)
    ready_database()
    if finish or replay:
        go_on(everything=replay)
    elif not subject:
        raise click.MissingParameter(
            param_type="argument", param=click.get_current_context().command.params[0]
        )
    elif plan_only:
        show_plan(subject)
    else:
        act(subject, name, ground, reason, decline=decline, yes=yes)


def show_plan(key: str) -> None:
    from qinqing.accounts.erasing import subject_of
    from qinqing.accounts.services.erasing import refuse_kept
    from qinqing.record.erasing.run import plan

    subject = subject_of(key)
    places = [counted for counted in plan(subject) if counted.count]
    for counted in places:
        click.echo(f"{counted.count:>8,}  {counted.name:<28} {counted.says}")
    total = sum(counted.count for counted in places if counted.goes)
    click.echo(Say(f"共 {total:,} 处", f"{total:,} in all"))
    unsought = [name for name in _names_of(key) if name not in subject.names]
    if unsought:
        click.echo(
            Say(
                f"有同名的人，文字中的“{'、'.join(unsought)}”分不清是谁，不改；请人工查看",
                f"others bear the name {', '.join(unsought)}: in texts it stays, for nobody can tell whose it is; look by hand",
            )
        )
    short = [one for one in subject.keys if one not in subject.marks]
    if short:
        click.echo(
            Say(
                f"编号 {'、'.join(short)} 太短，只在编号出现的地方改，正文中不找",
                f"{', '.join(short)} is too short to be sought in prose; it is replaced where ids stand",
            )
        )
    try:
        refuse_kept(subject)
    except Refused as kept:
        click.echo(str(kept), err=True)
        sys.exit(2)


def act(
    key: str, name: str | None, ground: str | None, reason: str | None, *, decline: bool, yes: bool
) -> None:
    from qinqing.accounts.models import Erasure
    from qinqing.accounts.services.erasing import decline_erasure
    from qinqing.cli.sign_in import sign_in

    asked = next((one for one in Erasure.objects.filter(decided_at=None) if _same(one.subject, key)), None)
    if asked is None and decline:
        raise Refused(
            "erase.not_asked",
            Say("没有等待批准的清除申请。", "No request for this erasure waits."),
            remedy=Say("请核对工号或登录名。", "Check the staff number or sign-in name."),
        )
    if asked is None:
        ask(key, name, ground, reason)
    elif decline:
        decline_erasure(sign_in(name), asked, reason or _prompt("理由", "reason"))
        click.echo(Say("已驳回", "declined"))
    else:
        agree(key, asked, name, yes=yes)


def ask(key: str, name: str | None, ground: str | None, reason: str | None) -> None:
    from qinqing.accounts.services.erasing import ask_erasure
    from qinqing.cli.sign_in import sign_in

    actor = sign_in(name)
    ground = ground or str(click.prompt(_says("依据", "ground"), type=click.Choice(GROUNDS)))
    ask_erasure(actor, key, ground, reason or _prompt("理由", "reason"))
    click.echo(
        Say(
            "已申请。请另一位有权的人运行同一命令批准；在此之前什么都没有清除。",
            "Asked. Let another person who may agree run the same command; nothing is erased before.",
        )
    )


def agree(key: str, asked: Erasure, name: str | None, *, yes: bool) -> None:
    from qinqing.accounts.services.erasing import agree_to_erasure
    from qinqing.cli.sign_in import sign_in

    click.echo(
        Say(
            f"{asked.asked_by} 于 {asked.asked_at:%Y-%m-%d} 申请清除，依据：{asked.get_ground_display()}；{asked.reason}",
            f"{asked.asked_by} asked on {asked.asked_at:%Y-%m-%d}; ground: {asked.ground}; {asked.reason}",
        )
    )
    actor = sign_in(name)
    show_plan(key)
    click.echo(
        Say(
            "清除以后谁也不能恢复：密钥销毁，原文不能再打开。",
            "Nobody can undo this: the keys are destroyed and what they opened is gone.",
        )
    )
    if not yes:
        click.confirm(_says("确认清除？", "Erase?"), abort=True)
    report(agree_to_erasure(actor, asked))


def report(left: list[Path]) -> None:
    """Exit 1 where bytes of theirs still stand in a file of this custody."""
    if not left:
        click.echo(
            Say(
                "已清除；逐字节查过本方文件夹，没有剩下。",
                "Erased; every byte of this side's folder was looked at and nothing is left.",
            )
        )
        return
    click.echo(
        Say(
            "已清除，但下列文件中仍有相同的字样，请查看：",
            "Erased; but these files still hold the same words, look at them:",
        )
    )
    for path in left:
        click.echo(f"  {path}")
    sys.exit(1)


def go_on(*, everything: bool) -> None:
    from qinqing.accounts.services.erasing import replay_erasures
    from qinqing.record.erasing import lists, run

    done = run.finish_pending()
    run.destroy_listed_keys()
    done += replay_erasures(lists.lines() if everything else run.unapplied())
    click.echo(Say(f"补做完成 {done} 项", f"{done} erasures finished"))


def _same(one: str, other: str) -> bool:
    """Whether two keys are one person's: whoever agrees may name the account, not the staff number."""
    from qinqing.accounts.erasing import subject_of

    return one == other or one in subject_of(other).keys  # a field of its own


def _names_of(key: str) -> list[str]:
    from qinqing.accounts.erasing import subject_of
    from qinqing.organisations.models import Official

    return [*Official.objects.filter(pk__in=subject_of(key).officials).values_list("name", flat=True)]


def _prompt(zh: str, en: str) -> str:
    return str(click.prompt(_says(zh, en))).strip()
