"""/law/ against a bare Django page with one question: same server, same database, same run, turn by turn.

Run on an installation with data: `QINQING_HOME=./var python -m bench.law_page`. Pass line: at least half the rate.
"""

from __future__ import annotations

from statistics import median

from bench.results import keep
from bench.serving import free_port, rate, server

ROUNDS = 5
SECONDS = 3.0
PASS_RATIO = 0.5


def main() -> int:
    law_port, bare_port = free_port(), free_port()
    with (
        server("qinqing.config.wsgi:application", law_port),
        server("bench.bare.wsgi:application", bare_port),
    ):
        for port, path in ((law_port, "/law/"), (bare_port, "/")):
            rate(port, path, 1.0)  # warm
        pairs = [(rate(law_port, "/law/", SECONDS), rate(bare_port, "/", SECONDS)) for _ in range(ROUNDS)]
    ratio = median(law / bare for law, bare in pairs)
    law, bare = median(p[0] for p in pairs), median(p[1] for p in pairs)
    print(f"/law/ {law:.0f}/s · bare page {bare:.0f}/s · ratio {ratio:.2f} (pass line {PASS_RATIO})")
    keep(
        "law_page",
        {
            "law_per_s": round(law),
            "bare_per_s": round(bare),
            "ratio": round(ratio, 3),
            "pass_line": PASS_RATIO,
        },
    )
    return 0 if ratio >= PASS_RATIO else 1


if __name__ == "__main__":
    raise SystemExit(main())
