"""For the walk over the matrix: what a firm's program calls for, and sheets somebody asked for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any

from django.test import override_settings
from django.utils import timezone

from qinqing.accounts.actor import actor_of
from qinqing.accounts.models import User
from qinqing.accounts.roles import Role
from qinqing.affairs.models import Application, CorrectionNotice, CorrectionPoint, ItemUnit
from qinqing.affairs.services.filing import file_in_one
from qinqing.affairs.tests.scene import ITEM, answers, papers
from qinqing.api.models import Token
from qinqing.batches import store
from qinqing.batches.models import Batch, State
from qinqing.files.models import Attachment
from qinqing.organisations.models import Enterprise, Official
from qinqing.record.keeping import keep
from qinqing.record.models import Entry
from qinqing.record.signer import open_signer, sign
from tests.support.people import Office, make_user, with_token

Kwargs = dict[str, Any]
# What a program sends, where nothing at all would be told apart before anybody looks whose it is.
SENT: dict[str, Kwargs] = {"api_answer": {"seen": 1, "answer": "补上"}, "api_withdraw": {"seen": 1}}


def _firm(office: Office, role: str, relation: str) -> Enterprise | None:
    return {"own": office.firm if role == Role.ENTERPRISE else None, "none": office.other_firm}.get(relation)


def token_for(office: Office, role: str, relation: str, official: Official | None) -> Kwargs | None:
    firm = _firm(office, role, relation)
    if firm is None:
        return None
    with_token(make_user(Role.ENTERPRISE), firm)
    return {"pk": Token.objects.latest("pk").pk}


def called_for(office: Office, role: str, relation: str, official: Official | None) -> Kwargs | None:
    """An application of the token's firm, filed by whoever made the token; or another firm's."""
    firm = _firm(office, role, relation)
    return {"number": filed_for(office, firm, relation == "own").number} if firm else None


def filed_for(office: Office, firm: Enterprise, own: bool) -> Application:
    """A demolition applied for by that firm's person; where it is the reader's own, by the reader."""
    ItemUnit.objects.get_or_create(item=ITEM, since="2026-01-01", department=office.departments["works"])
    user = User.objects.latest("pk") if own else make_user(None)
    actor = replace(actor_of(user), roles=frozenset({Role.ENTERPRISE}), enterprise_ids=frozenset({firm.pk}))
    key = f"matrix-{Application.objects.count()}"
    return file_in_one(actor, firm, ITEM, key, answers(ITEM), papers(actor, ITEM))


def batch_for(office: Office, role: str, relation: str, official: Official | None) -> Kwargs | None:
    """A sheet the reader asked for, or somebody else did."""
    works = role in (Role.CLERK, Role.REVIEWER, Role.LEADER, Role.SUPERVISOR, Role.ENTERPRISE)
    if relation not in ("own", "none") or (relation == "own" and not works):
        return None
    what = "affairs.own" if role == Role.ENTERPRISE else "affairs.unit"
    by = User.objects.latest("pk") if relation == "own" else make_user(None)
    batch = Batch.objects.create(what=what, by=by, state=State.DONE, finished_at=timezone.now())
    store.path_of(batch.pk).write_bytes(b"PK")
    return {"pk": batch.pk}


def receipt_called_for(office: Office, role: str, relation: str, official: Official | None) -> Kwargs | None:
    kwargs = called_for(office, role, relation, official)
    if kwargs is None:
        return None
    with TemporaryDirectory() as folder:
        place = Path(folder)
        with override_settings(LOG_FILES=place / "tlog", SIGNER_FOLDER=place / "signer"):
            signer = open_signer()
            keep(SimpleNamespace(sign=lambda size: sign(signer, size).decode()))  # type: ignore[arg-type]
    case = f"application/{kwargs['number']}"
    return {**kwargs, "entry": Entry.objects.get(type="affairs.file", case__key=case).pk}


def file_called_for(office: Office, role: str, relation: str, official: Official | None) -> Kwargs | None:
    """A paper it was filed with, not scanned yet: whoever may have it is told to come back."""
    kwargs = called_for(office, role, relation, official)
    if kwargs is None:
        return None
    files = Attachment.objects.filter(papers__application__number=kwargs["number"])
    files.update(state="quarantined")
    return {**kwargs, "file": files[0].pk}


def point_called_for(office: Office, role: str, relation: str, official: Official | None) -> Kwargs | None:
    kwargs = called_for(office, role, relation, official)
    if kwargs is None:
        return None
    notice = CorrectionNotice.objects.create(
        application=Application.objects.get(**kwargs),
        issued_at=timezone.now(),
        issued_on=timezone.localdate(),
    )
    point = CorrectionPoint.objects.create(notice=notice, place=1, about="other", words="请补一份说明。")
    return {**kwargs, "point": point.pk}


SAMPLES: dict[str, Kwargs] = {
    "affairs_sheet_template": {"key": "cad-demolition"},
    "api_item": {"key": "cad-offsite-approval"},
    "api_statistics": {"key": "cad-offsite-approval"},
    "api_own_item": {"key": "cad-offsite-approval"},
}
OBJECTS = {
    "token_revoke": token_for,
    "batch": batch_for,
    "batch_file": batch_for,
    "api_application": called_for,
    "api_receipts": called_for,
    "api_receipt": receipt_called_for,
    "api_file": file_called_for,
    "api_answer": point_called_for,
    "api_withdraw": called_for,
}
