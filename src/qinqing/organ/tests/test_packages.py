"""Sealed packages: two people, one recipient's key, and digests that hold."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyrage
import pytest
import time_machine

from qinqing.accounts.roles import Role
from qinqing.law.values import Values, write_values
from qinqing.organ.models import Recipient, SealedPackage
from qinqing.organ.services.packages import add_recipient, agree_package, ask_package, pack
from qinqing.organ.services.sweep import sweep_organ_folder
from qinqing.oversight.models import EvidenceRow, Finding, RuleText
from qinqing.oversight.tests.folders import GIFT, JUDGED_ON, LATE, bureau_tables, folder_of
from qinqing.refusals import Refused
from qinqing.rules.catalogue import load_rules
from tests.support.people import Office, make_actor, make_finding, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def key() -> Any:
    return pyrage.x25519.Identity.generate()


@pytest.fixture
def recipient(key: Any) -> Recipient:
    approver = make_actor(Role.ORGAN_APPROVER)
    return add_recipient(approver, "清宁市纪委监委（虚构）", str(key.to_public()))


@pytest.fixture
def finding(office: Office) -> Finding:
    found = make_finding(office, rule="related-award", level="refer", evidence_count=1)
    EvidenceRow.objects.create(finding=found, position=1, ref="kinships:O2/P-spouse/spouse", row={"a": "乙"})
    return found


@pytest.fixture
def package(finding: Finding, recipient: Recipient) -> SealedPackage:
    asked = ask_package(make_actor(Role.ORGAN_HANDLER), finding, recipient, "移送。")
    return agree_package(make_actor(Role.ORGAN_APPROVER), asked)


def packed(found: Finding) -> zipfile.ZipFile:
    """Before it is sealed."""
    return zipfile.ZipFile(io.BytesIO(pack(found)))


def opened(package: SealedPackage, key: Any) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(pyrage.decrypt(bytes(package.sealed), [key])))


def test_the_recipients_private_key_opens_it(package: SealedPackage, key: Any) -> None:
    archive = opened(package, key)
    assert set(archive.namelist()) == {
        "finding.json", "evidence.json", "values.json", "SHA256SUMS",
    }  # fmt: skip
    assert json.loads(archive.read("evidence.json"))[0]["fact"] == "kinships:O2/P-spouse/spouse"


def test_no_other_key_opens_it(package: SealedPackage) -> None:
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(bytes(package.sealed), [pyrage.x25519.Identity.generate()])


def test_nothing_of_the_evidence_stands_in_the_sealed_bytes(package: SealedPackage) -> None:
    assert b"P-spouse" not in bytes(package.sealed)


def test_the_digests_inside_match(package: SealedPackage, key: Any) -> None:
    archive = opened(package, key)
    listed = dict(reversed(line.split("  ")) for line in archive.read("SHA256SUMS").decode().splitlines())
    assert listed == {
        name: hashlib.sha256(archive.read(name)).hexdigest()
        for name in archive.namelist()
        if name != "SHA256SUMS"
    }


def test_the_digest_kept_is_that_of_the_sealed_file(package: SealedPackage) -> None:
    assert package.digest == hashlib.sha256(bytes(package.sealed)).hexdigest()


def test_a_package_and_its_page_hold_the_values_judged_by_after_the_home_file_changed(
    own_installation: Path,
) -> None:
    def handed_in_from(name: str, amount: int) -> Values:
        own = {"gift_handover_cny": {date(2026, 1, 1): Decimal(amount)}}
        return write_values(own_installation / name, values=own)

    folder = folder_of(own_installation / "in", bureau_tables(LATE) | {"declarations": [GIFT]})
    sweep_organ_folder(folder, on=JUDGED_ON, values=handed_in_from("other.yaml", 321))
    handed_in_from("values.yaml", 987)
    found = Finding.objects.get(rule="gift-undeclared")
    kept = json.loads(packed(found).read("values.json"))
    assert {one["id"]: one["value"] for one in kept["values"]}["gift_handover_cny"] == 321
    assert kept["version"] == found.last_sweep.values.digest
    page = signed_in(Role.ORGAN_HANDLER).get(f"/jj/findings/{found.number}/").text
    assert "321" in page and "987" not in page


def test_a_package_holds_the_rule_that_judged_not_todays(own_installation: Path) -> None:
    folder = folder_of(
        own_installation / "in", bureau_tables(LATE) | {"declarations": [{**GIFT, "declared_on": None}]}
    )
    sweep_organ_folder(folder, on=JUDGED_ON)
    found = Finding.objects.get(rule="gift-undeclared")
    assert packed(found).read("rule.sql") == load_rules()["gift-undeclared"].path.read_bytes()
    RuleText.objects.filter(runs__sweep=found.last_sweep, runs__rule=found.rule).update(text="-- 从前")
    assert packed(found).read("rule.sql").decode() == "-- 从前"


def test_a_package_from_before_values_and_rules_were_kept_invents_none(office: Office) -> None:
    archive = packed(make_finding(office, rule="gift-undeclared"))
    kept = json.loads(archive.read("values.json"))
    assert kept == {"version": None, "catalogue": None, "values": None}
    assert "rule.sql" not in archive.namelist()


def test_the_same_evidence_gives_the_same_bytes_on_another_day(
    finding: Finding, frozen_clock: time_machine.Traveller
) -> None:
    before = pack(finding)
    frozen_clock.shift(86_400)
    assert pack(finding) == before


def test_nobody_agrees_to_what_they_asked_for(finding: Finding, recipient: Recipient) -> None:
    actor = make_actor(Role.SUPERIOR_ORGAN)
    asked = ask_package(actor, finding, recipient, "移送。")
    with pytest.raises(Refused, match=r"organ\.own_proposal"):
        agree_package(actor, asked)
    asked.refresh_from_db()
    assert asked.sealed is None


def test_a_package_is_made_once(package: SealedPackage) -> None:
    with pytest.raises(Refused):
        agree_package(make_actor(Role.ORGAN_APPROVER), package)


def test_before_a_second_person_agreed_there_is_nothing_to_fetch(
    finding: Finding, recipient: Recipient
) -> None:
    asked = ask_package(make_actor(Role.ORGAN_HANDLER), finding, recipient, "移送。")
    assert signed_in(Role.ORGAN_HANDLER).get(f"/jj/packages/{asked.pk}/file/").status_code == 404


def test_the_pages_lead_from_asking_to_the_file(finding: Finding, recipient: Recipient, key: Any) -> None:
    handler, approver = signed_in(Role.ORGAN_HANDLER), signed_in(Role.ORGAN_APPROVER)
    given = {"recipient": recipient.pk, "reason": "移送。"}
    assert handler.post(f"/jj/findings/{finding.number}/package/", given).status_code == 302
    asked = SealedPackage.objects.get()
    assert handler.post(f"/jj/packages/{asked.pk}/agree/").status_code == 403
    assert approver.post(f"/jj/packages/{asked.pk}/agree/").status_code == 302
    fetched = handler.get(f"/jj/packages/{asked.pk}/file/")
    assert zipfile.is_zipfile(io.BytesIO(pyrage.decrypt(fetched.content, [key])))


@pytest.mark.parametrize(
    "public_key",
    [
        pytest.param("AGE-SECRET-KEY-1", id="私钥"),
        pytest.param("age1short", id="太短"),
        pytest.param("ssh-ed25519 AAAA", id="别的钥匙"),
        pytest.param("口令", id="不是钥匙"),
    ],
)
def test_what_is_no_public_key_is_refused(public_key: str) -> None:
    with pytest.raises(Refused, match=r"package\.key_wrong"):
        add_recipient(make_actor(Role.ORGAN_APPROVER), "某机关", public_key)
    assert Recipient.objects.count() == 0


def test_a_recipients_name_stands_once(recipient: Recipient, key: Any) -> None:
    page = signed_in(Role.ORGAN_APPROVER).post(
        "/jj/recipients/", {"name": recipient.name, "public_key": str(key.to_public())}
    )
    assert page.status_code == 422
    assert Recipient.objects.count() == 1
