"""Totals out to the public: proposed by one, released by another, never a number under five, never a name."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from qinqing.accounts.roles import Role
from qinqing.organ.models import Release
from qinqing.organ.services.releases import propose_release, release_total
from qinqing.refusals import Refused
from tests.support.people import DAY, make_actor, signed_in

pytestmark = pytest.mark.django_db
FROM, TO = date(2026, 1, 1), date(2026, 9, 30)


@pytest.fixture
def handler() -> Any:
    """承办人"""
    return make_actor(Role.ORGAN_HANDLER)


@pytest.fixture
def approver() -> Any:
    """审批人"""
    return make_actor(Role.ORGAN_APPROVER)


def propose(
    actor: Any, total: int = 6, address: str = "18", period: tuple[date, date] = (FROM, TO)
) -> Release:
    return propose_release(actor, address, *period, total, "丙经办等人，逐件核实。")


def files(settings: Any) -> list[Path]:
    return sorted((settings.EXCHANGE / "releases").glob("*"))


@pytest.mark.parametrize(
    ("total", "leaves"),
    [
        pytest.param(0, 0, id="没有就是没有"),
        pytest.param(1, None, id="一件"),
        pytest.param(4, None, id="四件"),
        pytest.param(5, 5, id="五件"),
        pytest.param(60, 60, id="六十件"),
    ],
)
def test_under_five_leaves_without_its_number(
    total: int, leaves: int | None, handler: Any, approver: Any, settings: Any
) -> None:
    release_total(approver, propose(handler, total))
    assert json.loads(files(settings)[0].read_text())["total"] == leaves


def test_the_file_holds_these_fields_and_nothing_else(handler: Any, approver: Any, settings: Any) -> None:
    release_total(approver, propose(handler, 3))
    text = files(settings)[0].read_text()
    assert set(json.loads(text)) == {"address", "period_from", "period_to", "released_on", "total", "entry"}
    assert not any(word in text for word in ("丙经办", "核实", handler.user.username, approver.user.username))


def test_nothing_leaves_before_a_second_person_released_it(handler: Any, settings: Any) -> None:
    propose(handler)
    assert files(settings) == []


def test_nobody_releases_what_they_proposed(approver: Any, settings: Any) -> None:
    with pytest.raises(Refused, match=r"organ\.own_proposal"):
        release_total(approver, propose(approver))
    assert files(settings) == []


def test_a_total_is_released_once(handler: Any, approver: Any, settings: Any) -> None:
    release = propose(handler)
    release_total(approver, release)
    with pytest.raises(Refused, match=r"release\.exists"):
        release_total(approver, release)
    assert len(files(settings)) == 1


def test_an_article_has_one_total_for_a_period(handler: Any) -> None:
    propose(handler, 6)
    with pytest.raises(Refused, match=r"release\.exists"):
        propose(handler, 7)


@pytest.mark.parametrize(
    "period",
    [
        pytest.param((TO, FROM), id="止日早于起日"),
        pytest.param((FROM, DAY + timedelta(days=1)), id="止日晚于今天"),
    ],
)
def test_a_period_ends_after_it_begins_and_not_after_today(period: tuple[date, date], handler: Any) -> None:
    with pytest.raises(Refused, match=r"release\.period_wrong"):
        propose(handler, period=period)


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("7", id="正面清单的条"),
        pytest.param("1", id="总则的条"),
        pytest.param("25", id="附则的条"),
        pytest.param("99", id="没有的条"),
        pytest.param("十八", id="不是数字"),
    ],
)
def test_no_totals_are_released_for_duties_or_where_no_rule_watches(address: str, handler: Any) -> None:
    with pytest.raises(Refused, match=r"release\.unknown_article"):
        propose(handler, address=address)


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("13", id="负面清单的条"),
        pytest.param("22", id="附则里非工作时间的接触"),
        pytest.param("23", id="附则里的廉洁教育"),
        pytest.param("24", id="附则里的不打击报复"),
    ],
)
def test_totals_are_released_for_every_article_rules_watch_over(
    address: str, handler: Any, approver: Any, settings: Any
) -> None:
    release_total(approver, propose(handler, address=address))
    assert json.loads(files(settings)[0].read_text())["address"] == address


def test_the_pages_lead_from_proposal_to_release(settings: Any) -> None:
    handler, approver = signed_in(Role.ORGAN_HANDLER), signed_in(Role.ORGAN_APPROVER)
    given = {"address": "18", "period_from": FROM, "period_to": TO, "total": 3, "reason": "核实。"}
    assert handler.post("/jj/released/", given).status_code == 302
    release = Release.objects.get()
    assert handler.post(f"/jj/released/{release.pk}/").status_code == 403
    assert approver.post(f"/jj/released/{release.pk}/").status_code == 302
    assert len(files(settings)) == 1


@pytest.mark.parametrize("total", ["-1", "", "三", "1.5", "9999999999999999999999"])
def test_a_total_that_is_none_comes_back(total: str) -> None:
    given = {"address": "18", "period_from": FROM, "period_to": TO, "total": total, "reason": "核实。"}
    assert signed_in(Role.ORGAN_HANDLER).post("/jj/released/", given).status_code == 422


@pytest.mark.parametrize(
    ("period", "code"),
    [
        pytest.param((FROM, TO - timedelta(days=30)), "release.periods_overlap", id="短一个月"),
        pytest.param((FROM + timedelta(days=1), TO), "release.periods_overlap", id="晚一天起"),
        pytest.param((TO, TO + timedelta(days=5)), "release.periods_overlap", id="同一天相接"),
        pytest.param((FROM, TO), "release.exists", id="同一期间"),
    ],
)
def test_a_total_over_part_of_a_period_is_refused_since_the_difference_would_tell(
    period: tuple[date, date], code: str, handler: Any
) -> None:
    propose(handler)
    with pytest.raises(Refused) as told:
        propose(handler, 7, period=period)
    assert told.value.code == code


def test_the_next_period_and_another_article_have_totals_of_their_own(handler: Any) -> None:
    propose(handler)
    propose(handler, period=(TO + timedelta(days=1), TO + timedelta(days=5)))
    propose(handler, address="17", period=(FROM, TO - timedelta(days=30)))
    assert Release.objects.count() == 3
