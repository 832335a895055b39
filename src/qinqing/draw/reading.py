"""The pool folder: `enterprises` and `inspectors`, each as CSV or Parquet. All problems at once, then refused.

enterprises  enterprise_id, risk_class {A, B, C, D}, excluded? (why), needs? (skills), went_last? (inspectors)
inspectors   inspector_id, skills?, away? (why), recused_from? (enterprises)

Several things in one cell are joined by vertical bars. CSV is UTF-8 with a header and ends in a line end.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from qinqing.draw.pool import CLASSES, SIMPLE, Enterprise, Inspector, Pool
from qinqing.draw.tables import SEPARATOR, Columns, Table, listed, refuse_problems, table_in
from qinqing.draw.texts import plain
from qinqing.facts.shown import shorten
from qinqing.refusals import Refused, Say

ENTERPRISES = Columns(("enterprise_id", "risk_class"), ("excluded", "needs", "went_last"))
INSPECTORS = Columns(("inspector_id",), ("skills", "away", "recused_from"))
LONGEST_ID, LONGEST_REASON = 64, 200
SPACE = re.compile(r"\s")


def read_pool(folder: Path) -> Pool:
    """Both tables of a folder; Refused `draw.no-pool` or `draw.pool` with every problem."""
    if not folder.is_dir():
        raise Refused(
            "draw.no-pool",
            Say(f"没有这个文件夹：{folder}。", f"No such folder: {folder}."),
            remedy=Say(
                "请指明放有 enterprises 和 inspectors 两张表的文件夹。",
                "Name the folder with the tables enterprises and inspectors.",
            ),
        )
    firms, people = table_in(folder, "enterprises", ENTERPRISES), table_in(folder, "inspectors", INSPECTORS)
    enterprises = [_enterprise(firms, *row) for row in firms.rows(ENTERPRISES)] if not firms.problems else []
    inspectors = [_inspector(people, *row) for row in people.rows(INSPECTORS)] if not people.problems else []
    _unique(firms, "enterprise_id", ((row.id) for row in enterprises))
    _unique(people, "inspector_id", (row.id for row in inspectors))
    if not firms.problems and not people.problems:
        _known(firms, people, enterprises, inspectors)
    refuse_problems([*firms.problems, *people.problems], folder)
    return Pool.of(enterprises, inspectors)


def _enterprise(
    table: Table,
    number: int,
    id: str | None,
    risk: str | None,
    excluded: str | None,
    needs: str | None,
    went: str | None,
) -> Enterprise:
    if not (id and SIMPLE.match(id) and len(id) <= LONGEST_ID):
        _check_id(table, number, "enterprise_id", id)
    if risk not in CLASSES:
        shown, known = shorten(risk or "—"), "、".join(CLASSES)
        table.note(
            number,
            "risk_class",
            f"风险类别 {shown} 应为 {known} 之一",
            f"risk class {shown} is none of {', '.join(CLASSES)}",
        )
    if excluded is None and needs is None and went is None:
        return Enterprise(id or "", risk or "")
    _check_list(table, number, "needs", needs)
    _check_list(table, number, "went_last", went)
    return Enterprise(
        id or "", risk or "", _reason(table, number, "excluded", excluded), listed(needs), listed(went)
    )


def _inspector(
    table: Table, number: int, id: str | None, skills: str | None, away: str | None, recused: str | None
) -> Inspector:
    _check_id(table, number, "inspector_id", id)
    _check_list(table, number, "skills", skills)
    _check_list(table, number, "recused_from", recused)
    return Inspector(id or "", listed(skills), _reason(table, number, "away", away), listed(recused))


def _check_id(table: Table, number: int, column: str, id: str | None) -> None:
    if not id:
        table.note(number, column, "没有编号", "there is no id")
    elif len(id) > LONGEST_ID or SPACE.search(id) or SEPARATOR in id or plain(id) != id:
        shown = shorten(id)
        table.note(
            number,
            column,
            f"编号 {shown} 不能有空白、竖线、控制字符，须为规范形式（NFC），至多 {LONGEST_ID} 个字符",
            f"the id {shown} may hold no space, bar or control character, must be NFC and at most {LONGEST_ID} long",
        )


def _check_list(table: Table, number: int, column: str, cell: str | None) -> None:
    if cell and plain(cell) != cell:
        table.note(
            number, column, "含有控制字符，或不是规范形式（NFC）", "it holds control characters or is not NFC"
        )


def _reason(table: Table, number: int, column: str, cell: str | None) -> str | None:
    """A reason in words; an empty cell is none."""
    text = plain(cell).strip() if cell else ""
    if cell and (not text or len(text) > LONGEST_REASON):
        table.note(
            number,
            column,
            f"应写明理由，至多 {LONGEST_REASON} 字",
            f"give the reason in at most {LONGEST_REASON} characters",
        )
    return text or None


def _unique(table: Table, column: str, ids: Iterable[str]) -> None:
    """An id written twice, in capitals or full-width letters too, would have two tickets."""
    seen: dict[str, int] = {}
    for number, id in zip(table.numbers, ids, strict=False):
        folded = id.upper() if id.isascii() else unicodedata.normalize("NFKC", id).upper()
        before = seen.setdefault(folded, number)
        if before != number and id:
            table.note(
                number, column, f"{shorten(id)} 与第 {before} 行重复", f"{shorten(id)} repeats row {before}"
            )


def _known(firms: Table, people: Table, enterprises: list[Enterprise], inspectors: list[Inspector]) -> None:
    """A recusal from a firm that is not in the pool is a slip of the pen: it would recuse nobody."""
    known = {row.id for row in enterprises}
    for number, row in zip(people.numbers, inspectors, strict=True):
        for id in sorted({*row.recused_from} - known):
            table = f"{shorten(id)} 不在企业名单里", f"{shorten(id)} is not among the enterprises"
            people.note(number, "recused_from", *table)
