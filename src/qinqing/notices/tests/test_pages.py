"""Everybody reads what they were told, chooses how else to be told, and nobody sees another's."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from qinqing.accounts.models import User
from qinqing.accounts.roles import Role
from qinqing.notices.delivering import deliver_due, spread
from qinqing.notices.kinds import kind
from qinqing.notices.models import Address, Delivery, Notice
from qinqing.notices.outbox import notify
from qinqing.notices.selectors import unread_count
from qinqing.notices.tests.conftest import TOLD, Channel
from qinqing.record.models import Entry
from tests.support.people import Office, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.custody("bureau")]
LEADS = kind("test.leads", "看这里", "Look here", "item", "key")


@pytest.fixture
def firm(office: Office, settings: Any) -> Client:
    settings.SECOND_FACTOR_REQUIRED = False
    return signed_in(make_user(Role.ENTERPRISE, name="firm"))


@pytest.fixture
def admin(office: Office, settings: Any) -> Client:
    settings.SECOND_FACTOR_REQUIRED = False
    return signed_in(make_user(Role.SYSTEM_ADMIN, office.officials["lawyer"], name="admin"))


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def me() -> User:
    return User.objects.get(username="firm")


def test_an_empty_inbox_says_so(firm: Client) -> None:
    assert "还没有通知" in firm.get("/inbox/").text
    assert "没有未读的通知" in firm.get("/inbox/?unread=1").text


def test_what_was_told_is_read_once_opened_and_leads_where_it_is_about(firm: Client) -> None:
    notify([me().pk], LEADS, "cad-demolition")
    page = firm.get("/inbox/").text
    assert "看这里" in page and "通知（1 条未读）" in page
    opened = firm.get(f"/inbox/{Notice.objects.get().pk}/")
    assert opened["Location"] == "/items/cad-demolition/" and Notice.objects.get().read_at
    assert "条未读" not in firm.get("/inbox/").text


def test_what_leads_nowhere_leads_back(firm: Client) -> None:
    notify([me().pk], TOLD, "2026-000001")
    assert firm.get(f"/inbox/{Notice.objects.get().pk}/")["Location"] == "/inbox/"


def test_all_are_marked_and_never_anothers(firm: Client, office: Office) -> None:
    other = make_user(None)
    notify([me().pk, other.pk], TOLD)
    theirs = Notice.objects.get(user=other)
    firm.post("/inbox/read/", {"notice": theirs.pk})
    firm.post("/inbox/read/", {"notice": "9" * 30})
    assert Notice.objects.filter(read_at=None).count() == 2
    firm.post("/inbox/read/")
    assert [*Notice.objects.filter(read_at=None)] == [theirs]
    assert firm.get(f"/inbox/{theirs.pk}/").status_code == 404


def test_the_header_asks_one_question_and_counts_to_a_hundred(
    firm: Client, django_assert_num_queries: Any
) -> None:
    user = me()
    for _ in range(101):
        notify([user.pk], TOLD)
    with django_assert_num_queries(1):
        assert unread_count(user.pk) == 100
    assert "通知（99+ 条未读）" in firm.get("/inbox/").text


def test_a_reader_chooses_channels_and_the_platform_is_not_among_them(firm: Client, channel: Channel) -> None:
    page = firm.get("/inbox/channels/").text
    assert "电子邮件" in page and "钉钉" not in page and "不能关闭" in page
    firm.post("/inbox/channels/", {"mail": "me@example.cn", "wecom": ""})
    assert [*Address.objects.values_list("channel", "address")] == [("mail", "me@example.cn")]
    notify([me().pk], TOLD)
    spread()
    assert deliver_due("mail") == 1 and Notice.objects.count() == 1
    firm.post("/inbox/channels/", {"mail": "", "wecom": ""})
    assert not Address.objects.exists()


def test_a_robots_key_is_not_shown_again_and_stays_when_left(firm: Client, channel: Channel) -> None:
    firm.post("/inbox/channels/", {"wecom": "0123456789-secret-7788"})
    page = firm.get("/inbox/channels/").text
    assert "0123456789" not in page and "••••7788" in page
    firm.post("/inbox/channels/", {"wecom": "••••7788", "mail": ""})
    assert Address.objects.get().address == "0123456789-secret-7788"


@pytest.mark.parametrize(
    "bad",
    ["a@b", "a@example.cn,b@example.cn", "a@example.cn/x", "a@example.cn?cc=b@c.cn", "a b@c.cn", "a@c.cn\n"],
)
def test_an_address_that_could_mean_two_readers_is_refused(bad: str, firm: Client, channel: Channel) -> None:
    answer = firm.post("/inbox/channels/", {"mail": bad, "wecom": "x/y"})
    assert answer.status_code == 422 and not Address.objects.exists()
    assert "写法不对" in answer.text


def test_without_channels_the_page_says_so(firm: Client, settings: Any) -> None:
    settings.NOTICE_CHANNELS = {}
    assert "还没有开通" in firm.get("/inbox/channels/").text


def test_an_administrator_sees_what_does_not_get_through_and_tries_it_again(
    admin: Client, reader: User, channel: Channel
) -> None:
    notify([reader.pk], TOLD, "2026-000001")
    spread()
    Delivery.objects.update(state="stuck", attempts=70, trouble="slow")
    page = admin.get("/gw/deliveries/").text
    assert "对方长时间没有应答" in page and "已停止自动重试" in page and "a@example.cn" not in page
    assert "2026-000001" not in page
    admin.post("/gw/deliveries/", {"delivery": Delivery.objects.get().pk})
    assert deliver_due("mail") == 1
    assert Entry.objects.filter(type="notices.retry").count() == 1
    assert "没有未送达的通知" in admin.get("/gw/deliveries/").text


def test_what_was_sent_meanwhile_is_not_sent_again(admin: Client, reader: User, channel: Channel) -> None:
    notify([reader.pk], TOLD)
    spread()
    deliver_due("mail")
    page = admin.post("/gw/deliveries/", {"delivery": Delivery.objects.get().pk}, follow=True).text
    assert "已经发出" in page and deliver_due("mail") == 0
