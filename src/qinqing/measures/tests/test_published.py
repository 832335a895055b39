"""What a rule publishes of its record, and of how often it was asked before an act: nothing that names anybody."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from qinqing.accounts.roles import Role
from qinqing.measures.record import serves_duties_alone
from qinqing.oversight.services.checking import _keep_check
from qinqing.rules.catalogue import load_rules
from tests.support.people import Office, make_actor, make_finding

pytestmark = [pytest.mark.django_db, pytest.mark.custody("bureau")]
DUTY = "acceptance-missing"


def plant(office: Office, rule: str, confirmed: int, dismissed: int, **more: Any) -> None:
    for state in ["reminded"] * confirmed + ["dismissed"] * dismissed:
        make_finding(office, rule=rule, status=state, **more)


def page_of(client: Client, rule: str) -> str:
    return client.get(f"/rules/{rule}/").content.decode()


def test_a_duty_publishes_found_confirmed_dismissed_and_the_share(client: Client, office: Office) -> None:
    plant(office, DUTY, confirmed=17, dismissed=6)
    page = page_of(client, DUTY)
    assert "<dt>疑点</dt><dd>23</dd>" in page and "<dt>已确认</dt><dd>17</dd>" in page
    assert "<dt>已排除</dt><dd>6</dd>" in page and "确认率 74%，95% 区间 54%–87%" in page


def test_counts_under_five_are_withheld_and_so_is_the_share_that_would_tell_them(
    client: Client, office: Office
) -> None:
    plant(office, DUTY, confirmed=19, dismissed=4)
    page = page_of(client, DUTY)
    assert "<dt>已排除</dt><dd>少于5</dd>" in page and "不写确认率" in page
    assert "83%" not in page


def test_too_few_cases_have_no_share(client: Client, office: Office) -> None:
    plant(office, DUTY, confirmed=10, dismissed=9)
    assert "不写确认率" in page_of(client, DUTY)


@pytest.mark.parametrize("rule", ["payment-overdue", "application-overdue", "inspection-over-cap"])
def test_a_rule_that_serves_a_prohibition_publishes_no_record(
    rule: str, client: Client, office: Office
) -> None:
    plant(office, rule, confirmed=17, dismissed=6)
    page = page_of(client, rule)
    assert "这条规则的记录" not in page and ">23<" not in page


def test_no_rule_of_the_organ_serves_duties_alone_and_is_published(client: Client, office: Office) -> None:
    sealed = [name for name, rule in load_rules().items() if rule.custody == "organ" or rule.level == "refer"]
    shown = [
        name for name in sealed if serves_duties_alone(name) and "这条规则的记录" in page_of(client, name)
    ]
    assert shown == []


def test_what_went_outside_the_bureau_is_not_counted(client: Client, office: Office) -> None:
    plant(office, DUTY, confirmed=8, dismissed=8)
    plant(office, DUTY, confirmed=5, dismissed=0, outside=True)
    plant(office, DUTY, confirmed=5, dismissed=0, official=office.head)
    assert "<dt>疑点</dt><dd>16</dd>" in page_of(client, DUTY)


def ask(times: int, rule: str = "inspection-over-cap") -> None:
    for _ in range(times):
        _keep_check(make_actor(Role.CLERK), rule, {"inspections": [{"enterprise_id": "E-secret"}]}, "flagged")


def test_how_often_a_rule_was_asked_is_public_from_the_next_day_on(
    client: Client, office: Office, frozen_clock: Any
) -> None:
    ask(3)
    assert '<dd class="big">0<small>次</small></dd>' in client.get("/law/13/").content.decode()
    frozen_clock.shift(timedelta(days=1))
    page = client.get("/law/13/").content.decode()
    assert '<dd class="big">3<small>次</small></dd>' in page
    assert "E-secret" not in page


def test_the_count_begins_anew_with_the_year(client: Client, office: Office, frozen_clock: Any) -> None:
    ask(3)
    frozen_clock.shift(timedelta(days=100))
    assert '<dd class="big">0<small>次</small></dd>' in client.get("/law/13/").content.decode()


def test_an_article_whose_rules_nobody_asks_beforehand_counts_no_checks(
    client: Client, office: Office
) -> None:
    assert "这一条没有事前核对的规则" in client.get("/law/17/").content.decode()
    assert "次数不在本局" in client.get("/law/18/").content.decode()


def test_a_slip_is_filled_where_its_rule_is_asked_before_an_act(client: Client, office: Office) -> None:
    filled = client.get("/law/13/slips.svg").content.count(b'fill="#4d8e8e"')
    assert (filled, client.get("/law/17/slips.svg").content.count(b'fill="#4d8e8e"')) == (2, 0)


def test_a_rule_that_may_be_asked_before_an_act_says_so(client: Client, office: Office) -> None:
    assert "动手之前可以先问" in page_of(client, "penalty-outside-band")
    assert "动手之前可以先问" not in page_of(client, "payment-overdue")
