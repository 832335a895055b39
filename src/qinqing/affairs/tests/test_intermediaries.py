"""An intermediary as the firm itself writes it down: known or not, seen by both sides, judged by the rules."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from qinqing.accounts.models import Authorisation
from qinqing.affairs import facts
from qinqing.affairs.models import Application, Intermediary
from qinqing.affairs.services.engaging import record_own_intermediary
from qinqing.affairs.tests.browsing import address, page
from qinqing.affairs.tests.scene import NOON, Scene, engagement
from qinqing.organisations.models import Enterprise
from qinqing.record.models import Entry, Erased
from qinqing.record.openings import named
from qinqing.refusals import Refused

pytestmark = pytest.mark.django_db
CODE = "911100001000000411"  # a right check digit; nobody's


def where(application: Application) -> str:
    return reverse("own_application_intermediary", args=[application.number])


ENGAGED = {
    "name": "豫测检测有限公司",
    "code": CODE,
    "kind": "检测",
    "chosen_by": "department",
    "payer": "enterprise",
    "engaged_on": "2026-10-01",
    "fee_cny": "30000",
}


def send(firm: Client, application: Application, **given: str) -> Any:
    return firm.post(where(application), {"seen": str(application.version), **ENGAGED, **given})


def send_own(browser: Client, **given: str) -> Any:
    """Of no application."""
    return browser.post(reverse("own_intermediaries"), {**ENGAGED, **given})


def test_one_the_register_does_not_know_enters_it_by_name_and_code(scene: Scene, firm: Client) -> None:
    assert send(firm, scene.filed()).status_code == 303
    engaged = Intermediary.objects.get()
    assert (engaged.intermediary.key, engaged.intermediary.name) == (CODE, "豫测检测有限公司")


def test_one_the_register_knows_keeps_the_name_it_has_there(scene: Scene, firm: Client) -> None:
    Enterprise.objects.create(key=CODE, name="豫测工程检测有限公司")
    send(firm, scene.filed(), name="豫测")
    assert Intermediary.objects.get().intermediary.name == "豫测工程检测有限公司"


def test_a_registered_one_is_known_by_its_whole_name_alone(scene: Scene, firm: Client) -> None:
    Enterprise.objects.create(key=CODE, name="豫测检测有限公司")
    assert send(firm, scene.filed(), code="").status_code == 303


WRONG = (
    ("名称的一部分认不出", {"name": "检测", "code": ""}, "认不出是哪一家"),
    ("校验位不对", {"code": CODE[:-1] + "2"}, "校验位不对"),
    ("代码不是十八位", {"code": "123"}, "应为 18 位"),
    ("没有选", {"chosen_by": ""}, "还没有选"),
    ("没有这一方", {"payer": "nobody"}, "没有这个选项"),
    ("费用小于零", {"fee_cny": "-1"}, "不能小于 0"),
    ("费用写成无穷", {"fee_cny": "Infinity"}, "请写数字"),
)


def test_what_is_wrong_is_said_and_nothing_kept(scene: Scene, firm: Client) -> None:
    Enterprise.objects.create(key="QY-3", name="豫测检测有限公司")
    application = scene.filed()
    for what, given, says in WRONG:
        answer = send(firm, application, **given)
        assert answer.status_code == 422 and says in answer.text, what
    assert not Intermediary.objects.exists() and not Enterprise.objects.filter(key=CODE).exists()


def test_a_day_to_come_is_refused(scene: Scene, firm: Client) -> None:
    answer = send(firm, scene.filed(), engaged_on="2026-10-21")
    assert answer.status_code == 409 and "还没有到" in answer.text


def test_the_applicant_is_no_intermediary_of_its_own(scene: Scene, firm: Client) -> None:
    answer = send(firm, scene.filed(), name="x", code=scene.office.firm.key)
    assert answer.status_code == 409 and "不是中介" in answer.text


def test_whoever_was_erased_does_not_come_back_by_being_named(scene: Scene, firm: Client) -> None:
    Erased.objects.create(id=uuid4(), people=[named(CODE)], stand_in="x", at=NOON)
    answer = send(firm, scene.filed())
    assert answer.status_code == 409 and not Enterprise.objects.filter(key=CODE).exists()


def test_another_firm_finds_no_such_page(scene: Scene, other: Client) -> None:
    application = scene.filed()
    assert other.get(where(application)).status_code == 404
    assert send(other, application).status_code == 404 and not Intermediary.objects.exists()


def test_both_sides_and_supervision_see_it(scene: Scene, firm: Client) -> None:
    application = scene.filed()
    send(firm, application)
    own = firm.get(reverse("own_application", args=[application.number])).text
    for text in (own, page(scene.clerk, address(application)), page(scene.watcher, address(application))):
        assert "豫测检测有限公司" in text and "30,000.00" in text


def test_pressed_twice_it_is_written_once(scene: Scene, firm: Client) -> None:
    application = scene.filed()
    assert [send(firm, application).status_code for _press in range(2)] == [303, 409]
    assert Intermediary.objects.count() == 1


def test_the_facts_say_who_chose_and_who_pays(scene: Scene, firm: Client) -> None:
    application = scene.filed()
    send(firm, application)
    (row,) = facts.intermediary_services()
    assert (row["application_id"], row["intermediary_id"]) == (application.number, CODE)
    assert (row["chosen_by"], row["payer"]) == ("department", "enterprise")


def test_just_the_same_is_noted_once(scene: Scene, firm: Client) -> None:
    application = scene.filed()
    assert send(firm, application).status_code == 303
    application.refresh_from_db()
    again = send(firm, application)
    assert again.status_code == 409 and "完全相同的一条已经登记" in again.text
    assert send(firm, application, fee_cny="30001").status_code == 303  # another engagement


def test_before_it_files_anything_a_firm_writes_one_down_and_sees_it_again(
    scene: Scene, firm: Client, other: Client
) -> None:
    assert send_own(firm).status_code == 303
    engaged = Intermediary.objects.get()
    assert (engaged.application, engaged.enterprise) == (None, scene.office.firm)
    own, foreign = (client.get(reverse("own_intermediaries")).text for client in (firm, other))
    assert "豫测检测有限公司" in own and "豫测检测有限公司" not in foreign


def test_of_no_application_the_facts_have_it_all_the_same(scene: Scene, firm: Client) -> None:
    send_own(firm)
    (row,) = facts.intermediary_services()
    assert (row["application_id"], row["enterprise_id"]) == (None, scene.office.firm.key)


def test_of_no_application_the_very_same_is_written_once(scene: Scene, firm: Client) -> None:
    again, another = {}, {"kind": "设计"}
    answers = [send_own(firm, **given) for given in ({}, again, another)]
    assert [answer.status_code for answer in answers] == [303, 409, 303]
    assert "已经登记" in answers[1].text and Entry.objects.filter(type__contains="own_inter").count() == 2


def test_of_no_application_the_same_is_refused(scene: Scene, firm: Client) -> None:
    for given in ({"engaged_on": "2026-10-21"}, {"code": scene.office.firm.key}):
        assert send_own(firm, **given).status_code == 409
    assert not Intermediary.objects.exists()


def test_whoever_acts_for_several_says_for_which(scene: Scene, firm: Client) -> None:
    Authorisation.objects.create(
        user=scene.firm.user, enterprise=scene.office.other_firm, since=NOON.date(), approved_at=NOON
    )
    assert send_own(firm).status_code == 422
    assert send_own(firm, firm=scene.office.other_firm.key).status_code == 303
    assert Intermediary.objects.get().enterprise == scene.office.other_firm


def test_nobody_writes_one_down_for_another_firm(scene: Scene, firm: Client) -> None:
    assert send_own(firm, firm=scene.office.other_firm.key).status_code == 422
    with pytest.raises(Refused, match=r"affairs\.not_yours"):
        record_own_intermediary(scene.firm, scene.office.other_firm, engagement("检测"))
