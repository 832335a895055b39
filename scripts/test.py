"""The test run: each part in a pytest of its own, on a database of its own, counted together at the end.

`--only WORD` (plain, bureau, organ, sqlite, pg, browser) and `-k EXPR` are for developers; see `make test`.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.support import postgres
from tests.support.layout import ROOT, Part, parts
from tests.support.tally import Tally

# A part that hangs is ended, so that the run always says what it found.
PART_SECONDS = 1200
NOTHING_COLLECTED = 5
WORKERS = 2
ALIASES = {"pg": "postgresql", "journeys": "browser"}


def main(arguments: list[str]) -> int:
    """0 when everything asked for passed; the last line counts all parts together."""
    asked = _parse(arguments)
    # Ended from outside, the run still stops what it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    chosen = [part for part in parts() if not asked.only or any(_matches(part, word) for word in asked.only)]
    total = Tally()
    with databases(chosen) as addresses, tempfile.TemporaryDirectory(prefix="qinqing-results-") as folder:
        tallies = {part.name: run(part, addresses, Path(folder), asked) for part in chosen}
    print()
    for name, tally in tallies.items():
        print(f"{name}: {tally} ({tally.seconds:.0f} s)")
        total += tally
    print(f"{total.seconds:.0f} s in all")
    print(total, flush=True)
    return 0 if total.green else 1


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", action="append", default=[], help="a word of a part's name")
    parser.add_argument("-k", dest="expression", default="", help="pytest's -k expression")
    return parser.parse_args(arguments)


def _matches(part: Part, word: str) -> bool:
    return ALIASES.get(word, word) in part.name


@contextmanager
def databases(chosen: list[Part]) -> Iterator[dict[str, str] | str]:
    """Addresses of PostgreSQL databases by part; or, as text, why there are none."""
    names = tuple(part.custody for part in chosen if part.database == "postgresql")
    if not names:
        yield {}
        return
    try:
        started = postgres.cluster(*names)
        addresses: dict[str, str] | str = started.__enter__()
    except postgres.NoCluster as reason:
        yield str(reason)
        return
    try:
        yield addresses
    finally:
        started.__exit__(None, None, None)


def run(part: Part, addresses: dict[str, str] | str, folder: Path, asked: argparse.Namespace) -> Tally:
    """Runs one part; what cannot run is skipped by name (a failure when everything is required)."""
    print(f"\n== {part.name}", flush=True)
    if part.database == "postgresql" and isinstance(addresses, str):
        return _unavailable(part, addresses)
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    if part.custody:
        environment["QINQING_CUSTODY"] = part.custody
    if part.database == "postgresql":
        environment["QINQING_TEST_DATABASE_URL"] = addresses[part.custody]
    started = time.monotonic()
    results = folder / f"{part.name}.xml"
    code = _pytest(part, results, environment, asked.expression)
    tally = Tally.read(results, seconds=time.monotonic() - started)
    if code == NOTHING_COLLECTED and asked.expression:
        return tally
    if code not in (0, 1):
        print(f"FAILED {part.name}: pytest ended with {code}")
        return tally + Tally(failed=1)
    return tally


def _pytest(part: Part, results: Path, environment: dict[str, str], expression: str) -> int:
    existing = [path for path in part.paths if (ROOT / path).is_dir()]
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        f"--junit-xml={results}",
        "-rfEs",
        "--durations=8",
        "--durations-min=3",
        f"-n{WORKERS}",
        "--dist=loadfile",
        "--no-loadscope-reorder",
        *existing,
    ]
    # Tables are made from the models; that the steps of upgrading lead to the same, tests of installations show.
    command += ["--no-migrations"] if part.custody else ["-p", "no:django"]
    command += ["-k", expression] if expression else []
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, start_new_session=True
    )
    try:
        return process.wait(timeout=PART_SECONDS)
    except subprocess.TimeoutExpired:
        return 124
    finally:
        _end_group(process)


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """Nothing a part started outlives it: asked first, then made to."""
    for signalled in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError, subprocess.TimeoutExpired):
            os.killpg(process.pid, signalled)
            process.wait(timeout=30)
            time.sleep(1)


def _unavailable(part: Part, reason: str) -> Tally:
    required = os.environ.get("QINQING_REQUIRE_ALL") == "1"
    print(f"{'FAILED' if required else 'SKIPPED'} {part.name}: {reason}")
    return Tally(failed=1) if required else Tally(skipped=1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
