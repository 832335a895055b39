"""Where the disk takes no more, a command ends with 3 and one sentence, and leaves nothing half-written."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import unavailable
from qinqing.cli.tests.test_killed import MORE, SECOND, broken_versions, environment, start, state
from qinqing.facts.tests.make import sound
from qinqing.facts.tests.test_mapping import write as write_mapping
from qinqing.oversight.tests.folders import JUDGED_ON, bureau_folder

pytestmark = pytest.mark.custody("bureau")

# Runs "$@" with a disk of its own of $1 KiB at $0, which is gone with it; says what was left there.
ON_A_SMALL_DISK = """
size=$1; shift
mount -t tmpfs -o size=${size}k tmpfs "$0" || exit 99
"$@"; code=$?
echo "left: $(ls -A "$0" | tr '\\n' ' ')" >&2
exit $code
"""
FILLED = 'head -c 4096 /dev/zero > "$0"; "$@"'
STATEMENTS = (
    '[{"statementId": "S", "recordId": "A", "recordType": "entity", "recordDetails": {"name": "甲公司"}}]'
)
RELEASES = '{"ocid": "P", "buyer": {"id": "B", "name": "某局"}}'


def qinqing(*line: object) -> list[str]:
    return [sys.executable, "-m", "qinqing", *map(str, line)]


def clean(tmp_path: Path, **more: str) -> dict[str, str]:
    return environment(tmp_path / "home") | {"QINQING_LANG": "en"} | more


@pytest.fixture
def small_disk(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs a command beside a disk of so many KiB at `tmp_path / "small"`."""
    alone = ["unshare", "--map-root-user", "--mount"]
    if (
        not shutil.which("unshare")
        or subprocess.run([*alone, "true"], capture_output=True, check=False).returncode
    ):
        unavailable("unshare, to give a test a small disk of its own")
    place = tmp_path / "small"
    place.mkdir()

    def run(kib: int, *line: str) -> subprocess.CompletedProcess[str]:
        call = [*alone, "sh", "-c", ON_A_SMALL_DISK, str(place), str(kib), *line]
        return subprocess.run(call, env=clean(tmp_path), capture_output=True, text=True, check=False)

    return run


def sources(tmp_path: Path) -> dict[str, list[str]]:
    """Commands that write a folder, by name, but for where they write it."""
    (tmp_path / "statements.json").write_text(STATEMENTS, encoding="utf-8")
    (tmp_path / "releases.json").write_text(RELEASES, encoding="utf-8")
    (tmp_path / "mapping").mkdir()
    return {
        "map": ["facts", "map", str(write_mapping(tmp_path / "mapping"))],
        "from-ocds": ["facts", "from-ocds", str(tmp_path / "releases.json")],
        "from-bods": ["facts", "from-bods", str(tmp_path / "statements.json")],
        "world": ["world", "--enterprises", "320", "--years", "1"],
    }


@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])
@pytest.mark.parametrize("command", ["check", "validate", "schema", "map", "from-ocds", "from-bods", "help"])
def test_an_output_that_is_not_whole_is_exit_3_and_one_sentence(
    tmp_path: Path, command: str, unbuffered: str
) -> None:
    folder = sound(tmp_path / "facts")
    lines = {
        "check": ["check", folder, "--on", "2025-06-30", "--rules", "gift-*"],
        "validate": ["facts", "validate", folder, "--format", "json"],
        "schema": ["facts", "schema"],
        "help": ["--help"],
        **{name: [*line, tmp_path / "out"] for name, line in sources(tmp_path).items()},
    }
    done = onto_a_full_disk(qinqing(*lines[command]), clean(tmp_path, PYTHONUNBUFFERED=unbuffered))
    assert done.returncode == 3
    assert done.stderr.splitlines()[-1] == (
        "standard output could not be written to the end: No space left on device; "
        "what is there is incomplete [out.incomplete]"
    )
    assert done.stderr.count("[out.incomplete]") == 1
    assert "Traceback" not in done.stderr and "Exception ignored" not in done.stderr


def onto_a_full_disk(line: list[str], environ: dict[str, str]) -> subprocess.CompletedProcess[str]:
    with Path("/dev/full").open("w") as full:
        return subprocess.run(line, env=environ, stdout=full, stderr=subprocess.PIPE, text=True, check=False)


def test_progress_nobody_can_write_down_is_exit_3(tmp_path: Path) -> None:
    folder = sound(tmp_path / "facts")
    with Path("/dev/full").open("w") as full:
        line = qinqing("check", folder, "--on", "2025-06-30", "--rules", "gift-*")
        done = subprocess.run(line, env=clean(tmp_path), stdout=subprocess.DEVNULL, stderr=full, check=False)
    assert done.returncode == 3


