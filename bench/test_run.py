"""`.ci/run` in a fresh clone: how long every check and every test take together. Pass line: 1500 s for the tests.

The packages come from the cache of uv; what the tests read of the shared material lies beside the repository.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.support.results import Line, keep

ROOT = Path(__file__).resolve().parents[1]
PASS_SECONDS = 25 * 60
COUNTED = re.compile(r"^(\d+) passed, (\d+) failed, (\d+) skipped$", re.MULTILINE)


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "qinqing"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        shared = os.environ.get("QINQING_SHARED", str(ROOT.parent / "shared"))
        own = {
            key: text for key, text in os.environ.items() if not key.startswith(("QINQING_", "VIRTUAL_ENV"))
        }
        own |= {"QINQING_SHARED": shared, "QINQING_REQUIRE_ALL": "1"}
        seconds = {task: timed(["make", task], clone, own) for task in ("lint", "test")}
        passed, failed, skipped = map(int, COUNTED.findall((clone / "test.log").read_text())[-1])
    figures = {f"{task}_s": round(took) for task, took in seconds.items()}
    tests = f"{passed} passed, {failed} failed, {skipped} skipped"
    return keep(
        "test_run",
        {**figures, "pass_s": PASS_SECONDS, "passed": passed, "failed": failed, "skipped": skipped},
        Line(
            "every test", f"{seconds['test']:.0f} s", f"≤ {PASS_SECONDS} s", seconds["test"] <= PASS_SECONDS
        ),
        Line("every test", tests, "none failed or skipped", not failed and not skipped),
        Line("every check", f"{seconds['lint']:.0f} s"),
    )


def timed(command: list[str], clone: Path, environment: dict[str, str]) -> float:
    """Seconds; what it printed stays in the clone until it is gone, and the end of it is shown where it failed."""
    log = clone / f"{command[-1]}.log"
    started = time.monotonic()
    with log.open("w") as out:
        code = subprocess.run(
            command, cwd=clone, env=environment, stdout=out, stderr=out, check=False
        ).returncode
    if code:
        print(log.read_text()[-6000:])
    return time.monotonic() - started


if __name__ == "__main__":
    raise SystemExit(main())
