"""The engine writes nothing of its own: standard output is the JSON's."""

from __future__ import annotations

import re
from pathlib import Path

from qinqing.facts import duck

SOURCES = Path(duck.__file__).parents[1]


def test_no_progress_bar_is_drawn() -> None:
    with duck.connect() as connection:
        ((shown,),) = connection.execute("SELECT current_setting('enable_progress_bar')").fetchall()
    assert shown is False


def test_nobody_opens_an_engine_in_another_way() -> None:
    files = [file for file in SOURCES.rglob("*.py") if "tests" not in file.parts]
    opened = [
        file.name
        for file in files
        if re.search(r"\bduckdb\.(connect|sql|execute)\(", file.read_text("utf-8"))
    ]
    assert opened == ["duck.py"]


def test_a_large_query_spills_instead_of_filling_the_machine(tmp_path: Path) -> None:
    with duck.spilling(str(tmp_path)) as connection:
        ((limit, folder),) = connection.execute(
            "SELECT current_setting('memory_limit'), current_setting('temp_directory')"
        ).fetchall()
    assert folder == str(tmp_path)
    assert float(limit.split()[0]) <= 4
    assert limit.endswith("GiB") or limit.endswith("MiB")
