"""Findings as a running installation holds them, for the page that shows one: nothing on it is left out."""

from __future__ import annotations

import shutil
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.test import Client
from pyrage import x25519

from qinqing.accounts.actor import actor_of
from qinqing.accounts.roles import Role
from qinqing.facts.world.settings import OWN_VALUES
from qinqing.oversight.models import EvidenceRow, Finding, Sweep
from qinqing.oversight.services.dispositions import answer, explain
from qinqing.oversight.services.sweep import home_values
from qinqing.oversight.services.versions import keep_values
from tests.support.people import DAY, Office, make_actor, make_finding, make_office, make_sweep, make_user

KIN = {"official_id": "O2", "person_id": "P9", "relation": "spouse"}
POST = {"person_id": "P9", "enterprise_id": "E7", "role": "legal_representative", "since": "2024-01-01"}


def bureau_pages(rows: tuple[int, ...]) -> tuple[Client, dict[int, str]]:
    """A split tender, judged by seven values; its question was released and answered."""
    office = _office()
    watcher = make_user(Role.SUPERVISOR, office.officials["watcher"])
    clerk = make_actor(Role.CLERK, office.clerk)
    addresses = {}
    for n in rows:
        finding = _finding(office, n, rule="tender-split")
        asked = explain(actor_of(watcher), finding, "请说明为什么分开采购。", DAY + timedelta(days=3650))
        answer(clerk, asked, "两次采购的物品不同。")
        addresses[n] = f"/gw/findings/{finding.number}/"
    return _signed_in(watcher), addresses


def organ_pages(rows: tuple[int, ...]) -> tuple[Client, dict[int, str]]:
    """A relative's post, reached in two steps; a sealed package was asked for."""
    from qinqing.organ.services.packages import add_recipient, ask_package

    office, handler = _office(), make_user(Role.ORGAN_HANDLER)
    key = str(x25519.Identity.generate().to_public())
    recipient = add_recipient(make_actor(Role.ORGAN_APPROVER), "上级机关（虚构）", key)
    addresses = {}
    for n in rows:
        finding = _finding(office, n, rule="relative-post", level="refer", path=["kinships:1", "positions:1"])
        ask_package(actor_of(handler), finding, recipient, "移送。")
        addresses[n] = f"/jj/findings/{finding.number}/"
    return _signed_in(handler), addresses


def _office() -> Office:
    """An office whose latest sweep judged by a home values file."""
    shutil.copyfile(OWN_VALUES, settings.VALUES_FILE)
    office, sweep = make_office(), make_sweep()
    Sweep.objects.filter(pk=sweep.pk).update(values=keep_values(home_values()))
    return office


def _finding(office: Office, rows: int, **given: Any) -> Finding:
    finding = make_finding(office, evidence_count=rows, **given)
    steps = dict(zip(given.get("path", ()), (KIN, POST), strict=False))
    others = {
        f"tenders:T{n}": {"tender_id": f"T{n}", "budget_cny": "150000"} for n in range(len(steps), rows)
    }
    EvidenceRow.objects.bulk_create(
        EvidenceRow(finding=finding, position=position, ref=ref, row=row)
        for position, (ref, row) in enumerate({**steps, **others}.items(), start=1)
    )
    return finding


def _signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client
