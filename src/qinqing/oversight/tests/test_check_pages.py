"""The pages of the check before an act: what is filled in comes back as a verdict, or as what is wrong with it."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from qinqing.accounts.roles import Role
from qinqing.organisations.models import Enterprise
from qinqing.oversight.acts import ACTS
from qinqing.oversight.tests.act_facts import act_folder, kept
from qinqing.record.models import Entry
from tests.support.people import Office, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.custody("bureau")]
FIRM = "E1"
PAGE = "/gw/checks/{}/".format
VISIT = {"department": "D1", "enterprise": FIRM, "planned_on": "2026-11-20", "basis": "plan"}
PENALTY = {
    "department": "D1",
    "enterprise": FIRM,
    "amount_cny": "60000",
    "band_low_cny": "10000",
    "band_high_cny": "50000",
}
TERMS = {"department": "D1", "enterprise": FIRM, "delivered_on": "2026-12-01", "term_days": "61"}
FILLED = {"inspection-over-cap": VISIT, "penalty-outside-band": PENALTY, "term-over-limit": TERMS}


@pytest.fixture
def client(office: Office) -> Client:
    return signed_in(Role.CLERK, office.clerk)


@pytest.fixture
def swept(tmp_path: Path, office: Office) -> None:
    """The firm is known by the facts' id; the other one they do not know."""
    Enterprise.objects.filter(pk=office.firm.pk).update(key=FIRM)
    kept(act_folder(tmp_path / "facts-in", visited=2))


KEPT, FLAGGED, UNDETERMINED = "未见不合要求之处", '<h2 id="answer">符合预警条件', '<h2 id="answer">无法判定'


@pytest.mark.parametrize(
    ("rule", "changed", "verdict", "says"),
    [
        pytest.param("inspection-over-cap", {}, FLAGGED, "3 次", id="第三次，上限两次"),
        pytest.param("inspection-over-cap", {"basis": "complaint"}, KEPT, "核对", id="因投诉，不计入"),
        pytest.param("inspection-over-cap", {"planned_on": "2027-01-05"}, UNDETERMINED, "2027", id="明年上限没有公布"),
        pytest.param("penalty-outside-band", {}, FLAGGED, "高于裁量上限 50,000.00", id="高于上限"),
        pytest.param("penalty-outside-band", {"amount_cny": "9999.99"}, FLAGGED, "低于裁量下限", id="低于下限"),
        pytest.param("penalty-outside-band", {"departure_reason": "从重"}, KEPT, "核对", id="写明理由"),
        pytest.param("penalty-outside-band", {"departure_reason": "  "}, FLAGGED, "高于", id="理由只有空格"),
        pytest.param("penalty-outside-band", {"amount_cny": "20000", "band_low_cny": ""}, UNDETERMINED, "裁量幅度", id="没有下限"),
        pytest.param("term-over-limit", {}, FLAGGED, "61 天付清，最多 60 天", id="六十一天"),
        pytest.param("term-over-limit", {"term_days": "60"}, KEPT, "核对", id="六十天"),
        pytest.param("term-over-limit", {"size_at_signing": "large"}, KEPT, "核对", id="大型企业"),
        pytest.param("term-over-limit", {"retention": "on"}, KEPT, "核对", id="质保金"),
    ],
)  # fmt: skip
def test_the_one_who_asks_reads_the_verdict_and_the_sentence(
    rule: str, changed: dict[str, str], verdict: str, says: str, client: Client, swept: None
) -> None:
    answer = client.post(PAGE(rule), FILLED[rule] | changed)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert verdict in page and says in page


def test_the_answer_stands_beside_the_value_its_source_and_the_rule(client: Client, swept: None) -> None:
    page = client.post(PAGE("term-over-limit"), TERMS).content.decode()
    assert "pay_contract_max_days" in page and "保障中小企业款项支付条例" in page
    assert "<dd>61 <small>天</small></dd>" in page and "<dd>60 <small>天</small></dd>" in page
    assert "/rules/term-over-limit/" in page


def test_an_english_reader_reads_english_of_an_act_without_a_number(client: Client, swept: None) -> None:
    client.cookies["qinqing_language"] = "en"
    page = client.post(PAGE("penalty-outside-band"), PENALTY).content.decode()
    assert "Penalty (this one) of" in page and "本件" not in page


