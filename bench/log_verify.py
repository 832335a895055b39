"""A log of 10⁶ entries verified: `qinqing log verify` in the store, `verify.py log` on what is published.

Each is one process that uses one core. Pass line for both: 60 s. How fast places are given on the way is only stated.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.support.log import installation
from bench.support.measured import ROOT, Cost, python, qinqing
from bench.support.results import Line, keep
from bench.support.worlds import scaled

ENTRIES, PASS_S = scaled(1_000_000), 60
VERIFY = ROOT / "src" / "qinqing" / "verify" / "verify.py"


def main() -> int:
    with installation("sqlite") as here:
        os.environ.update(here.environment)
        line = [sys.executable, "-m", "bench.support.filling", str(ENTRIES)]
        made = json.loads(subprocess.run(line, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout)
        published = here.home / "bureau" / "tlog"
        costs = {
            "qinqing log verify": qinqing("log", "verify"),
            "verify.py log": python(VERIFY, "log", published, "--key", published / "log.pub"),
        }
    figures = {name: told(cost) for name, cost in costs.items()}
    places = ENTRIES / made["places_s"]
    return keep(
        "log_verify",
        {"entries": ENTRIES, "pass_s": PASS_S, **figures, "made": made, "load": os.getloadavg()[0]},
        *(
            Line(
                f"{name}, {ENTRIES:,} entries",
                f"{cost.seconds:.0f} s ({cost.cpu_s:.0f} s of processor, {cost.peak_mib} MiB)",
                f"≤ {PASS_S} s",
                cost.seconds <= PASS_S,
            )
            for name, cost in costs.items()
        ),
        Line("places given, SQLite", f"{places:,.0f} entries/s"),
    )


def told(cost: Cost) -> dict[str, float]:
    return {
        "seconds": round(cost.seconds, 1),
        "cpu_s": round(cost.cpu_s, 1),
        "peak_mib": cost.peak_mib,
    }


if __name__ == "__main__":
    raise SystemExit(main())
