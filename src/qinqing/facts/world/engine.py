"""The engine that tells a world: DuckDB with the world's numbers as variables and its language as macros and views.

Every query is a function of row numbers and the seed, on one thread: the same seed gives the same rows in the
same order, and rows stream through without being gathered.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb

from qinqing.facts import duck
from qinqing.facts.world.stories import Cast, truths

HERE = Path(__file__).parent


def telling_connection(settings: dict[str, Any], casts: dict[str, Cast]) -> duckdb.DuckDBPyConnection:
    """A connection on which any table of the world can be asked for."""
    connection = duck.connect(threads=1, memory_limit="700MB", temp_directory="")
    for name, value in settings.items():
        connection.execute(f"SET VARIABLE {name} = ?", [value])
    for file in in_order("macros"):
        connection.execute(file.read_text(encoding="utf-8"))
        if file.name.startswith("1-"):
            connection.execute("\n".join(story_macros(cast) for cast in casts.values()))
    create_truths(connection)
    for file in in_order("drawn"):
        connection.execute(file.read_text(encoding="utf-8"))
    return connection


def in_order(folder: str) -> list[Path]:
    """The numbered SQL files of a folder; later ones use earlier ones."""
    return sorted((HERE / folder).glob("*.sql"), key=lambda file: int(file.name.partition("-")[0]))


def story_macros(cast: Cast) -> str:
    """`…_no(unit)`: the unit's place among those with a story, or null; `…_story(unit)`: its story, or 'plain'."""
    no = f"special_no('{cast.name}', i, {cast.units}, {cast.special})"
    story = f"story_of({cast.unit}_no(i), {cast.special}, {cast.breaches}, {list(cast.breach_names)}, {list(cast.near_names)}::VARCHAR[])"
    return f"CREATE MACRO {cast.unit}_no(i) AS {no};\nCREATE MACRO {cast.unit}_story(i) AS {story};"


def create_truths(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(
        'CREATE TABLE told ("cast" VARCHAR, story VARCHAR, rule VARCHAR, verdict VARCHAR, level VARCHAR)'
    )
    rows = [(told.cast, told.story, told.rule, told.verdict, told.level) for told in truths()]
    connection.executemany("INSERT INTO told VALUES (?, ?, ?, ?, ?)", rows)


def table_query(name: str) -> str:
    (file,) = (HERE / "tables").glob(f"*/{name}.sql")
    return file.read_text(encoding="utf-8")


def truth_query(cast: str) -> str:
    """Every planted breach of one kind of unit, rows in the order of the units."""
    units = (HERE / "truth" / f"{cast}.sql").read_text(encoding="utf-8")
    return f"""
        SELECT rule, unit, verdict, level, department_id, official_id, enterprise_id, evidence, story
        FROM ({units}) JOIN told USING (story)
        WHERE "cast" = '{cast}' AND story <> 'plain' -- most units are plain: out before the rest is worked out
    """
