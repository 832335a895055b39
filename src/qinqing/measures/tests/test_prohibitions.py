"""No live count of a prohibition is public: only totals the organ verified and released, and never one to four."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from qinqing.law.bindings import load_binding
from qinqing.measures.models import ReleasedTotal
from qinqing.oversight.models import RuleRun
from qinqing.rules.catalogue import load_rules
from tests.support.people import Office, make_finding, make_sweep

JUDGED, FLAGGED, UNDETERMINED = 7919, 6133, 977
KEPT = JUDGED - FLAGGED - UNDETERMINED
pytestmark = pytest.mark.django_db


def plant(office: Office) -> None:
    """Overdue payments in numbers that stand nowhere else, with a finding and an amount."""
    RuleRun.objects.create(
        sweep=make_sweep(),
        rule="payment-overdue",
        status="ran",
        judged=JUDGED,
        flagged=FLAGGED,
        undetermined=UNDETERMINED,
        by_month={"2026-10": [JUDGED, FLAGGED, UNDETERMINED]},
    )
    make_finding(office, rule="payment-overdue", says="账款逾期 8317 元。", says_en="8317 overdue.")


def public_addresses() -> list[str]:
    articles = load_binding().articles
    return [
        "/",
        "/law/",
        "/law.csv",
        "/law/year.svg",
        "/law/year.svg?narrow",
        "/law/counting/",
        "/rules/",
        "/values/",
        *(f"/law/{address}/" for address in articles),
        *(f"/law/{address}/slips.svg" for address in articles),
        *(f"/law/{address}/months.svg?wide" for address in articles),
        *(f"/rules/{name}/" for name in load_rules()),
    ]


def body(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return str(content.decode())


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_live_counts_of_a_prohibition_appear_nowhere(client: Client, office: Office, language: str) -> None:
    plant(office)
    client.get(f"/?lang={language}")
    for address in public_addresses():
        words = body(client.get(address))
        for number in (JUDGED, FLAGGED, UNDETERMINED, KEPT, JUDGED + 10, FLAGGED + 2):
            assert str(number) not in words and f"{number:,}" not in words, (address, number)
        assert "8317" not in words and "账款逾期" not in words


def test_a_prohibition_has_no_picture_of_its_months(client: Client, office: Office) -> None:
    plant(office)
    assert client.get("/law/21/months.svg").status_code == 404


def released(total: int | None) -> None:
    ReleasedTotal.objects.create(
        address="21",
        period_from=date(2026, 1, 1),
        period_to=date(2026, 6, 30),
        total=total,
        released_on=date(2026, 7, 10),
        source="a" * 16,
    )


@pytest.mark.parametrize(
    ("total", "shown"),
    [
        pytest.param(0, "无", id="没有"),
        pytest.param(None, "少于5", id="不满五件"),
        pytest.param(5, "5", id="五件"),
    ],
)
def test_a_released_total_is_shown_as_the_public_may_read_it(
    client: Client, total: int | None, shown: str
) -> None:
    released(total)
    page = client.get("/law/21/").text
    assert f'<td class="num">{shown}</td>' in page
    assert "2026-01-01 – 2026-06-30" in page and "还没有公布过" not in page


def test_where_nothing_was_released_the_page_says_so(client: Client) -> None:
    assert "还没有公布过" in client.get("/law/21/").text


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("total", [1, 4])
def test_the_store_itself_refuses_a_total_that_could_name_somebody(total: int) -> None:
    from django.db import IntegrityError

    with pytest.raises(IntegrityError):
        released(total)
