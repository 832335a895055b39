"""The platform's own record as a fact folder: it is one, and the service rules find in it what went wrong."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from qinqing.affairs import facts
from qinqing.affairs.services import correcting, problems, rating, running
from qinqing.affairs.services.engaging import record_own_intermediary
from qinqing.affairs.tasks import judge_own_record
from qinqing.affairs.tests.scene import Scene, engagement
from qinqing.facts.folder import open_folder
from qinqing.oversight.models import Finding
from qinqing.oversight.services.exporting import export_folder

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def lawful_keys(scene: Scene) -> None:
    """A folder refuses credit codes with a wrong check digit, as the office's invented firms have."""
    for firm, key in ((scene.office.firm, "QY-1"), (scene.office.other_firm, "QY-2")):
        firm.key = key
        firm.save()


def go_to(clock: Any, day: str) -> None:
    clock.move_to(datetime.fromisoformat(f"{day}T10:00:00+08:00"))


def test_the_exported_folder_is_a_fact_folder(scene: Scene, tmp_path: Path) -> None:
    application = running.pause(scene.clerk, scene.accepted(), 2, "hearing", "听证通知", 5)
    rating.rate(scene.firm, scene.decided(), 2)
    problems.raise_problem(scene.firm, scene.office.firm, "办不成", application)
    record_own_intermediary(scene.firm, scene.office.firm, engagement("检测"))
    counted = export_folder(tmp_path / "out")
    folder = open_folder(tmp_path / "out")
    assert set(facts.TABLES) <= set(folder.tables)
    names = ("applications", "pauses", "ratings", "problems", "intermediary_services")
    assert [counted[name] for name in names] == [2, 1, 1, 1, 1]


def test_before_the_first_application_the_loaded_folder_owns_the_tables(scene: Scene, tmp_path: Path) -> None:
    assert "applications" not in export_folder(tmp_path / "out")


def test_an_anonymous_rating_names_neither_firm_nor_application(scene: Scene) -> None:
    rating.rate(scene.firm, scene.decided(), 1, "慢", real_name=False)
    (row,) = facts.ratings()
    assert (row["enterprise_id"], row["application_id"]) == (None, None)


def test_silence_is_no_acceptance_in_the_facts(scene: Scene, frozen_clock: Any) -> None:
    scene.filed()
    go_to(frozen_clock, "2026-10-29")
    judge_own_record.func()
    (row,) = facts.applications()
    assert row["accepted_on"] is None and str(row["due_on"]) == "2026-11-17"
    assert Finding.objects.filter(rule="acceptance-missing", verdict="flagged").exists()


def test_a_second_notice_becomes_a_finding(scene: Scene, frozen_clock: Any) -> None:
    application = scene.filed()
    for _ in range(2):
        notice = correcting.notify_correction(
            scene.clerk, application, application.version, [("field:contact_phone", "错")]
        )
        application.refresh_from_db()
        correcting.answer_correction(scene.firm, notice.points.get(), application.version, "123")
        application.refresh_from_db()
        go_to(frozen_clock, "2026-10-21")
        if application.notices.count() == 1:
            correcting.open_second_notice(scene.chief, application, application.version, "又有问题")
            application.refresh_from_db()
    judge_own_record.func()
    found = Finding.objects.get(rule="correction-repeated")
    assert (found.verdict, found.official) == ("flagged", scene.office.clerk)


def test_who_leads_the_unit_answers_for_what_nobody_handles(scene: Scene) -> None:
    application = scene.filed()
    application.handler = None
    application.save()
    (row,) = facts.applications()
    assert row["handler_id"] == scene.office.chief.key


def test_judged_again_a_finding_is_not_doubled(scene: Scene, frozen_clock: Any) -> None:
    scene.filed()
    for day in ("2026-10-29", "2026-10-30"):
        go_to(frozen_clock, day)
        judge_own_record.func()
    assert Finding.objects.filter(rule="acceptance-missing").count() == 1
