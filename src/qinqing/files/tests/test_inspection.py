"""Hostile files are refused for what they are, or do no harm; honest ones are taken; none takes more than its bounds."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from qinqing.files import content_refusals
from qinqing.files.inspecting import COMMAND, Inspector, _environment
from qinqing.files.inspection.found import Found
from qinqing.files.limits import MOST_MEMORY, kind_of_extension
from qinqing.files.names import extension_of
from qinqing.files.tests.harmless import HARMLESS, pdf
from qinqing.files.tests.hostile import HOSTILE
from qinqing.refusals import Failed

MOST_MEGABYTES = 300


@pytest.fixture(scope="module")
def inspector() -> Iterator[Inspector]:
    made = Inspector()
    yield made
    made.stop()


def kind_of(name: str) -> str:
    kind = kind_of_extension(extension_of(name))
    assert kind
    return kind.key


def codes(inspector: Inspector, path: Path, name: str) -> set[str]:
    return {content_refusals.of_content(found).code for found in inspector.look_into(path, kind_of(name))}


def peak_megabytes(inspector: Inspector) -> int:
    """The most memory the child ever held, as the system counts it; 0 where the system ended it at the bound."""
    if inspector._process is None:
        return 0
    status = Path(f"/proc/{inspector._process.pid}/status").read_text(encoding="utf-8")
    return int(re.search(r"VmHWM:\s+(\d+)", status).group(1)) // 1024


def test_the_bound_is_below_what_is_promised() -> None:
    assert MOST_MEMORY < MOST_MEGABYTES * 1024 * 1024


@pytest.mark.parametrize("called", HOSTILE)
def test_a_hostile_file_is_refused_for_what_it_is_or_does_no_harm(
    called: str, inspector: Inspector, tmp_path: Path
) -> None:
    name, expected, made = HOSTILE[called]
    (tmp_path / "file").write_bytes(made())
    found = codes(inspector, tmp_path / "file", name)
    assert peak_megabytes(inspector) < MOST_MEGABYTES
    assert (expected in found) if expected else found == set()


def test_there_are_at_least_sixty_of_them() -> None:
    assert sum(1 for _, expected, _ in HOSTILE.values() if expected) >= 60


@pytest.mark.parametrize("called", HARMLESS)
def test_an_honest_file_is_taken(called: str, inspector: Inspector, tmp_path: Path) -> None:
    name, made = HARMLESS[called]
    (tmp_path / "file").write_bytes(made())
    assert codes(inspector, tmp_path / "file", name) == set()


def test_one_that_takes_too_much_leaves_the_next_its_answer(tmp_path: Path) -> None:
    inspector = Inspector()
    name, _, made = HOSTILE["XML 深六百万层"]
    (tmp_path / "greedy").write_bytes(made())
    (tmp_path / "honest").write_bytes(pdf())
    assert inspector.look_into(tmp_path / "greedy", kind_of(name)) == [Found("too_much")]
    assert inspector.look_into(tmp_path / "honest", "pdf") == []
    inspector.stop()


def child(program: str, **given: float) -> Inspector:
    """An inspector whose child is this program."""
    return Inspector((sys.executable, "-c", program), **given)


def test_a_child_that_is_ended_by_the_system_means_too_much(tmp_path: Path) -> None:
    ended = child("import os, sys\nprint('{}', flush=True)\nsys.stdin.readline()\nos.kill(os.getpid(), 9)")
    assert ended.look_into(tmp_path, "pdf") == [Found("too_much")]


def test_a_child_that_spins_is_ended_after_its_time_on_the_processor(tmp_path: Path) -> None:
    spins = (
        "import resource, sys\nfrom qinqing.files.inspection import __main__ as it\n"
        "it.MOST_CPU_SECONDS = 0\nit.look_into = lambda *given: [0 for _ in iter(int, 1)]\nit.main()"
    )
    assert child(spins).look_into(tmp_path, "pdf") == [Found("too_much")]


def test_a_child_that_says_nothing_is_ended_and_the_file_is_not_taken(tmp_path: Path) -> None:
    waits = child(
        "import sys\nprint('{}', flush=True)\nsys.stdin.readline()\nsys.stdin.readline()", patience=0.2
    )
    with pytest.raises(Failed) as failed:
        waits.look_into(tmp_path, "pdf")
    assert failed.value.code == "files.busy"
    assert waits._process is None


def test_a_child_that_cannot_start_is_no_clean_file(tmp_path: Path) -> None:
    with pytest.raises(Failed) as failed:
        child("raise SystemExit(1)").look_into(tmp_path, "pdf")
    assert failed.value.code == "files.busy"


def test_a_mistake_of_ours_finds_no_file_clean(tmp_path: Path) -> None:
    stumbles = (
        "from qinqing.files.inspection import __main__ as it\n"
        "def stumble(*given): raise ZeroDivisionError\nit.look_into = stumble\nit.main()"
    )
    assert child(stumbles).look_into(tmp_path, "pdf") == [Found("broken")]


def test_the_child_is_told_where_its_program_lies_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QINQING_SECRET_KEY", "x" * 40)
    tells = (
        "import json, os, sys\nprint('{}', flush=True)\nsys.stdin.readline()\n"
        "print(json.dumps({'found': [[name, ''] for name in os.environ]}), flush=True)"
    )
    assert {found.code for found in child(tells).look_into(tmp_path, "pdf")} <= {
        "PYTHONPATH",
        "LANG",
        "LC_CTYPE",
    }


def test_a_child_ends_when_nobody_asks_any_more() -> None:
    process = subprocess.Popen(COMMAND, env=_environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin and process.stdout
    assert json.loads(process.stdout.readline()) == {}
    process.stdin.close()
    assert process.wait(20) == 0
    process.stdout.close()


def test_everything_an_inspection_may_find_has_its_refusal() -> None:
    source = "".join(
        path.read_text(encoding="utf-8")
        for path in (Path(content_refusals.__file__).parent / "inspection").glob("*.py")
    )
    said = set(re.findall(r'(?:Found|Unfit)\(\s*"(\w+)"', source)) | {
        "active",
        "embedded",
        "pixels",
        "unpacked",
    }
    assert said - {"wrong_type"} <= set(content_refusals.CONTENT)
