"""Rules judge facts: one SQL file with a header each, compiled and checked at load, run on DuckDB."""
