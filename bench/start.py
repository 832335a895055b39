"""`make run` in a fresh clone until its first page answers, then once more on what is there.

The packages come from the cache of uv, where an earlier install left them. Pass lines: 120 s, then 8 s.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.support.results import Line, keep
from bench.support.serving import free_port

ROOT = Path(__file__).resolve().parents[1]
PASS_FIRST, PASS_AGAIN = 120, 8
GIVEN_UP = 600


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "qinqing"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        first, again = first_page(clone), first_page(clone)
    return keep(
        "start",
        {"first_s": round(first, 1), "again_s": round(again, 1), "pass_s": [PASS_FIRST, PASS_AGAIN]},
        Line(
            "make run in a fresh clone, first page",
            f"{first:.1f} s",
            f"≤ {PASS_FIRST} s",
            first <= PASS_FIRST,
        ),
        Line("make run once more, first page", f"{again:.1f} s", f"≤ {PASS_AGAIN} s", again <= PASS_AGAIN),
    )


def first_page(clone: Path) -> float:
    """Seconds from `make run` to the answer of /; what was started is stopped again."""
    port = free_port()
    ports = {"QINQING_PORT": str(port), "QINQING_ORGAN_PORT": str(free_port())}
    own = {key: text for key, text in os.environ.items() if not key.startswith(("QINQING_", "VIRTUAL_ENV"))}
    started = time.monotonic()
    process = subprocess.Popen(["make", "run"], cwd=clone, env=own | ports, start_new_session=True)
    try:
        while time.monotonic() - started < GIVEN_UP and process.poll() is None:
            if answers(port):
                return time.monotonic() - started
            time.sleep(0.1)
        raise SystemExit("make run never answered")
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=60)


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as page:
            return bool(page.status == 200)
    except (urllib.error.URLError, OSError):
        return False


if __name__ == "__main__":
    raise SystemExit(main())
