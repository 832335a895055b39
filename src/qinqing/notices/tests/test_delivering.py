"""At least once, whatever happens; never twice where nothing happened; no channel in the way of another."""

from __future__ import annotations

import email
import threading
from datetime import timedelta
from email import policy
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from qinqing.accounts.models import User
from qinqing.affairs.tests.test_races import Killed, killed_at, together
from qinqing.notices import sending
from qinqing.notices.delivering import GIVEN_UP_AFTER, deliver_due, next_attempt, spread
from qinqing.notices.models import Address, Delivery, Notice
from qinqing.notices.outbox import notify
from qinqing.notices.selectors import troubled
from qinqing.notices.tests.conftest import TOLD, Channel, MailServer

pytestmark = pytest.mark.django_db
MINUTES = 10 * 60


def states() -> list[str]:
    return [*Delivery.objects.values_list("state", flat=True)]


def test_a_channel_down_for_a_day_loses_nothing(
    channel: Channel, reader: User, clock: time_machine.Traveller
) -> None:
    channel.down = True
    for hour in range(24):
        notify([reader.pk], TOLD, f"2026-{hour:06d}")
        for _ in range(2):
            spread()
            assert deliver_due("mail") == 0
            clock.shift(3 * MINUTES)
    assert Notice.objects.count() == 24 and set(states()) == {"waiting"}
    assert troubled().count() > 0 and {*troubled().values_list("trouble", flat=True)} == {"failed"}
    channel.down = False
    for _ in range(7):
        deliver_due("mail")
        clock.shift(MINUTES)
    assert set(states()) == {"sent"} and len(channel.took) == 24
    assert len({body for *_, body in channel.took}) == 24 and Notice.objects.count() == 24


def test_what_is_sent_is_sent_once(channel: Channel, reader: User) -> None:
    notify([reader.pk], TOLD, "2026-000001")
    for _ in range(3):
        spread()
        deliver_due("mail")
    assert len(channel.took) == 1


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_anywhere_sends_at_least_once(
    channel: Channel, reader: User, clock: time_machine.Traveller
) -> None:
    notify([reader.pk], TOLD, "2026-000001")

    def round() -> None:
        spread()
        deliver_due("mail")

    for query in range(1, 30):
        ended = killed_at(query, round)
        clock.shift(3600)
        if not ended:
            break
    assert not ended and states() == ["sent"]
    assert len(channel.took) >= 1 and not channel.in_transaction


