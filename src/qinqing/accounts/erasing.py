"""Who a key names, where accounts hold their data, and why somebody may not be erased yet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.db.models import Model, Q
from django.utils import timezone

from qinqing.accounts import refusals
from qinqing.accounts.models import Authorisation, Erasure, RoleGrant, User
from qinqing.organisations.models import Enterprise, Official, Ownership
from qinqing.record.erasing.lists import Line
from qinqing.record.erasing.places import KEEPS, KNOWN, RELATIVES, held, others, stand_in, where_any
from qinqing.record.erasing.subject import Subject, new_stand_in
from qinqing.record.openings import named
from qinqing.refusals import Problem, Say


def subject_of(key: str, stands: str = "", listed: tuple[str, ...] = ()) -> Subject:
    """The person behind a staff number, a sign-in name, the code of an individual's business, or any id of a person.

    Refused `erase.nobody`. A name that others bear too is not sought in texts: nobody can tell whose it is.
    """
    official = _official(key)
    users = list(User.objects.filter(Q(official=official) if official else Q(username=key)))
    firm = Enterprise.objects.filter(key=key, ownership=Ownership.INDIVIDUAL).first()
    if not (official or users or firm or any(key in known() for known in KNOWN)):
        raise refusals.nobody_called(key)
    keys = [key, *([official.key] if official else []), *(user.username for user in users)]
    return Subject(
        tuple(dict.fromkeys(keys)),
        tuple(dict.fromkeys(_own_names(official, users, firm))),
        stands or new_stand_in(),
        frozenset([official.pk] if official else []),
        frozenset(user.pk for user in users),
        frozenset([firm.pk] if firm else []),
        listed,
        tuple(sorted({key for kin in RELATIVES for key in kin([official.pk] if official else [])} - {*keys})),
    )


def subject_behind(line: Line) -> Subject:
    """Whom a line of the list names, as far as this store knows them again; else the line's pseudonyms alone."""
    for known in KNOWN:
        for key in known():
            if named(key) in line.people:
                return subject_of(key, line.stand_in, line.people)
    return Subject((), (), line.stand_in, listed=line.people)


def _official(key: str) -> Official | None:
    official = Official.objects.filter(key=key).first()
    if official is None:
        user = User.objects.filter(username=key).first()
        official = user.official if user else None
    return official


def _own_names(official: Official | None, users: list[User], firm: Enterprise | None) -> Iterator[str]:
    names = [official.name] if official else []
    names += [full for user in users for full in (user.get_full_name(), user.last_name + user.first_name)]
    names += [firm.name] if firm else []
    for name in names:
        if name and Official.objects.filter(name=name).count() <= (
            official is not None and official.name == name
        ):
            yield name


# ── where ──


def _sign_in_name(subject: Subject, row: Model) -> str:
    """Unique, whoever had several accounts."""
    return subject.stand_in if len(subject.users) == 1 else f"{subject.stand_in}.{row.pk}"


held(
    "accounts.users",
    Say("账号", "accounts"),
    User,
    about=lambda s: Q(pk__in=s.users),
    clears={
        "username": _sign_in_name,
        "first_name": "",
        "last_name": "",
        "email": "",
        "password": "!",
        "is_active": False,
        "last_login": None,
    },
)
held(
    "accounts.grants",
    Say("角色授权的理由", "reasons of role grants"),
    RoleGrant,
    about=lambda s: Q(user__in=s.users),
    clears={"reason": where_any("reason")},
)
held(
    "accounts.authorisations",
    Say("企业授权的理由", "reasons of authorisations"),
    Authorisation,
    about=lambda s: Q(user__in=s.users),
    clears={"reason": where_any("reason")},
)
held(
    "accounts.erasures",
    Say("清除申请", "requests for erasure"),
    Erasure,
    about=lambda s: Q(subject__in=s.keys),
    clears={"subject": stand_in, "reason": where_any("reason")},
)
held(
    "accounts.second_factors",
    Say("第二重验证", "second factors"),
    Authenticator,
    about=lambda s: Q(user__in=s.users),
    clears=None,
)
held(
    "accounts.addresses",
    Say("邮箱地址", "e-mail addresses"),
    EmailAddress,
    about=lambda s: Q(user__in=s.users),
    clears=None,
)


def _sessions(subject: Subject) -> list[Session]:
    mine = {str(pk) for pk in subject.users}
    return [one for one in Session.objects.iterator() if str(one.get_decoded().get("_auth_user_id")) in mine]


def _end_sessions(subject: Subject) -> int:
    return sum(one.delete()[0] for one in _sessions(subject))


def _forget_attempts(subject: Subject) -> int:
    """Attempts to sign in are counted under a hash of the name, which is soon guessed: all counts begin anew."""
    caches["default"].clear()
    return 0


others("accounts.sessions", Say("登录会话", "sessions"), lambda s: len(_sessions(s)), _end_sessions)
others(
    "accounts.attempts",
    Say("登录次数的缓存", "the cache of attempts to sign in"),
    lambda _: 0,
    _forget_attempts,
)

KNOWN.append(lambda: User.objects.values_list("username", flat=True))


# ── why not yet ──


def _still_acting(subject: Subject) -> Iterator[Problem]:
    today = timezone.localdate()
    for official in Official.objects.filter(pk__in=subject.officials):
        if official.until is None or official.until >= today:
            yield Problem(
                official.key, Say("还在任，履职需要这些资料", "is in office: the post needs these data")
            )
    held_now: list[tuple[Any, Say]] = [
        (RoleGrant, Say("还有生效的角色，请先撤销", "holds a role in force: revoke it first")),
        (Authorisation, Say("还在为企业办事，请先撤销授权", "acts for an enterprise: end that first")),
    ]
    for model, says in held_now:
        for one in model.objects.on(today).filter(user__in=subject.users).select_related("user"):
            yield Problem(one.user.username, says)


KEEPS.append(_still_acting)
