"""The page of a check: pictures that say what their tables say, findings with their limit, rules with all they are."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest

from qinqing.cli.check import command as check_command
from qinqing.cli.check import usual_form
from qinqing.law.values import Values
from qinqing.refusals import speaking
from qinqing.rules.catalogue import load_rules
from qinqing.rules.engine import judge
from qinqing.rules.report import page_of, written
from qinqing.rules.report.counted import MONTHS, month_rows, unbroken
from qinqing.rules.report.entries import EVIDENCE_SHOWN, figure
from qinqing.rules.report.pictures import Count, bars, columns
from qinqing.rules.report.tally import SHOWN, Tally
from qinqing.rules.results import CheckResult, Finding, RuleResult
from qinqing.rules.sheet import LikeCase
from qinqing.rules.tests.given import Facts, facts

ON = date(2025, 12, 31)
EMPTY = Values.load()


@pytest.fixture(autouse=True)
def in_chinese(monkeypatch):
    monkeypatch.setenv("QINQING_LANG", "zh")


@pytest.fixture(scope="module")
def county() -> Facts:
    one = {"department_id": "D1", "enterprise_id": "E1"}
    given = {
        "departments": [{"department_id": "D1", "name": "市人防办"}],
        "enterprises": [{"enterprise_id": "E1", "name": "甲公司"}],
        "officials": [{"official_id": "O1", "name": "张三丰", "department_id": "D1"}],
        "penalties": [
            {
                "penalty_id": "P1",
                "filed_on": date(2025, 1, 1),
                "decided_on": date(2025, 4, 2),
                "official_id": "O1",
                **one,
            },
            {
                "penalty_id": "P2",
                "filed_on": date(2025, 1, 1),
                "decided_on": date(2025, 2, 1),
                "official_id": "O1",
                **one,
            },
        ],
    }
    return facts(given, ["departments", "enterprises", "officials", "penalties"], custody="bureau")


@pytest.fixture(scope="module")
def swept(county: Facts) -> CheckResult:
    return judge(county, on=ON, rules="penalty-case-overlong")


def page(result: CheckResult, folder: Facts) -> str:
    return written("html", result, folder, EMPTY, names=False)


class Tree(HTMLParser):
    """Ids, pictures and what they are labelled by, elements by tag."""

    def __init__(self, text: str):
        super().__init__()
        self.ids: list[str] = []
        self.pictures: list[dict[str, str | None]] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if "id" in given:
            self.ids.append(str(given["id"]))
        if tag == "svg" and given.get("role") == "img":
            self.pictures.append(given)


def finding(number: int, rule: str = "payment-overdue", **how: object) -> Finding:
    said = {
        "observed": 31,
        "limit": 30,
        "amount_cny": Decimal("8.28"),
        "evidence": (f"payables:{number}",),
        **how,
    }
    told = {
        "kind": "direct",
        "level": "red",
        "verdict": "flagged",
        "department_id": "D1",
        "official_id": None,
    }
    told |= {
        "enterprise_id": "E1",
        "on": ON,
        "path": (),
        "says": f"第{number}笔",
        "says_en": f"number {number}",
    }
    return Finding(**{"rule": rule, "articles": ("21",), "unit": str(number), **told, **said})


def of_many(number: int) -> tuple[CheckResult, Tally]:
    result = RuleResult(
        "payment-overdue", ("21",), "ran", None, number + 5, number, 0, {"2025-12": (number + 5, number, 0)}
    )
    return CheckResult(ON, "bureau", [result], []), Tally.of(finding(n) for n in range(number))


def test_article_department_and_month_each_have_a_picture_with_its_table_under_it(county, swept):
    text = page(swept, county)
    for id, name in (("by-article", "第八条"), ("by-department", "市人防办（D1）"), ("by-month", "2025-02")):
        part = text.partition(f'<section id="{id}">')[2].partition("</section>")[0]
        picture, _, table = part.partition("</figure>")
        assert 'role="img"' in picture and f">{name}</text>" in picture
        assert f'<th scope="row">{name}</th>' in table


def test_a_picture_says_in_words_what_it_shows(county, swept):
    tree = Tree(page(swept, county))
    labels = " ".join(str(picture["aria-labelledby"]) for picture in tree.pictures).split()
    assert len(tree.pictures) == 6 and {*labels} <= {*tree.ids}
    assert len(tree.ids) == len({*tree.ids})
    assert "符合预警条件最多的是第八条，1 个。" in page(swept, county)


def test_flagged_is_solid_ink_and_undetermined_hatched_so_that_grey_loses_nothing():
    wide, _narrow = bars("x", "图", [Count("甲", 3, 2)])
    solid, hatched = re.findall(r'<rect [^>]*fill="(#1f2328|url\(#x-860\))"', wide)
    assert (solid, hatched) == ("#1f2328", "url(#x-860)")


def test_bars_are_as_long_as_their_counts():
    wide, _narrow = bars("x", "图", [Count("甲", 40, 10), Count("乙", 20, 0)])
    first, open_, second = (float(w) for w in re.findall(r'width="([\d.]+)" height="12.0"', wide))
    assert first == pytest.approx(2 * second, abs=0.1) and first == pytest.approx(4 * open_, abs=0.1)


def test_columns_name_where_a_year_begins():
    wide, _narrow = columns(
        "x", "图", [Count(f"2025-{month:02d}", 1, 0) for month in range(7, 13)] + [Count("2026-01", 1, 0)]
    )
    assert ">2025-07<" in wide and ">2026-01<" in wide and ">2025-08<" not in wide


def test_a_month_without_findings_keeps_its_place():
    assert [count.name for count in unbroken([Count("2025-11", 1, 0), Count("2026-02", 1, 0)])] == [
        *("2025-11", "2025-12", "2026-01", "2026-02")
    ]


def test_months_before_the_picture_are_added_up_not_lost():
    counts = unbroken([Count("2020-01", 2, 1), Count("2025-12", 5, 0)])
    rows = [*month_rows(counts, {"2020-01": (10, 7)})]
    assert len(rows) == MONTHS + 1
    assert [str(rows[0][0]), *rows[0][1:]] == ["2023-01 以前", 10, 7, 2, 1]


def test_the_table_by_month_says_how_many_were_judged_and_kept(county, swept):
    part = page(swept, county).partition('<section id="by-month">')[2]
    row = part.partition("2025-04</th>")[2].partition("</tr>")[0]
    assert [int(n) for n in re.findall(r">(\d+)</td>", row)] == [1, 0, 1, 0]


def test_each_finding_shows_what_was_observed_and_its_limit_in_the_rules_unit(county, swept):
    text = page(swept, county)
    assert "<dt>观测</dt><dd>91 天</dd>" in text and "<dt>界限</dt><dd>90 天</dd>" in text
    assert figure(Decimal("5736.00"), load_rules()["fee-over-standard"].header.measures) == "5,736.00 元"
    assert figure(date(2025, 1, 2), load_rules()["payment-overdue"].header.measures) == "2025-01-02"


def test_each_finding_names_department_and_firm_and_masks_the_person(county, swept):
    text = page(swept, county)
    assert all(name in text for name in ("市人防办（D1）", "甲公司（E1）", "张**（O1）"))
    assert "张三丰" not in text


def test_a_rule_that_compares_no_figure_says_so(county):
    result, _ = of_many(1)
    tally = Tally.of([finding(1, observed=None, limit=None, amount_cny=None)])
    assert "<dt>界限</dt><dd>不比数量" in page_of(result, tally, county, EMPTY, names=False)


def test_of_very_many_findings_the_first_are_shown_and_the_rest_counted(county):
    result, tally = of_many(SHOWN + 1234)
    text = page_of(result, tally, county, EMPTY, names=False)
    assert text.count('<li class="entry') == SHOWN
    assert '<a href="#all">另有 1,234 个，本页不列；怎样取得全部</a>' in text
    assert f"{SHOWN + 1234:,} 个疑点符合预警条件" in text


def test_what_the_page_leaves_out_is_counted_and_the_command_that_writes_all_of_it_named(county):
    result, _ = of_many(1)
    many = Tally.of([finding(1, evidence=tuple(f"payments:{n}" for n in range(EVIDENCE_SHOWN + 7)))])
    text = page_of(result, many, county, EMPTY, names=False)
    assert text.count("<code>payments:") == EVIDENCE_SHOWN
    assert '<a href="#all">另有 7 条，怎样取得全部</a>' in text and text.count('id="all"') == 1
    assert f"至多列 {SHOWN} 个" in text and f"至多列 {EVIDENCE_SHOWN} 条依据" in text
    command = f"qinqing check 事实文件夹 --on {result.on} --out 疑点.json"
    assert f"<code>{command}</code>" in text
    parsed = check_command.make_context("check", command.split()[2:])
    assert parsed.params["out"] == Path("疑点.json") and usual_form(parsed.params["out"]) == "json"


def test_undetermined_ones_are_not_crowded_out_by_flagged_ones():
    tally = Tally.of([*(finding(n) for n in range(SHOWN * 2)), finding(-1, verdict="undetermined")])
    assert tally.first("payment-overdue")[-1].verdict == "undetermined"


def test_each_rule_has_its_sql_its_source_and_its_values_with_theirs(county, swept):
    text = page(swept, county)
    rule = load_rules()["penalty-case-overlong"]
    assert "FROM penalties" in text and rule.source[0] in text
    assert "作出行政处罚决定的期限" in text and "90日" in text and "行政处罚法" in text


def test_an_unset_value_is_said_to_be_unset(county):
    text = page(judge(county, on=ON, rules="gift-undeclared"), county)
    assert "未设定" in text and "待本单位填写" in text


def test_what_was_skipped_is_listed_with_the_reason(county):
    text = page(judge(county, on=ON, rules="payment-*"), county)
    part = text.partition('id="skipped"')[2]
    assert "payables" in part.partition("</table>")[0]


def test_a_sheet_stands_on_two_sides_under_its_name(county):
    line = {"comparison": "slower", "stratum": "审批/2025", "days": 0, "amount_cny": Decimal(0)}
    own = LikeCase(own=True, ref="applications:A", value=Decimal("7.00"), cases=19, **line)
    like = LikeCase(own=False, ref="applications:B", value=Decimal("3.00"), cases=40, **line)
    tally = Tally.of([finding(1, rule="slow-walking", verdict="undetermined", sheet=(own, like))])
    result = CheckResult(ON, "bureau", [RuleResult("slow-walking", ("14",), "ran", None, 1, 0, 1)], [])
    text = page_of(result, tally, county, EMPTY, names=False)
    sheet = text.partition("<caption>类案对照表")[2].partition("</table>")[0]
    row = sheet.partition("<tbody>")[2]
    assert re.findall(r">([^<>]+)</(?:td|code|th)>", row) == [
        *("办理用时（审批/2025）", "applications:A", "7 个工作日", "19", "applications:B", "3 个工作日", "40")
    ]


def test_the_page_speaks_the_language_asked_for(county, swept):
    with speaking("en"):
        text = page(swept, county)
    assert '<html lang="en">' in text and "1 finding flagged" in text and "<dd>91 days</dd>" in text
