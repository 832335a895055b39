"""The house's own promises: two commands on a bare machine, every task and dependency written down."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from scripts import lint

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.custody("bureau")


def declared_dependencies() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    asked += project["build-system"]["requires"]
    asked += [name for extra in project["project"]["optional-dependencies"].values() for name in extra]
    return {re.match(r"[A-Za-z0-9_.-]+", line).group() for line in asked} | {"uv"}


def documented_dependencies() -> list[tuple[str, str, str]]:
    page = (ROOT / "docs" / "decisions" / "dependencies.md").read_text(encoding="utf-8")
    rows = [
        tuple(cell.strip() for cell in line.strip("| ").split("|"))
        for line in page.splitlines()
        if "|" in line
    ]
    return [row for row in rows if row[0] not in ("name", "---") and not set(row[0]) <= {"-"}]


def test_every_dependency_says_what_it_is_for_and_what_it_was_chosen_over():
    rows = documented_dependencies()
    assert {row[0] for row in rows} == declared_dependencies()
    assert all(len(row) == 3 and all(row) for row in rows)


def test_every_calendar_is_the_shared_one():
    made = [path for path in (ROOT / "src").rglob("*.py") if '"type": "date"' in path.read_text("utf-8")]
    assert [path.name for path in made] == ["fields.py"]


def test_make_help_lists_every_task():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    tasks = set(re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE).group(1).split())
    listed = subprocess.run(
        ["make", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert {line.split()[1] for line in listed.stdout.splitlines()} == tasks
    assert tasks == set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))


def bare_machine(tmp_path: Path, python: str) -> tuple[Path, dict[str, str]]:
    """A clone's folder and a PATH on which `python3` is the given shell script and no other Python exists."""
    folder, path = tmp_path / "clone", tmp_path / "bin"
    (folder / "scripts").mkdir(parents=True)
    path.mkdir()
    for name in ("pyproject.toml", "uv.lock", "scripts/bootstrap.sh", "scripts/uv-requirements.txt"):
        (folder / name).write_bytes((ROOT / name).read_bytes())
    for tool in ("sh", "cat", "cksum", "sed", "dirname", "mkdir", "grep", "tail", "rm"):
        (path / tool).symlink_to(f"/usr/bin/{tool}")
    (path / "python3").write_text(f"#!/usr/bin/sh\n{python}\n", encoding="utf-8")
    (path / "python3").chmod(0o755)
    return folder, {"PATH": str(path), "HOME": str(tmp_path)}


OLD = 'case "$1" in --version) echo Python 3.9.2;; -c) exit 1;; esac'
WITHOUT_VENV = 'case "$2" in *ensurepip*) exit 1;; *) exit 0;; esac'


@pytest.mark.parametrize(
    ("python", "says"),
    [
        pytest.param(OLD, ("3.11", "Python 3.9.2"), id="旧版 Python"),
        pytest.param(WITHOUT_VENV, ("apt-get install python3-venv",), id="缺少 venv"),
    ],
)
def test_a_machine_that_cannot_run_it_is_told_so_in_one_sentence(tmp_path, python, says):
    folder, environment = bare_machine(tmp_path, python)
    told = subprocess.run(
        ["/usr/bin/sh", "scripts/bootstrap.sh", "run"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 2, told.stderr
    in_chinese, in_english = told.stderr.strip().splitlines()
    assert all(word in in_chinese and word in in_english for word in says)
    assert not (folder / ".venv").exists()


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    folder, environment = bare_machine(tmp_path, "exit 0")
    (folder / ".venv").write_text("a file where the folder should be", encoding="utf-8")
    told = subprocess.run(
        ["/usr/bin/sh", "scripts/bootstrap.sh", "run"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 2
    assert str(folder) in told.stderr


@pytest.mark.parametrize("name", ["templates", "imports", "citations", "docs"])
def test_what_is_promised_of_the_whole_holds_in_a_test_run_too(name: str, tmp_path: Path):
    """No inline style or script, import contracts, a source for every value, fresh generated pages: as `make lint`."""
    (check,) = (check for check in lint.checks() if check.name == name)
    assert lint.holds(check, str(tmp_path))


def test_a_commit_passes_the_same_checks_as_make_lint():
    hooks = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    called = re.findall(r"entry: \.venv/bin/python scripts/lint\.py (.+)", hooks)
    assert sorted(" ".join(called).split()) == sorted(check.name for check in lint.checks())


MARKED = re.compile(r"^@pytest\.mark\.proof\n(?:@.*\n)*def (test_\w+)", re.MULTILINE)


def test_the_newest_page_of_proofs_names_every_proof_and_each_held():
    """A proof nobody has run in full proves nothing: run `make prove` and commit its page."""
    page = max((ROOT / "docs" / "proofs").glob("*.md")).read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.split("|")] for line in page.splitlines() if "test_" in line]
    proofs = {
        name
        for folder in ("src", "tests")
        for path in (ROOT / folder).rglob("test_*.py")
        for name in MARKED.findall(path.read_text(encoding="utf-8"))
    }
    assert {row[2].partition("[")[0] for row in rows} == proofs
    assert {row[3] for row in rows} == {"held"}