@pytest.mark.django_db(transaction=True)
def test_killed_between_sending_and_marking_it_is_sent_again(
    channel: Channel, reader: User, clock: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    notify([reader.pk], TOLD)
    spread()

    def killed(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr("qinqing.notices.delivering._mark", killed)
        deliver_due("mail")
    assert deliver_due("mail") == 0  # somebody may still be sending it
    assert Delivery.objects.get().trouble == "lost"
    clock.shift(600)
    assert deliver_due("mail") == 1 and len(channel.took) == 2


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_each_notice_once(channel: Channel, reader: User) -> None:
    for n in range(10):
        notify([reader.pk], TOLD, f"2026-{n:06d}")
    together(spread, spread)
    assert Delivery.objects.count() == 10
    together(*[lambda: deliver_due("mail")] * 2)
    assert sorted(body for *_, body in channel.took) == sorted({body for *_, body in channel.took})
    assert len(channel.took) == 10


def test_a_channel_that_hangs_holds_up_no_other(
    channel: Channel, reader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    Address.objects.create(user=reader, channel="wecom", address="zhang")
    let_go, taken = threading.Event(), channel.handed_over

    def hangs(name: str, *said: str) -> bool:
        return let_go.wait(60) if name == "mail" else taken(name, *said)

    monkeypatch.setattr(sending, "handed_over", hangs)
    monkeypatch.setattr(sending, "DEADLINE_SECONDS", 0.02)
    others = [User.objects.create(username=name) for name in ("second", "third")]
    for other in others:
        Address.objects.create(user=other, channel="mail", address=f"{other.username}@example.cn")
    for n in range(2):
        notify([reader.pk, *(other.pk for other in others)], TOLD, f"2026-{n:06d}")
    spread()
    for _ in range(2):
        assert deliver_due("mail") == 0
    monkeypatch.setattr(sending, "DEADLINE_SECONDS", 10)
    assert deliver_due("wecom") == 2
    let_go.set()
    troubles = [*Delivery.objects.filter(channel="mail").values_list("trouble", flat=True)]
    assert troubles.count("slow") == 3 and troubles.count("hanging") == 3  # not a thread more


def test_a_clock_that_was_days_ahead_and_is_set_back_loses_nothing(
    channel: Channel, reader: User, clock: time_machine.Traveller
) -> None:
    notify([reader.pk], TOLD)
    spread()
    channel.down = True
    clock.shift(2 * 86_400)
    deliver_due("mail")
    clock.shift(-2 * 86_400)
    channel.down = False
    assert deliver_due("mail") == 1


def test_a_reader_with_a_dead_address_keeps_nobody_waiting(
    channel: Channel, reader: User, clock: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    dead = User.objects.create(username="dead")
    Address.objects.create(user=dead, channel="mail", address="nobody@example.cn")
    for count in range(300):
        notify([dead.pk], TOLD, f"2026-{count:06d}")
    notify([reader.pk], TOLD, "2026-000999")
    while spread():
        pass
    took = sending.handed_over
    monkeypatch.setattr(sending, "handed_over", lambda *to: not to[1].startswith("nobody") and took(*to))
    assert deliver_due("mail") == 1


def test_three_readers_with_dead_addresses_keep_nobody_waiting_for_more_than_a_round(
    channel: Channel, reader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    dead = [User.objects.create(username=f"dead-{n}") for n in range(3)]
    for user in dead:
        Address.objects.create(user=user, channel="mail", address=f"{user.username}@example.cn")
    for count in range(9):
        notify([user.pk for user in dead], TOLD, f"2026-{count:06d}")
    notify([reader.pk], TOLD, "2026-000999")
    spread()
    took = sending.handed_over
    monkeypatch.setattr(sending, "handed_over", lambda *to: not to[1].startswith("dead") and took(*to))
    assert sum(deliver_due("mail") for _ in range(2)) == 1


def test_after_three_days_it_waits_for_a_person(
    channel: Channel, reader: User, clock: time_machine.Traveller
) -> None:
    notify([reader.pk], TOLD)
    spread()
    channel.down = True
    deliver_due("mail")
    clock.shift(GIVEN_UP_AFTER.total_seconds())
    deliver_due("mail")
    assert states() == ["stuck"] and troubled().count() == 1
    clock.shift(86_400)
    assert deliver_due("mail") == 0


def test_each_attempt_waits_longer_than_the_one_before_and_an_hour_at_most() -> None:
    now = timezone.now()
    waits = [next_attempt(n, now) - now for n in range(1, 30)]
    assert waits == sorted(waits) and waits[0] == timedelta(minutes=1) and waits[-1] == timedelta(hours=1)


def test_whoever_wants_it_no_more_is_not_told(channel: Channel, reader: User) -> None:
    notify([reader.pk], TOLD)
    spread()
    Address.objects.all().delete()
    deliver_due("mail")
    assert states() == ["dropped"] and channel.took == []


def test_what_the_other_side_answered_is_nowhere(
    channel: Channel, reader: User, caplog: pytest.LogCaptureFixture
) -> None:
    channel.down = True
    notify([reader.pk], TOLD)
    spread()
    deliver_due("mail")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM notices_delivery")
        assert "sekrit" not in str(cursor.fetchall()) and "sekrit" not in caplog.text


def test_a_letter_reaches_a_mail_server_with_a_link_and_nothing_of_the_case(
    reader: User, mail_server: MailServer, settings: Any
) -> None:
    settings.NOTICE_CHANNELS = {
        "mail": f"mailto://127.0.0.1:{mail_server.port}/{{to}}?from=qinqing@example.cn"
    }
    settings.SITE_URL = "https://qinqing.example.cn/"
    notify([reader.pk], TOLD, "2026-000001")
    spread()
    assert deliver_due("mail") == 1
    letter = email.message_from_string(mail_server.letters[0], policy=policy.default)
    assert letter["To"] == "a@example.cn" and "您的申请已经受理" in letter["Subject"]
    text = letter.get_body(("plain", "html")).get_content()
    assert "2026-000001" in text and f"https://qinqing.example.cn/inbox/{Notice.objects.get().pk}/" in text


def test_a_mail_server_that_says_nothing_is_given_up(
    reader: User, settings: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    server = MailServer(slow=True)
    monkeypatch.setattr(sending, "SOCKET_SECONDS", 0.2)
    settings.NOTICE_CHANNELS = {"mail": f"mailto://u:sekrit@127.0.0.1:{server.port}/{{to}}?from=q@example.cn"}
    notify([reader.pk], TOLD)
    spread()
    assert deliver_due("mail") == 0
    assert Delivery.objects.get().trouble == "refused" and "sekrit" not in caplog.text
    server.socket.close()
