"""The disposition form of the finding page: what is missing is said, what was written comes back, one tab wins."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.test import Client

from qinqing.accounts.actor import Actor
from qinqing.accounts.roles import Role
from qinqing.oversight.models import Disposition, Finding
from qinqing.oversight.services.dispositions import remind
from qinqing.refusals import Refused
from tests.support.people import DAY, Office, make_actor, make_finding, make_office, signed_in


@pytest.fixture
def finding(office: Office) -> Finding:
    return make_finding(office)


@pytest.fixture
def client(office: Office) -> Client:
    return signed_in(Role.SUPERVISOR, office.officials["watcher"])


def address(finding: Finding) -> str:
    return f"/gw/findings/{finding.number}/disposition/"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "says"),
    [
        pytest.param({"kind": "remind", "words": ""}, "还没有写理由", id="没写理由"),
        pytest.param({"kind": "explain", "words": "请说明。"}, "还没有写期限", id="提问没有期限"),
        pytest.param({"kind": "rectify", "words": "请改。"}, "还没有写期限", id="整改没有期限"),
        pytest.param(
            {"kind": "explain", "words": "请说明。", "due_on": "下周"}, "日期写法不对", id="日期写法"
        ),
        pytest.param({"kind": "dismiss", "words": "有误。"}, "还没有写", id="排除没有澄清书"),
        pytest.param({"kind": "punish", "words": "处分。"}, "punish", id="没有的处置"),
        pytest.param({"kind": "remind", "words": "多" * 501}, "500", id="理由太长"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_decided(
    given: dict[str, str], says: str, finding: Finding, client: Client
) -> None:
    page = client.post(address(finding), given)
    assert page.status_code == 422
    assert says in page.content.decode()
    assert Disposition.objects.count() == 0


@pytest.mark.django_db
def test_what_was_written_comes_back_with_the_refusal(finding: Finding, client: Client) -> None:
    past = (DAY - timedelta(days=1)).isoformat()
    page = client.post(address(finding), {"kind": "explain", "words": "请说明经过。", "due_on": past})
    assert page.status_code == 409
    assert "请说明经过。" in page.content.decode()


@pytest.mark.django_db
def test_of_two_tabs_the_second_is_refused_and_told_why(finding: Finding, client: Client) -> None:
    assert client.post(address(finding), {"kind": "remind", "words": "第一个标签页。"}).status_code == 302
    second = client.post(address(finding), {"kind": "remind", "words": "第二个标签页。"})
    assert second.status_code == 409
    assert "已经处置" in second.content.decode()
    assert Disposition.objects.get().words == "第一个标签页。"


@pytest.mark.django_db(transaction=True)
def test_two_supervisors_at_the_same_moment_leave_one_disposition() -> None:
    office = make_office()
    finding = make_finding(office)
    actors = [make_actor(Role.SUPERVISOR, office.officials[name]) for name in ("watcher", "lawyer")]
    start, became = threading.Barrier(len(actors)), []
    threads = [threading.Thread(target=race, args=(actor, finding, start, became)) for actor in actors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(became) == ["disposed", "finding.already_disposed"]
    assert Disposition.objects.count() == 1


def race(actor: Actor, finding: Finding, start: threading.Barrier, became: list[str]) -> None:
    start.wait()
    try:
        became.append(once_free(actor, finding))
    except Refused as refused:
        became.append(refused.code)
    finally:
        connection.close()


def once_free(actor: Actor, finding: Finding) -> str:
    """The test's SQLite lies in memory, where a locked table does not wait: then the browser tries again."""
    while True:
        try:
            remind(actor, finding, "请注意时限。")
            return "disposed"
        except OperationalError as busy:
            if "locked" not in str(busy):
                raise
