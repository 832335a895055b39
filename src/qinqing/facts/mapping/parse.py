"""Read a mapping file and check it against the fact schema: every problem at once, none left for the run."""

from __future__ import annotations

import codecs
import re
import tomllib
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from qinqing.facts.cells import expected, text_fits
from qinqing.facts.mapping.spec import CellRule, Mapping, SourceRule, TableRule, Unwanted
from qinqing.facts.schema import TABLES, TIME_ZONE, Column, Table
from qinqing.refusals import Problem, Refused, Say, system_words
from qinqing.regular import refuse_endless

WAYS = ("column", "constant", "counter", "hash")
# slot → the TOML type it takes
MAPPING_SLOTS: dict[str, type] = {"title": str, "source": list, "rows": dict}
SOURCE_SLOTS: dict[str, type] = {
    "name": str,
    "file": str,
    "encoding": str,
    "delimiter": str,
    "sheet": str,
    "header_row": int,
    "records": str,
    "unwanted": list,
    "table": list,
}
UNWANTED_SLOTS: dict[str, type] = {
    "column": str,
    "values": list,
    "other_than": list,
    "reason": str,
    "reason_en": str,
}
TABLE_SLOTS: dict[str, type] = {"table": str, "once": bool, "columns": dict}
CELL_SLOTS: dict[str, type] = {
    "column": str,
    "constant": str,
    "counter": str,
    "hash": list,
    "prefix": str,
    "empty": list,
    "values": dict,
    "otherwise": str,
    "formats": list,
    "zone": str,
    "remove": list,
    "times": str,
}


def load_mapping(path: Path, folder: Path | None = None) -> Mapping:
    """A mapping whose sources lie in `folder` (default: beside the mapping); Refused `facts.mapping`."""
    reader = Reader()
    mapping = reader.mapping(read_toml(path), folder or path.parent)
    if reader.problems:
        says = Say(f"映射文件 {path} 有问题，没有运行", f"the mapping {path} has problems and was not run")
        raise Refused("facts.mapping", says, reader.problems)
    return mapping


def read_toml(path: Path) -> dict[str, Any]:
    try:
        refuse_endless(path)
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        why = system_words(error)
        says = Say(f"无法读取映射文件 {path}：{why.zh}", f"cannot read {path}: {why.en}")
        raise Refused("facts.mapping", says) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        why = _not_toml(error)
        says = Say(f"{path} 不是 TOML 文件：{why.zh}", f"{path} is no TOML file: {why.en}")
        raise Refused("facts.mapping", says) from error


def _not_toml(error: tomllib.TOMLDecodeError | UnicodeDecodeError) -> Say:
    """Where; what exactly is wrong there is said in English alone."""
    if isinstance(error, UnicodeDecodeError):
        return Say("不是 UTF-8 编码", "it is not encoded as UTF-8")
    if at := re.search(r"at line (\d+), column (\d+)", str(error)):
        return Say(f"第 {at[1]} 行第 {at[2]} 列不合语法", str(error))
    return Say("文件没有写完，末尾不合语法", str(error))


def finite(text: str) -> Decimal:
    number = Decimal(text)
    if not number.is_finite():
        raise ValueError(text)
    return number


