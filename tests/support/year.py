"""Somebody's working year: legitimate acts of every kind, one after another, by the services alone.

`Year(chance)` finds its people and findings already there, as an installation in use does; `acts(n)` does n of them and
counts them by kind. What a service refuses is no act.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pyrage
from django.conf import settings
from django.utils import timezone

from qinqing.accounts.models import Authorisation, RoleGrant, User
from qinqing.accounts.roles import Role
from qinqing.accounts.services import authorisations, grants
from qinqing.organisations.models import Enterprise
from qinqing.oversight.models import Disposition, Finding
from qinqing.oversight.services import dispositions
from qinqing.refusals import Refused
from tests.support.people import make_actor, make_finding, make_office

Act = Callable[[], object]
FINDINGS_A_THOUSAND, TRIES = 400, 100  # findings for so many acts; tries until an act is not refused
CLEARANCE = "经核实，情况不属实。"


class Year:
    """The people of one installation, and what they may do today."""

    def __init__(self, chance: random.Random, acts: int) -> None:
        office = make_office()
        level = {"rule": "related-award", "level": "refer"} if settings.ORGAN else {}
        for _ in range(max(10, acts * FINDINGS_A_THOUSAND // 1000)):
            make_finding(office, **level)
        self.chance, self.done = chance, Counter[str]()
        self.proposer, self.approver = make_actor(Role.SYSTEM_ADMIN), make_actor(Role.SECURITY_ADMIN)
        self.kinds: list[Act] = [*self._accounts(), *(self._organ() if settings.ORGAN else self._bureau())]

    def acts(self, count: int) -> None:
        for _ in range(count):
            self._one()

    def _one(self) -> None:
        for _ in range(TRIES):
            act = self.chance.choice(self.kinds)
            try:
                if act() is not None:
                    self.done[act.__name__] += 1
                    return
            except Refused:
                continue
        raise AssertionError(f"nothing could be done in {TRIES} tries; done so far: {self.done}")

    def _some(self, rows: Any) -> Any:
        """One of them at random, or None."""
        count = rows.count()
        return rows.order_by("pk")[self.chance.randrange(count)] if count else None

    def _day(self) -> date:
        return timezone.localdate() + timedelta(days=self.chance.randrange(1, 300))

    def _word(self) -> str:
        return "".join(
            self.chance.choices("经核实情况说明依据清楚请于限期内答复", k=self.chance.randrange(2, 40))
        )

    def _accounts(self) -> list[Act]:
        role = "organ_handler" if settings.ORGAN else "clerk"
        new = User.objects.filter(username__startswith="new-")

        def create_account() -> User:
            return grants.create_account(self.proposer, f"new-{User.objects.count()}", "never-used", None)

        def propose_grant() -> RoleGrant | None:
            user = self._some(new)
            return user and grants.propose_grant(
                self.proposer, user, role, timezone.localdate(), self._day(), self._word()
            )

        def approve_grant() -> RoleGrant | None:
            grant = self._some(RoleGrant.objects.filter(approved_at=None, revoked_at=None))
            return grant and grants.approve_grant(self.approver, grant)

        def revoke_grant() -> RoleGrant | None:
            grant = self._some(RoleGrant.objects.filter(revoked_at=None, role=role))
            return grant and grants.revoke_grant(self.approver, grant)

        return [create_account, propose_grant, approve_grant, revoke_grant]

    def _bureau(self) -> list[Act]:
        supervisor, clerk = make_actor(Role.SUPERVISOR), make_actor(Role.CLERK)
        open_, new = Finding.objects.filter(status="open"), User.objects.filter(username__startswith="new-")

        def propose_own() -> Authorisation | None:
            user, firm = self._some(new), self._some(Enterprise.objects)
            return user and authorisations.propose_own(self.proposer, user, firm, self._day(), self._word())

        def approve_own() -> Authorisation | None:
            waiting = self._some(Authorisation.objects.filter(approved_at=None, revoked_at=None))
            return waiting and authorisations.approve_own(self.approver, waiting)

        def revoke_authorisation() -> Authorisation | None:
            given = self._some(Authorisation.objects.filter(revoked_at=None))
            return given and authorisations.revoke_authorisation(self.approver, given)

        def remind() -> Disposition | None:
            found = self._some(open_)
            return found and dispositions.remind(supervisor, found, self._word())

        def explain() -> Disposition | None:
            found = self._some(open_)
            return found and dispositions.explain(supervisor, found, self._word(), self._day())

        def answer() -> Disposition | None:
            asked = self._some(Disposition.objects.filter(kind="explain", answered_at=None))
            return asked and dispositions.answer(clerk, asked, self._word())

        def rectify() -> Disposition | None:
            found = self._some(Finding.objects.filter(status="answered"))
            return found and dispositions.rectify(supervisor, found, self._word(), self._day())

        def confirm_rectified() -> Finding | None:
            found = self._some(Finding.objects.filter(status="rectifying"))
            return found and dispositions.confirm_rectified(supervisor, found, self._word())

        def dismiss() -> Disposition | None:
            found = self._some(open_)
            return found and dispositions.dismiss(supervisor, found, self._word(), CLEARANCE)

        def take_release() -> object:
            from qinqing.measures.services.releases import take_release as take

            year, count = self.chance.randrange(2000, 2026), self.chance.choice([None, 0, 5, 17])
            period = {"period_from": date(year, 1, 1), "period_to": date(year, 12, 31)}
            return take(self._word(), address="18", **period, released_on=timezone.localdate(), total=count)

        return [propose_own, approve_own, revoke_authorisation, remind, explain, answer, rectify, confirm_rectified, dismiss, take_release]  # fmt: skip

    def _organ(self) -> list[Act]:
        from qinqing.organ.models import Lead, Procedure, Recipient, Release, SealedPackage
        from qinqing.organ.services import leads, packages, releases

        handler, approver = make_actor(Role.ORGAN_HANDLER), make_actor(Role.ORGAN_APPROVER)
        open_ = Finding.objects.filter(status="open")

        def register_lead() -> Lead | None:
            found = self._some(open_)
            return found and leads.register_lead(handler, found, self._word())

        def set_aside() -> Finding | None:
            found = self._some(open_)
            return found and leads.set_aside(handler, found, self._word())

        def propose_procedure() -> Procedure | None:
            lead, kind = self._some(Lead.objects), self.chance.choice(["talk", "verify", "hold", "close"])
            due_on, clearance = (None, CLEARANCE) if kind == "close" else (self._day(), "")
            return lead and leads.propose_procedure(handler, lead, kind, self._word(), due_on, clearance)

        def decide_procedure() -> Procedure | None:
            waiting = self._some(Procedure.objects.filter(decided_at=None))
            agreed = self.chance.random() < 0.8
            return waiting and leads.decide_procedure(approver, waiting, agreed, self._word())

        def propose_release() -> Release:
            day = date(1900, 1, 1) + timedelta(days=self.chance.randrange(45_000))
            return releases.propose_release(handler, "18", day, day, self.chance.randrange(30), self._word())

        def release_total() -> Release | None:
            waiting = self._some(Release.objects.filter(released_at=None))
            return waiting and releases.release_total(approver, waiting)

        def add_recipient() -> Recipient:
            key = str(pyrage.x25519.Identity.generate().to_public())
            return packages.add_recipient(approver, f"机关 {Recipient.objects.count()}", key)

        def ask_package() -> SealedPackage | None:
            found, recipient = self._some(Finding.objects), self._some(Recipient.objects)
            return recipient and packages.ask_package(handler, found, recipient, self._word())

        def agree_package() -> SealedPackage | None:
            asked = self._some(SealedPackage.objects.filter(agreed_at=None))
            return asked and packages.agree_package(approver, asked)

        return [register_lead, set_aside, propose_procedure, decide_procedure, propose_release, release_total, add_recipient, ask_package, agree_package]  # fmt: skip
