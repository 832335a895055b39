"""A small office that exists before each platform test: named people, two firms, a finding when asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.test import Client
from django.utils import timezone

from qinqing.accounts.actor import Actor, actor_of
from qinqing.accounts.models import Authorisation, RoleGrant, User
from qinqing.accounts.roles import Role
from qinqing.organisations.models import Department, Enterprise, Official
from qinqing.oversight.models import FactVersion, Finding, RuleRun, Sweep

DAY = date(2026, 10, 20)


@dataclass
class Office:
    """A bureau of four units. `officials` by who they are; `firm` is acted for, `other_firm` is not."""

    departments: dict[str, Department]
    officials: dict[str, Official]
    firm: Enterprise
    other_firm: Enterprise

    @property
    def head(self) -> Official:
        return self.officials["head"]

    @property
    def clerk(self) -> Official:
        """经办: the person concerned in most tests."""
        return self.officials["clerk"]

    @property
    def chief(self) -> Official:
        """The clerk's leader."""
        return self.officials["chief"]


def make_office() -> Office:
    top = Department.objects.create(key="D0", name="清宁市人民防空办公室")
    departments = {"top": top} | {
        name: Department.objects.create(key=key, name=words, parent=top)
        for name, key, words in (
            ("works", "D1", "工程管理科"),
            ("watch", "D2", "督查科"),
            ("law", "D3", "法规科"),
        )
    }
    officials = {
        name: Official.objects.create(
            key=key, name=words, department=departments[unit], post=post, leader=leader, head=name == "head"
        )
        for name, key, words, unit, post, leader in (
            ("head", "O0", "甲主任", "top", "主任", True),
            ("chief", "O1", "乙科长", "works", "科长", True),
            ("clerk", "O2", "丙经办", "works", "科员", False),
            ("watcher", "O3", "丁督查", "watch", "督查员", False),
            ("lawyer", "O4", "戊法制", "law", "科员", False),
        )
    }
    firm = Enterprise.objects.create(key="91419900MA00000001", name="清宁市一苇渡商贸有限公司", size="small")
    other = Enterprise.objects.create(key="91419900MA00000002", name="清宁市拾光坊有限公司", size="small")
    return Office(departments, officials, firm, other)


def make_user(role: Role | None, official: Official | None = None, name: str = "") -> User:
    """An account holding `role` today; the grant has its two people."""
    user = User.objects.create(username=name or f"user-{User.objects.count()}", official=official)
    if role == Role.ENTERPRISE:
        firm = Enterprise.objects.earliest("key")
        Authorisation.objects.create(user=user, enterprise=firm, since=DAY, approved_at=timezone.now())
    elif role is not None:
        two = [
            User.objects.get_or_create(username=n, defaults={"is_active": False})[0]
            for n in ("founder-1", "founder-2")
        ]
        RoleGrant.objects.create(
            user=user,
            role=role,
            since=DAY,
            reason="test",
            proposed_by=two[0],
            approved_by=two[1],
            approved_at=timezone.now(),
        )
    return user


def make_actor(role: Role | None, official: Official | None = None) -> Actor:
    return actor_of(make_user(role, official))


def signed_in(role: Role | None, official: Official | None = None) -> Client:
    """A browser with a session of somebody holding `role`."""
    return signed_in_as(make_actor(role, official))


def signed_in_as(actor: Actor) -> Client:
    """A browser with a session of this person."""
    client = Client()
    client.force_login(actor.user)
    return client


def with_token(user: User, firm: Enterprise, scope: str = "file") -> Client:
    """A program that holds a token made by `user` for `firm`; its browser session would count for nothing."""
    from qinqing.api.models import Token
    from qinqing.api.secrets_of import new_secret

    secret = new_secret()
    Token.objects.create(
        prefix=secret.prefix,
        digest=secret.digest,
        name="项目管理系统",
        enterprise=firm,
        made_by=user,
        scope=scope,
        made_at=timezone.now(),
        until=timezone.localdate(),
    )
    return Client(headers={"Authorization": f"Bearer {secret.written}"})


def seen_by_supervision(found: Finding) -> str:
    """The finding's page as whoever supervises it sees it."""
    client = signed_in(Role.OUTSIDE_SUPERVISOR if found.outside else Role.SUPERVISOR)
    return client.get(f"/gw/findings/{found.number}/").text


def make_sweep() -> Sweep:
    version = FactVersion.objects.create(digest="ab" * 32, kept_at=timezone.now(), source="test", rows={})
    sweep = Sweep.objects.create(version=version, on=DAY, ran_at=timezone.now())
    RuleRun.objects.create(
        sweep=sweep,
        rule="application-overdue",
        status="ran",
        judged=10,
        flagged=2,
        undetermined=1,
        by_month={"2026-09": [6, 1, 1], "2026-10": [4, 1, 0]},
    )
    return sweep


def make_finding(office: Office, **given: Any) -> Finding:
    """A finding about the clerk of the works unit, unless told otherwise."""
    sweep = Sweep.objects.first() or make_sweep()
    count = Finding.objects.count() + 1
    return Finding.objects.create(
        **{
            "number": f"2026-{count:04d}",
            "fingerprint": f"{count:064d}",
            "rule": "application-overdue",
            "unit": f"A{count}",
            "level": "red",
            "verdict": "flagged",
            "department": office.departments["works"],
            "official": office.clerk,
            "enterprise": office.firm,
            "on": DAY,
            "observed": 23,
            "limit": 20,
            "amount_cny": Decimal("0.00"),
            "says": "一件申请到判断日还没有办结，待核实。",
            "says_en": "An application is undecided: to be verified.",
            "evidence_digest": "0" * 64,
            "evidence_count": 0,
            "first_sweep": sweep,
            "last_sweep": sweep,
        }
        | given
    )
