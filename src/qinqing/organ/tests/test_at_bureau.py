"""What the bureau has in hand is read here and nothing else: no seal, no form, no act."""

from __future__ import annotations

from typing import Any

import pytest

from qinqing.accounts.roles import Role
from qinqing.organ.models import Lead, Recipient, SealedPackage
from qinqing.organ.services import leads, packages
from qinqing.oversight.models import Finding
from qinqing.refusals import Refused
from tests.support.people import Office, make_actor, make_finding, signed_in

pytestmark = pytest.mark.django_db
SEALED = {"rule": "related-award", "level": "refer"}
HANDLER = Role.ORGAN_HANDLER


def text_of(role: Role, finding: Finding, query: str = "") -> str:
    return signed_in(role).get(f"/jj/findings/{finding.number}/{query}").content.decode()


def test_the_page_says_who_disposes_and_shows_no_seal(office: Office) -> None:
    page = text_of(HANDLER, make_finding(office))
    assert "由本局督查处置，不封存" in page
    assert "本局任何人看不到" not in page
    assert "seal-l" not in page


def test_a_sealed_finding_keeps_its_seal_and_its_forms(office: Office) -> None:
    page = text_of(HANDLER, make_finding(office, **SEALED))
    assert "本局任何人看不到" in page
    assert "seal-l" in page
    assert "/register/" in page


@pytest.mark.parametrize("role", [Role.ORGAN_HANDLER, Role.ORGAN_APPROVER])
def test_the_page_offers_no_registration_and_no_export(role: Role, office: Office) -> None:
    page = text_of(role, make_finding(office))
    assert "/register/" not in page
    assert "/package/" not in page


def test_the_pairing_code_is_the_bureaus_own_for_the_same_finding(office: Office) -> None:
    finding = make_finding(office, fingerprint="0123456789ab" + "f" * 52)
    assert "0123456789ab" in text_of(HANDLER, finding)


@pytest.mark.parametrize("act", [leads.register_lead, leads.set_aside])
def test_what_is_the_bureaus_is_neither_registered_nor_set_aside(act: Any, office: Office) -> None:
    with pytest.raises(Refused, match=r"finding\.at_bureau"):
        act(make_actor(HANDLER), make_finding(office), "不该在这里办。")
    assert Lead.objects.count() == 0


@pytest.mark.parametrize("given", [{}, SEALED], ids=["本局在办", "封存"])
def test_only_what_is_the_organs_is_exported(given: dict, office: Office) -> None:
    recipient = Recipient.objects.create(name="清宁市纪委监委（虚构）", public_key="age1")
    finding, handler = make_finding(office, **given), make_actor(HANDLER)
    if given:
        packages.ask_package(handler, finding, recipient, "移送。")
    else:
        with pytest.raises(Refused, match=r"finding\.at_bureau"):
            packages.ask_package(handler, finding, recipient, "移送。")
    assert SealedPackage.objects.count() == bool(given)


@pytest.mark.parametrize(
    ("address", "form"),
    [("register/", {"decision": "register", "reason": "依据。"}), ("package/", {"reason": "移送。"})],
)
def test_a_form_sent_anyway_is_told_why_it_was_refused(address: str, form: dict, office: Office) -> None:
    recipient = Recipient.objects.create(name="清宁市纪委监委（虚构）", public_key="age1")
    number = make_finding(office).number
    page = signed_in(HANDLER).post(f"/jj/findings/{number}/{address}", form | {"recipient": recipient.pk})
    assert page.status_code == 409
    assert "由本局督查处置，本机构只看" in page.content.decode()


def test_about_the_head_the_superior_organ_registers_and_the_page_names_the_outside_supervisor(
    office: Office,
) -> None:
    finding = make_finding(office, official=office.head)
    page = text_of(Role.SUPERIOR_ORGAN, finding)
    assert "外部监督也看得到" in page
    assert "seal-l" not in page
    assert leads.register_lead(make_actor(Role.SUPERIOR_ORGAN), finding, "依据清楚。").finding == finding


def test_the_list_says_whose_hands_each_finding_is_in(office: Office) -> None:
    make_finding(office)
    make_finding(office, **SEALED)
    client = signed_in(HANDLER)
    of_bureau, own = (client.get(f"/jj/?tab={tab}").content.decode() for tab in ("bureau", "waiting"))
    assert "疑点 · 本局在办" in of_bureau
    assert "疑点 · 本局在办" not in own


def test_the_organs_address_without_a_path_leads_to_its_desk(office: Office) -> None:
    assert signed_in(HANDLER).get("/").headers["Location"] == "/jj/"
