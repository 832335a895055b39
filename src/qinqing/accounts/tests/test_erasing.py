"""Erasing a person takes two people, is refused while their data are needed, and never covers up what somebody altered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from qinqing.accounts.actor import Actor, actor_of
from qinqing.accounts.erasers import erasers
from qinqing.accounts.models import Erasure, RoleGrant, User
from qinqing.accounts.roles import ORGAN_ROLES, Role
from qinqing.accounts.services import erasing
from qinqing.accounts.services.grants import create_account
from qinqing.organisations.models import Enterprise, Official
from qinqing.oversight.models import Disposition, Finding, Viewing
from qinqing.oversight.services import dispositions
from qinqing.record import keybackups
from qinqing.record.erasing import lists
from qinqing.record.folding import compare, fold_all
from qinqing.record.keystore import KeyStore
from qinqing.record.models import Case, Entry, Erased, Opening
from qinqing.record.openings import keys, named
from qinqing.record.services import Machine
from qinqing.record.stock import take_stock
from qinqing.refusals import Refused
from tests.support.people import DAY, Office, make_actor, make_finding

# Free pages are cleaned outside a transaction; what the tests of the platform see in bytes is not asked here.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.custody("bureau")]
LEFT = DAY - timedelta(days=100)
LONG_AGO = datetime.fromisoformat("2015-03-02T12:00:00+08:00")
RETENTION = "values:\n  case_file_retention_years: {2000-01-01: 10}\n  cleared_file_retention_years: {2000-01-01: 1}\n"


@pytest.fixture(autouse=True)
def own_installation(settings: Any, tmp_path: Path) -> Path:
    """Every file an erasure touches lies here."""
    settings.FOLDER = settings.HOME = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    settings.PEOPLE_KEYS, settings.KEY_BACKUPS = tmp_path / "people", tmp_path / "copies"
    settings.ERASURES = tmp_path / "erasures.jsonl"
    settings.FACTS_FOLDER = tmp_path / "facts"
    settings.VALUES_FILE = tmp_path / "values.yaml"
    return tmp_path


@pytest.fixture
def asks() -> Actor:
    return make_actor(Role.REVIEWER)


@pytest.fixture
def agrees() -> Actor:
    return make_actor(Role.SECURITY_ADMIN)


@pytest.fixture
def gone(office: Office) -> Official:
    """丙经办, who left, with an account of his own."""
    Official.objects.filter(pk=office.clerk.pk).update(until=LEFT)
    create_account(make_actor(Role.SYSTEM_ADMIN), "bingjingban", "一个口令-qingning", office.clerk)
    return office.clerk


def ask(actor: Actor, official: Official) -> Erasure:
    return erasing.ask_erasure(actor, official.key, "purpose", "已离任")


def erased(asks: Actor, agrees: Actor, official: Official) -> None:
    take_stock()  # of what tests make past the services
    assert erasing.agree_to_erasure(agrees, ask(asks, official)) == []


def refusal(act: Callable[[], object]) -> Refused:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value


def faults() -> list[str]:
    folded = fold_all()
    return [fault.code for fault in (*folded.faults, *compare(folded))]


# ── two people ──


def test_what_one_asks_and_another_agrees_to_is_done(asks: Actor, agrees: Actor, gone: Official) -> None:
    erased(asks, agrees, gone)
    gone.refresh_from_db()
    user = User.objects.get(official=gone)
    assert (gone.name, user.is_active, user.username) == ("（已清除）", False, gone.key)
    assert gone.key.startswith("erased-")


def test_whoever_asked_does_not_agree(asks: Actor, gone: Official) -> None:
    RoleGrant.objects.create(
        user=asks.user, role=Role.SECURITY_ADMIN, since=DAY, reason="x", approved_at=timezone.now()
    )
    both = actor_of(asks.user)
    asked = ask(both, gone)
    assert refusal(lambda: erasing.agree_to_erasure(both, asked)).code == "erase.same_person"
    gone.refresh_from_db()
    assert gone.name == "丙经办"


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.REVIEWER, *ORGAN_ROLES)])
def test_nobody_else_asks(gone: Official, role: Role) -> None:
    assert refusal(lambda: ask(make_actor(role), gone)).code == "erase.not_entitled"


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN, Role.SUPERVISOR, Role.LEADER])
def test_nobody_else_agrees(asks: Actor, gone: Official, role: Role) -> None:
    asked = ask(asks, gone)
    assert refusal(lambda: erasing.agree_to_erasure(make_actor(role), asked)).code == "erase.not_entitled"


def test_nobody_asks_about_themselves(office: Office) -> None:
    lawyer = make_actor(Role.REVIEWER, office.officials["lawyer"])
    assert refusal(lambda: ask(lawyer, office.officials["lawyer"])).code == "erase.oneself"


def test_about_the_head_nobody_inside_the_bureau_agrees(asks: Actor, agrees: Actor, office: Office) -> None:
    Official.objects.filter(pk=office.head.pk).update(until=LEFT)
    outside = make_actor(Role.OUTSIDE_SUPERVISOR)
    take_stock()
    asked = ask(asks, office.head)
    assert refusal(lambda: erasing.agree_to_erasure(agrees, asked)).code == "erase.not_entitled"
    assert erasing.agree_to_erasure(outside, asked) == []


@pytest.mark.parametrize("head", [False, True])
def test_the_organs_store_is_erased_by_the_organs_roles_only(head: bool) -> None:
    assert all(roles <= ORGAN_ROLES for roles in erasers("organ", head=head).values())
    assert all(roles.isdisjoint(ORGAN_ROLES) for roles in erasers("bureau", head=head).values())


def test_a_request_is_made_once(asks: Actor, gone: Official) -> None:
    ask(asks, gone)
    assert refusal(lambda: ask(asks, gone)).code == "erase.asked_already"


def test_a_declined_request_erases_nothing(asks: Actor, agrees: Actor, gone: Official) -> None:
    asked = erasing.decline_erasure(agrees, ask(asks, gone), "档案还要用")
    assert refusal(lambda: erasing.agree_to_erasure(agrees, asked)).code == "erase.decided"
    gone.refresh_from_db()
    assert gone.name == "丙经办"
    assert not [*lists.pending()]


def test_nobody_unknown_is_erased(asks: Actor, office: Office) -> None:
    assert refusal(lambda: erasing.ask_erasure(asks, "无此人", "other", "x")).code == "erase.nobody"


# ── what must be kept ──


def test_whoever_is_in_office_is_not_erased(asks: Actor, office: Office) -> None:
    refused = refusal(lambda: ask(asks, office.clerk))
    assert refused.code == "erase.kept" and "在任" in str(refused)


def test_whoever_holds_a_role_is_not_erased(asks: Actor, gone: Official) -> None:
    user = User.objects.get(username="bingjingban")
    RoleGrant.objects.create(user=user, role=Role.CLERK, since=LEFT, reason="x", approved_at=timezone.now())
    assert "角色" in str(refusal(lambda: ask(asks, gone)))


@pytest.mark.parametrize("status", ["open", "asked", "answered", "rectifying"])
def test_a_finding_being_dealt_with_keeps_the_person(
    asks: Actor, gone: Official, office: Office, status: str
) -> None:
    finding = make_finding(office, status=status)
    refused = refusal(lambda: ask(asks, gone))
    assert finding.number in str(refused) and "还在办理" in str(refused)


def settled(office: Office, when: datetime, cleared: bool = True) -> Finding:
    finding = make_finding(office)
    watcher = make_actor(Role.SUPERVISOR)
    take_stock()
    if cleared:
        dispositions.dismiss(watcher, finding, "丙经办没有超期", "已澄清")
    else:
        dispositions.remind(watcher, finding, "请注意")
    Disposition.objects.update(at=when)
    return finding


def test_while_nobody_set_how_long_files_are_kept_it_is_undetermined(
    asks: Actor, gone: Official, office: Office
) -> None:
    settled(office, LONG_AGO)
    refused = refusal(lambda: ask(asks, gone))
    assert "无法判定" in str(refused) and "cleared_file_retention_years" in str(refused)


@pytest.mark.parametrize(
    ("years", "cleared", "kept"),
    [
        pytest.param(1, True, True, id="排除一年整，最后一天"),
        pytest.param(2, True, False, id="排除超过一年"),
        pytest.param(2, False, True, id="提醒两年"),
        pytest.param(11, False, False, id="提醒十一年"),
    ],
)
def test_a_case_file_is_kept_as_long_as_the_value_says(
    asks: Actor, gone: Official, office: Office, settings: Any, years: int, cleared: bool, kept: bool
) -> None:
    settings.VALUES_FILE.write_text(RETENTION, encoding="utf-8")
    now = timezone.localtime()
    settled(office, now.replace(year=now.year - years), cleared)
    if kept:
        assert "保存到" in str(refusal(lambda: ask(asks, gone)))
    else:
        assert ask(asks, gone).pk


# ── the log ──


def test_the_log_verifies_and_says_how_many_entries_are_closed(
    asks: Actor, agrees: Actor, gone: Official
) -> None:
    erased(asks, agrees, gone)
    assert faults() == []
    said = fold_all().erased
    assert said[named("O2")] + said[named("bingjingban")] == Opening.objects.filter(sealed=None).count() > 0


def test_an_erasure_hides_no_further_entry(asks: Actor, agrees: Actor, gone: Official) -> None:
    """Whoever empties one opening more, as if it had been erased too, is found out."""
    erased(asks, agrees, gone)
    other = Opening.objects.exclude(sealed=None).exclude(entry__type="record.erase").earliest("entry__at")
    Opening.objects.filter(pk=other.pk).update(sealed=None, person=named("O2"))
    assert "log.erasure_wrong" in faults()


def test_a_key_destroyed_without_an_erasure_is_found_out(gone: Official) -> None:
    take_stock()
    keys().destroy(named("bingjingban"))
    assert faults() == ["log.key_missing"]


def test_an_erasure_does_not_make_good_what_somebody_edited(
    asks: Actor, agrees: Actor, gone: Official
) -> None:
    take_stock()
    asked = ask(asks, gone)
    User.objects.filter(username="bingjingban").update(is_superuser=True)
    assert refusal(lambda: erasing.agree_to_erasure(agrees, asked)).code == "erase.log_unsound"


def test_an_edit_after_the_erasure_is_found_out(asks: Actor, agrees: Actor, gone: Official) -> None:
    erased(asks, agrees, gone)
    User.objects.filter(official=gone).update(is_active=True)
    assert faults() == ["log.row_altered"]


def test_the_keys_are_gone_from_the_store_and_its_copies(asks: Actor, agrees: Actor, gone: Official) -> None:
    copy = KeyStore(keybackups.back_up())
    theirs = {named("O2"), named("bingjingban")}
    assert theirs & {*copy.people()}
    erased(asks, agrees, gone)
    assert not theirs & {*keys().people(), *copy.people()}


def test_the_entry_says_nothing_of_the_person(asks: Actor, agrees: Actor, gone: Official) -> None:
    known = {named("O2"), named("bingjingban")}
    erased(asks, agrees, gone)
    body = bytes(Entry.objects.get(type="record.erase").body).decode()
    assert not [word for word in (*known, "O2", "bingjingban", "丙经办") if word in body]


def test_a_case_named_after_them_is_renamed(asks: Actor, agrees: Actor, gone: Official) -> None:
    from qinqing.record.services import service, write_entry

    @service("test.about")
    def about() -> None:
        write_entry(Machine(), "guard/O2", {"official": "O2"}, person="O2")

    about()
    erased(asks, agrees, gone)
    assert not Case.objects.filter(key__contains="O2").exists() and faults() == []


# ── what goes, and what stays ──


def test_of_two_namesakes_texts_keep_the_name(
    asks: Actor, agrees: Actor, gone: Official, office: Office
) -> None:
    Official.objects.filter(pk=office.officials["lawyer"].pk).update(name="丙经办")
    other = make_finding(office, official=office.officials["lawyer"], says="丙经办经手的申请没有办结。")
    erased(asks, agrees, gone)
    other.refresh_from_db()
    office.officials["lawyer"].refresh_from_db()
    assert other.says == "丙经办经手的申请没有办结。" and office.officials["lawyer"].name == "丙经办"


def test_a_short_staff_number_is_no_word_in_prose(
    asks: Actor, agrees: Actor, gone: Official, office: Office
) -> None:
    other = make_finding(
        office, official=office.chief, says="O2 型设备", unit="O2/2026-03", path=["officials:O2"]
    )
    erased(asks, agrees, gone)
    other.refresh_from_db()
    gone.refresh_from_db()
    assert other.says == "O2 型设备"
    assert (other.unit, other.path) == (f"{gone.key}/2026-03", [f"officials:{gone.key}"])


def test_sessions_end_and_nobody_elses(asks: Actor, agrees: Actor, gone: Official) -> None:
    theirs, others = Client(), Client()
    theirs.force_login(User.objects.get(username="bingjingban"))
    others.force_login(agrees.user)
    erased(asks, agrees, gone)
    assert [*Session.objects.values_list("pk", flat=True)] == [others.session.session_key]


def test_an_individuals_business_is_a_person_too(asks: Actor, agrees: Actor, office: Office) -> None:
    Enterprise.objects.filter(pk=office.firm.pk).update(ownership="individual", name="王麻子小吃店")
    office.firm.refresh_from_db()
    take_stock()
    assert (
        erasing.agree_to_erasure(agrees, erasing.ask_erasure(asks, office.firm.key, "withdrawn", "注销"))
        == []
    )
    office.firm.refresh_from_db()
    assert office.firm.name == "（已清除）"


def test_an_erased_name_is_not_given_to_an_account_again(asks: Actor, agrees: Actor, gone: Official) -> None:
    erased(asks, agrees, gone)
    system = make_actor(Role.SYSTEM_ADMIN)
    assert refusal(lambda: create_account(system, "bingjingban", "x", None)).code == "erase.comes_back"


# ── cut short, restored ──


def test_what_was_cut_short_before_anything_happened_is_forgotten(gone: Official) -> None:
    from qinqing.accounts.erasing import subject_of
    from qinqing.record.erasing import run

    run.new_pending(subject_of("O2")).write()
    assert run.finish_pending() == 0
    assert not [*lists.pending()]
    gone.refresh_from_db()
    assert gone.name == "丙经办"


def test_a_restored_person_is_found_by_the_list_alone(asks: Actor, agrees: Actor, gone: Official) -> None:
    from qinqing.record.erasing import run

    erased(asks, agrees, gone)
    # What a backup brings back: the rows as they were, and a database that never heard of it.
    Official.objects.filter(pk=gone.pk).update(key="O2", name="丙经办")
    Erased.objects.all().delete()
    assert [line.people for line in run.unapplied()]
    assert erasing.replay_erasures(run.unapplied()) == 1
    gone.refresh_from_db()
    assert gone.name == "（已清除）" and run.unapplied() == []


def test_a_broken_list_stops_the_start(settings: Any) -> None:
    from qinqing.record.erasing import run
    from qinqing.refusals import Failed

    settings.ERASURES.write_text('{"id": "cut', encoding="ascii")
    with pytest.raises(Failed, match=r"erase\.list_broken"):
        run.unapplied()


def test_looking_at_a_finding_stays_recorded(
    asks: Actor, agrees: Actor, gone: Official, office: Office
) -> None:
    finding = make_finding(office, status="dismissed")
    Viewing.leave(finding, asks.user)
    erased(asks, agrees, gone)
    assert Viewing.objects.count() == 1
    finding.refresh_from_db()
    assert (finding.says, finding.evidence.count()) == ("（已清除）", 0)
