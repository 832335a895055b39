"""Notices are kept so many days, read or not, and what is still on its way is not lost."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from django.test import Client

from qinqing.accounts.models import User
from qinqing.notices import tasks
from qinqing.notices.delivering import deliver_due, spread
from qinqing.notices.models import Delivery, Notice
from qinqing.notices.outbox import notify
from qinqing.notices.tests.conftest import TOLD, Channel
from qinqing.work.schedule import _jobs

pytestmark = pytest.mark.django_db
DAY = 24 * 60 * 60


@pytest.fixture(autouse=True)
def thirty_days(settings: Any) -> None:
    settings.NOTICE_DAYS = 30


def test_the_last_day_it_is_there_and_the_next_it_is_not(reader: User, clock: time_machine.Traveller) -> None:
    notify([reader.pk], TOLD, "2026-000001")
    notify([reader.pk], TOLD, "2026-000002")
    Notice.objects.filter(about="2026-000002").update(read_at="2026-10-20T12:00:00+08:00")
    clock.shift(30 * DAY)
    assert tasks.forget_old_notices.func() == 0
    clock.shift(1)
    notify([reader.pk], TOLD, "2026-000003")
    assert tasks.forget_old_notices.func() == 2
    assert [*Notice.objects.values_list("about", flat=True)] == ["2026-000003"]


def test_what_is_still_on_its_way_stays_until_it_went(
    channel: Channel, reader: User, clock: time_machine.Traveller
) -> None:
    notify([reader.pk], TOLD, "2026-000001")
    clock.shift(31 * DAY)
    assert tasks.forget_old_notices.func() == 0  # not even spread
    spread()
    assert tasks.forget_old_notices.func() == 0
    deliver_due("mail")
    assert len(channel.took) == 1 and tasks.forget_old_notices.func() == 1
    assert not Delivery.objects.exists()


def test_what_was_given_up_goes_too(channel: Channel, reader: User, clock: time_machine.Traveller) -> None:
    channel.down = True
    notify([reader.pk], TOLD)
    spread()
    clock.shift(4 * DAY)
    deliver_due("mail")
    assert Delivery.objects.get().state == "stuck"
    clock.shift(27 * DAY)
    assert tasks.forget_old_notices.func() == 1


def test_many_go_a_handful_at_a_time(
    reader: User, clock: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "AT_A_TIME", 2)
    for _one in range(5):
        notify([reader.pk], TOLD)
    clock.shift(31 * DAY)
    assert tasks.forget_old_notices.func() == 5 and not Notice.objects.exists()


def test_the_worker_does_it_every_day_and_the_page_says_so(reader: User, client: Client) -> None:
    assert _jobs["qinqing.notices.tasks.forget_old_notices"][1].days == 1
    client.force_login(reader)
    assert "通知保存 30 天" in client.get("/inbox/").text
