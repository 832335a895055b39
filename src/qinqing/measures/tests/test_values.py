"""Values: a reviewer confirms samples and sets the bureau's figures; refused by the loader's own checks; never half-written."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client

from qinqing.accounts.actor import Actor
from qinqing.accounts.roles import Role
from qinqing.law.values import Values, write_values
from qinqing.measures.services import confirm_value, set_value
from qinqing.record.models import Entry
from qinqing.refusals import Failed, Refused
from tests.support.people import Office, make_actor, signed_in

DAY = date(2026, 10, 20)
pytestmark = pytest.mark.django_db


@pytest.fixture
def file(own_installation: Path) -> Path:
    return own_installation / "values.yaml"


@pytest.fixture
def lawyer(office: Office) -> Actor:
    return make_actor(Role.REVIEWER, office.officials["lawyer"])


@pytest.fixture
def reviewer(office: Office) -> Client:
    return signed_in(Role.REVIEWER, office.officials["lawyer"])


def test_a_confirmed_sample_holds_on_every_day_until_it_is_taken_back(lawyer: Actor, file: Path) -> None:
    assert Values.load().value_on("transfers_max", DAY) is None
    confirm_value(lawyer, "transfers_max", True)
    held = Values.load(file).value_on("transfers_max", date(1999, 1, 1))
    assert held is not None and held.value == 3
    confirm_value(lawyer, "transfers_max", False)
    assert Values.load(file).value_on("transfers_max", DAY) is None
    assert Entry.objects.filter(type="measures.confirm_value").count() == 2


def test_the_bureaus_figure_holds_from_its_day_until_its_next_one(lawyer: Actor, file: Path) -> None:
    set_value(lawyer, "gift_handover_cny", "2026-01-01", "200", "局务会纪要")
    set_value(lawyer, "gift_handover_cny", "2026-06-01", "300.50", "局务会纪要")
    values = Values.load(file)
    held = [values.value_on("gift_handover_cny", date(2026, month, 1)) for month in (5, 6)]
    assert [str(dated.value) for dated in held if dated] == ["200", "300.50"]
    assert values.value_on("gift_handover_cny", date(2025, 12, 31)) is None
    set_value(lawyer, "gift_handover_cny", "2026-06-01", "", "")
    set_value(lawyer, "gift_handover_cny", "2026-01-01", "", "")
    assert Values.load(file).own == {}


def test_what_others_wrote_into_the_file_stays(lawyer: Actor, file: Path) -> None:
    write_values(file, confirmed=["tender_split_days"], values={"contact_day_start": {DAY: "09:00"}})
    confirm_value(lawyer, "transfers_max", True)
    set_value(lawyer, "contact_day_end", "2026-01-01", "17:30", "局务会纪要")
    values = Values.load(file)
    assert values.confirmed == {"tender_split_days", "transfers_max"}
    assert set(values.own) == {"contact_day_start", "contact_day_end"}


REFUSED = [
    pytest.param("transfers_max", "2026-01-01", "三", "整数", id="不是数"),
    pytest.param("transfers_max", "2026-01-01", "2.5", "整数", id="不是整数"),
    pytest.param("gift_handover_cny", "2026-01-01", "1.234", "两位小数", id="厘"),
    pytest.param("gift_handover_cny", "2026-01-01", "-1", "不小于 0", id="负数"),
    pytest.param("contact_day_end", "2026-01-01", "25:00", "时刻", id="没有这个时刻"),
    pytest.param("transfers_max", "2026-02-30", "3", "日期", id="没有这一天"),
]


@pytest.mark.parametrize(("id", "since", "written", "says"), REFUSED)
def test_a_figure_that_does_not_fit_is_refused_with_the_loaders_reason(
    lawyer: Actor, file: Path, id: str, since: str, written: str, says: str
) -> None:
    with pytest.raises(Refused) as refused:
        set_value(lawyer, id, since, written, "依据")
    assert refused.value.code == "values.refused"
    assert says in refused.value.problems[0].says.zh
    assert not file.exists() and not Entry.objects.exists()


NOTHING = [
    pytest.param(lambda actor: confirm_value(actor, "no_such", True), "values.unknown", id="没有这个数值"),
    pytest.param(lambda actor: confirm_value(actor, "pay_default_days", True), "values.no_sample", id="依法有效"),
    pytest.param(lambda actor: confirm_value(actor, "gift_handover_cny", True), "values.no_sample", id="没有样例"),
    pytest.param(lambda actor: confirm_value(actor, "transfers_max", False), "values.nothing_changes", id="没有确认过"),
    pytest.param(lambda actor: set_value(actor, "transfers_max", "2026-01-01", "", ""), "values.no_own_figure", id="没有设定过"),
]  # fmt: skip


@pytest.mark.parametrize(("act", "code"), NOTHING)
def test_what_cannot_be_done_is_refused_and_leaves_no_entry(
    lawyer: Actor, file: Path, act: Any, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        act(lawyer)
    assert (refused.value.code, file.exists(), Entry.objects.count()) == (code, False, 0)


def test_confirming_twice_is_said(lawyer: Actor) -> None:
    confirm_value(lawyer, "transfers_max", True)
    with pytest.raises(Refused):
        confirm_value(lawyer, "transfers_max", True)


def test_a_broken_file_is_not_written_over(lawyer: Actor, file: Path) -> None:
    file.write_text("confirmed: [no_such_value]\n", encoding="utf-8")
    with pytest.raises(Refused):
        confirm_value(lawyer, "transfers_max", True)
    assert file.read_text(encoding="utf-8") == "confirmed: [no_such_value]\n"


@pytest.mark.django_db(transaction=True)
def test_a_file_that_cannot_be_written_undoes_the_entry(lawyer: Actor, file: Path) -> None:
    file.mkdir()
    (file / "something").touch()
    with pytest.raises(Failed):
        confirm_value(lawyer, "transfers_max", True)
    assert not Entry.objects.exists()
    assert [path.name for path in file.parent.glob(".values.yaml.*")] == []


@pytest.mark.django_db(transaction=True)
def test_two_people_at_once_both_stand(office: Office, file: Path) -> None:
    actors = [make_actor(Role.REVIEWER, office.officials[name]) for name in ("lawyer", "watcher")]
    ids, together = ("transfers_max", "tender_split_days"), Barrier(2)

    def confirm(actor: Actor, id: str) -> None:
        together.wait()
        while not confirmed(actor, id):
            pass
        connection.close()

    threads = [Thread(target=confirm, args=pair) for pair in zip(actors, ids, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Values.load(file).confirmed == frozenset(ids)
    assert Entry.objects.filter(type="measures.confirm_value").count() == 2


def confirmed(actor: Actor, id: str) -> bool:
    """Tries once. Only the tests' SQLite, in memory, answers "locked" at once; one in a file waits its turn."""
    try:
        confirm_value(actor, id, True)
    except OperationalError as locked:
        assert "locked" in str(locked)
        return False
    return True


