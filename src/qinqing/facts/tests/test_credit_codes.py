"""Unified social credit codes: what is refused, what is corrected and said, what is only counted."""

import random
from datetime import date

import duckdb
from stdnum.cn import uscc

from qinqing.facts import credit_codes
from qinqing.facts.tests.make import FIRM, opened, refusal, sound, told


def judge(codes: list[str]) -> dict[str, bool]:
    rows = ", ".join(f"('{code}')" for code in codes)
    claim = credit_codes.has_right_check_digit("code")
    return dict(duckdb.sql(f"SELECT code, {claim} FROM (VALUES {rows}) AS t(code)").fetchall())


def test_the_check_digit_is_that_of_the_standard_library_of_numbers():
    rng = random.Random(32100)
    bodies = [
        "".join(rng.choices("0123456789", k=8)) + "".join(rng.choices(credit_codes.ALPHABET, k=9))
        for _ in range(2000)
    ]
    right = [body + uscc.calc_check_digit(body) for body in bodies]
    wrong = [code[:-1] + rng.choice(credit_codes.ALPHABET.replace(code[-1], "")) for code in right]
    assert all(judge(right).values())
    assert not any(judge(wrong).values())
    assert all(uscc.is_valid(code) for code in right)


def test_a_village_collective_has_a_code_too():
    body = "N2411002MF1234567"
    assert judge([body + uscc.calc_check_digit(body)]) == {body + uscc.calc_check_digit(body): True}


def enterprises(*codes: str) -> str:
    return "enterprise_id,name\n" + "".join(f"{code},x\n" for code in codes)


def test_eighteen_characters_with_a_wrong_check_digit_are_refused(tmp_path):
    letter_o = "9111000060003734OL"
    refused = refusal(sound(tmp_path, enterprises=enterprises("91110000600037341M", letter_o)))
    assert [where for where, _ in told(refused)] == [
        "enterprises.csv:2:enterprise_id",
        "enterprises.csv:3:enterprise_id",
    ]
    assert "'91110000600037341M' has 18 characters" in told(refused)[0][1]


def test_lower_case_is_corrected_everywhere_and_said(tmp_path):
    low = FIRM.lower()
    folder = opened(
        tmp_path,
        enterprises=enterprises(low),
        holdings=f"holder_id,enterprise_id\n{low},{FIRM}\nP1,{low}\n",
    )
    assert [(w.where, w.says.en) for w in folder.warnings] == [
        ("enterprises.csv::enterprise_id", "1 unified social credit codes in lower case: read as capitals"),
        ("holdings.csv::holder_id", "1 unified social credit codes in lower case: read as capitals"),
        ("holdings.csv::enterprise_id", "1 unified social credit codes in lower case: read as capitals"),
    ]
    with folder.connect(date(2025, 1, 1)) as facts:
        assert facts.sql("SELECT * EXCLUDE (share, since, until) FROM holdings").fetchall() == [
            (FIRM, FIRM),
            ("P1", FIRM),
        ]


def test_one_firm_in_both_cases_is_a_repeated_key(tmp_path):
    refused = refusal(sound(tmp_path, enterprises=enterprises(FIRM, FIRM.lower())))
    assert told(refused)[0][0] == "enterprises.csv:3:enterprise_id"


def test_another_form_is_accepted_and_counted(tmp_path):
    folder = opened(tmp_path, enterprises=enterprises(FIRM, "19", "个体-3", "410400-1234567-X-1"))
    assert [w.says.en for w in folder.warnings] == [
        "3 ids are no unified social credit codes: taken as they are"
    ]
