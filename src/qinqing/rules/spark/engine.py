"""Rules asked on Spark: each query runs there, its rows come back as Parquet and are read like any answer."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pyarrow.dataset as ds
from sqlglot import exp

from qinqing.facts.cells import quoted
from qinqing.facts.folder import FactFolder
from qinqing.refusals import Failed, Say
from qinqing.rules.answers import found_alone
from qinqing.rules.compile import DIALECT
from qinqing.rules.engine import Ask, Engine
from qinqing.rules.folder import Folder
from qinqing.rules.macros import Binding
from qinqing.rules.rule import Rule
from qinqing.rules.spark.dialect import SPARK, WIDEST_WHOLE, spark_sql
from qinqing.rules.spark.session import started
from qinqing.rules.spark.tables import create_views

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

CAME = "came from spark"
UNTYPED = '"NULL"'


@contextmanager
def asked_there(folder: Folder, on: date) -> Iterator[Ask]:
    """Rules over a fact folder, one Spark session for all of them. Failed as `session.started`, or `engine.broke`."""
    assert isinstance(folder, FactFolder)
    with started() as session, tempfile.TemporaryDirectory(prefix="qinqing-spark-") as room:
        create_views(session, folder, on, Path(room))

        def ask(connection: duckdb.DuckDBPyConnection, rule: Rule, binding: Binding) -> str:
            columns = columns_of(connection, rule.compiled.sql(binding))
            came = Path(room) / "answers"
            shutil.rmtree(came, ignore_errors=True)
            with named_if_broken(rule):
                answer(session, spark_sql(rule, binding), columns, came)
            connection.register(CAME, ds.dataset(came))
            chosen = ", ".join(f"CAST({quoted(n)} AS {type}) AS {quoted(n)}" for n, type in columns.items())
            came_back = f"SELECT {chosen} FROM {quoted(CAME)}"
            return came_back if rule.is_pattern else found_alone(came_back, columns)  # a pattern's are cells

        yield ask


on_spark = Engine(asked_there, at_once=1)


def columns_of(connection: duckdb.DuckDBPyConnection, sql: str) -> dict[str, str]:
    """Column → DuckDB's type of it: what is only NULL is text."""
    described = connection.execute(f"DESCRIBE {sql}").fetchall()
    return {name: "VARCHAR" if type == UNTYPED else type for name, type, *_ in described}


def answer(session: SparkSession, sql: str, columns: dict[str, str], came: Path) -> None:
    typed = ", ".join(f"CAST(`{n}` AS {spark_type(type)}) AS `{n}`" for n, type in columns.items())
    session.sql(f"SELECT {typed} FROM ({sql})").write.parquet(came.as_uri())


def spark_type(type: str) -> str:
    return WIDEST_WHOLE if type == "HUGEINT" else exp.DataType.build(type, dialect=DIALECT).sql(dialect=SPARK)


@contextmanager
def named_if_broken(rule: Rule) -> Iterator[None]:
    from py4j.protocol import Py4JError, Py4JJavaError
    from pyspark.errors import PySparkException

    try:
        yield
    except (PySparkException, Py4JError) as error:
        told = error.java_exception.getMessage() if isinstance(error, Py4JJavaError) else str(error)
        first = str(told).strip().partition("\n")[0]
        says = Say(
            f"规则 {rule.id} 在 Spark 上运行中断：{first}", f"rule {rule.id} broke off on Spark: {first}"
        )
        raise Failed("engine.broke", says) from error