def test_the_page_lists_what_waits_by_subject_and_says_when_it_takes_effect(reviewer: Client) -> None:
    page = reviewer.get("/gw/values/").text
    assert "transfers_max" in page and "gift_handover_cny" in page
    assert "样例：3次" in page and "下一次判断时生效" in page
    assert "pay_default_days" not in page
    assert "pay_default_days" in reviewer.get("/gw/values/?tab=rules").text


def test_a_reviewer_confirms_and_takes_back_on_the_page(reviewer: Client) -> None:
    address = "/gw/values/transfers_max/"
    assert "按样例确认" in reviewer.get(address).text
    page = reviewer.post(f"{address}confirm/", {"state": "confirmed"}, follow=True).text
    assert "已记录，下一次判断时生效" in page and "撤回确认" in page and "每一天" in page
    assert "transfers_max" in reviewer.get("/gw/values/?tab=bureau").text
    page = reviewer.post(f"{address}confirm/", {"state": "taken_back"}, follow=True).text
    assert "按样例确认" in page
    assert "没有“x”这种决定" in reviewer.post(f"{address}confirm/", {"state": "x"}, follow=True).text


def test_a_reviewer_sets_a_figure_and_takes_it_back_on_the_page(reviewer: Client, file: Path) -> None:
    address = "/gw/values/gift_handover_cny/"
    given = {"since": "2026-01-01", "figure": "200", "basis": "2026年第18次局务会纪要"}
    page = reviewer.post(f"{address}set/", given, follow=True).text
    assert "200元" in page and "本单位设定" in page
    assert "200元" in Client().get("/values/").text
    reviewer.post(f"{address}set/", {"take_back": "2026-01-01"})
    assert Values.load(file).own == {}


def test_a_figure_of_the_bureaus_stands_beside_the_laws_for_everybody(reviewer: Client) -> None:
    given = {"since": "2026-01-01", "figure": "90", "basis": "2026年第19次局务会纪要"}
    reviewer.post("/gw/values/pay_contract_max_days/set/", given)
    page = Client().get("/values/").text
    assert "90日" in page and "代替依法有效的 60日" in page


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        pytest.param({"figure": "两百"}, "写的是 两百", id="不是数"),
        pytest.param({"figure": ""}, "还没有写数值", id="空数值"),
        pytest.param({"since": "明天"}, "日期写法不对", id="不是日期"),
        pytest.param({"since": "2300-01-01"}, "日期写法不对", id="太远"),
        pytest.param({"basis": ""}, "还没有写依据", id="没有依据"),
    ],
)
def test_a_refused_form_keeps_what_was_typed_and_says_why(
    reviewer: Client, file: Path, changed: dict[str, str], says: str
) -> None:
    given = {"since": "2026-01-01", "figure": "200", "basis": "纪要", **changed}
    answer = reviewer.post("/gw/values/gift_handover_cny/set/", given)
    assert (answer.status_code, says in answer.text, file.exists()) == (422, True, False)
    assert all(f'value="{typed}"' in answer.text for typed in given.values() if typed)


def test_a_supervisor_reads_and_cannot_write(office: Office, file: Path) -> None:
    supervisor = signed_in(Role.SUPERVISOR, office.officials["watcher"])
    page = supervisor.get("/gw/values/transfers_max/").text
    assert "按样例确认" not in page and 'name="figure"' not in page
    assert supervisor.post("/gw/values/transfers_max/confirm/", {"state": "confirmed"}).status_code == 403
    assert not file.exists()


def test_an_unknown_value_is_not_found(reviewer: Client) -> None:
    assert reviewer.get("/gw/values/no_such/").status_code == 404