def test_a_closed_output_is_exit_3_and_no_other_file_is_written_in_its_place(tmp_path: Path) -> None:
    line = ["sh", "-c", '"$@" >&-', "sh", *qinqing("facts", "schema", "tenders")]
    done = subprocess.run(line, env=clean(tmp_path), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.count("[out.incomplete]")) == (3, 1)


def test_a_reader_who_goes_away_is_told_by_the_exit(tmp_path: Path) -> None:
    read, written = os.pipe()
    os.close(read)
    line = qinqing("facts", "schema")
    done = subprocess.run(line, env=clean(tmp_path), stdout=written, stderr=subprocess.PIPE, check=False)
    os.close(written)
    assert (done.returncode, done.stderr.count(b"[out.incomplete]")) == (3, 1)


@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])
def test_a_disk_that_fills_while_the_result_is_written_is_exit_3(
    tmp_path: Path, small_disk: Callable[..., subprocess.CompletedProcess[str]], unbuffered: str
) -> None:
    """Not a cut document and exit 0: the first kilobytes still fit."""
    line = ["env", f"PYTHONUNBUFFERED={unbuffered}", *qinqing("facts", "schema", "--format", "json")]
    done = small_disk(16, "sh", "-c", '"$@" > ' + str(tmp_path / "small" / "out.json"), "sh", *line)
    assert done.returncode == 3
    assert "[out.incomplete]" in done.stderr


@pytest.mark.parametrize("command", ["map", "from-ocds", "from-bods", "world"])
def test_a_folder_for_which_there_is_no_room_is_not_there(
    tmp_path: Path, small_disk: Callable[..., subprocess.CompletedProcess[str]], command: str
) -> None:
    done = small_disk(4, *qinqing(*sources(tmp_path)[command], tmp_path / "small" / "out"))
    assert_failed(done, left="")


@pytest.mark.parametrize("form", ["json", "html", "parquet"])
def test_a_result_for_which_there_is_no_room_is_not_there(
    tmp_path: Path, small_disk: Callable[..., subprocess.CompletedProcess[str]], form: str
) -> None:
    out = tmp_path / "small" / f"out.{form}"
    line = qinqing(
        "check", sound(tmp_path / "facts"), "--on", "2025-06-30", "--rules", "gift-*", "--out", out
    )
    done = small_disk(4, "sh", "-c", FILLED, str(tmp_path / "small" / "full"), *line)
    assert_failed(done, left="full ")


@pytest.mark.parametrize("command", ["map", "from-ocds", "from-bods"])
def test_no_room_for_what_lies_between_is_told_too(
    tmp_path: Path, small_disk: Callable[..., subprocess.CompletedProcess[str]], command: str
) -> None:
    """Temporary files: the same exit and nothing in the place of the result."""
    line = ["env", f"TMPDIR={tmp_path / 'small'}", "sh", "-c", FILLED, str(tmp_path / "small" / "full")]
    done = small_disk(4, *line, *qinqing(*sources(tmp_path)[command], tmp_path / "out"))
    if done.returncode == 0:  # it needed none there
        return
    assert_failed(done, left="full ")
    assert not (tmp_path / "out").exists()


def test_a_sweep_without_room_leaves_the_store_as_it_was(
    tmp_path: Path, small_disk: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    assert start(before, bureau_folder(tmp_path / "first")).wait() == 0
    second = bureau_folder(tmp_path / "second", *SECOND, *MORE)
    kib = sum(-(-file.stat().st_size // 4096) * 4 for file in before.rglob("*") if file.is_file())
    home = tmp_path / "small" / "home"
    script = 'cp -a "$1" "$2" && shift 3 && QINQING_HOME="$0" "$@"; code=$?; cp -a "$0" "$AFTER"; exit $code'
    sweep = qinqing("sweep", second, "--on", JUDGED_ON)
    done = small_disk(
        kib + 200,
        *("env", f"AFTER={after}", "sh", "-c", script, str(home), str(before), str(home), "--", *sweep),
    )
    assert_failed(done, left="home ")
    assert state(after) == state(before)
    assert broken_versions(after) == []


def assert_failed(done: subprocess.CompletedProcess[str], left: str) -> None:
    """Exit 3, no trace, one sentence, and only so much on the disk."""
    *said, last = done.stderr.splitlines()
    assert done.returncode == 3, done.stderr
    assert "Traceback" not in done.stderr
    assert "No space left on device" in said[-1] or "no room left" in said[-1], done.stderr
    assert last == f"left: {left}"
