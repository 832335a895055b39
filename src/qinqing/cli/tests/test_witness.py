"""`qinqing witness` and `qinqing log witness`, as two offices with nothing in common but a file use them."""

from __future__ import annotations

import http.client
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from qinqing.record import refusals
from qinqing.record.keeping import keep
from qinqing.record.signer import PUBLIC, open_signer
from qinqing.record.tests.keeper import Here
from qinqing.refusals import Refused
from qinqing.tlog.checkpoint import Checkpoint, read_checkpoint
from qinqing.tlog.note import read_note
from qinqing.tlog.profile import standard
from qinqing.tlog.tests.make import ORIGIN, log_key, submission, witness_keys
from qinqing.tlog.tests.test_witness import log, one_history
from qinqing.tlog.witness import read_submission
from qinqing.witness.folder import own_key

pytestmark = pytest.mark.custody("bureau")
OF, NAME = standard(), "清宁市公证处"
LOG = str(log_key(OF).verifier)


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "qinqing", *map(str, arguments)]
    return subprocess.run(line, capture_output=True, text=True, check=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = run("witness", "init", tmp_path / "w", "--name", NAME, "--key", LOG, "--origin", ORIGIN)
    assert made.returncode == 0, made.stderr
    return tmp_path / "w"


REFUSED = {
    "名称有空格": (("--name", "a b", "--key", LOG), "note.key_name"),
    "不是公钥": (("--name", NAME, "--key", "x"), "note.verifier_key"),
    "别的日志": (("--name", NAME, "--key", LOG, "--origin", "other"), "witness.other_origin"),
    "没有公钥": (("--name", NAME), "usage"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_witness_that_cannot_be_is_refused_and_leaves_nothing(tmp_path: Path, name: str) -> None:
    arguments, code = REFUSED[name]
    done = run("witness", "init", tmp_path / "w", *arguments)
    assert done.returncode == 2 and f"[{code}]" in done.stderr and "Traceback" not in done.stderr
    assert [*tmp_path.iterdir()] == []


def test_the_witness_s_program_loads_nothing_of_the_platform(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "in").write_bytes(submission(OF, 0, log(OF, 5), log_key(OF)))
    call = ["witness", "file", str(folder), str(tmp_path / "in"), str(tmp_path / "out")]
    code = (
        f"import sys; from qinqing.cli import ended, root; sys.argv[1:] = {call!r}; done = ended(root); "
        "loaded = [m for m in sys.modules if m.split('.')[0] == 'django' or m.startswith(('qinqing.config', 'qinqing.record'))]; "
        "print(done, loaded)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.splitlines()[-1] == "0 []", done.stderr


@contextmanager
def running(folder: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A witness as a process, and its port."""
    line = [sys.executable, "-u", "-m", "qinqing", "witness", "run", str(folder), "--port", "0"]
    with subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout
        try:
            said = process.stdout.readline()
            yield process, int(said.split("http://127.0.0.1:")[1].split("/")[0])
        finally:
            process.kill()


def posted(port: int, body: bytes) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("POST", "/add-checkpoint", body)
        reply = connection.getresponse()
        return reply.status, reply.read().decode()
    finally:
        connection.close()


def test_two_processes_of_one_witness_exclude_each_other(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "in").write_bytes(submission(OF, 0, log(OF, 5), log_key(OF)))
    with running(folder):
        done = run("witness", "file", folder, tmp_path / "in", tmp_path / "out")
        assert done.returncode == 2 and "[state.in_use]" in done.stderr
    assert run("witness", "file", folder, tmp_path / "in", tmp_path / "out").returncode == 0


def test_an_address_in_use_is_refused(folder: Path, tmp_path: Path) -> None:
    run("witness", "init", tmp_path / "other", "--name", "other.example", "--key", LOG)
    with running(folder) as (_, port):
        done = run("witness", "run", tmp_path / "other", "--port", str(port))
    assert done.returncode == 2 and "[witness.address_taken]" in done.stderr


@pytest.mark.proof
def test_a_witness_killed_at_any_moment_cosigns_one_history(
    folder: Path, scaled: Callable[[int, int], int], record_property: Callable[[str, object], None]
) -> None:
    """A log with two histories submits without pause; the process is killed, and started again."""
    chance, heads, kills = random.Random(4), list[Checkpoint](), scaled(4, 200)
    for life in range(kills):
        history = [None, 2][life % 2]  # what is tried first after a restart: the other one than the last time
        with running(folder) as (process, port):
            until = time.monotonic() + chance.random() / 4
            with suppress(OSError, http.client.HTTPException):
                while True:
                    heads += cosigned(port, chance, heads, history)
                    history = chance.choice([None, 2])
                    if time.monotonic() > until:
                        process.send_signal(signal.SIGKILL)
    record_property("kills", kills)
    record_property("heads cosigned", len(heads))
    assert heads and one_history(heads, 2, OF)


def cosigned(
    port: int, chance: random.Random, heads: list[Checkpoint], fork_at: int | None
) -> list[Checkpoint]:
    """The head, where it was cosigned: of either history, from what the witness says it knows."""
    size = min(60, (heads[-1].size if heads else 2) + chance.randrange(1, 3))
    grown = log(OF, size, fork_at)
    body = submission(OF, 0, grown, log_key(OF))
    status, said = posted(port, body)
    if status == 409 and int(said) <= grown.size:
        body = submission(OF, int(said), grown, log_key(OF))
        status, said = posted(port, body)
    return [read_checkpoint(read_note(read_submission(body).note).text)] if status == 200 else []


def called(*arguments: str | Path) -> tuple[int, str]:
    """`qinqing log witness …` within this process: exit code and what was said."""
    from click.testing import CliRunner

    from qinqing.cli.log_witness import witness

    done = CliRunner().invoke(witness, [*map(str, arguments)])
    if isinstance(done.exception, Refused):
        return 2, str(done.exception)
    return done.exit_code, done.output


@pytest.mark.django_db
def test_a_bureau_registers_lists_and_removes_a_witness(tmp_path: Path) -> None:
    key = str(witness_keys(OF, 1)[0].verifier)
    (tmp_path / "witness.pub").write_text(f"{key}\n")
    assert called("add", tmp_path / "witness.pub")[0] == 0
    assert "witness1.example  按文件  —" in called("list")[1]
    assert called("add", key) == (2, str(refusals.witness_registered("witness1.example")))
    assert "[log.nothing_to_witness]" in called("export", tmp_path / "in")[1]
    assert called("remove", "witness1.example")[0] == 0
    assert called("list") == (0, "")


@pytest.mark.django_db
def test_a_request_goes_out_as_a_file_and_the_answer_comes_back_as_one(
    folder: Path, tmp_path: Path, settings: Any
) -> None:
    settings.LOG_FILES, settings.SIGNER_FOLDER = tmp_path / "tlog", tmp_path / "signer"
    signer = open_signer()
    made = tmp_path / "v"
    published = settings.LOG_FILES / PUBLIC
    assert run("witness", "init", made, "--name", NAME, "--key", published).returncode == 0
    called("add", str(own_key(made).verifier))
    keep(Here(signer))
    assert "1 条的检查点" in called("export", tmp_path / "in")[1]
    assert run("witness", "file", made, tmp_path / "in", tmp_path / "out").returncode == 0
    assert called("import", tmp_path / "out") == (0, f"{NAME} 已见证 1 条的检查点\n")
    stranger = run("witness", "file", folder, tmp_path / "in", tmp_path / "other")
    assert stranger.returncode == 2 and "[witness.unknown_origin]" in stranger.stderr
    assert not (tmp_path / "other").exists()
    assert "[state.exists]" in called("export", tmp_path / "in")[1]
