"""What a rule's alarms were worth: counted for administrative rules only, and no share while cases are few."""

from __future__ import annotations

from itertools import pairwise

import pytest
from django.test import Client
from scipy.stats import binomtest

from qinqing.accounts.roles import Role
from qinqing.oversight.models import Finding
from qinqing.oversight.records import FEWEST_CASES, RuleRecord, rule_record, rule_records, wilson
from tests.support.people import Office, make_finding, signed_in

CONFIRMED = ("reminded", "rectifying", "rectified")


def body(answer: object) -> str:
    return b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]  # a table


@pytest.mark.parametrize(
    ("confirmed", "disposed"), [(0, 20), (1, 20), (10, 20), (19, 20), (20, 20), (830, 1000)]
)
def test_the_interval_is_wilsons(confirmed: int, disposed: int) -> None:
    theirs = binomtest(confirmed, disposed).proportion_ci(method="wilson")
    ours = wilson(confirmed, disposed)
    assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high), abs=1e-12)


def test_with_the_fewest_cases_the_interval_is_at_most_forty_one_points_wide() -> None:
    widths = [wilson(k, FEWEST_CASES) for k in range(FEWEST_CASES + 1)]
    assert max(one.high - one.low for one in widths) <= 0.41
    half = wilson(FEWEST_CASES // 4, FEWEST_CASES // 2)
    assert half.high - half.low > 0.5


def test_more_cases_narrow_the_interval() -> None:
    widths = [wilson(n * 3 // 4, n) for n in (20, 40, 80, 160)]
    assert all(a.high - a.low > b.high - b.low for a, b in pairwise(widths))


@pytest.mark.parametrize(
    ("record", "shown"),
    [
        pytest.param(RuleRecord(19, 0, 19, 0), False, id="十九件"),
        pytest.param(RuleRecord(20, 0, 19, 1), True, id="二十件"),
        pytest.param(RuleRecord(500, 481, 19, 0), False, id="疑点多，处置的少"),
        pytest.param(RuleRecord(), False, id="一件也没有"),
    ],
)
def test_no_share_is_told_while_cases_are_few(record: RuleRecord, shown: bool) -> None:
    assert (record.precision is not None) is shown


def plant(office: Office, rule: str, confirmed: int, dismissed: int, waiting: int = 0) -> None:
    states = [CONFIRMED[n % 3] for n in range(confirmed)] + ["dismissed"] * dismissed + ["open"] * waiting
    for state in states:
        make_finding(office, rule=rule, status=state)


@pytest.mark.django_db
def test_a_record_is_found_confirmed_dismissed_and_what_waits(office: Office) -> None:
    plant(office, "application-overdue", confirmed=4, dismissed=2, waiting=3)
    make_finding(office, status="asked")
    make_finding(office, verdict="undetermined")
    assert rule_record("application-overdue", Finding.objects.all()) == RuleRecord(10, 4, 4, 2)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "rule",
    ["related-award", "repudiation-after-handover", "a-rule-of-old"],
    ids=["专责规则", "移送级规则", "没有的规则"],
)
def test_only_administrative_rules_have_a_record(rule: str, office: Office) -> None:
    plant(office, rule, confirmed=20, dismissed=5)
    assert rule_record(rule, Finding.objects.all()) is None
    assert rule_records(Finding.objects.all()) == {}


@pytest.mark.django_db
def test_what_is_to_be_referred_is_not_counted_with_the_rest(office: Office) -> None:
    make_finding(office, level="refer")
    make_finding(office, level="amber")
    assert rule_record("application-overdue", Finding.objects.all()) == RuleRecord(1, 1, 0, 0)


@pytest.fixture
def client(office: Office) -> Client:
    return signed_in(Role.SUPERVISOR, office.officials["watcher"])


@pytest.mark.django_db
def test_the_page_tells_the_share_with_its_interval_and_hides_it_while_cases_are_few(
    client: Client, office: Office
) -> None:
    plant(office, "application-overdue", confirmed=18, dismissed=4)
    plant(office, "payment-overdue", confirmed=19, dismissed=0)
    page = client.get("/gw/findings/record/").content.decode()
    assert "82%" in page and "95% 区间 61%–93%" in page
    assert "处置 19 件，不满 20 件，不写" in page and 'nowrap">100%' not in page
    assert page.count("/gw/findings/record/application-overdue.svg") == 1
    assert "/gw/findings/record/payment-overdue.svg" not in page


@pytest.mark.django_db
def test_the_table_is_there_for_a_spreadsheet_too(client: Client, office: Office) -> None:
    plant(office, "application-overdue", confirmed=18, dismissed=4)
    plant(office, "payment-overdue", confirmed=1, dismissed=0)
    lines = body(client.get("/gw/findings/record.csv")).lstrip("\ufeff").splitlines()
    assert lines[1] == "application-overdue,22,0,18,4,0.818,0.615,0.927"
    assert lines[2] == "payment-overdue,1,0,1,0,,,"


@pytest.mark.django_db
def test_the_picture_is_empty_while_cases_are_few(client: Client, office: Office) -> None:
    plant(office, "payment-overdue", confirmed=3, dismissed=0)
    assert b"<rect" not in client.get("/gw/findings/record/payment-overdue.svg").content


@pytest.mark.django_db
def test_a_reader_counts_only_what_they_may_see(client: Client, office: Office) -> None:
    watcher = office.officials["watcher"]
    make_finding(office, official=watcher, department=watcher.department)
    make_finding(office, outside=True, official=office.head)
    assert "还没有疑点" in client.get("/gw/findings/record/").content.decode()


@pytest.mark.django_db
def test_the_findings_own_page_tells_the_same(client: Client, office: Office) -> None:
    plant(office, "application-overdue", confirmed=18, dismissed=4)
    number = make_finding(office).number
    page = client.get(f"/gw/findings/{number}/").content.decode()
    assert "已处置的 22 件中确认 18 件：确认率 82%，95% 区间 61%–93%" in page


@pytest.mark.django_db
def test_the_record_page_asks_as_many_questions_for_forty_findings_as_for_two(
    client: Client, office: Office, django_assert_max_num_queries
) -> None:
    plant(office, "application-overdue", confirmed=20, dismissed=20)
    with django_assert_max_num_queries(12):
        client.get("/gw/findings/record/")
