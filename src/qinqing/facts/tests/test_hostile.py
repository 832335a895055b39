"""Files made to do harm, or cut off on their way: one clear refusal each, short, within bounded memory and time."""

from __future__ import annotations

import gzip
import io
import os
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from qinqing.facts import documents
from qinqing.facts.documents import read_documents
from qinqing.facts.schema import LONGEST_ID, LONGEST_TEXT, TABLES
from qinqing.facts.tests.make import opened, refusal, sound, told
from qinqing.refusals import Refused

MIB = 2**20
LONG = 10 * MIB
ADDRESSES = 8 * 2**30  # bytes the process may map; threads and libraries map far more than they use
RESIDENT = 640  # MiB it may really have used in the end
SECONDS = 120
SAID = 4000  # characters of a whole refusal


class Ended(NamedTuple):
    code: int
    said: str
    mib: int


def validated(folder: Path) -> Ended:
    """`qinqing facts validate` in a process that may not grow; what it said, and how much memory it took."""
    out = folder.parent / "said.txt"
    with out.open("w") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "qinqing", "facts", "validate", str(folder)],
            env={**os.environ, "QINQING_LANG": "en"},
            stdout=said,
            stderr=subprocess.STDOUT,
            preexec_fn=limited,  # no thread has been started here
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return Ended(process.returncode, out.read_text(encoding="utf-8"), used.ru_maxrss // 1024)


def limited() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def zip_bomb() -> bytes:
    content = io.BytesIO()
    with (
        zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as parts,
        parts.open("departments.csv", "w", force_zip64=True) as part,
    ):
        for _ in range(64):
            part.write(bytes(4 * MIB))
    return content.getvalue()


def parquet(columns: dict[str, pa.Array], times: int = 1) -> bytes:
    content = io.BytesIO()
    table = pa.table(columns)
    with pq.ParquetWriter(content, table.schema, compression="zstd", data_page_size=2**30) as writer:
        for _ in range(times):
            writer.write_table(table, row_group_size=len(table))
    return content.getvalue()


def many_rows() -> bytes:
    """A hundred million departments in half a megabyte."""
    rows = pa.DictionaryArray.from_arrays(pa.repeat(pa.scalar(0, pa.int8()), 5_000_000), ["D1"])
    return parquet({"department_id": rows, "name": rows}, times=20)


def many_bytes() -> bytes:
    """Four hundred megabytes of names in some kilobytes."""
    return parquet(departments("甲" * (LONG // 3)), times=40)


def cut(content: bytes) -> bytes:
    return content[: len(content) * 2 // 3]


def departments(name: str) -> dict[str, pa.Array]:
    return {"department_id": pa.array(["D1"]), "name": pa.array([name])}


HOSTILE: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "压缩包改名": ("parquet", zip_bomb, "departments.parquet: not a sound Parquet file"),
    "行数炸弹": ("parquet", many_rows, "departments.parquet: "),
    "展开炸弹": ("parquet", many_bytes, "departments.parquet: "),
    "Parquet 截断": ("parquet", lambda: cut(parquet(departments("甲"))), "not a sound Parquet file"),
    "CSV 截断于引号": (
        "csv",
        lambda: 'department_id,name\nD1,"甲'.encode(),
        "departments.csv:2: quotes do not pair",
    ),
    "CSV 截断于字": (
        "csv",
        lambda: "department_id,name\nD1,甲".encode()[:-1],
        "departments.csv:2: not UTF-8",
    ),
    "CSV 截断于行": ("csv", lambda: b"department_id,name\nD1", "this row has 1 cells, the header has 2"),
    "名称十兆 CSV": (
        "csv",
        lambda: f"department_id,name\nD1,{'x' * LONG}\n".encode(),
        "departments.csv:2:name",
    ),
    "名称十兆 Parquet": ("parquet", lambda: parquet(departments("x" * LONG)), "departments.parquet:1:name"),
    "主键十兆": (
        "csv",
        lambda: f"department_id,name\n{'x' * LONG},甲\n".encode(),
        "departments.csv:2:department_id",
    ),
    "列名十兆": ("csv", lambda: f"department_id,name,{'x' * LONG}\nD1,甲,\n".encode(), "no such column"),
    "列名十兆 Parquet": (
        "parquet",
        lambda: parquet({**departments("甲"), "x" * LONG: pa.array(["y"])}),
        "no such column",
    ),
    "一兆列": ("csv", lambda: ",".join(f"c{n}" for n in range(MIB)).encode(), "1,048,576 columns, at most"),
    "一行二十兆": ("csv", lambda: f"department_id,name\nD1,{'x' * 2 * LONG}\n".encode(), "departments.csv"),
}


@pytest.mark.parametrize(("form", "content", "said"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_one_short_refusal_in_bounded_memory(
    tmp_path: Path, form: str, content: Callable[[], bytes], said: str
) -> None:
    folder = tmp_path / "facts"
    folder.mkdir()
    (folder / f"departments.{form}").write_bytes(content())
    ended = validated(folder)
    assert (ended.code, said in ended.said, "[facts.refused]" in ended.said) == (2, True, True), ended.said[
        :SAID
    ]
    assert len(ended.said) < SAID
    assert ended.mib < RESIDENT


def test_hostile_files_are_told_beside_all_other_problems(tmp_path: Path) -> None:
    folder = sound(tmp_path, departments="department_id,name\n" + "D" * 300 + ",甲\nD2,乙\n")
    (folder / "enterprises.csv").unlink()
    (folder / "enterprises.parquet").write_bytes(zip_bomb())
    where = [where for where, _ in told(refusal(folder))]
    assert where == [
        "departments.csv:2:department_id",
        "officials.csv:2:department_id",
        "enterprises.parquet",
    ]


@pytest.mark.parametrize(("column", "longest"), [("official_id", LONGEST_ID), ("name", LONGEST_TEXT)])
def test_a_text_may_be_as_long_as_its_bound_in_characters_and_no_longer(
    tmp_path: Path, column: str, longest: int
) -> None:
    def officials(text: str) -> str:
        row = {"official_id": "P1", "name": "张某", "department_id": "D1", "post": "科长", "leader": "true"}
        return ",".join(row) + "\n" + ",".join({**row, column: text}.values()) + "\n"

    opened(tmp_path / "kept", officials=officials("甲" * longest))
    (problem,) = told(refusal(sound(tmp_path / "refused", officials=officials("甲" * (longest + 1)))))
    assert problem[0] == f"officials.csv:2:{column}"
    assert problem[1].endswith(f"does not fit; expected text of at most {longest} characters")


def test_ids_are_bounded_more_tightly_than_names_and_other_texts() -> None:
    bounds = {c.name: c.longest for table in TABLES.values() for c in table.columns if c.type == "string"}
    assert (bounds["tender_id"], bounds["person_id"], bounds["group_id"]) == (LONGEST_ID,) * 3
    assert (bounds["name"], bounds["violation"], bounds["relation"]) == (LONGEST_TEXT, LONGEST_TEXT, None)


def test_a_long_repeated_key_names_its_first_row_and_the_keys_beginning(tmp_path: Path) -> None:
    key = "D" * LONGEST_ID
    (problem,) = told(
        refusal(sound(tmp_path, departments=f"department_id,name\nD1,甲\nD2,乙\n{key},丙\n{key},丁\n"))
    )
    assert problem == (
        "departments.csv:5:department_id",
        f"repeated key: '{'D' * 55}…' already stands in row 4",
    )


@pytest.mark.parametrize("packed", ["bomb", "cut", "no gzip"])
def test_a_packed_document_that_cannot_be_unpacked_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, packed: str
) -> None:
    monkeypatch.setattr(documents, "LARGEST", MIB)
    whole = gzip.compress(bytes(2 * MIB))
    content = {"bomb": whole, "cut": whole[:-20], "no gzip": b"\x1f\x8b\x08\x00" + bytes(20)}[packed]
    file = tmp_path / "statements.json.gz"
    file.write_bytes(content)
    with pytest.raises(Refused) as refused:
        read_documents(file)
    assert refused.value.code == "facts.source"
