"""A draw of 500 among a million enterprises, teams and reserve with it. Pass line: 1 s, reading of files apart.

Stated beside it: reading the tables, what is committed to, and the file as it is written, read and verified.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.support.results import Line, keep
from bench.support.worlds import scaled
from qinqing.draw.after import open_result
from qinqing.draw.bundle import Bundle, dumped
from qinqing.draw.committing import commit
from qinqing.draw.pool import CLASSES, Pool
from qinqing.draw.reading import read_pool
from qinqing.draw.result import DRAWN, result_of
from qinqing.draw.running import run
from qinqing.draw.seed import seed_of
from qinqing.draw.sizes import RESERVE, SHARES, size
from qinqing.draw.tests.make import COMMITTED, DRAW, GIVEN, NONCES, OPENED, RUN_AT, parts, plan, sources
from qinqing.draw.verify import verify_bytes
from qinqing.law.values import Values

ENTERPRISES, INSPECTORS, DRAWN_IN_ALL, RUNS = scaled(1_000_000), 60, 500, 9
PASS_S = 1.0
TEAM = 2
T = TypeVar("T")


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        write_tables(Path(folder))
        pool, reading = timed(lambda: read_pool(Path(folder)))
    _, rooted = timed(lambda: (pool.root, pool.inspectors_root, pool.eligible))
    walls, processor = drawn_often(pool)
    written, verified, megabytes = as_a_file(pool)
    figures = {
        "enterprises": len(pool.enterprises),
        "drawn": DRAWN_IN_ALL,
        "draw_s": {"median": round(median(walls), 2), "most": round(max(walls), 2)},
        "draw_processor_s": round(median(processor), 2),
        "reading_s": round(reading, 1),
        "root_s": round(rooted, 1),
        "writing_s": round(written, 1),
        "verifying_s": round(verified, 1),
        "bundle_mb": round(megabytes),
        "pass_s": PASS_S,
    }
    one = f"{DRAWN_IN_ALL} of {len(pool.enterprises):,}"
    return keep(
        "draw",
        figures,
        Line(
            one,
            f"median {median(walls):.2f} s, most {max(walls):.2f} s",
            f"≤ {PASS_S:.0f} s",
            median(walls) <= PASS_S,
        ),
        Line("reading the tables", f"{reading:.1f} s"),
        Line("roots and classes", f"{rooted:.1f} s"),
        Line("run and written as a file", f"{written:.1f} s, {megabytes:.0f} MB"),
        Line("the file read and verified", f"{verified:.1f} s"),
    )


def timed(act: Callable[[], T]) -> tuple[T, float]:
    started = time.perf_counter()
    return act(), time.perf_counter() - started


def write_tables(folder: Path) -> None:
    """A quarter of the firms in each class; every inspector may go anywhere."""
    firms = (f"9141{n:014d},{CLASSES[n % len(CLASSES)]}\n" for n in range(ENTERPRISES))
    (folder / "enterprises.csv").write_text("enterprise_id,risk_class\n" + "".join(firms), encoding="utf-8")
    people = "".join(f"P{n:03}\n" for n in range(INSPECTORS))
    (folder / "inspectors.csv").write_text("inspector_id\n" + people, encoding="utf-8")


def share(pool: Pool) -> str:
    """The share that draws a quarter of 500 from each class, and as many again by half in reserve."""
    return f"{DRAWN_IN_ALL / len(CLASSES) * 100 / len(pool.eligible[CLASSES[0]]):.10f}"


def drawn_often(pool: Pool) -> tuple[list[float], list[float]]:
    """Seconds by the clock and of the processor, from nonces and sources to places and teams."""
    sizes = [size(name, len(pool.eligible[name]), share(pool), "50") for name in CLASSES]
    walls, processor = [], []
    for n in range(RUNS):
        nonce, used = hashlib.sha256(str(n).encode()).digest(), time.process_time()
        places, wall = timed(
            lambda nonce=nonce: result_of(seed_of(bytes(32), (nonce, nonce), [b"x"]), pool, sizes, TEAM)
        )
        walls.append(wall)
        processor.append(time.process_time() - used)
        assert sum(place.state == DRAWN for place in places) == DRAWN_IN_ALL
    return walls, processor


def as_a_file(pool: Pool) -> tuple[float, float, float]:
    """Seconds to run, open and write; seconds to read and verify; megabytes."""
    bundle = commit(plan(), DRAW, pool, sources(), parts(), own_values(pool), COMMITTED)
    data, written = timed(lambda: dumped(opened(bundle)))
    _, verified = timed(lambda: verify_bytes(data))
    return written, verified, len(data) / 2**20


def opened(bundle: Bundle) -> Bundle:
    ran, outcome = run(bundle, NONCES, GIVEN, RUN_AT)
    return open_result(ran, outcome, [], OPENED)


def own_values(pool: Pool) -> Values:
    """A bureau that set these shares itself."""
    shares = {id: share(pool) for id in SHARES.values()} | {RESERVE: "50"}
    lines = "".join(f"  {id}: {{2026-01-01: {value}}}\n" for id, value in shares.items())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "values.yaml"
        path.write_text(f"values:\n{lines}", encoding="utf-8")
        return Values.load(path)


if __name__ == "__main__":
    raise SystemExit(main())
