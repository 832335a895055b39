"""Runs the long proofs in full (`make prove`) and keeps the dated result in docs/proofs/.

A proof is a test marked `proof`; it takes its size from the fixture `scaled`, which is small in `make test`.
What it records with pytest's `record_property` stands in the result beside its name.
"""

from __future__ import annotations

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


def run(part_name: str, folder: Path) -> tuple[int, list[ET.Element]]:
    """One part's proofs in full: pytest's exit code and the test cases it reports."""
    part = next(part for part in parts() if part.name == part_name)
    paths = [path for path in part.paths if (ROOT / path).is_dir()]
    results = folder / f"{part_name}.xml"
    environment = {**os.environ, "QINQING_PROVE": "1", "QINQING_CUSTODY": part.custody or "bureau"}
    command = [sys.executable, "-m", "pytest", "-q", "-n2", "-m", "proof", f"--junit-xml={results}", *paths]
    code = subprocess.run(
        command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, check=False
    ).returncode
    return code, list(ET.parse(results).getroot().iter("testcase")) if results.is_file() else []


def line(case: ET.Element) -> str:
    """One row of the result: what was proved, whether it held, how long it took, what was counted."""
    outcome = "failed" if case.find("failure") is not None or case.find("error") is not None else "held"
    outcome = "skipped" if case.find("skipped") is not None else outcome
    counted = ", ".join(f"{p.get('name')}: {p.get('value')}" for p in case.iter("property"))
    where = str(case.get("classname")).removeprefix("src.qinqing.")
    return f"| {where} | {case.get('name')} | {outcome} | {float(case.get('time', 0)):.0f} | {counted} |"


def page(cases: list[ET.Element], today: datetime.date) -> str:
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    head = [
        f"# Proofs in full, {today}",
        "",
        f"Commit {commit.stdout.strip()}, Python {platform.python_version()}, {os.cpu_count()} cores.",
        "",
        "| where | what | outcome | seconds | counted |",
        "|---|---|---|---|---|",
    ]
    return "\n".join([*head, *(line(case) for case in cases), ""])


def main() -> int:
    """0 when every proof held; the page is written either way."""
    with tempfile.TemporaryDirectory() as folder:
        runs = [run(name, Path(folder)) for name in ("plain", "bureau-sqlite", "organ-sqlite")]
    cases = [case for _, found in runs for case in found]
    today = datetime.datetime.now(datetime.UTC).date()
    KEPT_IN.mkdir(parents=True, exist_ok=True)
    (KEPT_IN / f"{today}.md").write_text(page(cases, today), encoding="utf-8")
    print(f"docs/proofs/{today}.md: {len(cases)} proofs")
    return 0 if cases and all(code in (0, NOTHING_COLLECTED) for code, _ in runs) else 1


if __name__ == "__main__":
    sys.exit(main())
