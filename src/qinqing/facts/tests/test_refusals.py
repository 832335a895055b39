"""What a folder is refused for: all of it at once, each with file, row, column, value and what was expected."""

import pytest

from qinqing.facts.folder import open_folder
from qinqing.facts.tests.make import FIRM, SOUND, opened, refusal, sound, told
from qinqing.refusals import Refused

INSPECTIONS = "inspection_id,enterprise_id,department_id,kind,basis,started_at,ended_at\n"
FEES = "fee_id,enterprise_id,department_id,item,quantity,charged_on,amount_cny\n"


def inspection(**cells: str) -> str:
    row = {
        "inspection_id": "I1",
        "enterprise_id": FIRM,
        "department_id": "D1",
        "kind": "routine",
        "basis": "plan",
        "started_at": "2025-03-01T09:30:00+08:00",
        "ended_at": "",
    }
    return INSPECTIONS + ",".join({**row, **cells}.values()) + "\n"


def fee(**cells: str) -> str:
    row = {"fee_id": "F1", "enterprise_id": FIRM, "department_id": "D1", "item": "费"}
    row |= {"quantity": "", "charged_on": "2025-03-01", "amount_cny": "10.00"}
    return FEES + ",".join({**row, **cells}.values()) + "\n"


CELLS = {
    "日期不存在": (
        fee(charged_on="2024-02-30"),
        "fees.csv:2:charged_on",
        "'2024-02-30' does not fit; expected an ISO date",
    ),
    "日期写法不对": (fee(charged_on="2024/02/03"), "fees.csv:2:charged_on", "expected an ISO date"),
    "日期过早": (fee(charged_on="1899-12-31"), "fees.csv:2:charged_on", "from 1900-01-01 to 2199-12-31"),
    "日期过晚": (fee(charged_on="2200-01-01"), "fees.csv:2:charged_on", "from 1900-01-01 to 2199-12-31"),
    "无终止日只许写在 until": (fee(charged_on="9999-12-31"), "fees.csv:2:charged_on", "expected an ISO date"),
    "金额为负": (
        fee(amount_cny="-0.01"),
        "fees.csv:2:amount_cny",
        "'-0.01' does not fit; expected yuan, not negative",
    ),
    "金额三位小数": (fee(amount_cny="1.005"), "fees.csv:2:amount_cny", "at most two decimal places"),
    "金额带千分位": (fee(amount_cny='"1,000.00"'), "fees.csv:2:amount_cny", "expected yuan"),
    "金额超出十六位": (fee(amount_cny="12345678901234567"), "fees.csv:2:amount_cny", "expected yuan"),
    "金额超出上限": (
        fee(amount_cny="1" + "0" * 20),
        "fees.csv:2:amount_cny",
        "expected yuan, not negative, up to 9,999,999,999,999,999.99",
    ),
    "小数写成科学记数": (fee(quantity="1e3"), "fees.csv:2:quantity", "expected a plain decimal"),
    "必填为空": (fee(item=""), "fees.csv:2:item", "required but empty"),
    "主键为空": (fee(fee_id=""), "fees.csv:2:fee_id", "required but empty"),
    "企业不存在": (fee(enterprise_id="E-9"), "fees.csv:2:enterprise_id", "'E-9' is not in enterprises"),
}
TIMES = {
    "时间无偏移": (
        inspection(started_at="2025-03-01T09:30:00"),
        "started_at",
        "expected a time with an offset",
    ),
    "只有日期": (inspection(started_at="2025-03-01"), "started_at", "expected a time with an offset"),
    "偏移不存在": (inspection(started_at="2025-03-01T09:30:00+19:00"), "started_at", "expected a time"),
    "二十四点": (inspection(started_at="2025-03-01T24:00:00+08:00"), "started_at", "expected a time"),
    "取值不在其列": (
        inspection(basis="Plan"),
        "basis",
        "'Plan' does not fit; expected one of plan | complaint",
    ),
    "先结束后开始": (
        inspection(ended_at="2025-03-01T01:00:00Z"),
        "ended_at",
        "impossible order: ended_at before started_at (2025-03-01T01:00:00Z < 2025-03-01T09:30:00+08:00)",
    ),
}


