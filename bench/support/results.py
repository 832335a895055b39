"""Keeping a measurement with what it was measured on, and what it says in the table of the run."""

from __future__ import annotations

import json
import os
import platform
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench.support.worlds import scale

FOLDER = Path(__file__).parents[1] / "results"
# Where a run at a smaller scale puts what it measured, so that it does not pass for the real thing.
ELSEWHERE = "QINQING_BENCH_RESULTS"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table: what was measured, the figure, its pass line; `holds` None where it is only stated."""

    what: str
    figure: str
    pass_line: str = "stated"
    holds: bool | None = None

    def __str__(self) -> str:
        return (
            f"{self.what}: {self.figure} ({self.pass_line}){'' if self.holds is not False else ' — NOT HELD'}"
        )


def keep(name: str, figures: dict[str, Any], *lines: Line) -> int:
    """Say the lines and write `figures` to bench/results/NAME.json with machine, versions and date; 1 if a line does not hold."""
    for line in lines:
        print(line, flush=True)
    measured = {
        "date": datetime.now(UTC).date().isoformat(),
        "machine": {
            "cores": os.cpu_count(),
            "system": platform.system(),
            "processor": platform.machine(),
            "python": platform.python_version(),
        },
        "versions": {package: version(package) for package in ("django", "granian", "duckdb", "qinqing")},
        "figures": figures,
        "table": [asdict(line) for line in lines],
    }
    write(name, json.dumps(measured, indent=1, sort_keys=True, ensure_ascii=False) + "\n")
    return 1 if any(line.holds is False for line in lines) else 0


def write(name: str, text: str) -> None:
    folder = Path(os.environ.get(ELSEWHERE) or FOLDER)
    if folder == FOLDER and scale() != 1:
        print("at this scale the figures are not kept")
        return
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.json").write_text(text, encoding="utf-8")
