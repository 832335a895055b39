"""Remind, explain, rectify, dismiss: what each leaves behind, whom it reaches, what is refused."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from qinqing.accounts.roles import Role
from qinqing.oversight.models import Clearance, Disposition, Finding
from qinqing.oversight.selectors import notices_for
from qinqing.oversight.services import dispositions as act
from qinqing.record.models import Entry, Opening
from qinqing.record.openings import opened
from qinqing.refusals import Refused
from tests.support.people import DAY, Office, make_actor, make_finding, signed_in

pytestmark = pytest.mark.django_db
LATER = DAY + timedelta(days=14)


@pytest.fixture
def finding(office: Office) -> Finding:
    return make_finding(office)


@pytest.fixture
def watcher(office: Office) -> Any:
    """督查"""
    return make_actor(Role.SUPERVISOR, office.officials["watcher"])


@pytest.fixture
def clerk(office: Office) -> Any:
    """经办: the person concerned"""
    return make_actor(Role.CLERK, office.clerk)


def dispose(kind: str, actor: Any, finding: Finding, due_on: date = LATER) -> Disposition:
    match kind:
        case "remind":
            return act.remind(actor, finding, "请注意办理时限。")
        case "explain":
            return act.explain(actor, finding, "请说明 9 月 30 日后的经过。", due_on)
        case "rectify":
            return act.rectify(actor, finding, "请在期限前办结。", due_on)
        case _:
            return act.dismiss(actor, finding, "登记有误。", "经核实，你按期办结，不存在超期。")


KINDS = [
    pytest.param("remind", "reminded", id="提醒"),
    pytest.param("explain", "asked", id="要求说明情况"),
    pytest.param("rectify", "rectifying", id="责令整改"),
    pytest.param("dismiss", "dismissed", id="排除预警"),
]


@pytest.mark.parametrize(("kind", "status"), KINDS)
def test_a_disposition_moves_the_finding_on(kind: str, status: str, finding: Finding, watcher: Any) -> None:
    dispose(kind, watcher, finding)
    finding.refresh_from_db()
    assert finding.status == status


@pytest.mark.parametrize(("kind", "status"), KINDS)
def test_a_disposition_reaches_the_person_concerned(
    kind: str, status: str, finding: Finding, watcher: Any, clerk: Any
) -> None:
    given = dispose(kind, watcher, finding)
    assert [*notices_for(clerk)] == [given]


def test_a_disposition_reaches_no_colleague(finding: Finding, watcher: Any, office: Office) -> None:
    dispose("explain", watcher, finding)
    for name in ("watcher", "lawyer", "head"):
        assert [*notices_for(make_actor(Role.CLERK, office.officials[name]))] == []


def test_a_reminder_reaches_the_leader_of_the_unit_too(
    finding: Finding, watcher: Any, office: Office
) -> None:
    given = dispose("remind", watcher, finding)
    assert [*notices_for(make_actor(Role.LEADER, office.chief))] == [given]
    page = signed_in(Role.LEADER, office.chief).get(f"/gw/notices/{given.pk}/")
    assert page.status_code == 200


@pytest.mark.parametrize("kind", ["explain", "rectify", "dismiss"])
def test_what_is_no_reminder_does_not_reach_the_leader_of_the_unit(
    kind: str, finding: Finding, watcher: Any, office: Office
) -> None:
    given = dispose(kind, watcher, finding)
    assert [*notices_for(make_actor(Role.LEADER, office.chief))] == []
    assert signed_in(Role.LEADER, office.chief).get(f"/gw/notices/{given.pk}/").status_code == 404


def test_a_reminder_to_a_leader_reaches_no_other_leader_of_the_unit(office: Office, watcher: Any) -> None:
    deputy = office.officials["lawyer"]
    deputy.department, deputy.leader = office.departments["works"], True
    deputy.save()
    given = dispose("remind", watcher, make_finding(office, official=office.chief))
    assert [*notices_for(make_actor(Role.LEADER, deputy))] == []
    assert signed_in(Role.LEADER, deputy).get(f"/gw/notices/{given.pk}/").status_code == 404


def test_what_concerns_a_unit_reaches_its_leader_and_nobody_else_in_it(
    office: Office, watcher: Any, clerk: Any
) -> None:
    given = dispose("explain", watcher, make_finding(office, official=None))
    assert [*notices_for(make_actor(Role.LEADER, office.chief))] == [given]
    assert [*notices_for(clerk)] == []


def test_a_question_about_a_unit_is_answered_by_its_leader(office: Office, watcher: Any) -> None:
    given = dispose("explain", watcher, make_finding(office, official=None))
    page = signed_in(Role.LEADER, office.chief).post(f"/gw/notices/{given.pk}/", {"words": "人手不足。"})
    given.refresh_from_db()
    assert (page.status_code, given.answer) == (303, "人手不足。")


@pytest.mark.parametrize("kind", ["explain", "rectify"])
def test_a_deadline_before_today_is_refused(kind: str, finding: Finding, watcher: Any) -> None:
    with pytest.raises(Refused, match=r"disposition\.deadline_passed"):
        dispose(kind, watcher, finding, due_on=DAY - timedelta(days=1))
    assert Disposition.objects.count() == 0


def test_today_is_a_deadline_like_any_other(finding: Finding, watcher: Any) -> None:
    assert dispose("explain", watcher, finding, due_on=DAY).due_on == DAY


@pytest.mark.parametrize(("kind", "status"), [k for k in KINDS if k.values[0] != "explain"])
def test_a_finding_disposed_of_is_not_disposed_of_again(
    kind: str, status: str, finding: Finding, watcher: Any
) -> None:
    dispose(kind, watcher, finding)
    with pytest.raises(Refused, match=r"finding\.already_disposed"):
        dispose("remind", watcher, finding)
    assert Disposition.objects.count() == 1


def test_only_a_dismissed_finding_is_said_to_open_by_itself(office: Office, watcher: Any) -> None:
    said = {}
    for kind in ("remind", "dismiss"):
        finding = make_finding(office)
        dispose(kind, watcher, finding)
        with pytest.raises(Refused) as refused:
            dispose("remind", watcher, finding)
        said[kind] = refused.value.says
    assert "自动重新列为待核实" in said["dismiss"].zh
    assert "自动" not in said["remind"].zh
    assert "by itself" not in said["remind"].en


def test_after_an_answer_the_supervisor_decides(finding: Finding, watcher: Any, clerk: Any) -> None:
    act.answer(clerk, dispose("explain", watcher, finding), "资料在补正中。")
    finding.refresh_from_db()
    assert finding.status == "answered"
    dispose("dismiss", watcher, finding)
    finding.refresh_from_db()
    assert finding.status == "dismissed"


def test_an_answer_is_given_once(finding: Finding, watcher: Any, clerk: Any) -> None:
    asked = dispose("explain", watcher, finding)
    act.answer(clerk, asked, "资料在补正中。")
    with pytest.raises(Refused, match=r"notice\.already_answered"):
        act.answer(clerk, asked, "改口。")
    asked.refresh_from_db()
    assert asked.answer == "资料在补正中。"


@pytest.mark.parametrize("kind", ["remind", "rectify", "dismiss"])
def test_only_a_question_is_answered(kind: str, finding: Finding, watcher: Any, clerk: Any) -> None:
    with pytest.raises(Refused, match=r"notice\.already_answered"):
        act.answer(clerk, dispose(kind, watcher, finding), "我来说明。")


def test_an_answer_that_comes_after_the_decision_changes_no_decision(
    finding: Finding, watcher: Any, clerk: Any
) -> None:
    asked = dispose("explain", watcher, finding)
    dispose("remind", watcher, finding)
    act.answer(clerk, asked, "说明在后。")
    finding.refresh_from_db()
    assert finding.status == "reminded"


@pytest.mark.parametrize(
    ("who", "status"),
    [
        pytest.param("clerk", 303, id="本人"),
        pytest.param("lawyer", 404, id="同事"),
        pytest.param("head", 404, id="主要负责人"),
        pytest.param("chief", 404, id="科室负责人"),
    ],
)
def test_a_question_to_a_person_is_answered_by_that_person_only(
    who: str, status: int, finding: Finding, watcher: Any, office: Office
) -> None:
    asked = dispose("explain", watcher, finding)
    client = signed_in(Role.CLERK, office.officials[who])
    assert client.post(f"/gw/notices/{asked.pk}/", {"words": "说明。"}).status_code == status


def test_a_rectification_ends_only_when_a_supervisor_checked_it(finding: Finding, watcher: Any) -> None:
    order = dispose("rectify", watcher, finding)
    act.confirm_rectified(watcher, finding, "现场核对，已办结。")
    finding.refresh_from_db()
    order.refresh_from_db()
    assert (finding.status, order.checked_by) == ("rectified", watcher.user)


def test_there_is_nothing_to_check_where_nothing_was_ordered(finding: Finding, watcher: Any) -> None:
    with pytest.raises(Refused, match=r"finding\.not_rectifying"):
        act.confirm_rectified(watcher, finding, "核对。")


def test_a_rectification_is_checked_once(finding: Finding, watcher: Any) -> None:
    dispose("rectify", watcher, finding)
    act.confirm_rectified(watcher, finding, "核对。")
    with pytest.raises(Refused, match=r"finding\.not_rectifying"):
        act.confirm_rectified(watcher, finding, "再核对。")


def test_a_dismissal_comes_with_a_written_clearance(finding: Finding, watcher: Any) -> None:
    dispose("dismiss", watcher, finding)
    assert Clearance.objects.get().words == "经核实，你按期办结，不存在超期。"


def test_the_person_cleared_reads_the_clearance_and_not_the_reasons(
    finding: Finding, watcher: Any, office: Office
) -> None:
    given = dispose("dismiss", watcher, finding)
    client = signed_in(Role.CLERK, office.clerk)
    read = "".join(client.get(p).content.decode() for p in ("/gw/notices/", f"/gw/notices/{given.pk}/"))
    assert "你按期办结" in read
    assert "登记有误" not in read


@pytest.mark.parametrize(("kind", "status"), KINDS)
def test_every_disposition_writes_one_entry_that_opens_to_its_words(
    kind: str, status: str, finding: Finding, watcher: Any
) -> None:
    given = dispose(kind, watcher, finding)
    entry = Entry.objects.get()
    assert entry.type == f"oversight.{kind}"
    assert given.words in opened(Opening.objects.get(entry=entry))[1].decode()
    assert given.words not in bytes(entry.body).decode()


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("第一行。\r\n第二行。", id="换行"),
        pytest.param("cafe\u0301 一家", id="未合成的字符"),
        pytest.param("\u202a从别处粘贴\u202c", id="粘贴带来的方向符"),
        pytest.param("响铃\u0007。", id="控制字符"),
    ],
)
def test_words_are_taken_as_people_type_and_paste_them(typed: str, finding: Finding, office: Office) -> None:
    client = signed_in(Role.SUPERVISOR, office.officials["watcher"])
    address = f"/gw/findings/{finding.number}/disposition/"
    assert client.post(address, {"kind": "remind", "words": typed}).status_code == 302
