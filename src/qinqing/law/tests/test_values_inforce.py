"""What holds on a day: by the law's text, by the bureau's confirmation, or by the bureau's own word."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from qinqing.law.values import Status, Values, load_catalogue, value_on

ONE_DAY = timedelta(days=1)
LAW = Values.load()
# A value that the switch brought in, or that ended with it (True: holds from that day on; False: held to the day before).
SWITCHES = {
    "2021-07-15 行政处罚法修订": ("penalty_decision_days", date(2021, 7, 15), True),
    "2021-12-01 省听证办法": ("penalty_hearing_threshold_entity_henan", date(2021, 12, 1), True),
    "2022-05-01 信访工作条例": ("petition_handle_days", date(2022, 5, 1), True),
    "2023-10-01 省合法性审查规定": ("henan_legality_review_blocking", date(2023, 10, 1), True),
    "2024-01-01 纪律处分条例": ("relative_benefit_discipline", date(2024, 1, 1), True),
    "2024-01-01 行政复议法": ("admin_reconsideration_decide_days", date(2024, 1, 1), True),
    "2024-08-01 公平竞争审查条例": ("fcr_conclusion_required", date(2024, 8, 1), True),
    "2024-08-01 省规范性文件办法": ("normative_doc_rule_henan", date(2024, 8, 1), True),
    "2025-04-20 审查条例实施办法": ("fcr_measures_order99", date(2025, 4, 20), True),
    "2025-05-20 民营经济促进法": ("policy_no_retroactivity", date(2025, 5, 20), True),
    "2025-06-01 款项支付条例修订": ("pay_large_firm_days", date(2025, 6, 1), True),
    "2025-06-01 监察法修正": ("complaint_decision_review_months", date(2025, 6, 1), True),
    "2026-01-01 网络安全法修正": ("csl_fine_first_max", date(2026, 1, 1), True),
    "2026-02-01 执法监督条例": ("enforcement_supervision_body", date(2026, 2, 1), True),
    "2026-03-01 省营商环境新条例": ("svc_no_daily_quota", date(2026, 3, 1), False),
    "2026-04-01 信用修复管理办法": ("credit_class_general_max_months", date(2026, 4, 1), True),
    "2026-04-01 旧信用修复办法废止": ("credit_prior_rule_end", date(2026, 4, 1), False),
}


@pytest.mark.parametrize(("id", "day", "begins"), SWITCHES.values(), ids=SWITCHES)
def test_a_value_changes_on_its_day(id: str, day: date, begins: bool):
    before, on = LAW.value_on(id, day - ONE_DAY), LAW.value_on(id, day)
    assert (before is not None, on is not None) == (not begins, begins)


@pytest.mark.parametrize("id", ["pay_default_days", "pay_contract_max_days", "pay_interest_default_daily"])
def test_arrears_are_judged_by_the_regulation_of_their_day(id: str):
    days = [date(2020, 8, 31), date(2020, 9, 1), date(2025, 5, 31), date(2025, 6, 1), date(2199, 12, 31)]
    numbers = [dated and dated.citations[0].number for dated in (LAW.value_on(id, day) for day in days)]
    assert numbers == [None, "国务院令第728号", "国务院令第728号", "国务院令第802号", "国务院令第802号"]


def test_logs_are_kept_under_the_article_of_their_day():
    articles = [
        dated.citations[0].article
        for day in (date(2025, 12, 31), date(2026, 1, 1))
        if (dated := LAW.value_on("log_retention_months", day))
    ]
    assert articles == ["21", "23"]


def test_the_old_henan_figure_holds_through_its_last_day():
    held = [LAW.value_on("obe_complaint_henan_own_days", date(2026, 2, 28) + n * ONE_DAY) for n in (0, 1)]
    assert [dated and dated.value for dated in held] == [30, None]


def test_the_periods_are_what_a_query_expands():
    assert LAW.periods("pay_interest_default_daily") == [
        (date(2020, 9, 1), date(2025, 5, 31), Decimal("0.0005")),
        (date(2025, 6, 1), None, Decimal("0.0005")),
    ]
    assert LAW.periods("liaison_visit_days") == []


def test_an_unknown_id_is_the_programs_mistake():
    with pytest.raises(KeyError):
        LAW.value_on("no_such_value", date(2024, 1, 1))


@pytest.mark.parametrize("id", ["transfers_max", "contact_visit_min"], ids=["本系统建议", "一个二手来源"])
def test_a_confirmed_sample_holds_on_every_day(tmp_path: Path, id: str):
    values = bureau(tmp_path, f"confirmed: [{id}]")
    sample = load_catalogue()[id].sample
    assert sample is not None
    assert values.periods(id) == [(date.min, None, sample.value)]
    assert LAW.value_on(id, date(2026, 1, 1)) is None
    dated = values.value_on(id, date(1950, 1, 1))
    assert dated is not None
    assert dated.source == sample.source


def test_the_bureaus_own_value_holds_from_its_day(tmp_path: Path):
    values = bureau(tmp_path, "values: {gift_handover_cny: {2024-01-01: 200, 2025-07-01: 150.50}}")
    assert values.periods("gift_handover_cny") == [
        (date(2024, 1, 1), date(2025, 6, 30), 200),
        (date(2025, 7, 1), None, Decimal("150.50")),
    ]
    assert values.value_on("gift_handover_cny", date(2023, 12, 31)) is None
    dated = values.value_on("gift_handover_cny", date(2024, 1, 1))
    assert dated is not None
    assert (dated.confidence, dated.source.zh) == ("own", "本单位设定")


def test_the_bureaus_own_value_takes_over_from_the_laws(tmp_path: Path):
    values = bureau(tmp_path, "values: {pay_default_days: {2024-01-01: 15}}")
    assert values.periods("pay_default_days") == [
        (date(2020, 9, 1), date(2023, 12, 31), 30),
        (date(2024, 1, 1), None, 15),
    ]


def test_a_confirmed_sample_holds_until_the_bureaus_own_value(tmp_path: Path):
    values = bureau(tmp_path, "confirmed: [transfers_max]\nvalues: {transfers_max: {2024-01-01: 2}}")
    assert values.periods("transfers_max") == [
        (date.min, date(2023, 12, 31), 3),
        (date(2024, 1, 1), None, 2),
    ]


def test_an_own_value_from_before_the_law_leaves_nothing_of_it(tmp_path: Path):
    values = bureau(tmp_path, "values: {pay_default_days: {1999-01-01: 10}}")
    assert values.periods("pay_default_days") == [(date(1999, 1, 1), None, 10)]


def test_the_files_of_the_bureau_add_up(tmp_path: Path):
    first, second = tmp_path / "a.yaml", tmp_path / "b.yaml"
    first.write_text("confirmed: [transfers_max]", encoding="utf-8")
    second.write_text("values: {gift_handover_cny: {2024-01-01: 200}}", encoding="utf-8")
    values = Values.load(first, second)
    assert values.confirmed == {"transfers_max"}
    assert values.value_on("gift_handover_cny", date(2024, 1, 1))


def test_without_values_given_the_law_alone_answers():
    dated = value_on("dr_min_inspectors", date(2024, 1, 1))
    assert dated is not None
    assert dated.value == 2


OWN = "confirmed: [transfers_max]\nvalues: {gift_handover_cny: {2024-01-01: 200}, pay_default_days: {2025-01-01: 15}}"
STATUSES = {
    "法律有效": ("lic_decision_wd", date(2024, 1, 1), Status.IN_FORCE),
    "规则自己确定": ("income_surge_trend_years", date(2024, 1, 1), Status.SETTLED),
    "法律有效，读法已确定": ("dr_result_publish_wd", date(2024, 1, 1), Status.IN_FORCE),
    "尚未施行": ("lic_decision_wd", date(2004, 6, 30), Status.NOT_YET),
    "已经失效": ("svc_no_daily_quota", date(2026, 3, 1), Status.ENDED),
    "样例待确认": ("liaison_visit_days", date(2024, 1, 1), Status.SAMPLE),
    "样例已确认": ("transfers_max", date(2024, 1, 1), Status.CONFIRMED),
    "待填写": ("procurement_open_works_cny", date(2024, 1, 1), Status.UNSET),
    "本单位设定": ("gift_handover_cny", date(2024, 1, 1), Status.OWN),
    "本单位设定之前": ("gift_handover_cny", date(2023, 12, 31), Status.NOT_YET),
    "本单位改定之前": ("pay_default_days", date(2024, 12, 31), Status.IN_FORCE),
    "本单位改定之后": ("pay_default_days", date(2025, 1, 1), Status.OWN),
}


@pytest.mark.parametrize(("id", "day", "status"), STATUSES.values(), ids=STATUSES)
def test_how_a_value_stands_is_said(tmp_path: Path, id: str, day: date, status: Status):
    assert bureau(tmp_path, OWN).status(id, day) is status


def test_every_standing_has_words():
    assert all(status.says.zh and status.says.en for status in Status)


def bureau(folder: Path, text: str) -> Values:
    path = folder / "values.yaml"
    path.write_text(text, encoding="utf-8")
    return Values.load(path)