@pytest.mark.parametrize(("text", "where", "says"), CELLS.values(), ids=CELLS)
def test_a_cell_that_does_not_fit_is_named_with_what_was_expected(tmp_path, text, where, says):
    refused = refusal(sound(tmp_path, fees=text))
    assert refused.code == "facts.refused"
    assert [(w, says in s) for w, s in told(refused)] == [(where, True)]


@pytest.mark.parametrize(("text", "column", "says"), TIMES.values(), ids=TIMES)
def test_an_inspection_that_cannot_be_is_refused(tmp_path, text, column, says):
    refused = refusal(sound(tmp_path, inspections=text))
    assert [(w, says in s) for w, s in told(refused)] == [(f"inspections.csv:2:{column}", True)]


OTHER_TYPES = {
    "真假写成大写": (
        "officials",
        "official_id,name,department_id,post,leader\nP1,a,D1,x,TRUE\n",
        "leader",
        "true or false",
    ),
    "整数带小数": ("inspection_caps", "department_id,year,cap\nD1,2025,2.0\n", "cap", "a whole number"),
    "整数过大": (
        "inspection_caps",
        "department_id,year,cap\nD1,2025,9999999999999999999\n",
        "cap",
        "a whole number",
    ),
    "持股超过一": ("holdings", f"holder_id,enterprise_id,share\nX,{FIRM},1.01\n", "share", "from 0 to 1"),
    "评分为零": (
        "ratings",
        "rating_id,real_name,department_id,grade,rated_on\nR1,true,D1,0,2025-01-01\n",
        "grade",
        "from 1 to 5",
    ),
}


@pytest.mark.parametrize(("table", "text", "column", "says"), OTHER_TYPES.values(), ids=OTHER_TYPES)
def test_each_type_has_its_bounds(tmp_path, table, text, column, says):
    refused = refusal(sound(tmp_path, **{table: text}))
    assert [(w, says in s) for w, s in told(refused)] == [(f"{table}.csv:2:{column}", True)]


def test_all_problems_of_all_files_are_told_at_once_in_one_order(tmp_path):
    folder = sound(
        tmp_path,
        departments="department_id,name,parent_id\nD1,a,D2\nD2,b,D1\nD1,c,\n",
        fees=fee(amount_cny="-1", charged_on="x"),
        gossip="a,b\n1,2\n",
        officials="official_id,name,department_id,leader,nickname\nP1,张某,D9,true,x\n",
    )
    assert [where for where, _ in told(refusal(folder))] == [
        "gossip.csv",
        "departments.csv:2:parent_id",
        "departments.csv:4:department_id",
        "officials.csv:1:nickname",
        "officials.csv:1:post",
        "officials.csv:2:department_id",
        "fees.csv:2:charged_on",
        "fees.csv:2:amount_cny",
    ]


def test_a_hundred_problems_are_shown_and_all_are_counted(tmp_path):
    rows = "".join(f"F{n},{FIRM},D1,费,,2025-01-01,-1\n" for n in range(250))
    refused = refusal(sound(tmp_path, fees=FEES + rows))
    assert (len(refused.problems), refused.total) == (100, 250)
    assert refused.problems[99].where == "fees.csv:101:amount_cny"


def test_a_repeated_key_names_the_row_that_had_it_first(tmp_path):
    rows = "".join(f"F1,{FIRM},D1,费,,2025-01-0{n},1\n" for n in (1, 2, 3))
    assert told(refusal(sound(tmp_path, fees=FEES + rows))) == [
        ("fees.csv:3:fee_id", "repeated key: 'F1' already stands in row 2"),
        ("fees.csv:4:fee_id", "repeated key: 'F1' already stands in row 2"),
    ]


@pytest.mark.parametrize(
    "keys", [("F1", "F2", "F1"), ("F2", "F1", "F2"), ("F1", "", "F1"), ("F1", "F2", "F2")]
)
def test_a_key_is_found_repeated_in_whatever_order_the_rows_stand(tmp_path, keys):
    rows = "".join(f"{key},{FIRM},D1,费,,2025-01-01,1\n" for key in keys)
    said = [says for _, says in told(refusal(sound(tmp_path, fees=FEES + rows)))]
    first = 2 + keys.index(keys[2])
    assert f"repeated key: {keys[2]!r} already stands in row {first}" in said


