"""No file over 400 lines, no function over 60: what grows beyond is split before it becomes a giant."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FILE_LINES = 400
FUNCTION_LINES = 60
WRITTEN_BY_HAND = {".py", ".sql", ".sh", ".html", ".css", ".js"}
# What must be one file: the outsider's verifiers, 600 and 450 lines by their own tests, and the page built of small files.
ONE_FILE = {
    "src/qinqing/verify/verify.py",
    "src/qinqing/verify/verify_draw.py",
    "src/qinqing/verify/page.html",
}


def files() -> list[Path]:
    """Tracked and new files people write; migrations are written by Django."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = [ROOT / name for name in listed.stdout.splitlines()]
    return [p for p in paths if p.suffix in WRITTEN_BY_HAND and "migrations" not in p.parts and p.is_file()]


def long_functions(source: str) -> list[tuple[int, str, int]]:
    """(line, name, length) of functions over the limit."""
    functions = [
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    sized = [(f.lineno, f.name, (f.end_lineno or f.lineno) - f.lineno + 1) for f in functions]
    return [found for found in sized if found[2] > FUNCTION_LINES]


def problems(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    name, lines = path.relative_to(ROOT), text.count("\n")
    too_long = lines > FILE_LINES and name.as_posix() not in ONE_FILE
    found = [f"{name}: {lines} lines, {FILE_LINES} at most"] if too_long else []
    if path.suffix == ".py":
        found += [
            f"{name}:{line}: {function} has {n} lines, {FUNCTION_LINES} at most"
            for line, function, n in long_functions(text)
        ]
    return found


def main() -> int:
    found = [problem for path in files() for problem in problems(path)]
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
