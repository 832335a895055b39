"""The finding page: as many questions to the database for 5,000 evidence rows as for one, and every row within reach."""

from __future__ import annotations

import pytest
from django.test import Client

from qinqing.accounts.roles import Role
from qinqing.oversight.models import EvidenceRow, Finding, Viewing
from qinqing.oversight.paging import PER_PAGE
from tests.support.people import Office, make_finding, signed_in

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


@pytest.fixture
def client(office: Office) -> Client:
    return signed_in(Role.SUPERVISOR, office.officials["watcher"])


def finding_on(office: Office, rows: int) -> Finding:
    finding = make_finding(office, evidence_count=rows)
    EvidenceRow.objects.bulk_create(
        EvidenceRow(finding=finding, position=n, ref=f"applications:A{n}", row={"item": f"事项{n}"})
        for n in range(1, rows + 1)
    )
    return finding


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(0, id="没有依据行"),
        pytest.param(1, id="一行依据"),
        pytest.param(5000, id="五千行依据"),
    ],
)
def test_a_finding_page_asks_at_most_twelve_questions_however_many_rows(
    rows: int, client: Client, office: Office, django_assert_max_num_queries
) -> None:
    finding = finding_on(office, rows)
    with django_assert_max_num_queries(MOST_QUERIES):
        assert client.get(f"/gw/findings/{finding.number}/").status_code == 200


def test_evidence_comes_a_page_at_a_time_and_the_last_row_is_on_the_last_page(
    client: Client, office: Office
) -> None:
    finding = finding_on(office, PER_PAGE * 2 + 1)
    first = client.get(f"/gw/findings/{finding.number}/").content.decode()
    last = client.get(f"/gw/findings/{finding.number}/?page=3").content.decode()
    assert f"事项{PER_PAGE}<" in first
    assert f"事项{PER_PAGE + 1}<" not in first
    assert f"事项{PER_PAGE * 2 + 1}<" in last


@pytest.mark.parametrize("asked", ["0", "-1", "99", "nonsense", ""])
def test_a_page_that_is_not_there_is_answered_with_one_that_is(
    asked: str, client: Client, office: Office
) -> None:
    finding = finding_on(office, 3)
    assert client.get(f"/gw/findings/{finding.number}/?page={asked}").status_code == 200


def test_the_evidence_table_holds_every_row(client: Client, office: Office) -> None:
    finding = finding_on(office, 60)
    answer = client.get(f"/gw/findings/{finding.number}/evidence.csv")
    text = b"".join(answer.streaming_content).decode() if answer.streaming else answer.content.decode()
    assert len(text.strip().splitlines()) == 61


def test_looking_leaves_one_trace_a_day(client: Client, office: Office) -> None:
    finding = finding_on(office, 1)
    for _ in range(3):
        client.get(f"/gw/findings/{finding.number}/")
    assert Viewing.objects.filter(finding=finding).count() == 1


def test_the_page_speaks_of_a_finding_to_be_verified_and_shows_the_limit(
    client: Client, office: Office
) -> None:
    page = client.get(f"/gw/findings/{finding_on(office, 1).number}/").content.decode()
    assert "这是预警提示，不是结论" in page
    assert "待核实" in page


def test_the_page_of_an_undetermined_finding_says_what_cannot_be_told(client: Client, office: Office) -> None:
    finding = make_finding(office, verdict="undetermined", observed=None, limit=None)
    page = client.get(f"/gw/findings/{finding.number}/").content.decode()
    assert "无法判定" in page


def test_a_finding_of_a_rule_that_is_no_longer_here_is_still_readable(client: Client, office: Office) -> None:
    finding = make_finding(office, rule="a-rule-of-old")
    assert client.get(f"/gw/findings/{finding.number}/").status_code == 200


def test_whoever_runs_a_unit_without_a_person_finds_its_page(client: Client, office: Office) -> None:
    finding = make_finding(office, official=None, enterprise=None)
    assert client.get(f"/gw/findings/{finding.number}/").status_code == 200
