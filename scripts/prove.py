"""Runs the long proofs in full (`make prove`) and keeps the dated result in docs/proofs/.

`scripts/prove.py NAME…` runs some and keeps the newest page's lines of the others: each line says at which commit.
A proof is a test marked `proof`; it takes its size from the fixture `scaled`, which is small in `make test`.
What it records with pytest's `record_property` stands in the result beside its name.
"""

from __future__ import annotations

import argparse
import datetime
import os
import platform
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.support.layout import ROOT, parts

KEPT_IN = ROOT / "docs" / "proofs"
NOTHING_COLLECTED = 5
PARTS = ("plain", "bureau-sqlite", "organ-sqlite", "durability", "browser")


def run(part_name: str, folder: Path, names: list[str]) -> tuple[int, list[ET.Element]]:
    """One part's proofs in full, or those named: pytest's exit code and the test cases it reports."""
    part = next(part for part in parts() if part.name == part_name)
    paths = [path for path in part.paths if (ROOT / path).is_dir()]
    results = folder / f"{part_name}.xml"
    environment = {**os.environ, "QINQING_PROVE": "1", "QINQING_CUSTODY": part.custody or "bureau"}
    command = [sys.executable, "-m", "pytest", "-q", "-n2", "-m", "proof", f"--junit-xml={results}", *paths]
    command += ["-k", " or ".join(names)] if names else []
    code = subprocess.run(
        command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, check=False
    ).returncode
    return code, list(ET.parse(results).getroot().iter("testcase")) if results.is_file() else []


def line(case: ET.Element, commit: str) -> str:
    """One row of the result: what was proved, whether it held, how long it took, what was counted, at which commit."""
    outcome = "failed" if case.find("failure") is not None or case.find("error") is not None else "held"
    outcome = "skipped" if case.find("skipped") is not None else outcome
    counted = ", ".join(f"{p.get('name')}: {p.get('value')}" for p in case.iter("property"))
    where = str(case.get("classname")).removeprefix("src.qinqing.")
    return f"| {where} | {case.get('name')} | {outcome} | {float(case.get('time', 0)):.0f} | {counted} | {commit} |"


def page(lines: list[str], today: datetime.date) -> str:
    head = [
        f"# Proofs in full, {today}",
        "",
        f"Python {platform.python_version()}, {os.cpu_count()} cores.",
        "",
        "| where | what | outcome | seconds | counted | commit |",
        "|---|---|---|---|---|---|",
    ]
    return "\n".join([*head, *lines, ""])


def kept(names: list[str]) -> list[str]:
    """The newest page's lines of all proofs but these."""
    newest = max(KEPT_IN.glob("*.md"), default=None)
    if not names or newest is None:
        return []
    lines = [line for line in newest.read_text(encoding="utf-8").splitlines() if "| test_" in line]
    return [line for line in lines if not any(name in line for name in names)]


def main() -> int:
    """0 when every proof held; the page is written either way, unless none was found."""
    asked = argparse.ArgumentParser(
        description="Long proofs in full, all or those whose name contains one of NAMES."
    )
    asked.add_argument("names", nargs="*", metavar="NAME", help="a word of a proof's name, e.g. test_fuzz")
    names = asked.parse_args().names
    git = ["git", "rev-parse", "--short", "HEAD"]
    commit = subprocess.run(git, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
    with tempfile.TemporaryDirectory() as folder:
        runs = [run(part, Path(folder), names) for part in PARTS]
    lines = [line(case, commit) for _, found in runs for case in found]
    if not lines:
        print(f"no proof is called so: {' '.join(names)}; their names are in docs/proofs/", file=sys.stderr)
        return 1
    today = datetime.datetime.now(datetime.UTC).date()
    KEPT_IN.mkdir(parents=True, exist_ok=True)
    (KEPT_IN / f"{today}.md").write_text(page([*kept(names), *lines], today), encoding="utf-8")
    subprocess.run([sys.executable, str(ROOT / "scripts" / "generate_proofs.py")], cwd=ROOT, check=True)
    print(f"docs/proofs/{today}.md: {len(lines)} proofs run")
    return 0 if lines and all(code in (0, NOTHING_COLLECTED) for code, _ in runs) else 1


if __name__ == "__main__":
    sys.exit(main())
