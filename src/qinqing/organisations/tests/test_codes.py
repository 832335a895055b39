"""Codes checked where a person uploads them: credit codes, identity numbers, divisions, industries."""

from __future__ import annotations

import csv
import io
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from stdnum.cn import ric, uscc

from qinqing.organisations.codes import (
    credit_code_problem,
    industry_problem,
    is_person_number,
    masked,
    person_number_problem,
    region_problem,
)
from qinqing.organisations.models import Enterprise
from qinqing.organisations.services import import_parties
from qinqing.record.services import Machine
from qinqing.refusals import Refused

TODAY = date(2026, 10, 20)
CODE = "91110000600037341L"


def numbered(seventeen: str) -> str:
    """An invented identity number with its right check digit."""
    return seventeen + ric.calc_check_digit(seventeen + "0")


CREDIT_CODES = [
    pytest.param(CODE, "", id="企业"),
    pytest.param("N2110101MF00000014", None, id="村集体经济组织"),
    pytest.param("911100006000373410", "校验位", id="校验位不对"),
    pytest.param("9111000060003734IL", "不用的字符：I", id="字母 I"),
    pytest.param("410000000012345", "", id="旧注册号十五位"),
]


@pytest.mark.parametrize(("code", "says"), CREDIT_CODES)
def test_a_credit_code_is_checked(code: str, says: str | None) -> None:
    if says is None:  # its check digit is made here: the library knows no letter in front
        body = code[:-1]
        code = body + next(
            last for last in "0123456789ABCDEFGHJKLMNPQRTUWXY" if credit_code_problem(body + last) is None
        )
        assert not uscc.is_valid(code)
    problem = credit_code_problem(code)
    assert (says in problem.zh) if says and problem else problem is None


PERSON_NUMBERS = [
    pytest.param(numbered("41100219850307001"), "", id="许昌魏都"),
    pytest.param(numbered("11011119600101001"), "", id="区设立在出生以后"),
    pytest.param(numbered("11010319700101002"), "", id="已撤销的崇文区"),
    pytest.param(numbered("81000019900101003"), "", id="港澳居民居住证"),
    pytest.param(numbered("91103419900101004"), "", id="外国人永久居留身份证"),
    pytest.param(numbered("41100219850307001")[:-1] + "9", "校验位", id="校验位不对"),
    pytest.param(numbered("41100219850230001"), "不存在", id="二月三十日"),
    pytest.param(numbered("41100220300101001"), "今天以后", id="还没有出生"),
    pytest.param(numbered("41990119850307001"), "行政区划", id="虚构的清宁市"),
]


@pytest.mark.parametrize(("number", "says"), PERSON_NUMBERS)
def test_an_identity_number_is_checked_and_never_repeated(number: str, says: str) -> None:
    assert is_person_number(number)
    problem = person_number_problem(number, TODAY)
    assert (problem is None) == (not says)
    if problem:
        assert says in problem.zh and number not in problem.zh and number not in problem.en


def test_only_the_ends_of_an_identity_number_are_shown() -> None:
    assert masked("41100219850307001X") == "4110**********001X"
    assert masked("GW054") == "GW054" and not is_person_number("GW054")


@pytest.mark.parametrize("code", ["410000", "411000", "411002", "110103", "411071", "330113", "810000"])
def test_divisions_of_today_and_of_yesterday_pass(code: str) -> None:
    assert region_problem(code) is None


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("419901", "GB/T 2260"),
        ("419801", "GB/T 2260"),
        ("419971", "GB/T 2260"),
        ("4110", "六位"),
        ("许昌市", "六位"),
    ],
)
def test_a_division_nobody_knows_is_refused_in_words(code: str, says: str) -> None:
    problem = region_problem(code)
    assert problem and says in problem.zh and code in problem.zh


# In the shared list, but statistics' own: no county of GB/T 2260, and no development zone.
STATISTICAL = {"460321", "460322", "460323", "620201", "632857"}


def test_every_county_of_the_shared_list_is_known(shared: Path) -> None:
    folder = shared / "data" / "china" / "divisions"
    counties = {row["code"] for row in rows_of(folder / "areas.csv")}
    prefectures = {f"{row['code']}00" for row in rows_of(folder / "cities.csv")}
    assert len(counties) > 2900
    assert {code for code in counties | prefectures if region_problem(code)} == STATISTICAL


@pytest.mark.parametrize("code", ["C", "37", "374", "3741", "C3741", "A0111", "01", "T97", "120"])
def test_industries_pass_by_section_division_group_and_class(code: str) -> None:
    assert industry_problem(code) is None


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("U", "不是行业代码"),
        ("98", "没有“98”"),
        ("00", "没有“00”"),
        ("A37", "属于门类 C"),
        ("37411", "不是行业代码"),
        ("制造业", "不是行业代码"),
        ("3", "不是行业代码"),
    ],
)
def test_what_is_no_industry_is_refused_in_words(code: str, says: str) -> None:
    problem = industry_problem(code)
    assert problem and says in problem.zh


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_every_code_of_the_shared_classification_passes_and_its_misfiled_class_is_noticed(
    shared: Path,
) -> None:
    """Class 3741 is filed there as a second group 374: two groups of one number, and no class of that number."""
    rows = rows_of(shared / "data" / "china" / "gbt4754_2017" / "gbt4754_2017.csv")
    levels = ("section", "division", "group", "class")
    codes = {row[level] for row in rows for level in levels if row[level]}
    lettered = {row["section"] + row[level] for row in rows for level in levels[1:] if row[level]}
    assert {code for code in codes | lettered if industry_problem(code)} == set()
    filed = Counter(tuple(row[level] for level in levels) for row in rows)
    assert [place for place, times in filed.items() if times > 1] == [("C", "37", "374", "")]
    assert "3741" not in codes and industry_problem("3741") is None


def sheet(*rows: tuple[Any, ...]) -> io.BytesIO:
    head = ("统一社会信用代码", "名称", "所有制", "规模", "区划代码", "行业代码", "成立日期")
    book, file = Workbook(), io.BytesIO()
    for line in (head, *rows):
        book.worksheets[0].append(line)
    book.save(file)
    file.seek(0)
    return file


@pytest.mark.django_db
def test_an_import_names_every_wrong_code_by_row_and_heading() -> None:
    wrong = sheet(
        ("91110000600037341X", "甲", "民营", "小型", "411002", "3741", None),
        (CODE, "乙", "民营", "小型", "419901", "3741", None),
        ("旧号-1", "丙", "民营", "小型", "110103", "A37", None),
    )
    with pytest.raises(Refused) as refused:
        import_parties(Machine(), "enterprises", wrong)
    assert [str(problem.where) for problem in refused.value.problems] == [
        "第2行 统一社会信用代码",
        "第3行 区划代码",
        "第4行 行业代码",
    ]
    assert not Enterprise.objects.exists()


@pytest.mark.django_db
def test_codes_are_kept_in_large_letters_and_may_be_left_out() -> None:
    import_parties(
        Machine(),
        "enterprises",
        sheet(
            (CODE.lower(), "甲", "民营", "小型", 411002, "c3741", None),
            ("旧号-1", "乙", "", "", "", "", None),
        ),
    )
    firm = Enterprise.objects.get(name="甲")
    assert (firm.key, firm.region, firm.industry) == (CODE, "411002", "C3741")
    assert Enterprise.objects.get(name="乙").region == ""
