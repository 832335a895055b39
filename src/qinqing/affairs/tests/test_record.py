"""A whole story leaves one entry a step, and rows the log vouches for."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from qinqing.affairs.models import Application, Rating, Step
from qinqing.affairs.secrecy import Look
from qinqing.affairs.services import (
    accepting,
    correcting,
    deciding,
    demanding,
    filing,
    offering,
    problems,
    rating,
    running,
)
from qinqing.affairs.tests.scene import ITEM, Scene
from qinqing.record.keeping import keep
from qinqing.record.models import Entry
from qinqing.record.signer import PUBLIC, open_signer, sign
from qinqing.record.stock import take_stock
from qinqing.record.verifying import verify
from qinqing.tlog.keys import read_verifier

pytestmark = pytest.mark.django_db


@pytest.fixture
def faults(tmp_path: Path, settings: Any) -> Callable[[], list[str]]:
    """Keeps the log, then examines it with the rows it protects: what is wrong."""
    settings.LOG_FILES, settings.SIGNER_FOLDER = tmp_path / "tlog", tmp_path / "signer"
    signer = open_signer()

    class Here:
        def sign(self, size: int) -> str:
            return sign(signer, size).decode()

    def examined() -> list[str]:
        keep(Here())  # type: ignore[arg-type]
        key = read_verifier((settings.LOG_FILES / PUBLIC).read_text().strip())
        return [f"{fault.code} {fault}" for fault in verify(key, rows=True).faults]

    return examined


@pytest.fixture
def story(scene: Scene) -> Application:
    """From the promise to the rating, by way of every act."""
    draft = scene.draft()
    take_stock()  # of what tests make past the services
    look = Look(scene.clerk.user, "没有秘密。")
    offering.confirm_promise(scene.head, ITEM, 10, "workday", date(2026, 10, 1), "局务会", look)
    offering.assign_item(
        scene.head, ITEM, scene.office.departments["works"], scene.office.clerk, date(2026, 10, 2)
    )
    application = filing.file_application(scene.firm, draft.key)
    notice = correcting.notify_correction(scene.clerk, application, 1, [("field:contact_phone", "错")])
    correcting.answer_correction(scene.firm, notice.points.get(), 2, "0374-1")
    application = accepting.accept(scene.clerk, application, 3)
    application = running.note_trip(scene.firm, application, 4, "送原件")
    application = running.pause(scene.clerk, application, 5, "expert_review", "评审通知", 5)
    application = running.resume(scene.clerk, application, 6, "expert_review")
    demanding.record_demand(scene.firm, application, 7, "要求另交证明")
    application = running.extend(scene.head, application, 8, "情况复杂")
    application = deciding.propose_decision(scene.clerk, application, 9, "granted", "符合", "第十六条")
    application = deciding.decide(
        scene.chief, application, 10, "granted", "符合", "第十六条", "许可〔2026〕1号"
    )
    application = deciding.deliver(scene.clerk, application, 11)
    given = rating.rate(scene.firm, application, 1, "慢")
    rating.contact_rater(scene.watcher, given, "请改进")
    rating.put_right(scene.chief, given, "已改")
    problem = problems.raise_problem(scene.firm, scene.office.firm, "还有一件", application)
    problems.answer_problem(scene.watcher, problem, "已协调")
    problems.confirm_problem(scene.firm, problem, True)
    application.refresh_from_db()
    return application


def test_the_log_vouches_for_every_row(story: Application, faults: Callable[[], list[str]]) -> None:
    assert faults() == []


def test_an_edit_past_the_services_is_found(story: Application, faults: Callable[[], list[str]]) -> None:
    Application.objects.filter(pk=story.pk).update(due_on="2027-01-31")
    Step.objects.filter(kind="paused").update(words="补写的依据")
    Rating.objects.update(grade=5)
    assert len(faults()) == 3


def test_every_step_has_its_entry(story: Application) -> None:
    cases = [entry for entry in Entry.objects.select_related("case") if entry.case_id == story.case]
    assert len(cases) == story.version == story.steps.count() == 12


def test_the_published_log_names_no_firm_and_no_words(story: Application, scene: Scene) -> None:
    said = b"".join(bytes(entry.body) for entry in Entry.objects.all()).decode()
    firm = scene.office.firm
    for secret in (firm.name, firm.key, story.number, "评审通知", "要求另交证明", "0374-1", "granted"):
        assert secret not in said


def test_the_promise_stands_beside_the_law(story: Application) -> None:
    assert story.promised_due_on and story.due_on and story.promised_due_on < story.due_on


def test_an_entry_is_small_enough_for_a_receipt(story: Application) -> None:
    assert max(len(bytes(entry.body)) for entry in Entry.objects.all()) < 1000
    assert json.loads(bytes(Entry.objects.get(type="affairs.file").body))["pub"] == {"item": ITEM}
