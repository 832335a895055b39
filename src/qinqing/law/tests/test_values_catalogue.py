"""The packaged values: what the law says, as the sources say it, whole and without mistakes."""

from __future__ import annotations

import re
import time
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from qinqing.law.values import check_catalogue, load_catalogue, value_on
from qinqing.law.values.catalogue import HERE, read_catalogue
from qinqing.law.values.model import IN_FORCE

DAY = date(2026, 6, 30)


def test_the_packaged_values_have_no_mistakes():
    assert [str(problem) for problem in check_catalogue()] == []


def test_every_value_speaks_both_languages():
    for value in load_catalogue().values():
        assert re.search("[一-鿿]", value.describes.zh), value.id
        assert not re.search("[一-鿿]", value.describes.en), value.id


def test_a_period_is_never_a_bare_number():
    periods = [value for value in load_catalogue().values() if value.kind == "period"]
    assert len(periods) > 100
    assert all(value.day_count and value.day_count.event_says.zh for value in periods)


def test_the_values_are_read_quickly():
    started = time.process_time()
    read_catalogue(HERE, [])
    assert time.process_time() - started < 0.5


IN_FORCE_TODAY = {
    "政策解读三个工作日": ("policy_interpretation_latest_wd", 3),
    "征求意见三十日": ("policy_public_comment_min_days", 30),
    "一次告知五个工作日": ("lic_correction_notice_wd", 5),
    "许可决定二十个工作日": ("lic_decision_wd", 20),
    "处罚公开七个工作日": ("pub_licence_penalty_result_wd", 7),
    "抽查公开二十个工作日": ("dr_result_publish_wd", 20),
    "检查人员两人": ("dr_min_inspectors", 2),
    "听证数额单位": ("penalty_hearing_threshold_entity_henan", 50000),
    "听证数额个人": ("penalty_hearing_threshold_person_henan", 5000),
    "处罚九十日": ("penalty_decision_days", 90),
    "差评一个工作日联系": ("rating_poor_contact_wd", 1),
    "差评五个工作日整改": ("rating_poor_rectify_complex_wd", 5),
    "差评最高二级": ("rating_poor_grade_max", 2),
    "礼品一个月": ("gift_register_months", 1),
    "投标二十日": ("tender_window_days", 20),
    "投标人三个": ("tender_bidders_min", 3),
    "合格供应商三家": ("procurement_qualified_min", 3),
    "施工四百万": ("tender_open_works_cny", 4_000_000),
    "货物二百万": ("tender_open_goods_cny", 2_000_000),
    "服务一百万": ("tender_open_services_cny", 1_000_000),
    "强制三十日": ("restraint_days", 30),
    "强制延长三十日": ("restraint_extension_days", 30),
    "付款三十日": ("pay_default_days", 30),
    "付款至多六十日": ("pay_contract_max_days", 60),
    "日万分之五": ("pay_interest_default_daily", Decimal("0.0005")),
    "亲属一步": ("link_kinship_steps_max", 1),
    "持股三步": ("link_company_steps_max", 3),
    "公开不低于五": ("release_min_count", 5),
}


@pytest.mark.parametrize(("id", "value"), IN_FORCE_TODAY.values(), ids=IN_FORCE_TODAY)
def test_a_settled_figure_is_in_force(id: str, value: object):
    dated = value_on(id, DAY)
    assert dated is not None
    assert (dated.value, type(dated.value)) == (value, type(value))


HOUSE_SAMPLES = {
    "inspection_merge_days": 30,
    "inspection_disguise_days": 30,
    "compensation_days": 90,
    "tender_split_days": 90,
    "liaison_visit_days": 182,
    "transfers_max": 3,
    "contact_day_start": "08:00",
    "contact_day_end": "18:00",
    "contact_report_workdays": 3,
    "association_window_days": 180,
}


@pytest.mark.parametrize(("id", "sample"), HOUSE_SAMPLES.items(), ids=HOUSE_SAMPLES)
def test_a_proposal_of_the_house_is_a_sample_and_unset(id: str, sample: object):
    value = load_catalogue()[id]
    assert [(dated.confidence, dated.value) for dated in value.dated] == [("house", sample)]
    assert value_on(id, DAY) is None


