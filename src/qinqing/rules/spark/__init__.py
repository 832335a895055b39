"""The same rules on Spark: their SQL compiled, Parquet read where it lies, answers handed back as Parquet."""

from qinqing.rules.spark.engine import on_spark

__all__ = ["on_spark"]
