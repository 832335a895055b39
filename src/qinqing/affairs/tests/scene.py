"""Who takes part in a test, and the shortest way to an application that has come so far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from qinqing.accounts.actor import Actor
from qinqing.accounts.roles import Role
from qinqing.affairs.catalogue.model import Field
from qinqing.affairs.models import Application, Draft
from qinqing.affairs.offered import item_of
from qinqing.affairs.services import accepting, deciding, drafts, filing
from qinqing.affairs.services.engaging import Engagement
from qinqing.affairs.services.papers import receive_paper
from qinqing.files.models import Attachment
from qinqing.organisations.models import Enterprise
from tests.support.people import Office, make_actor

# A Tuesday after the October holidays; twenty working days from here end on 17 November.
NOON = datetime.fromisoformat("2026-10-20T12:00:00+08:00")
ITEM = "cad-demolition"
REGISTRATION = "cad-peacetime-registration"
ANSWERS = {
    "text": "甲",
    "number": "3",
    "area": "1200.5",
    "money": "100.00",
    "date": "2026-10-01",
    "yes_no": "no",
}


@dataclass(frozen=True)
class Scene:
    """`clerk` 经办 handles what comes in, `chief` leads the unit, `head` the bureau; `outsider` 局外 acts for another firm."""

    office: Office
    firm: Actor
    outsider: Actor
    clerk: Actor
    chief: Actor
    head: Actor
    watcher: Actor

    @classmethod
    def of(cls, office: Office) -> Scene:
        return cls(
            office,
            firm=make_actor(Role.ENTERPRISE),
            outsider=make_actor(Role.CLERK, office.officials["lawyer"]),
            clerk=make_actor(Role.CLERK, office.clerk),
            chief=make_actor(Role.LEADER, office.chief),
            head=make_actor(Role.LEADER, office.head),
            watcher=make_actor(Role.SUPERVISOR, office.officials["watcher"]),
        )

    def draft(self, item: str = ITEM, **fields: str) -> Draft:
        """A draft with everything the guide asks for."""
        draft = drafts.open_draft(self.firm, self.office.firm, item)
        return drafts.save_draft(self.firm, draft, {**answers(item), **fields}, papers(self.firm, item))

    def filed(self, item: str = ITEM, **fields: str) -> Application:
        return filing.file_application(self.firm, self.draft(item, **fields).key)

    def accepted(self, item: str = ITEM, **fields: str) -> Application:
        application = self.filed(item, **fields)
        return accepting.accept(self.clerk, application, application.version)

    def decided(self, item: str = ITEM, outcome: str = "granted", **fields: str) -> Application:
        application = self.accepted(item, **fields)
        return deciding.decide(
            self.chief, application, application.version, outcome, "符合条件。", "实施办法第十六条"
        )

    def registered(self, number: str = "证-1") -> Application:
        """Works registered for peacetime use by a certificate, every paper handed over: rules may renew it."""
        application = self.accepted(REGISTRATION, registration_kind="first")
        for paper in application.papers.filter(how="counter"):
            receive_paper(self.clerk, paper, application.version, "1 份")
            application.refresh_from_db()
        seen, why = application.version, ("符合条件。", "实施办法第十六条")
        return deciding.decide(self.chief, application, seen, "granted", *why, number)

    def renewal(self, **fields: str) -> Application:
        return self.filed(REGISTRATION, registration_kind="renewal", **fields)


def answers(item: str) -> dict[str, str]:
    return {field.key: _answer(field) for field in item_of(item).fields if field.required}


def _answer(field: Field) -> str:
    return field.choices[0].key if field.choices else ANSWERS[field.kind]


def papers(by: Actor, item: str) -> dict[str, Any]:
    """A file for each paper that goes online and is not in the register."""
    online = [p for p in item_of(item).papers if p.kind != "not_online" and p.source.kind != "register"]
    return {paper.key: {"how": "file", "files": [attached(by)]} for paper in online if paper.required}


def attached(by: Actor, name: str = "a.pdf") -> str:
    """A file somebody attached, as `files` keeps it; its bytes are of no interest here."""
    attachment = Attachment.objects.create(
        owner="affairs",
        name=name,
        kind="pdf",
        size=1,
        sha256="0" * 64,
        access="internal",
        state="clean",
        uploaded_by=by.user,
        uploaded_at=NOON,
    )
    return str(attachment.pk)


def engagement(kind: str) -> Engagement:
    """Of a third firm, chosen by the bureau at the applicant's cost."""
    third, _new = Enterprise.objects.get_or_create(key="QY-3", defaults={"name": "豫测检测有限公司"})
    return Engagement(third, kind, "department", "enterprise", date(2026, 10, 1), Decimal(30_000))
