"""Whoever edits a protected row past the services is found out; whoever works through them never is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from qinqing.accounts.actor import actor_of
from qinqing.accounts.models import User
from qinqing.accounts.roles import Role
from qinqing.oversight.models import Disposition, Finding, RuleRun
from qinqing.oversight.services import dispositions
from qinqing.oversight.services.sweep import sweep_folder
from qinqing.oversight.tests.folders import GIFT, JUDGED_ON, bureau_folder
from qinqing.record.keeping import keep
from qinqing.record.models import Entry
from qinqing.record.signer import PUBLIC, open_signer, sign
from qinqing.record.stock import take_stock
from qinqing.record.verifying import verify
from qinqing.tlog.keys import read_verifier
from tests.support.people import make_actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def faults(tmp_path: Path, settings: Any) -> Callable[[], list[str]]:
    """Keeps the log, then examines it with the rows it protects: code words of what is wrong."""
    settings.LOG_FILES, settings.SIGNER_FOLDER = tmp_path / "tlog", tmp_path / "signer"
    signer = open_signer()

    class Here:
        def sign(self, size: int) -> str:
            return sign(signer, size).decode()

    def examined() -> list[str]:
        keep(Here())  # type: ignore[arg-type]
        key = read_verifier((settings.LOG_FILES / PUBLIC).read_text().strip())
        return [fault.code for fault in verify(key, rows=True).faults]

    return examined


@pytest.fixture
def worked(tmp_path: Path) -> Finding:
    """A sweep, and what a supervisor did about one of its findings."""
    gift = {**GIFT, "declared_on": None}
    sweep_folder(bureau_folder(tmp_path / "in", declarations=[gift]), on=JUDGED_ON)
    found = Finding.objects.filter(rule="gift-undeclared").get()
    actor = make_actor(Role.OUTSIDE_SUPERVISOR if found.outside else Role.SUPERVISOR)
    take_stock()  # of the people that tests make past the services
    dispositions.explain(actor, found, "请说明。", timezone.localdate() + timedelta(days=5))
    return found


def test_nothing_is_wrong_with_what_services_did(worked: Finding, faults: Callable[[], list[str]]) -> None:
    assert faults() == []


def test_the_row_names_the_entry_that_last_set_it(worked: Finding) -> None:
    worked.refresh_from_db()
    assert worked.set_by and worked.set_by.type == "oversight.explain"
    assert RuleRun.objects.first().set_by.type == "oversight.sweep"


def test_the_log_tells_nobody_which_rule_found_how_much(worked: Finding) -> None:
    """It is published, and of conduct the public has verified totals only."""
    said = b"".join(bytes(entry.body) for entry in Entry.objects.all()).decode()
    assert not [word for word in (worked.rule, "flagged", "undetermined", "level", '"red"') if word in said]


def test_an_edited_a_deleted_and_an_added_row_are_each_named(
    worked: Finding, faults: Callable[[], list[str]]
) -> None:
    Finding.objects.filter(pk=worked.pk).update(status="dismissed")
    assert faults() == ["log.row_altered"]
    Disposition.objects.all().delete()
    assert faults() == ["log.row_missing", "log.row_altered"]
    run = RuleRun.objects.first()
    run.pk, run.rule, run.set_by = None, "invented", None
    run.save()
    assert sorted(faults()) == ["log.row_altered", "log.row_missing", "log.row_unknown"]


def test_a_row_that_names_another_entry_is_found_out(
    worked: Finding, faults: Callable[[], list[str]]
) -> None:
    other = RuleRun.objects.first().set_by
    Finding.objects.filter(pk=worked.pk).update(set_by=other)
    assert faults() == ["log.row_altered"]


def test_a_later_sweep_and_answer_raise_no_alarm(
    worked: Finding, faults: Callable[[], list[str]], tmp_path: Path
) -> None:
    sweep_folder(bureau_folder(tmp_path / "later", declarations=[GIFT]), on=JUDGED_ON)
    dispositions.answer(actor_of(User.objects.first()), worked.dispositions.get(), "已补登记。")
    assert faults() == []
