"""Which file holds which table: a folder's contents against the contract and the custody it is read in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from qinqing.facts.schema import TABLES, Table
from qinqing.refusals import Problem, Refused, Say, system_words

Custody = Literal["bureau", "organ"]

ORGAN_PART = "organ"
REJECTS = "rejects"
ANSWER_KEY = "truth.parquet"
NOTE = "README.txt"
OWN_VALUES = "values.yaml"
FORMATS = (".parquet", ".csv")


def find_tables(
    folder: Path, custody: Custody, organ_part: Path | None
) -> tuple[dict[str, Path], list[Problem], list[Problem]]:
    """Files by table name in the contract's order; problems; warnings about what was left unread."""
    found: dict[str, Path] = {}
    problems: list[Problem] = []
    warnings: list[Problem] = []
    for file in entries(folder):
        warnings += about_unread(file)
        if is_fact_file(file):
            problems += place(file, file.name, found, custody)
    for file in organ_files(folder, custody, organ_part):
        problems += place(file, f"{ORGAN_PART}/{file.name}", found, custody, organ_only=True)
    if not found and not problems:
        raise empty(folder)
    return {name: found[name] for name in TABLES if name in found}, problems, warnings


def entries(folder: Path) -> list[Path]:
    """What a folder holds, by name; a folder that is none or cannot be opened is refused."""
    if not folder.is_dir():
        raise Refused("facts.no-folder", Say(f"没有这个文件夹：{folder}", f"no such folder: {folder}"))
    try:
        return sorted(folder.iterdir())
    except OSError as error:
        why = system_words(error)
        says = Say(f"无法打开文件夹 {folder}：{why.zh}", f"cannot open {folder}: {why.en}")
        raise Refused("facts.no-folder", says) from error


def organ_files(folder: Path, custody: Custody, organ_part: Path | None) -> Iterator[Path]:
    """The organ's own part is opened in its custody only; in the bureau's it is not even listed."""
    part = organ_part or folder / ORGAN_PART
    if custody == "organ" and (organ_part or part.is_dir()):
        yield from (file for file in entries(part) if is_fact_file(file))


def is_fact_file(file: Path) -> bool:
    return file.suffix.lower() in FORMATS and file.name != ANSWER_KEY and not file.name.startswith(".")


def about_unread(file: Path) -> list[Problem]:
    known = file.name in (ORGAN_PART, REJECTS, ANSWER_KEY, NOTE, OWN_VALUES) or file.name.startswith(".")
    if known or is_fact_file(file):
        return []
    says = Say("不是 CSV 或 Parquet 文件，未读取", "neither CSV nor Parquet: not read")
    return [Problem(file.name, says)]


def place(
    file: Path, shown: str, found: dict[str, Path], custody: Custody, *, organ_only: bool = False
) -> list[Problem]:
    table = TABLES.get(file.stem)
    if table is None:
        says = Say(
            "事实文件夹中没有这张表（qinqing facts schema 列出全部表）",
            "no such table (qinqing facts schema lists all)",
        )
        return [Problem(shown, says)]
    misplaced = why_misplaced(table, custody, organ_only)
    if misplaced:
        return [Problem(shown, misplaced)]
    if table.name in found:
        says = Say(
            f"同一张表有两个文件，另一个是 {found[table.name].name}",
            f"the table has two files; the other is {found[table.name].name}",
        )
        return [Problem(shown, says)]
    found[table.name] = file
    return []


def why_misplaced(table: Table, custody: Custody, organ_only: bool) -> Say | None:
    if table.organ and custody == "bureau":
        return Say(
            "此表只归纪检监察机构保存，单位的文件夹不得含有；请移出（纪检监察机构用 --custody organ 读取）",
            "this table is the discipline organ's: take it out (the organ reads it with --custody organ)",
        )
    if organ_only and not table.organ:
        return Say(
            "此表属于单位，应放在上一级文件夹", "this table is the bureau's: put it in the folder above"
        )
    return None


def empty(folder: Path) -> Refused:
    says = Say(
        f"{folder} 中没有任何事实表（<表名>.parquet 或 <表名>.csv）",
        f"{folder} holds no fact table (<table>.parquet or <table>.csv)",
    )
    return Refused("facts.empty", says)
