"""A finding becomes a lead or is set aside; its procedures are proposed by one person and decided by another."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from qinqing.accounts.roles import Role
from qinqing.organ.models import Lead, Procedure
from qinqing.organ.services import leads as act
from qinqing.oversight.models import Finding
from qinqing.record.models import Entry
from qinqing.refusals import Refused
from tests.support.people import DAY, Office, make_actor, make_finding, signed_in

pytestmark = pytest.mark.django_db
LATER = DAY + timedelta(days=30)


@pytest.fixture
def handler() -> Any:
    """承办人"""
    return make_actor(Role.ORGAN_HANDLER)


@pytest.fixture
def approver() -> Any:
    """审批人"""
    return make_actor(Role.ORGAN_APPROVER)


@pytest.fixture
def finding(office: Office) -> Finding:
    return make_finding(office, rule="related-award", level="refer")


@pytest.fixture
def lead(finding: Finding, handler: Any) -> Lead:
    return act.register_lead(handler, finding, "持股关系清楚，需要核实。")


def test_registering_makes_the_finding_a_lead_with_a_number_of_its_own(lead: Lead) -> None:
    assert lead.number == "X2026-0001"
    assert Finding.objects.get().status == "lead"


def test_leads_are_numbered_one_after_the_other(lead: Lead, office: Office, handler: Any) -> None:
    second = act.register_lead(handler, make_finding(office, rule="related-award", level="refer"), "另一条。")
    assert second.number == "X2026-0002"


def test_set_aside_is_no_lead(finding: Finding, handler: Any) -> None:
    act.set_aside(handler, finding, "同名，不是本人。")
    assert Finding.objects.get().status == "dismissed"
    assert Lead.objects.count() == 0


@pytest.mark.parametrize("again", [act.register_lead, act.set_aside])
def test_a_finding_is_registered_or_set_aside_once(
    again: Any, lead: Lead, finding: Finding, handler: Any
) -> None:
    with pytest.raises(Refused, match=r"lead\.already_registered"):
        again(handler, finding, "再来一次。")


KINDS = [
    pytest.param("talk", id="谈话函询"),
    pytest.param("verify", id="初步核实"),
    pytest.param("hold", id="暂存待查"),
    pytest.param("close", id="予以了结"),
]


def propose(actor: Any, lead: Lead, kind: str = "verify", **given: Any) -> Procedure:
    usual = {"due_on": LATER, "clearance": "未惊动本人。" if kind == "close" else ""}
    return act.propose_procedure(actor, lead, kind, "依据清楚。", **usual | given)


@pytest.mark.parametrize("kind", KINDS)
def test_a_procedure_is_in_force_when_another_person_approved_it(
    kind: str, lead: Lead, handler: Any, approver: Any
) -> None:
    step = propose(handler, lead, kind)
    assert step.approved is None
    act.decide_procedure(approver, step, True, "同意。")
    step.refresh_from_db()
    assert (step.approved, step.decided_by) == (True, approver.user)


def test_nobody_decides_what_they_proposed(lead: Lead, approver: Any) -> None:
    step = propose(approver, lead)
    with pytest.raises(Refused, match=r"organ\.own_proposal"):
        act.decide_procedure(approver, step, True, "同意。")


def test_a_procedure_is_decided_once(lead: Lead, handler: Any, approver: Any) -> None:
    step = act.decide_procedure(approver, propose(handler, lead), False, "依据不足。")
    with pytest.raises(Refused, match=r"procedure\.decided"):
        act.decide_procedure(approver, step, True, "改主意。")
    step.refresh_from_db()
    assert (step.approved, step.decision) == (False, "依据不足。")


def test_one_procedure_waits_at_a_time(lead: Lead, handler: Any, approver: Any) -> None:
    step = propose(handler, lead)
    with pytest.raises(Refused, match=r"procedure\.waiting"):
        propose(handler, lead, "hold")
    act.decide_procedure(approver, step, False, "不同意。")
    assert propose(handler, lead, "hold").kind == "hold"


def test_closing_needs_the_written_clearance(lead: Lead, handler: Any) -> None:
    with pytest.raises(Refused, match=r"procedure\.clearance_missing"):
        propose(handler, lead, "close", clearance="")


@pytest.mark.parametrize("due_on", [None, DAY - timedelta(days=1)], ids=["没有期限", "期限已过"])
@pytest.mark.parametrize("kind", ["talk", "verify", "hold"])
def test_what_is_no_closing_needs_a_deadline(kind: str, due_on: Any, lead: Lead, handler: Any) -> None:
    with pytest.raises(Refused, match=r"procedure\.deadline_missing"):
        propose(handler, lead, kind, due_on=due_on)


def test_a_closed_lead_takes_no_further_procedure(lead: Lead, handler: Any, approver: Any) -> None:
    act.decide_procedure(approver, propose(handler, lead, "close"), True, "同意了结。")
    with pytest.raises(Refused, match=r"lead\.closed"):
        propose(handler, lead)


def test_a_closing_that_was_not_approved_leaves_the_lead_open(
    lead: Lead, handler: Any, approver: Any
) -> None:
    act.decide_procedure(approver, propose(handler, lead, "close"), False, "不同意了结。")
    assert propose(handler, lead).waiting


def test_no_step_writes_a_name_or_a_reason_into_an_entry(lead: Lead, handler: Any, approver: Any) -> None:
    act.decide_procedure(approver, propose(handler, lead), True, "同意核实。")
    bodies = "".join(bytes(entry.body).decode() for entry in Entry.objects.all())
    assert Entry.objects.count() == 3
    assert not any(words in bodies for words in ("持股关系", "依据清楚", "同意核实", lead.number))


def test_the_pages_lead_from_finding_to_lead_to_decision(finding: Finding) -> None:
    handler, approver = signed_in(Role.ORGAN_HANDLER), signed_in(Role.ORGAN_APPROVER)
    register = {"decision": "register", "reason": "需要核实。\r\n另起一行。"}
    assert handler.post(f"/jj/findings/{finding.number}/register/", register).status_code == 302
    lead = Lead.objects.get()
    asked = {"kind": "verify", "reason": "核实。", "due_on": LATER.isoformat()}
    assert handler.post(f"/jj/leads/{lead.number}/procedure/", asked).status_code == 302
    step = Procedure.objects.get()
    decided = {"approved": "yes", "words": "同意。"}
    assert handler.post(f"/jj/procedures/{step.pk}/", decided).status_code == 403
    assert approver.post(f"/jj/procedures/{step.pk}/", decided).status_code == 302
    assert "同意。" in approver.get(f"/jj/leads/{lead.number}/").content.decode()


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({"reason": "依据。", "due_on": LATER.isoformat()}, id="没有选方式"),
        pytest.param({"kind": "verify", "reason": "", "due_on": LATER.isoformat()}, id="没有理由"),
        pytest.param({"kind": "verify", "reason": "依据。", "due_on": "月底"}, id="日期写法"),
        pytest.param({"kind": "punish", "reason": "依据。", "due_on": LATER.isoformat()}, id="没有的方式"),
    ],
)
def test_a_proposal_that_misses_something_comes_back(given: dict[str, str], lead: Lead) -> None:
    page = signed_in(Role.ORGAN_HANDLER).post(f"/jj/leads/{lead.number}/procedure/", given)
    assert page.status_code == 422
    assert Procedure.objects.count() == 0


def test_a_second_registration_is_told_why_it_was_refused(lead: Lead, finding: Finding) -> None:
    page = signed_in(Role.ORGAN_HANDLER).post(
        f"/jj/findings/{finding.number}/register/", {"decision": "register", "reason": "再登记。"}
    )
    assert page.status_code == 409
    assert "已经登记或排除" in page.content.decode()


def test_a_second_proposal_is_told_why_it_was_refused(lead: Lead, handler: Any) -> None:
    propose(handler, lead)
    page = signed_in(Role.ORGAN_HANDLER).post(
        f"/jj/leads/{lead.number}/procedure/",
        {"kind": "hold", "reason": "暂存。", "due_on": LATER.isoformat()},
    )
    assert page.status_code == 409
    assert "等待审批" in page.content.decode()
    assert "审批后再提出下一项" in page.content.decode()
