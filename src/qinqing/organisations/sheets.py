"""The four party sheets an administrator may upload: their columns, and checks across rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from qinqing.organisations.codes import credit_code_problem, industry_problem, region_problem
from qinqing.organisations.models import Ownership, Size
from qinqing.refusals import Problem, Refused, Say
from qinqing.sheets.reading import Column, Row, at_row

OWNERSHIP = {
    "国有": Ownership.STATE.value,
    "民营": Ownership.PRIVATE.value,
    "外资": Ownership.FOREIGN.value,
    "个体工商户": Ownership.INDIVIDUAL.value,
}
SIZE = {
    "大型": Size.LARGE.value,
    "中型": Size.MEDIUM.value,
    "小型": Size.SMALL.value,
    "微型": Size.MICRO.value,
}

COLUMNS: dict[str, tuple[Column, ...]] = {
    "departments": (
        Column("department_id", ("部门编号",), longest=60),
        Column("name", ("名称",)),
        Column("parent_id", ("上级部门编号",), required=False, longest=60),
        Column("until", ("撤并日期",), "date", required=False),
        Column("successor_id", ("承继部门编号",), required=False, longest=60),
    ),
    "officials": (
        Column("official_id", ("工号",), longest=60),
        Column("name", ("姓名",), longest=100),
        Column("department_id", ("部门编号",), longest=60),
        Column("post", ("职务",), longest=100),
        Column("leader", ("领导干部",), "bool"),
        Column("since", ("任职日期",), "date", required=False),
        Column("until", ("离任日期",), "date", required=False),
    ),
    "enterprises": (
        Column("enterprise_id", ("统一社会信用代码",), longest=60),
        Column("name", ("名称",)),
        Column("ownership", ("所有制",), required=False, choices=OWNERSHIP),
        Column("size", ("规模",), required=False, choices=SIZE),
        Column("region", ("区划代码",), required=False),
        Column("industry", ("行业代码",), required=False),
        Column("founded_on", ("成立日期",), "date", required=False),
    ),
    "holdings": (
        Column("holder_id", ("持有人",), longest=60),
        Column("enterprise_id", ("统一社会信用代码",), longest=60),
        Column("share", ("比例",), "share", required=False),
        Column("since", ("起始日期",), "date", required=False),
        Column("until", ("终止日期",), "date", required=False),
    ),
}
KEYS = {"departments": "department_id", "officials": "official_id", "enterprises": "enterprise_id"}


def check_rows(
    kind: str, rows: list[Row], known: dict[str, set[str]], parents: Mapping[str, str | None]
) -> None:
    """Refuse with every repeated key, unknown reference, wrong code, impossible order and loop.

    `known`: keys in the store. `parents`: departments in the store with the one above each; for departments only.
    """
    codes = [*_codes(kind, rows)] if kind in ("enterprises", "holdings") else []
    problems = [*codes, *_repeats(kind, rows), *_references(kind, rows, known), *_orders(kind, rows)]
    if kind == "departments":
        problems += [*_loops(rows, parents), *_own_successors(rows)]
    if problems:
        raise Refused(
            "parties.rows",
            Say(
                f"有 {len(problems)} 处不对，一行也没有导入",
                f"{len(problems)} rows are wrong; nothing was imported",
            ),
            problems,
        )


def _repeats(kind: str, rows: list[Row]) -> Iterable[Problem]:
    if kind not in KEYS:
        return
    key, seen = KEYS[kind], dict[str, int]()
    for row in rows:
        value = row.cells[key]
        if value in seen:
            yield _problem(
                kind,
                row,
                key,
                Say(f"“{value}”与第{seen[value]}行重复", f"{value!r} repeats row {seen[value]}"),
            )
        seen.setdefault(value, row.number)


def _references(kind: str, rows: list[Row], known: dict[str, set[str]]) -> Iterable[Problem]:
    pointing = {
        "parent_id": "departments",
        "successor_id": "departments",
        "department_id": "departments",
        "enterprise_id": "enterprises",
    }
    own = {row.cells[KEYS[kind]] for row in rows} if kind in KEYS else set()
    for row in rows:
        for column, target in pointing.items():
            value = row.cells.get(column)
            if not value or column == KEYS.get(kind):
                continue
            if value not in known[target] and not (target == kind and value in own):
                yield _problem(
                    kind,
                    row,
                    column,
                    Say(
                        f"没有编号为“{value}”的{'部门' if target == 'departments' else '企业'}",
                        f"there is no {value!r} among {target}",
                    ),
                )


def _orders(kind: str, rows: list[Row]) -> Iterable[Problem]:
    for row in rows:
        since, until = row.cells.get("since"), row.cells.get("until")
        if since and until and until < since:
            yield _problem(kind, row, "until", Say("止日早于起日", "ends before it begins"))


def _loops(rows: list[Row], parents: Mapping[str, str | None]) -> Iterable[Problem]:
    """Departments that would stand above themselves once these rows are loaded."""
    given = {r.cells["department_id"]: r.cells["parent_id"] for r in rows if "parent_id" in r.cells}
    above = {**parents, **given}
    for row in rows:
        own = row.cells["department_id"]
        here, seen = above.get(own), set[str]()
        while here and here != own and here not in seen:
            seen.add(here)
            here = above.get(here)
        if here == own:
            says = Say("上级部门绕回了自己", "the units above lead back to this one")
            yield _problem("departments", row, "parent_id", says)


def _own_successors(rows: list[Row]) -> Iterable[Problem]:
    for row in rows:
        if row.cells.get("successor_id") == row.cells["department_id"]:
            says = Say("不能由自己承继", "a unit does not succeed itself")
            yield _problem("departments", row, "successor_id", says)


def _codes(kind: str, rows: list[Row]) -> Iterable[Problem]:
    """Letters of codes are written large, then checked; a code that is not given is not missing."""
    checks = {
        "enterprise_id": credit_code_problem,
        "region": region_problem,
        "industry": industry_problem,
    }
    for row in rows:
        for column, check in checks.items():
            code = (row.cells.get(column) or "").upper()
            says = check(code) if code else None
            if column in row.cells:
                row.cells[column] = code
            if says:
                yield _problem(kind, row, column, says)


def _problem(kind: str, row: Row, column: str, says: Say) -> Problem:
    heading = next(known.headings[0] for known in COLUMNS[kind] if known.name == column)
    return Problem(at_row(row.number, heading), says)
