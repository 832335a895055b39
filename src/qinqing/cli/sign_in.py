"""Somebody acts at the console in their own name: sign-in name, password, and the second factor where staff need one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from qinqing.refusals import Refused, Say

if TYPE_CHECKING:
    from qinqing.accounts.actor import Actor
    from qinqing.accounts.models import User


def sign_in(name: str | None) -> Actor:
    """Asked for at the terminal. Refused `sign_in.failed` without saying which part was wrong, `sign_in.no_factor`."""
    from django.contrib.auth.hashers import check_password

    from qinqing.accounts.actor import actor_of
    from qinqing.accounts.models import User

    name = name or str(click.prompt(str(Say("您的登录名", "your sign-in name")))).strip()
    password = click.prompt(str(Say("口令", "password")), hide_input=True)
    user = User.objects.filter(username__iexact=name, is_active=True).first()
    # An unknown name takes as long as a known one.
    held = user.password if user else "argon2$none"
    if not check_password(password, held) or user is None or user.password_given:
        raise failed()
    _second_factor(user)
    return actor_of(user)


def _second_factor(user: User) -> None:
    from allauth.mfa.models import Authenticator
    from allauth.mfa.totp.internal.auth import TOTP
    from django.conf import settings

    held = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    if held is None and settings.SECOND_FACTOR_REQUIRED:
        raise Refused(
            "sign_in.no_factor",
            Say("这个账号还没有启用第二重验证。", "This account has no second factor yet."),
            remedy=Say("请先在页面上启用。", "Set it up on the page first."),
        )
    if held and not TOTP(held).validate_code(str(click.prompt(str(Say("验证码", "code")))).strip()):
        raise failed()


def failed() -> Refused:
    return Refused(
        "sign_in.failed",
        Say("登录名、口令或验证码不对。", "The sign-in name, the password or the code is wrong."),
        remedy=Say(
            "请核对；口令是管理员给的，先在页面上换成自己的。",
            "Check them; a password an administrator gave is changed on the page first.",
        ),
    )
