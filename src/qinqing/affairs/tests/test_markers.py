"""Markers planted in every field somebody is kept from: found with those it is for, and nowhere else.

Looked for on every page of this app as each reader opens it, in the interface, in what is exported, in the log, in
what leaves as mail and in what the program writes down.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from django.test import Client

from qinqing.accounts.models import Authorisation
from qinqing.affairs.models import Application, Precheck
from qinqing.affairs.selectors.lists import visible_applications
from qinqing.affairs.services import (
    accepting,
    correcting,
    deciding,
    demanding,
    drafts,
    problems,
    rating,
    running,
)
from qinqing.affairs.services.engaging import record_intermediary, record_own_intermediary
from qinqing.affairs.sheets.lists import HEADINGS, cells
from qinqing.affairs.tests.browsing import browser
from qinqing.affairs.tests.scene import ITEM, NOON, Scene, attached, engagement
from qinqing.files.models import Attachment
from qinqing.notices.models import Notice
from qinqing.notices.telling import message
from qinqing.oversight.services.exporting import export_folder
from qinqing.record.models import Entry
from tests.support.people import make_user, with_token

pytestmark = pytest.mark.django_db
ABOVE = {"clerk", "chief", "watcher"}
BOTH = ABOVE | {"firm", "program"}
# What is planted → who may find it. `outsider` 局外 works in another unit, `other` acts for another firm.
MAY_FIND: dict[str, set[str]] = {
    "稿ZQ草": {"firm"},
    "填ZQ报": BOTH,
    "给ZQ件": BOTH,
    "留ZQ存": ABOVE,
    "意ZQ见": ABOVE,
    "要ZQ求": BOTH,
    "退ZQ回": ABOVE,
    "署ZQ名": {"firm", "watcher"},
    "匿ZQ名": {"firm", "watcher"},
    "整ZQ改": {"chief", "watcher"},
    "办ZQ难": {"firm", "watcher"},
    "检ZQ测": BOTH | {"facts"},
    "中ZQ介": {"firm", "facts"},
}
OPEN = (
    "/",
    "/items/",
    "/items.json",
    "/items.csv",
    f"/items/{ITEM}/",
    "/api/v1/promises",
    f"/api/v1/items/{ITEM}/statistics",
)
STAFF = tuple(f"/gw/affairs/{end}" for end in (
    "?tab=unit", "precheck/", "leader/", "leader.csv", "ratings/", "ratings/{named}/", "ratings/{unnamed}/", "put-right/",
    "put-right/{named}/", "problems/", "problems/{problem}/", "{number}/", "{number}/decide/", "{number}/slip/", "{second}/",
))  # fmt: skip
FIRM = tuple(f"/qy/{end}" for end in (
    "", "applications/{number}/", "applications/{number}/filed/", "applications/{second}/", "drafts/{draft}/", "drafts/{draft}/review/",
    "problems/new/", "problems/{problem}/", "intermediaries/", "applications/{number}/rate/contest/",
))  # fmt: skip
CALLED = tuple(f"/api/v1/{end}" for end in (
    "applications", "applications/{number}", "applications/{second}", "applications/{number}/receipts", f"me/items/{ITEM}",
))  # fmt: skip


@pytest.fixture
def planted(scene: Scene) -> dict[str, str]:
    """A matter with everything somebody may say in it; the parts of addresses."""
    draft = drafts.open_draft(scene.firm, scene.office.firm, ITEM)
    drafts.save_draft(scene.firm, draft, {"contact_name": "稿ZQ草"})
    works = scene.office.departments["works"]
    demanding.record_precheck(scene.clerk, Precheck.Kind.RETURNED, ITEM, scene.office.firm, works, "退ZQ回")
    first, second = scene.filed(contact_name="填ZQ报"), scene.decided()
    notice = correcting.notify_correction(scene.clerk, first, 1, [("field:contact_phone", "少一位")])
    correcting.answer_correction(scene.firm, notice.points.get(), 2, "0374-1")
    return {"draft": draft.key, **_story(scene, Application.objects.get(pk=first.pk), second)}


def _story(scene: Scene, first: Application, second: Application) -> dict[str, str]:
    accepting.accept(scene.clerk, first, 3)
    for version, (ground, name) in enumerate((("hearing", "给ZQ件"), ("testing", "留ZQ存")), start=4):
        file = Attachment.objects.get(pk=attached(scene.clerk, f"{name}.pdf"))
        running.pause(scene.clerk, first, version, ground, "通知书", 3, files=[file], for_firm=version == 4)
    running.resume(scene.clerk, first, 6, "hearing")
    running.resume(scene.clerk, first, 7, "testing")
    demanding.record_demand(scene.firm, first, 8, "要ZQ求")
    record_intermediary(scene.firm, first, 9, engagement("检ZQ测"))
    record_own_intermediary(scene.firm, scene.office.firm, engagement("中ZQ介"))
    deciding.propose_decision(scene.clerk, first, 10, "granted", "意ZQ见", "第十六条")
    problem = problems.raise_problem(scene.firm, scene.office.firm, "办ZQ难", first)
    decided = deciding.decide(scene.chief, first, 11, "granted", "符合条件。", "第十六条")
    named = rating.rate(scene.firm, decided, 1, "署ZQ名")
    unnamed = rating.rate(scene.firm, second, 1, "匿ZQ名", real_name=False)
    rating.contact_rater(scene.watcher, named, "整ZQ改")
    return {
        "number": first.number,
        "second": second.number,
        "problem": problem.number,
        "named": str(named.pk),
        "unnamed": str(unnamed.pk),
    }


def readers(scene: Scene) -> Iterator[tuple[str, Client, tuple[str, ...]]]:
    somebody = make_user(None, name="other")
    Authorisation.objects.create(
        user=somebody, enterprise=scene.office.other_firm, since=NOON.date(), approved_at=NOON
    )
    other = Client()
    other.force_login(somebody)
    yield "stranger", Client(), OPEN
    yield "firm", browser(scene.firm), FIRM
    yield "program", with_token(scene.firm.user, scene.office.firm), CALLED
    yield "other", other, FIRM
    yield "other", with_token(somebody, scene.office.other_firm), CALLED
    for name in (*ABOVE, "outsider"):
        yield name, browser(getattr(scene, name)), STAFF


def read(client: Client, addresses: tuple[str, ...], parts: dict[str, str]) -> Iterator[str]:
    """All this reader can open; that nobody opens another face's pages is the matrix' promise."""
    for address in addresses:
        answer = client.get(address.format(**parts))
        yield b"".join(answer.streaming_content).decode() if answer.streaming else answer.text


def taken_away(scene: Scene, folder: Path) -> Iterator[tuple[str, str]]:
    export_folder(folder)
    yield "facts", "".join(str(pq.read_table(path).to_pylist()) for path in folder.glob("*.parquet"))
    yield "sheet", str([*cells(visible_applications(scene.watcher), HEADINGS)])
    yield "mail", "".join("".join(message(one)) + one.about for one in Notice.objects.all())
    yield "log", "".join(bytes(entry.body).decode() for entry in Entry.objects.all())


def test_what_is_for_some_is_found_with_them_and_nowhere_else(
    scene: Scene, planted: dict[str, str], tmp_path: Path, caplog: Any
) -> None:
    caplog.set_level(logging.INFO)
    places = [(name, text) for name, *of in readers(scene) for text in read(*of, planted)]
    places += [*taken_away(scene, tmp_path / "out"), ("written", caplog.text)]
    found = {marker: {name for name, text in places if marker in text} for marker in MAY_FIND}
    assert found == MAY_FIND
