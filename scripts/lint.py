"""Every check that needs no test run; `make lint` and the pre-commit hooks call the same ones.

`scripts/lint.py` runs all and says what failed; `scripts/lint.py NAME…` runs some; `--names` lists them.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
SHOWN_LINES = 60


@dataclass(frozen=True, slots=True)
class Check:
    """A command that succeeds when the promise holds; `mends` says how to make it hold."""

    name: str
    promise: str
    command: tuple[str, ...]
    mends: str = ""


def checks() -> tuple[Check, ...]:
    """All checks, quickest first."""
    python = sys.executable
    return (
        Check(
            "lock",
            "uv.lock matches pyproject.toml",
            (tool("uv"), "lock", "--check", "--offline", "--quiet"),
            "uv lock",
        ),
        Check(
            "format",
            "code is formatted",
            (tool("ruff"), "format", "--check", "--output-format=concise", "."),
            "ruff format .",
        ),
        Check(
            "ruff", "no known mistakes", (tool("ruff"), "check", "--quiet", "--output-format=concise", ".")
        ),
        Check("templates", "no inline style or script in a template", (python, "scripts/check_templates.py")),
        Check("djhtml", "templates are indented", (tool("djhtml"), "--check", *templates()), "djhtml src"),
        Check("sizes", "files and functions stay small", (python, "scripts/check_sizes.py")),
        Check("imports", "packages import only what they may", (tool("lint-imports"), "--no-cache")),
        Check("citations", "every value cites its source", (python, "scripts/check_citations.py")),
        Check("types", "types hold", (tool("mypy"), "--no-error-summary")),
        Check(
            "messages",
            "every sentence of the interface has English",
            (python, "scripts/messages.py", "--check"),
            "make messages, then write the English in src/qinqing/web/locale/en/LC_MESSAGES/django.po",
        ),
        Check("docs", "generated pages are fresh", (python, "scripts/docs.py", "--check"), "make docs"),
    )


def tool(name: str) -> str:
    return str(BIN / name)


def templates() -> list[str]:
    return sorted(str(path.relative_to(ROOT)) for path in (ROOT / "src").glob("**/templates/**/*.html"))


def environment(home: str) -> dict[str, str]:
    """Checks that read the settings see an empty installation, the organ's: it holds every app."""
    given = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "ORGAN_DATABASE_URL")}
    return {**given, "QINQING_HOME": home, "QINQING_CUSTODY": "organ"}


def holds(check: Check, home: str) -> bool:
    """Runs one check and reports it; its own words are shown only when it fails."""
    started = time.monotonic()
    done = subprocess.run(
        check.command,
        cwd=ROOT,
        env=environment(home),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    seconds = time.monotonic() - started
    if done.returncode == 0:
        print(f"ok      {check.name:10} {check.promise} ({seconds:.1f} s)", flush=True)
        return True
    said = done.stdout.decode(errors="replace").rstrip().splitlines()
    print("\n".join(said[:SHOWN_LINES]))
    if len(said) > SHOWN_LINES:
        print(f"… {len(said) - SHOWN_LINES} lines more")
    print(
        f"FAILED  {check.name:10} {check.promise}" + (f"; mend with: {check.mends}" if check.mends else ""),
        flush=True,
    )
    return False


def main(names: list[str]) -> int:
    """0 when every check asked for holds."""
    known = {check.name: check for check in checks()}
    if names == ["--names"]:
        print("\n".join(known))
        return 0
    if unknown := [name for name in names if name not in known]:
        print(f"no such check: {', '.join(unknown)}; known: {', '.join(known)}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="qinqing-lint-") as home:
        failed = [name for name in names or known if not holds(known[name], home)]
    print(
        f"{len(failed)} of {len(names or known)} checks failed: {', '.join(failed)}"
        if failed
        else "all checks hold"
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
