"""Terms, fees and decisions at once: what is in force, what is a sample, what a machine may do and may not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from qinqing.affairs.catalogue.at_once import Given, at_once
from qinqing.affairs.catalogue.fees import Standard, check_relief, fee_due
from qinqing.affairs.catalogue.loading import load_items
from qinqing.affairs.catalogue.model import Item
from qinqing.affairs.catalogue.terms import Term, terms_of
from qinqing.affairs.catalogue.tests.items import OWN, shipped, write
from qinqing.clock.limit import Limit, Unit
from qinqing.law.values import Status, Values, source_of
from qinqing.law.values.inforce import by_law_alone
from qinqing.refusals import Refused, Say

DAY = date(2026, 11, 30)
ITEMS = shipped()
LAW = by_law_alone()
OFFSITE = ITEMS["cad-offsite-approval"].fees[0]


def bureau(tmp_path: Path, text: str) -> Values:
    path = tmp_path / "values.yaml"
    path.write_text(text, encoding="utf-8")
    return Values.load(path)


def test_a_sample_the_bureau_confirmed_is_promised(tmp_path: Path):
    values = bureau(tmp_path, "confirmed: [cad_demolition_promised_wd]\n")
    terms = terms_of(ITEMS["cad-demolition"], DAY, values)
    assert terms.promise == Limit(5, Unit.WORKDAY) and terms.sample is None
    assert terms.promised.status == Status.CONFIRMED


def test_what_the_bureau_set_holds_from_its_day_on(tmp_path: Path):
    values = bureau(tmp_path, "values: {cad_scrapping_promised_wd: {2026-07-01: 8}}\n")
    item = ITEMS["cad-scrapping"]
    assert terms_of(item, date(2026, 6, 30), values).promise is None
    assert terms_of(item, date(2026, 7, 1), values).promise == Limit(8, Unit.WORKDAY)


def test_a_promise_of_the_item_itself_stands_over_its_sample():
    own = Term(Limit(7), Say("局务会", "the bureau"), Status.OWN)
    terms = terms_of(ITEMS["cad-demolition"], DAY, LAW, own)
    assert terms.promise == Limit(7) and terms.sample is None


def test_before_the_licensing_law_there_was_no_limit_and_none_is_guessed():
    assert terms_of(ITEMS["cad-demolition"], date(2004, 6, 30), LAW).limit is None
    assert terms_of(ITEMS["cad-demolition"], date(2004, 7, 1), LAW).limit == Limit(20)


def test_an_items_own_sample_is_offered_and_not_in_force(tmp_path: Path):
    write(tmp_path, OWN + "promise: {n: 3, unit: day, source: {zh: 局务会建议, en: proposed}}\n")
    terms = terms_of(load_items(tmp_path)["street-trading"], DAY, LAW)
    assert terms.promise is None and terms.sample.limit == Limit(3, Unit.DAY)


# A machine grants where every condition holds.
RENEWAL = Given(
    {"registration_kind": "renewal"},
    frozenset(ITEMS["cad-peacetime-registration"].paper),
    {"cad-peacetime-registration": {}},
)


def asked(given: Given, key: str = "cad-peacetime-registration"):
    titles = {name: item.title for name, item in ITEMS.items()}
    return at_once(ITEMS[key], given, DAY, LAW, titles)


def test_a_renewal_without_a_change_is_granted_at_once_and_says_why():
    decided = asked(RENEWAL)
    assert decided.granted
    assert [one.says.zh for one in decided.judged] == [
        "登记种类：续期登记（用途、使用单位不变）",
        "本局已准予“人民防空工程平时使用登记”，即所填的原使用证证书号，平时用途没有变",
        "已有消防安全责任书",
        "必需的材料都已交到，或者本局已有（到窗口交的，窗口收到才算）",
    ]


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(Given({"registration_kind": "first"}, RENEWAL.papers, RENEWAL.granted), id="首次"),
        pytest.param(Given({}, RENEWAL.papers, RENEWAL.granted), id="没有填"),
        pytest.param(Given(RENEWAL.fields, frozenset(), RENEWAL.granted), id="缺材料"),
        pytest.param(
            Given(RENEWAL.fields, RENEWAL.papers - {"use_agreement"}, RENEWAL.granted),
            id="缺条件没有点名的材料",
        ),
        pytest.param(Given(RENEWAL.fields, RENEWAL.papers, {}), id="没有先前的登记"),
        pytest.param(
            Given(RENEWAL.fields, RENEWAL.papers, {"cad-peacetime-registration": {"use_purpose": "trade"}}),
            id="用途变了",
        ),
    ],
)
def test_one_condition_missing_leaves_it_to_a_person(given: Given):
    assert not asked(given).granted


def test_an_item_without_conditions_is_never_decided_by_a_machine():
    assert not asked(RENEWAL, "cad-demolition").granted


LIMITED = (
    OWN.replace("fields:\n", "fields:\n  - {field: stalls, label: {zh: 摊位数, en: Stalls}, kind: number}\n")
    + "at_once: {outcome: granted, when: [{field: stalls, at_most: transfers_max}]}\n"
)


@pytest.mark.parametrize(
    ("answer", "granted"),
    [
        pytest.param("3", True, id="正好"),
        pytest.param("3.0001", False, id="超过一点"),
        pytest.param("-1", False, id="负数"),
        pytest.param("NaN", False, id="不是数"),
        pytest.param("-Infinity", False, id="负无穷"),
        pytest.param("", False, id="没有填"),
        pytest.param("三", False, id="汉字"),
    ],
)
def test_a_number_is_held_against_a_value_in_force(tmp_path: Path, answer: str, granted: bool):
    write(tmp_path, LIMITED)
    item: Item = load_items(tmp_path)["street-trading"]
    values = _confirmed(tmp_path)
    given = Given({"stalls": answer}, frozenset(item.paper))
    assert at_once(item, given, DAY, values, {}).granted is granted


def test_a_value_nobody_confirmed_decides_nothing(tmp_path: Path):
    write(tmp_path, LIMITED)
    item = load_items(tmp_path)["street-trading"]
    assert not at_once(item, Given({"stalls": "1"}, frozenset(item.paper)), DAY, LAW, {}).granted


def _confirmed(tmp_path: Path) -> Values:
    other = tmp_path / "home"
    other.mkdir()
    return bureau(other, "confirmed: [transfers_max]\n")


# Fees.
def standard(since: date, until: date | None, cny: str) -> Standard:
    return Standard(OFFSITE.fee, since, until, Decimal(cny))


OLD = standard(date(2020, 1, 1), date(2025, 12, 31), "1500")
NEW = standard(date(2026, 1, 1), None, "1800.05")


def test_the_fee_is_the_area_times_the_standard_of_the_day():
    assert fee_due(OFFSITE, Decimal("100.5"), [OLD, NEW], date(2025, 12, 31)) == Decimal("150750.00")
    assert fee_due(OFFSITE, Decimal("0.1"), [OLD, NEW], date(2026, 1, 1)) == Decimal("180.01")


@pytest.mark.parametrize(
    "standards",
    [
        pytest.param([], id="没有标准"),
        pytest.param([NEW, NEW], id="两个标准"),
        pytest.param([OLD], id="已失效"),
    ],
)
def test_without_exactly_one_standard_in_force_nothing_is_charged(standards: list[Standard]):
    with pytest.raises(Refused) as refused:
        fee_due(OFFSITE, Decimal(100), standards, DAY)
    assert refused.value.code == "items.no_standard"


@pytest.mark.parametrize("code", ["", "领导批示", "HN-9"])
def test_a_reduction_for_one_firm_is_refused_with_its_article(code: str):
    with pytest.raises(Refused) as refused:
        check_relief(OFFSITE, code, {"HN-1"})
    assert refused.value.code == "items.relief"
    assert source_of("cad_no_discretionary_waiver").zh in refused.value.says.zh


def test_a_reduction_on_the_states_list_is_let_through():
    check_relief(OFFSITE, "HN-1", {"HN-1"})