@pytest.mark.parametrize(
    "id",
    [
        "gift_handover_cny",
        "procurement_open_goods_cny",
        "procurement_open_services_cny",
        "procurement_open_works_cny",
    ],
)
def test_what_only_the_bureau_can_set_has_no_sample(id: str):
    assert load_catalogue()[id].dated == ()
    assert value_on(id, DAY) is None


def test_a_source_is_said_as_a_lawyer_would():
    dated = value_on("lic_correction_notice_wd", DAY)
    assert dated is not None
    assert dated.source.zh == "《中华人民共和国行政许可法》第三十二条第（四）项"
    assert dated.source.en == "Administrative Licensing Law, Art. 32(4)"
    assert dated.citations[0].document.since == date(2004, 7, 1)


def test_a_day_the_source_names_only_by_month_or_year_says_so():
    catalogue = load_catalogue()
    by_month, by_year = (
        catalogue["gov_dishonesty_scope"].dated[0],
        catalogue["admonition_effect_months"].dated[0],
    )
    assert (by_month.since, by_month.since_precision) == (date(2023, 8, 1), "month")
    assert (by_year.since, by_year.since_precision) == (date(2015, 1, 1), "year")
    assert catalogue["lic_decision_wd"].dated[0].since_precision == "day"


def test_the_licensing_clock_stops_for_what_the_facts_know():
    pauses = load_catalogue()["lic_clock_exclusions"].dated[0].value
    assert isinstance(pauses, tuple)
    keys = {item.key for item in pauses}
    assert keys == {
        "hearing",
        "tender",
        "auction",
        "inspection",
        "testing",
        "quarantine",
        "appraisal",
        "expert_review",
    }
    count = load_catalogue()["lic_decision_wd"].day_count
    assert count is not None
    assert (count.unit, count.event, count.inclusive, count.suspended_by) == (
        "workday",
        "accepted",
        False,
        "lic_clock_exclusions",
    )


# Rows that became several values, none of them the row's own id.
SPLIT = {
    "cad_build_duty_other_pct",
    "henan29_2_substandard",
    "henan29_3_structure",
    "henan29_4_no_replacement",
    "henan29_5_frequency_alarm",
    "henan29_6_obstruct_install",
    "henan29_7_dumping",
    "credit_pledge_breach_fine",
    "csl_fine_first",
    "csl_fine_refusal",
    "dr_ratio_sample_2021",
}
SETTLED_FROM_MEMORY = {"dr_result_publish_wd"}
ROW = re.compile(r"\| (?P<id>[A-Za-z0-9_]+) \|.*\| (?P<confidence>2\+|1-text|1|memory) \|[^|]*\|$")


def rows(shared: Path) -> dict[str, str]:
    """Row id → confidence in the tables of §§1–15."""
    text = (shared / "law" / "parameters.md").read_text(encoding="utf-8")
    tables = text[text.index("## 1. ") : text.index("## 16. ")]
    return {found["id"]: found["confidence"] for line in tables.splitlines() if (found := ROW.match(line))}


def test_every_researched_row_ships_except_what_is_only_remembered(shared: Path):
    known, catalogue = rows(shared), load_catalogue()
    assert len(known) > 340
    remembered = {id for id, confidence in known.items() if confidence == "memory"}
    assert remembered & set(catalogue) == SETTLED_FROM_MEMORY
    assert {id for id in known if id not in catalogue} - remembered == SPLIT


def test_a_row_ships_with_the_confidence_it_was_researched_with(shared: Path):
    catalogue = load_catalogue()
    raised = {}
    for id, confidence in rows(shared).items():
        shipped = {dated.confidence for dated in catalogue[id].dated} if id in catalogue else {confidence}
        if confidence not in shipped:
            raised[id] = shipped
    assert raised == {
        id: {"settled"}
        for id in (
            "pub_enforcement_result_wd",
            "pub_licence_penalty_result_wd",
            "dr_result_publish_wd",
            "gift_register_months",
        )
    }


def test_a_sample_is_never_in_force_by_itself():
    for value in load_catalogue().values():
        for dated in value.dated:
            assert (
                value_on(value.id, max(dated.since, date(1900, 1, 1))) is None
            ) or dated.confidence in IN_FORCE