class Reader:
    """Collects problems while it reads; what it returns is used only if there are none."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def problem(self, where: str, zh: str, en: str) -> None:
        self.problems.append(Problem(where, Say(zh, en)))

    def slots(
        self, where: str, given: Any, known: dict[str, type], required: tuple[str, ...]
    ) -> dict[str, Any]:
        """The slots of the right type; what is unknown, missing or of another type is a problem."""
        if not isinstance(given, dict):
            self.problem(where, "应为一个表（键 = 值）", "expected a table (key = value)")
            return {}
        for name in given.keys() - known.keys():
            self.problem(
                f"{where}.{name}",
                f"没有这个键；可用：{', '.join(known)}",
                f"no such key; known: {', '.join(known)}",
            )
        for name in required:
            if name not in given:
                self.problem(f"{where}.{name}", "缺少此键", "this key is missing")
        fitting = {}
        for name, kind in known.items():
            if name in given and type(given[name]) is kind:
                fitting[name] = given[name]
            elif name in given:
                self.problem(f"{where}.{name}", f"应为 {kind.__name__}", f"expected {kind.__name__}")
        return fitting

    def mapping(self, given: dict[str, Any], folder: Path) -> Mapping:
        slots = self.slots("mapping", given, MAPPING_SLOTS, ("title", "source"))
        sources = [self.source(f"source[{n}]", s) for n, s in enumerate(slots.get("source", []), start=1)]
        self.no_repeats([s.name for s in sources])
        rows = {name: self.rows(f"rows.{name}", name, r) for name, r in slots.get("rows", {}).items()}
        self.makes_what_it_refers_to(sources, set(rows))
        return Mapping(slots.get("title", ""), folder, tuple(sources), rows)

    def makes_what_it_refers_to(self, sources: list[SourceRule], written: set[str]) -> None:
        """A mapping that makes facts without the table they refer to makes a folder nobody takes."""
        rules = [(source, table) for source in sources for table in source.tables]
        made = written | {table.table.name for _, table in rules}
        for source, table in rules:
            for cell in table.cells:
                needed = cell.target.references
                if needed and needed not in made:
                    self.problem(
                        f"{source.name}.{table.table.name}.{cell.target.name}",
                        f"引用 {needed}，映射却没有产生这张表（来源中没有时可写在 rows.{needed}）",
                        f"refers to {needed}, which the mapping does not make (write it under rows.{needed})",
                    )

    def no_repeats(self, names: list[str]) -> None:
        for name in {name for name in names if names.count(name) > 1}:
            self.problem(f"source {name}", "两个来源同名", "two sources of one name")

    def source(self, where: str, given: Any) -> SourceRule:
        slots = self.slots(where, given, SOURCE_SLOTS, ("name", "file", "table"))
        name = slots.get("name", where)
        if Path(name).name != name:
            self.problem(
                f"{where}.name", "来源名用作文件名，不能含路径", "the name becomes a file's name: no path"
            )
        self.encoding(where, slots.get("encoding", "utf-8"))
        if len(slots.get("delimiter", ",")) != 1:
            self.problem(f"{where}.delimiter", "分隔符应为一个字符", "a delimiter is one character")
        unwanted = [
            self.unwanted(f"{name}.unwanted[{n}]", u)
            for n, u in enumerate(slots.pop("unwanted", []), start=1)
        ]
        tables = [self.table(f"{name}.table[{n}]", t) for n, t in enumerate(slots.pop("table", []), start=1)]
        chosen = {"name": name, "file": "", **slots}
        return SourceRule(**chosen, unwanted=tuple(unwanted), tables=tuple(t for t in tables if t))

    def encoding(self, where: str, name: str) -> None:
        try:
            codecs.lookup(name)
        except LookupError:
            self.problem(f"{where}.encoding", f"没有这种编码：{name}", f"no such encoding: {name}")

    def unwanted(self, where: str, given: Any) -> Unwanted:
        slots = self.slots(where, given, UNWANTED_SLOTS, ("column", "reason"))
        if ("values" in slots) == ("other_than" in slots):
            self.problem(where, "values 与 other_than 须写其一", "give either values or other_than")
        listed = slots.get("values", slots.get("other_than", []))
        return Unwanted(
            slots.get("column", ""),
            frozenset(self.texts(where, listed)),
            "other_than" in slots,
            Say(slots.get("reason", ""), slots.get("reason_en", slots.get("reason", ""))),
        )

    def texts(self, where: str, given: list[Any]) -> list[str]:
        if not all(isinstance(text, str) for text in given):
            self.problem(where, "列表中应都是文本", "a list of texts is expected")
        return [text for text in given if isinstance(text, str)]

    def table(self, where: str, given: Any) -> TableRule | None:
        slots = self.slots(where, given, TABLE_SLOTS, ("table", "columns"))
        table = TABLES.get(slots.get("table", ""))
        if table is None:
            self.problem(
                f"{where}.table",
                "没有这张事实表（qinqing facts schema 列出全部表）",
                "no such fact table (qinqing facts schema lists all)",
            )
            return None
        if slots.get("once") and table.key is None:
            self.problem(
                f"{where}.once",
                f"{table.name} 没有主键，不能用 once",
                f"{table.name} has no key: once has no meaning",
            )
        columns = slots.get("columns", {})
        self.covers(where, table, columns)
        cells = [
            self.cell(f"{where}.{name}", table.by_name[name], c)
            for name, c in columns.items()
            if name in table.by_name
        ]
        return TableRule(table, tuple(cells), slots.get("once", False))

    def covers(self, where: str, table: Table, given: Any) -> None:
        """Every required column is made, and none that the table does not have."""
        for name in given:
            if name not in table.by_name:
                self.problem(
                    f"{where}.{name}", f"{table.name} 没有这一列", f"{table.name} has no such column"
                )
        for column in table.columns:
            if not column.optional and column.name not in given:
                self.problem(f"{where}.{column.name}", "缺少必需的列", "a required column is missing")

    def cell(self, where: str, target: Column, given: Any) -> CellRule:
        """`"name"` alone is short for `{ column = "name" }`."""
        slots = self.slots(where, {"column": given} if isinstance(given, str) else given, CELL_SLOTS, ())
        if sum(way in slots for way in WAYS) != 1:
            self.problem(where, f"{'、'.join(WAYS)} 须写且只写其一", f"give exactly one of {', '.join(WAYS)}")
        lists = {
            n: tuple(self.texts(f"{where}.{n}", slots.pop(n, []))) for n in ("hash", "formats", "remove")
        }
        empty = frozenset(self.texts(f"{where}.empty", slots.pop("empty", [])))
        values = {k: self.plain(f"{where}.values.{k}", v) for k, v in slots.pop("values", {}).items()}
        zone = self.parsed(f"{where}.zone", ZoneInfo, slots.pop("zone", TIME_ZONE), ZoneInfo(TIME_ZONE))
        times = self.parsed(f"{where}.times", finite, slots.pop("times", "1"), Decimal(1))
        written = [*values.values(), *(slots[name] for name in ("otherwise", "constant") if name in slots)]
        self.fit_the_contract(where, target, written)
        self.are_formats(f"{where}.formats", lists["formats"])
        chosen: dict[str, Any] = {**slots, **lists}
        return CellRule(target, **chosen, empty=empty, values=values, zone=zone, times=times)

    def plain(self, where: str, given: Any) -> str:
        if isinstance(given, bool):
            return "true" if given else "false"
        if not isinstance(given, str | int):
            self.problem(where, "应为文本、整数或真假", "expected a text, a whole number or true/false")
        return str(given)

    def parsed(self, where: str, kind: Callable[[str], Any], text: str, instead: Any) -> Any:
        try:
            return kind(text)
        except (InvalidOperation, OSError, ValueError, LookupError):
            self.problem(where, f"不能理解：{text}", f"cannot be understood: {text}")
            return instead

    def fit_the_contract(self, where: str, target: Column, written: list[str]) -> None:
        """What the mapping itself writes into cells must fit; "" means null."""
        for text in written:
            if text and not text_fits(target, text):
                wanted = expected(target)
                self.problem(
                    where,
                    f"“{text}”不合要求，应为{wanted.zh}",
                    f"{text!r} does not fit; expected {wanted.en}",
                )

    def are_formats(self, where: str, formats: tuple[str, ...]) -> None:
        for form in formats:
            try:
                datetime.strptime("", form)  # noqa: DTZ007  # only the form is tried
            except ValueError as error:
                if "does not match" not in str(error):
                    self.problem(where, f"不能理解：{form}", f"cannot be understood: {form}")

    def rows(self, where: str, name: str, given: Any) -> list[dict[str, str]]:
        """Rows written out in the mapping itself; their values are checked with all others."""
        table = TABLES.get(name)
        if table is None or not isinstance(given, list) or not all(isinstance(row, dict) for row in given):
            self.problem(where, "应为一张事实表的若干行", "expected rows of a fact table")
            return []
        for n, row in enumerate(given, start=1):
            self.covers(f"{where}[{n}]", table, row)
        return [{k: self.plain(f"{where}.{k}", v) for k, v in row.items()} for row in given]
