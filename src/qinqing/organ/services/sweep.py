"""The organ's sweep: the bureau's facts, read only, beside its own; family ties and posts into its own store."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
from django.conf import settings

from qinqing.facts.schema import TABLES
from qinqing.law.values import Values
from qinqing.organ.models import Kinship, Position
from qinqing.organisations.models import Enterprise, Official
from qinqing.oversight.services.sweep import SweepOutcome, sweep_folder
from qinqing.record.erasing.back import refuse_erased
from qinqing.refusals import Refused, Say

BATCH = 2000


def sweep_organ_folder(
    path: Path,
    *,
    on: date | None = None,
    values: Values | None = None,
    progress: Callable[[str], None] | None = None,
    replace: bool = False,
) -> SweepOutcome:
    """Sweep a whole folder, or the organ's part alone beside the bureau's newest version. Refused: as `sweep_folder`."""
    whole = holds_bureau_tables(path)
    return sweep_folder(
        path if whole else newest_bureau_version(),
        on=on,
        values=values,
        organ_part=None if whole else path,
        load_more=load_ties,
        progress=progress,
        replace=replace,
    )


def holds_bureau_tables(path: Path) -> bool:
    names = {file.stem for file in path.glob("*.*") if file.suffix in (".csv", ".parquet")}
    return any(name in TABLES and not TABLES[name].organ for name in names)


def newest_bureau_version() -> Path:
    """The fact version the bureau swept last; refused where there is none."""
    versions = [
        folder
        for folder in (settings.BUREAU_FACTS / "versions").glob("*")
        if folder.is_dir() and not folder.name.startswith(".")
    ]
    if not versions:
        raise Refused(
            "sweep.no_bureau_facts",
            Say(
                f"{settings.BUREAU_FACTS} 里还没有本局的事实版本；请先由本局运行 qinqing sweep",
                f"{settings.BUREAU_FACTS} holds no version of the bureau's facts; let the bureau run `qinqing sweep` first",
            ),
        )
    return max(versions, key=lambda folder: folder.stat().st_mtime_ns)


def load_ties(facts: duckdb.DuckDBPyConnection, tables: set[str]) -> None:
    """Family ties and posts, replaced whole: the organ's registers state them whole."""
    if "kinships" in tables:
        _replace(Kinship, _kinships(facts))
    if "positions" in tables:
        _replace(Position, _positions(facts))


def _replace(model: Any, rows: list[Any]) -> None:
    refuse_erased((f"{model._meta.model_name}s", row.person_key) for row in rows)
    model.objects.all().delete()
    model.objects.bulk_create(rows, batch_size=BATCH)


def _kinships(facts: duckdb.DuckDBPyConnection) -> list[Kinship]:
    officials = dict(Official.objects.values_list("key", "id"))
    rows = facts.execute("SELECT official_id, person_id, relation FROM kinships").fetchall()
    return [
        Kinship(official_id=officials[official], person_key=person, relation=relation)
        for official, person, relation in rows
    ]


def _positions(facts: duckdb.DuckDBPyConnection) -> list[Position]:
    enterprises = dict(Enterprise.objects.values_list("key", "id"))
    rows = facts.execute(
        "SELECT person_id, enterprise_id, role, paid, approved_on, since, until FROM positions"
    ).fetchall()
    return [
        Position(
            person_key=person,
            enterprise_id=enterprises[enterprise],
            role=role,
            paid=paid,
            approved_on=approved,
            since=since,
            until=until,
        )
        for person, enterprise, role, paid, approved, since, until in rows
    ]
