"""A small county, made once for all tests of the world."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from qinqing.facts.folder import open_folder
from qinqing.facts.world import World, make_world
from qinqing.facts.world.engine import telling_connection
from qinqing.facts.world.settings import settings
from qinqing.facts.world.stories import casts

SMALL = {"enterprises": 320, "years": 2, "seed": 3, "officials": 24}
# A country of three bureaus whose years and firms carry every pattern.
WIDE = {"enterprises": 8100, "years": 4, "seed": 12, "officials": 180}


@pytest.fixture(scope="session")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("world") / "county"
    make_world(out, **SMALL)
    return out


@pytest.fixture(scope="session")
def facts(county: Path) -> duckdb.DuckDBPyConnection:
    """All tables of the county, the organ's too, as of its last day."""
    folder = open_folder(county, custody="organ")
    return folder.connect(folder.latest_event)


@pytest.fixture(scope="session")
def teller() -> duckdb.DuckDBPyConnection:
    """The engine that told the county: its macros, its views, its stories."""
    world = World(**SMALL)
    return telling_connection(settings(world), casts(world))


@pytest.fixture(scope="session")
def wide_teller() -> duckdb.DuckDBPyConnection:
    """The engine of a country that carries every pattern; nothing of it is written."""
    world = World(**WIDE)
    return telling_connection(settings(world), casts(world))
