"""Two desks: what concerns the bureau's head is the superior organ's alone, everything else the organ's."""

from __future__ import annotations

import pytest
from django.utils import timezone

from qinqing.accounts.roles import Role
from qinqing.organ.models import Lead
from qinqing.oversight.models import EvidenceRow, Finding
from tests.support.people import Office, make_finding, make_user, signed_in

pytestmark = pytest.mark.django_db
TIE = "holdings:O2/E1"


def sealed(office: Office, about: str | None) -> Finding:
    official = office.officials[about] if about else None
    finding = make_finding(
        office, rule="related-award", level="refer", official=official, path=[TIE], evidence_count=1
    )
    row = {"holder_id": "O2", "enterprise_id": office.firm.key, "share": 0.6}
    EvidenceRow.objects.create(finding=finding, position=1, ref=TIE, row=row)
    return finding


CASES = [
    pytest.param("head", Role.SUPERIOR_ORGAN, True, id="主要负责人的事，上级机关看得到"),
    pytest.param("head", Role.ORGAN_HANDLER, False, id="主要负责人的事，承办人看不到"),
    pytest.param("head", Role.ORGAN_APPROVER, False, id="主要负责人的事，审批人看不到"),
    pytest.param("clerk", Role.ORGAN_HANDLER, True, id="经办的事，承办人看得到"),
    pytest.param("clerk", Role.ORGAN_APPROVER, True, id="经办的事，审批人看得到"),
    pytest.param("clerk", Role.SUPERIOR_ORGAN, False, id="经办的事，上级机关的桌上没有"),
    pytest.param(None, Role.ORGAN_HANDLER, True, id="没有落到人的，承办人看得到"),
    pytest.param(None, Role.SUPERIOR_ORGAN, False, id="没有落到人的，上级机关的桌上没有"),
]


@pytest.mark.parametrize(("about", "role", "seen"), CASES)
def test_board_page_table_and_picture_show_a_finding_to_the_same_desk(
    about: str | None, role: Role, seen: bool, office: Office
) -> None:
    number = sealed(office, about).number
    client = signed_in(role)
    addresses = [f"/jj/findings/{number}/{part}" for part in ("", "evidence.csv", "path.svg", "limit.svg")]
    shown = {client.get(address).status_code == 200 for address in addresses}
    assert shown | {number in client.get("/jj/").content.decode()} == {seen}


@pytest.mark.parametrize(("about", "role", "seen"), CASES)
def test_a_lead_stays_at_the_desk_of_its_finding(
    about: str | None, role: Role, seen: bool, office: Office
) -> None:
    lead = Lead.objects.create(
        number="X2026-0001",
        finding=sealed(office, about),
        reason="依据",
        registered_by=make_user(None),
        registered_at=timezone.now(),
    )
    client = signed_in(role)
    shown = {client.get(f"/jj/leads/{lead.number}/").status_code == 200}
    assert shown | {lead.number in client.get("/jj/leads/").content.decode()} == {seen}


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN])
def test_administrators_of_the_organ_read_no_finding(role: Role, office: Office) -> None:
    number = sealed(office, "clerk").number
    addresses = ("/jj/", "/jj/leads/", "/jj/released/", f"/jj/findings/{number}/")
    assert {signed_in(role).get(address).status_code for address in addresses} == {403}


def test_the_organs_site_serves_no_page_of_the_bureaus(office: Office) -> None:
    client = signed_in(Role.ORGAN_HANDLER)
    assert {client.get(path).status_code for path in ("/gw/findings/", "/law/", "/qy/")} == {404}


def test_a_finding_page_asks_at_most_twelve_questions(office: Office, django_assert_max_num_queries) -> None:
    number, client = sealed(office, "clerk").number, signed_in(Role.ORGAN_HANDLER)
    client.get(f"/jj/findings/{number}/")
    with django_assert_max_num_queries(12):
        client.get(f"/jj/findings/{number}/")
