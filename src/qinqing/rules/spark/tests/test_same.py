"""Both engines find the same, byte for byte: on a county with breaches of every kind, and on tables kept as text."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import pytest

from conftest import unavailable
from qinqing.facts.folder import open_folder
from qinqing.facts.found import OWN_VALUES
from qinqing.facts.tests.make import sound
from qinqing.facts.tests.test_blanks import RESTRAINT as TWO
from qinqing.facts.world import make_world
from qinqing.law.values import Values
from qinqing.rules.engine import judge
from qinqing.rules.report.as_json import as_json
from qinqing.rules.spark import on_spark
from qinqing.rules.spark.tables import copied, reads

RESTRAINT = {name: column[:1] for name, column in TWO.items()}


@pytest.fixture(scope="module", autouse=True)
def quick() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("SPARK_CONF_DIR", str(Path(__file__).parent / "quick"))
        yield


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if importlib.util.find_spec("pyspark") is None:
        unavailable("Spark (install qinqing[spark])")
    out = tmp_path_factory.mktemp("world") / "county"
    make_world(out, enterprises=400, years=2, seed=3, rate=0.1)
    return out


def told(folder: Path, rules: str | None = None, **how: object) -> str:
    values = Values.load(folder / OWN_VALUES)
    return as_json(judge(open_folder(folder, custody="organ"), rules=rules, values=values, **how))


def test_every_rule_finds_the_same_on_spark(county: Path):
    assert told(county, engine=on_spark) == told(county)


def test_a_file_with_blank_text_is_not_read_where_it_lies(tmp_path: Path):
    """Spark would take '' for text; it gets a copy in which it is null."""
    for number, basis in enumerate(("法", "", "\u3000")):
        folder = tmp_path / str(number)
        rows = {"legal_basis": [basis], **RESTRAINT}
        pq.write_table(pa.table(rows), sound(folder) / "restraints.parquet")
        source = open_folder(folder).sources["restraints"]
        assert reads(source) == (basis == "法")
        copy = pq.read_table(copied(source, tmp_path))
        assert copy["legal_basis"].to_pylist() == [basis if basis == "法" else None]


def test_text_is_read_the_same_on_spark(county: Path, tmp_path: Path):
    """Spark would read text by rules of its own; it gets what the folder's reader made of it."""
    shutil.copytree(county, tmp_path, dirs_exist_ok=True)
    for table in ("inspections", "enterprises", "penalties"):
        held = pq.read_table(tmp_path / f"{table}.parquet")
        (tmp_path / f"{table}.parquet").unlink()
        pyarrow.csv.write_csv(held, tmp_path / f"{table}.csv")
    assert told(tmp_path, "inspection-*", engine=on_spark) == told(county, "inspection-*")
