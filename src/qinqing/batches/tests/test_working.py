"""A batch comes to its end once, whoever is killed meanwhile, and says how far it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from openpyxl import load_workbook

from qinqing.accounts.actor import actor_of
from qinqing.accounts.roles import Role
from qinqing.batches import registry, services, store, working
from qinqing.batches.models import Batch, State
from qinqing.batches.registry import Entering, Sheet
from qinqing.batches.tasks import forget_old
from qinqing.organisations.models import Enterprise
from qinqing.record.models import Entry
from qinqing.refusals import Refused, Say
from qinqing.sheets.writing import Heading
from tests.support.people import make_user, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.custody("bureau")]
TITLE = Say("测试表", "test sheet")


@pytest.fixture(autouse=True)
def known(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> Iterator[dict[str, Any]]:
    """A sheet of three rows, and an entering that keeps what it was given."""
    settings.BATCHES = tmp_path / "sheets"
    settings.SECOND_FACTOR_REQUIRED = False
    Enterprise.objects.create(key="91419900MA00000001", name="清宁市一苇渡商贸有限公司")
    state: dict[str, Any] = {"may": True, "rows": [("1",), ("2",), ("=3",)], "entered": []}

    def enter(actor: Any, batch: Any, asked: Any, rows: Any, told: Any) -> list[Any]:
        state["entered"] += rows
        told(len(rows))
        return [("第2行", "row 2", "登记了", "entered")]

    sheet = Sheet(
        "test.sheet",
        TITLE,
        may=lambda actor: state["may"],
        total=lambda actor, asked: 3,
        headings=lambda: [Heading("编号")],
        rows=lambda actor, asked: state["rows"],
    )
    entering = Entering("test.entering", TITLE, may=lambda actor: state["may"], enter=enter)
    monkeypatch.setattr(registry, "KNOWN", registry.KNOWN)
    for one in (sheet, entering):
        monkeypatch.setitem(registry.KNOWN, one.word, one)
    yield state


def asked() -> Batch:
    return services.ask_sheet(actor_of(make_user(Role.ENTERPRISE)), "test.sheet", {})


def test_asked_for_it_is_written_and_fetched_as_a_download() -> None:
    browser = signed_in(Role.ENTERPRISE)
    user = Enterprise.objects.get().authorisations.get().user
    batch = services.ask_sheet(actor_of(user), "test.sheet", {})
    page = browser.get(f"/sheets/{batch.pk}/").text
    assert "排队中" in page and 'max="3" value="0"' in page
    assert working.work_off_all() == 1
    answer = browser.get(f"/sheets/{batch.pk}/sheet.xlsx")
    assert answer["Content-Disposition"].startswith("attachment")
    place = store.path_of(batch.pk)
    assert [row[0].value for row in load_workbook(place).worksheets[0].iter_rows()] == [
        "编号",
        "1",
        "2",
        "=3",
    ]


def test_asked_for_twice_while_it_waits_it_is_one() -> None:
    user = make_user(Role.ENTERPRISE)
    two = [services.ask_sheet(actor_of(user), "test.sheet", {}) for _ in range(2)]
    assert two[0].pk == two[1].pk and Entry.objects.filter(type="batches.ask").count() == 1


def test_somebody_elses_sheet_is_a_missing_one() -> None:
    batch = asked()
    working.work_off_all()
    assert signed_in(Role.ENTERPRISE).get(f"/sheets/{batch.pk}/sheet.xlsx").status_code == 404


def test_whoever_may_no_longer_gets_nothing(known: Any) -> None:
    batch = asked()
    known["may"] = False
    working.work_off_all()
    batch.refresh_from_db()
    assert batch.state == State.REFUSED and not store.path_of(batch.pk).exists()


def test_a_worker_at_work_is_left_alone_and_one_gone_silent_is_followed() -> None:
    batch = asked()
    Batch.objects.update(state=State.RUNNING, touched_at=timezone.now())
    assert working.work_off_all() == 0
    with time_machine.travel(timezone.now() + timedelta(minutes=3)):
        assert working.work_off_all() == 1
    assert Batch.objects.get(pk=batch.pk).state == State.DONE


def test_of_two_workers_one_takes_it() -> None:
    batch = asked()
    also = Batch.objects.get(pk=batch.pk)
    assert [working.work_off(batch), working.work_off(also)] == [True, False]


def test_what_goes_wrong_on_our_side_is_said_with_its_number(known: Any) -> None:
    known["rows"] = ([object()] for _ in range(1) if [][0])
    batch = asked()
    working.work_off_all()
    batch.refresh_from_db()
    assert batch.state == State.FAILED and "编号" in batch.report[0][2]


def test_the_same_sheet_handed_in_twice_is_refused_with_its_day(known: Any) -> None:
    actor = actor_of(make_user(Role.ENTERPRISE))
    services.hand_in(actor, "test.entering", {}, [{"row": 2}], "a" * 64)
    with pytest.raises(Refused, match=r"batch\.entered_before"):
        services.hand_in(actor, "test.entering", {}, [{"row": 2}], "a" * 64)
    working.work_off_all()
    batch = Batch.objects.get()
    assert (
        known["entered"] == [{"row": 2}]
        and batch.rows == []
        and batch.report == [["第2行", "row 2", "登记了", "entered"]]
    )


def test_a_sheet_nobody_fetched_is_gone_after_a_day() -> None:
    batch = asked()
    working.work_off_all()
    assert forget_old.func() == 0
    with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1)):
        assert forget_old.func() >= 1
    assert not store.path_of(batch.pk).exists()


def test_more_rows_than_a_sheet_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "MOST_WRITTEN", 2)
    with pytest.raises(Refused, match=r"batch\.too_many_rows"):
        asked()