def test_departments_may_not_lead_back_to_themselves_by_parent_or_successor(tmp_path):
    departments = "department_id,name,parent_id,successor_id\nD1,a,D1,\nD2,b,D1,D3\nD3,c,,D4\nD4,d,,D2\n"
    problems = told(refusal(sound(tmp_path, departments=departments)))
    assert problems == [
        ("departments.csv:2:parent_id", "departments form a loop: D1 → D1"),
        ("departments.csv:3:successor_id", "departments form a loop: D2 → D3 → D4 → D2"),
    ]


def test_loops_in_holdings_are_legal(tmp_path):
    rows = f"holder_id,enterprise_id,share\n{FIRM},E-2,0.5\nE-2,{FIRM},0.5\n"
    assert opened(tmp_path, holdings=rows).rows["holdings"] == 2


def test_a_reference_to_an_absent_table_is_told_once(tmp_path):
    folder = sound(tmp_path, fees=fee())
    (folder / "enterprises.csv").unlink()
    assert told(refusal(folder)) == [
        ("fees.csv::enterprise_id", "refers to enterprises, a table the folder does not have")
    ]


UNORDERED = {
    "审查可早于发文": (
        "policies",
        "policy_id,title,department_id,issued_on,fair_review_on\nA,a,D1,2025-02-01,2025-01-01\n",
    ),
    "法制审核可早于立案": (
        "penalties",
        "penalty_id,enterprise_id,party_kind,department_id,official_id,violation,kind,filed_on,amount_cny,"
        f"legal_review_on,hearing_offered,publication\nA,{FIRM},entity,D1,P1,x,fine,2025-02-01,1,2025-01-01,true,required\n",
    ),
    "授权可晚于开始": (
        "inspections",
        "inspection_id,enterprise_id,department_id,kind,basis,authorised_at,started_at\n"
        f"I,{FIRM},D1,routine,plan,2025-02-02T09:00:00+08:00,2025-02-01T09:00:00+08:00\n",
    ),
    "同日受理同日办结": (
        "applications",
        "application_id,enterprise_id,item,department_id,handler_id,received_on,accepted_on,decided_on\n"
        f"A,{FIRM},x,D1,P1,2025-02-01,2025-02-01,2025-02-01\n",
    ),
}


@pytest.mark.parametrize(("table", "text"), UNORDERED.values(), ids=UNORDERED)
def test_no_order_is_asked_for_but_those_of_the_contract(tmp_path, table, text):
    assert opened(tmp_path, **{table: text}).rows[table] == 1


def test_a_folder_that_is_none_or_empty_says_so(tmp_path):
    assert refusal(tmp_path / "nowhere").code == "facts.no-folder"
    assert refusal(tmp_path).code == "facts.empty"
    file = tmp_path / "file"
    file.write_text("x")
    assert refusal(file).code == "facts.no-folder"


def test_one_table_in_two_files_is_refused(tmp_path):
    folder = sound(tmp_path)
    (folder / "departments.parquet").write_bytes(b"")
    assert told(refusal(folder)) == [
        ("departments.parquet", "the table has two files; the other is departments.csv")
    ]


def test_other_files_are_left_alone_and_said_to_be(tmp_path):
    sound(tmp_path)
    (tmp_path / "说明.docx").write_bytes(b"x")
    (tmp_path / ".DS_Store").write_bytes(b"x")
    (tmp_path / "truth.parquet").write_bytes(b"not read")
    (tmp_path / "rejects").mkdir()
    warnings = opened(tmp_path).warnings
    assert [w.where for w in warnings] == ["说明.docx", "enterprises.csv::enterprise_id"]


def test_the_sound_folder_of_these_tests_is_sound(tmp_path):
    folder = opened(tmp_path)
    assert folder.rows == {"departments": 2, "officials": 2, "enterprises": 2}
    assert list(folder.tables) == list(SOUND)
    assert folder.missing_columns("departments") == {"until", "successor_id"}


def test_what_goes_wrong_meanwhile_is_told_before_what_is_wrong_with_the_tables(tmp_path):
    folder = sound(tmp_path, fees=fee(amount_cny="-0.01"))

    def wrong() -> None:
        raise LookupError("no such rule")

    with pytest.raises(LookupError, match="no such rule"):
        open_folder(folder, meanwhile=wrong)
    done: list[str] = []
    with pytest.raises(Refused):
        open_folder(folder, meanwhile=lambda: done.append("read"))
    assert done == ["read"]
