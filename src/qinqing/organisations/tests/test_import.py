"""Importing parties: all rows or none, what became of each, and never more changed than the sheet says."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from qinqing.organisations.models import Department, Enterprise, Holding, Official
from qinqing.organisations.services import Report, import_parties
from qinqing.record.models import Entry
from qinqing.record.services import Machine
from qinqing.refusals import Refused
from tests.support.people import Office, Role, signed_in

pytestmark = pytest.mark.django_db
DEPARTMENTS = ("部门编号", "名称", "上级部门编号", "承继部门编号", "撤并日期")
OFFICIALS = ("工号", "姓名", "部门编号", "职务", "领导干部")
ENTERPRISES = ("统一社会信用代码", "名称", "规模")
HOLDINGS = ("持有人", "统一社会信用代码", "比例", "起始日期")
FIRM = "91110000600037341L"


def sheet(*lines: Sequence[Any]) -> io.BytesIO:
    book = Workbook()
    for line in lines:
        book.active.append([*line])
    out = io.BytesIO()
    book.save(out)
    out.seek(0)
    return out


def load(kind: str, *lines: Sequence[Any]) -> Report:
    return import_parties(Machine(), kind, sheet(*lines))


def became(report: Report) -> list[tuple[int, str, str]]:
    return [*report.rows]


def told(kind: str, *lines: Sequence[Any]) -> list[str]:
    with pytest.raises(Refused, match=r"parties\.rows") as refused:
        load(kind, *lines)
    return [f"{problem.where} {problem.says.zh}" for problem in refused.value.problems]


def test_each_row_is_reported_new_changed_or_same() -> None:
    first = load("departments", DEPARTMENTS, ("X1", "甲科"), ("X2", "乙科"))
    second = load("departments", DEPARTMENTS, ("X1", "甲科"), ("X2", "乙处"), ("X3", "丙科"))
    assert became(first) == [(2, "X1", "new"), (3, "X2", "new")]
    assert became(second) == [(2, "X1", "same"), (3, "X2", "changed"), (4, "X3", "new")]
    assert (second.count("new"), second.count("changed"), second.count("same")) == (1, 1, 1)


def test_the_same_sheet_twice_changes_nothing() -> None:
    for kind, lines in (
        ("departments", [DEPARTMENTS, ("X1", "甲科", None, None, date(2030, 1, 1))]),
        ("officials", [OFFICIALS, ("Y1", "某人", "X1", "科员", "否")]),
        ("enterprises", [ENTERPRISES, (FIRM, "某厂", "小型")]),
        ("holdings", [HOLDINGS, ("Y9", FIRM, "60%", date(2020, 1, 1))]),
    ):
        load(kind, *lines)
        assert [outcome for _, _, outcome in load(kind, *lines).rows] == ["same"], kind


def test_departments_may_point_at_each_other_in_any_order() -> None:
    load(
        "departments",
        DEPARTMENTS,
        ("X2", "下级", "X1"),
        ("X3", "旧科", None, "X2", date(2026, 1, 1)),
        ("X1", "上级"),
    )
    assert Department.objects.get(key="X2").parent.key == "X1"
    assert Department.objects.get(key="X3").successor.key == "X2"


def test_a_column_the_sheet_does_not_have_leaves_what_is_stored() -> None:
    load("departments", DEPARTMENTS, ("X1", "上级"), ("X2", "下级", "X1", "X1", date(2026, 1, 1)))
    load("departments", ("部门编号", "名称"), ("X2", "新名称"))
    unit = Department.objects.get(key="X2")
    assert (unit.name, unit.parent.key, unit.until) == ("新名称", "X1", date(2026, 1, 1))


def test_an_empty_cell_empties_what_is_stored() -> None:
    load("departments", DEPARTMENTS, ("X1", "上级"), ("X2", "下级", "X1"))
    load("departments", DEPARTMENTS, ("X2", "下级", None))
    assert Department.objects.get(key="X2").parent is None


def test_one_bad_row_and_nothing_is_imported(office: Office) -> None:
    before = Enterprise.objects.count()
    told("enterprises", ENTERPRISES, ("E-good", "好厂", "小型"), (FIRM[:-1] + "X", "坏厂", "小型"))
    assert Enterprise.objects.count() == before
    assert Entry.objects.count() == 0


WRONG = [
    pytest.param("enterprises", [(FIRM[:-1] + "X", "某厂", None)], ["第2行 统一社会信用代码", "校验位不对"], id="校验位不对"),
    pytest.param("enterprises", [("E1", "甲", None), ("E1", "乙", None)], ["第3行 统一社会信用代码", "与第2行重复"], id="重复的企业"),
    pytest.param("enterprises", [(FIRM, "甲", None), (FIRM.lower(), "乙", None)], ["第3行", "与第2行重复"], id="大小写不同也是重复"),
    pytest.param("officials", [("Y1", "某人", "X-none", "科员", "否")], ["第2行 部门编号", "没有编号为“X-none”的部门"], id="没有的部门"),
    pytest.param("holdings", [("Y1", "E-NONE", 0.5, None)], ["第2行 统一社会信用代码", "没有编号为“E-NONE”的企业"], id="没有的企业"),
    pytest.param("departments", [("X1", "甲", "X1", None, None)], ["第2行 上级部门编号", "绕回了自己"], id="自己的上级"),
    pytest.param("departments", [("X1", "甲", "X2"), ("X2", "乙", "X1")], ["第2行 上级部门编号", "第3行 上级部门编号"], id="互为上级"),
    pytest.param("departments", [("D0", "办公室", "D1")], ["第2行 上级部门编号", "绕回了自己"], id="与已有的连成一圈"),
    pytest.param("departments", [("X1", "甲", None, "X1", None)], ["第2行 承继部门编号", "自己承继"], id="自己承继自己"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "rows", "says"), WRONG)
def test_what_is_wrong_across_rows_is_named(kind: str, rows: list, says: list[str], office: Office) -> None:
    heads = {
        "departments": DEPARTMENTS,
        "officials": OFFICIALS,
        "enterprises": ENTERPRISES,
        "holdings": HOLDINGS,
    }
    text = "\n".join(told(kind, heads[kind], *rows))
    assert all(word in text for word in says), text


def test_a_code_in_small_letters_is_the_same_firm() -> None:
    load("enterprises", ENTERPRISES, (FIRM.lower(), "某厂", "小型"))
    assert Enterprise.objects.get().key == FIRM


def test_an_end_before_the_beginning_is_named() -> None:
    load("enterprises", ENTERPRISES, (FIRM, "某厂", None))
    head = (*HOLDINGS, "终止日期")
    text = told("holdings", head, ("Y1", FIRM, 0.5, date(2026, 1, 2), date(2026, 1, 1)))
    assert "止日早于起日" in text[0]


def test_a_share_not_known_is_stored_as_not_known() -> None:
    load("enterprises", ENTERPRISES, (FIRM, "某厂", None))
    load("holdings", HOLDINGS, ("Y1", FIRM, None, None))
    assert Holding.objects.get().share is None


def test_an_official_keeps_being_head_whatever_is_imported(office: Office) -> None:
    load("officials", OFFICIALS, (office.head.key, "甲主任", "D0", "主任", "是"))
    assert Official.objects.get(key=office.head.key).head


def test_an_import_writes_one_entry_with_the_number_of_rows() -> None:
    load("departments", DEPARTMENTS, *[(f"部门编号很长很长很长的第{n}个", f"第{n}科") for n in range(600)])
    assert '"rows":600' in bytes(Entry.objects.get().body).decode()


def upload(data: bytes, kind: str = "departments") -> Any:
    client = signed_in(Role.SYSTEM_ADMIN)
    return client.post("/gw/parties/import/", {"kind": kind, "file": SimpleUploadedFile("a.xlsx", data)})


@pytest.mark.custody("bureau")
@pytest.mark.parametrize(
    ("data", "status", "says"),
    [
        pytest.param(sheet(DEPARTMENTS, ("X1", "甲科")).getvalue(), 200, "X1", id="好的表"),
        pytest.param(sheet(DEPARTMENTS, ("X1", None)).getvalue(), 422, "第2行 名称", id="缺名称"),
        pytest.param(sheet(("编号",), ("X1",)).getvalue(), 422, "第1行 编号", id="不认识的列"),
        pytest.param(b"not a sheet", 422, "不是能读的 XLSX 文件", id="不是表格"),
        pytest.param(b"", 422, "文件是空的", id="空文件"),
    ],
)
def test_the_page_says_what_became_of_the_file(data: bytes, status: int, says: str, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    page = upload(data)
    assert page.status_code == status
    assert says in page.content.decode()
