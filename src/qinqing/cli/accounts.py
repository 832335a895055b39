"""`qinqing accounts found`: the first three administrators of an installation, with two people present."""

from __future__ import annotations

import click

from qinqing.cli.own_data import say_if_demo
from qinqing.cli.usage import Commands
from qinqing.refusals import Refused, Say

command = Commands("accounts", help=str(Say("建立头三位管理员", "found the first three administrators")))


@command.command(
    help=str(
        Say(
            "两人在场，建立系统、安全、审计管理员各一人；只能一次",
            "with two people present, found the system, security and audit administrators; once only",
        )
    )
)
@click.option(
    "--custody",
    type=click.Choice(["bureau", "organ"]),
    default="bureau",
    show_default=True,
    help=str(Say("本局或纪检监察机构", "the bureau's or the organ's")),
)
def found(custody: str) -> None:
    from qinqing.config.django import bring_up, ready_database

    bring_up(custody)
    ready_database()
    say_if_demo()
    from qinqing.accounts.services.founding import SEATS, found_administrators

    witnesses = (
        _ask(Say("在场人一的姓名", "first person present")),
        _ask(Say("在场人二的姓名", "second person present")),
    )
    people = {}
    for role in SEATS:
        click.echo(str(role.label))
        people[role] = (_ask(Say("登录名", "sign-in name")), _password())
    found_administrators(people, witnesses)
    click.echo(
        Say(
            "已建立三位管理员。请各自登录，换口令，启用第二重验证。",
            "Three administrators founded. Let each sign in, change the password and set up the second factor.",
        )
    )


def _ask(what: Say) -> str:
    return str(click.prompt(str(what))).strip()


def _password() -> str:
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    password: str = click.prompt(str(Say("口令", "password")), hide_input=True, confirmation_prompt=True)
    try:
        validate_password(password)
    except ValidationError as weak:
        reasons = " ".join(weak.messages)
        raise Refused(
            "accounts.weak_password", Say(f"口令不够强：{reasons}", f"the password is too weak: {reasons}")
        ) from weak
    return password
