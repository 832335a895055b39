"""Keeping a measurement with what it was measured on."""

from __future__ import annotations

import json
import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "results"


def keep(name: str, figures: dict[str, Any]) -> None:
    """Write `figures` to bench/results/NAME.json with machine, versions and date."""
    FOLDER.mkdir(exist_ok=True)
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
    }
    (FOLDER / f"{name}.json").write_text(
        json.dumps(measured, indent=1, sort_keys=True) + "\n", encoding="utf-8"
    )