def test_a_firm_whose_size_nobody_knows_cannot_be_judged_by_its_size(client: Client, swept: None) -> None:
    Enterprise.objects.filter(key=FIRM).update(size="")
    assert UNDETERMINED in client.post(PAGE("term-over-limit"), TERMS).content.decode()


@pytest.mark.parametrize("rule", sorted(ACTS))
def test_a_form_sent_empty_says_what_is_missing_and_counts_nothing(
    rule: str, client: Client, swept: None
) -> None:
    answer = client.post(PAGE(rule), {})
    assert answer.status_code == 422
    assert "还没有写企业" in answer.content.decode()
    assert not Entry.objects.filter(type="oversight.check_act").exists()


NASTY = ["'; DROP TABLE inspections; --", "<script>alert(1)</script>", "\x00", "𠮷" * 300, "9" * 400, "NaN", "-1", "1e999", "2026-02-30"]  # fmt: skip


@pytest.mark.parametrize("rule", sorted(ACTS))
def test_nothing_somebody_writes_breaks_the_form(rule: str, client: Client, swept: None) -> None:
    for field, nasty in product(FILLED[rule], NASTY):
        answer = client.post(PAGE(rule), FILLED[rule] | {field: nasty})
        assert answer.status_code in (200, 422), (field, nasty)
        assert "<script>alert" not in answer.content.decode()


def test_a_reason_may_hold_anything_and_stays_text(client: Client, swept: None) -> None:
    answer = client.post(
        PAGE("penalty-outside-band"), PENALTY | {"departure_reason": "'); DROP TABLE penalties; --\u202e"}
    )
    assert KEPT in answer.content.decode()


def test_a_band_that_ends_before_it_begins_is_refused(client: Client, swept: None) -> None:
    answer = client.post(PAGE("penalty-outside-band"), PENALTY | {"band_high_cny": "1"})
    assert answer.status_code == 422 and "上限小于下限" in answer.content.decode()


def test_a_firm_is_found_by_words_that_fit_it_alone(client: Client, swept: None) -> None:
    assert client.post(PAGE("inspection-over-cap"), VISIT | {"enterprise": "一苇渡"}).status_code == 200


def test_words_that_fit_several_firms_name_them_with_their_codes(client: Client, swept: None) -> None:
    answer = client.post(PAGE("inspection-over-cap"), VISIT | {"enterprise": "清宁市"})
    assert answer.status_code == 422
    assert "有限公司 E1" in answer.content.decode() and "91419900MA00000002" in answer.content.decode()


def test_a_firm_the_facts_lack_is_said_so_and_not_cleared(client: Client, swept: None) -> None:
    answer = client.post(PAGE("inspection-over-cap"), VISIT | {"enterprise": "91419900MA00000002"})
    assert answer.status_code == 409
    assert "登记中没有 91419900MA00000002" in answer.content.decode()


@pytest.mark.parametrize("rule", sorted(ACTS))
def test_before_the_first_sweep_the_page_says_what_is_missing(
    rule: str, client: Client, office: Office
) -> None:
    assert "还没有判断过事实" in client.get(PAGE(rule)).content.decode()
    answer = client.post(PAGE(rule), FILLED[rule] | {"enterprise": office.firm.key})
    assert answer.status_code == 409 and "无从核对" in answer.content.decode()


def test_before_the_first_sweep_the_list_still_leads_to_the_recusal_check(client: Client) -> None:
    page = client.get("/gw/checks/").content.decode()
    assert "还没有判断过事实" in page and "/gw/checks/recusal/" in page


def test_the_unit_is_the_readers_own_unless_chosen_otherwise(client: Client, swept: None) -> None:
    assert '<option value="D1" selected>' in client.get(PAGE("inspection-over-cap")).content.decode()


def test_an_act_nobody_checks_here_is_not_there(client: Client, swept: None) -> None:
    assert client.get(PAGE("payment-overdue")).status_code == 404


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.REVIEWER, Role.LEADER])
def test_whoever_acts_on_firms_may_ask(role: Role, office: Office, swept: None) -> None:
    asking = signed_in(role, office.clerk)
    assert asking.post(PAGE("term-over-limit"), TERMS).status_code == 200


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN, Role.ENTERPRISE])
def test_nobody_else_may(role: Role, office: Office, swept: None) -> None:
    client: Any = signed_in(role)
    assert client.post(PAGE("term-over-limit"), TERMS).status_code == 403
