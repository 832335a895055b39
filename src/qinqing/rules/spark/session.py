"""Spark as this program starts it: on this machine, or on the cluster `SPARK_MASTER` names."""

from __future__ import annotations

import os
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from qinqing.facts.schema import TIME_ZONE
from qinqing.refusals import Failed, Say
from qinqing.rules.spark import java

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

MASTER = "SPARK_MASTER"
HERE = "local[2]"
SETTINGS = {
    "spark.sql.session.timeZone": TIME_ZONE,
    # What DuckDB refuses to compute, Spark refuses too instead of answering NULL.
    "spark.sql.ansi.enabled": "true",
    "spark.sql.parquet.inferTimestampNTZ.enabled": "false",
    # A chain of split contracts may have any number of links.
    "spark.sql.cteRecursionLevelLimit": "-1",
    "spark.sql.cteRecursionRowLimit": "-1",
    # It leaves plans with shared common table expressions unresolved (seen with 4.3.0 on both link rules).
    "spark.sql.optimizer.excludedRules": "org.apache.spark.sql.catalyst.optimizer.RemoveRedundantAliases",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}
# On one machine; a cluster's are its own.
SETTINGS_HERE = {
    "spark.driver.memory": "3g",
    "spark.sql.shuffle.partitions": "4",
}


@contextmanager
def started() -> Iterator[SparkSession]:
    """A session for one sweep. Failed `engine.no-spark` without the package, `engine.no-java` without Java."""
    java.find()
    quieten()
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        says = Say(
            "没有安装 Spark；请运行 pip install 'qinqing[spark]'，或改用 --engine duckdb",
            "Spark is not installed: pip install 'qinqing[spark]', or use --engine duckdb",
        )
        raise Failed("engine.no-spark", says) from error
    master = os.environ.get(MASTER, HERE)
    builder = SparkSession.builder.appName("qinqing").master(master)
    for name, value in (SETTINGS | (SETTINGS_HERE if master.startswith("local") else {})).items():
        builder = builder.config(name, value)
    with tempfile.TemporaryDirectory(prefix="qinqing-spark-") as warehouse:
        with warnings.catch_warnings(action="ignore"):  # it warns of a pandas that nothing here uses
            session = builder.config("spark.sql.warehouse.dir", warehouse).getOrCreate()
        try:
            yield session
        finally:
            session.stop()


def quieten() -> None:
    """Where nobody configured Spark: it logs errors only, and on this machine alone it asks for no host name."""
    os.environ.setdefault("SPARK_CONF_DIR", str(Path(__file__).parent))
    if MASTER not in os.environ:
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
