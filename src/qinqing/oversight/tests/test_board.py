"""The board: tabs, filters by article, level and words; nothing a reader writes in the address breaks it."""

from __future__ import annotations

import pytest
from django.test import Client

from qinqing.accounts.roles import Role
from tests.support.people import Office, make_finding, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(office: Office) -> Client:
    return signed_in(Role.SUPERVISOR, office.officials["watcher"])


def numbers(client: Client, query: str) -> set[str]:
    text = client.get(f"/gw/findings.csv?{query}")
    body = b"".join(text.streaming_content) if text.streaming else text.content
    return {line.split(",")[0] for line in body.decode("utf-8-sig").splitlines()[1:]}


TABS = [
    pytest.param({"status": "open"}, "waiting", id="待核实"),
    pytest.param({"status": "answered"}, "waiting", id="已答复待处置"),
    pytest.param({"status": "asked"}, "asked", id="已要求说明"),
    pytest.param({"status": "rectifying"}, "rectifying", id="整改中"),
    pytest.param({"status": "reminded"}, "closed", id="已提醒"),
    pytest.param({"status": "rectified"}, "closed", id="已整改"),
    pytest.param({"status": "dismissed"}, "closed", id="已排除"),
    pytest.param({"verdict": "undetermined"}, "undetermined", id="无法判定"),
    pytest.param({"present": False}, "gone", id="不再符合"),
]


@pytest.mark.parametrize(("given", "tab"), TABS)
def test_a_finding_lies_in_the_tab_of_its_state(
    given: dict, tab: str, client: Client, office: Office
) -> None:
    number = make_finding(office, **given).number
    assert numbers(client, f"tab={tab}") == {number}
    assert number in client.get(f"/gw/findings/?tab={tab}").content.decode()


FILTERS = [
    pytest.param("level=red", True, id="级别相符"),
    pytest.param("level=amber", False, id="级别不符"),
    pytest.param("level=nonsense", True, id="不认识的级别不算筛选"),
    pytest.param("article=7", True, id="第七条"),
    pytest.param("article=17", False, id="别的条"),
    pytest.param("q=一苇渡", True, id="企业名称"),
    pytest.param("q=工程管理", True, id="部门名称"),
    pytest.param("q=没有这家", False, id="没有的词"),
    pytest.param(f"q={1:064d}"[:14], True, id="对照码"),
    pytest.param("q=fffffffffff1", False, id="别的对照码"),
    pytest.param("q=%27%22%25_%5C", False, id="引号和通配符"),
    pytest.param("tab=nonsense", True, id="不认识的标签页"),
    pytest.param("page=9999", True, id="没有的页"),
]


@pytest.mark.parametrize(("query", "shown"), FILTERS)
def test_the_board_shows_what_was_asked_for(query: str, shown: bool, client: Client, office: Office) -> None:
    number = make_finding(office).number
    assert (number in numbers(client, query)) is shown
    assert client.get(f"/gw/findings/?{query}").status_code == 200


def test_the_board_asks_as_many_questions_for_forty_findings_as_for_two(
    client: Client, office: Office, django_assert_max_num_queries
) -> None:
    for _ in range(40):
        make_finding(office)
    with django_assert_max_num_queries(12):
        client.get("/gw/findings/")


def test_the_table_names_no_official(client: Client, office: Office) -> None:
    make_finding(office)
    text = client.get("/gw/findings.csv")
    body = b"".join(text.streaming_content) if text.streaming else text.content
    assert "丙经办" not in body.decode()


def test_a_cell_that_looks_like_a_formula_is_no_formula_in_the_table(client: Client, office: Office) -> None:
    make_finding(office, says="=HYPERLINK(1)")
    text = client.get("/gw/findings.csv")
    body = b"".join(text.streaming_content) if text.streaming else text.content
    assert ",=HYPERLINK" not in body.decode()
