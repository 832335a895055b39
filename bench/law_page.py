"""/law/ against a bare Django page with one question: same server, same database, same run, turn by turn.

On the demonstration county, built in a folder of its own. Pass line: at least half the rate.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.support.results import Line, keep
from bench.support.serving import free_port, rate, server

ROUNDS = 5
SECONDS = 3.0
PASS_RATIO = 0.5


def main() -> int:
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(QINQING_HOME=home, QINQING_HTTPS="false", QINQING_SECOND_FACTOR="false")
        subprocess.run([sys.executable, "-m", "qinqing", "demo", "--build-only"], check=True)
        return compare()


def compare() -> int:
    law_port, bare_port = free_port(), free_port()
    with (
        server("qinqing.config.wsgi:application", law_port),
        server("bench.support.bare.wsgi:application", bare_port),
    ):
        for port, path in ((law_port, "/law/"), (bare_port, "/")):
            rate(port, path, 1.0)  # warm
        pairs = [(rate(law_port, "/law/", SECONDS), rate(bare_port, "/", SECONDS)) for _ in range(ROUNDS)]
    ratio = median(law / bare for law, bare in pairs)
    law, bare = median(p[0] for p in pairs), median(p[1] for p in pairs)
    figures = {
        **{"law_per_s": round(law), "bare_per_s": round(bare)},
        **{"ratio": round(ratio, 3), "pass_line": PASS_RATIO},
    }
    told = f"{law:.0f}/s, bare page {bare:.0f}/s: ratio {ratio:.2f}"
    return keep("law_page", figures, Line("/law/", told, f"≥ {PASS_RATIO}", ratio >= PASS_RATIO))


if __name__ == "__main__":
    raise SystemExit(main())
