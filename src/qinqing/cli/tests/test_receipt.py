"""`qinqing receipt verify`, as somebody at an office PC uses it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from qinqing.tlog.tests.golden.build import FOLDER as GOLDEN
from qinqing.verify import verify

RECEIPT, POLICY = GOLDEN / "receipt-7.json", GOLDEN / "policy"


@pytest.fixture
def log_key(tmp_path: Path) -> Path:
    line = POLICY.read_text().splitlines()[0]
    (tmp_path / "log.pub").write_text(line.removeprefix("log ") + "\n")
    return tmp_path / "log.pub"


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "qinqing", "receipt", "verify", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_receipt_is_told_in_the_sentences_of_the_outsider_s_verifier() -> None:
    done = run(RECEIPT, "--policy", POLICY)
    words = [line.split() for line in POLICY.read_text().splitlines()]
    log = verify.read_key(words[0][1], cosigns=False)
    witnesses = [verify.read_key(line[2], cosigns=True) for line in words if line[0] == "witness"]
    told = verify.verify_receipt(RECEIPT.read_bytes(), ([log], witnesses, 2))
    assert done.returncode == 0
    assert done.stdout.splitlines() == [zh for zh, _ in told] + ["代号：proved"]


def test_by_the_log_s_key_alone_it_says_that_no_witness_was_asked(log_key: Path) -> None:
    done = run(RECEIPT, "--key", log_key)
    assert done.returncode == 0 and "没有核对见证" in done.stdout


def test_what_does_not_hold_is_refused_with_its_code_word(tmp_path: Path) -> None:
    (tmp_path / "changed").write_bytes(RECEIPT.read_bytes().replace("已收到".encode(), "未收到".encode()))
    done = run(tmp_path / "changed", "--policy", POLICY)
    assert done.returncode == 2 and "receipt.opening" in done.stderr and done.stdout == ""


def test_whom_to_trust_is_said_once(log_key: Path, tmp_path: Path) -> None:
    assert "receipt.whom_to_trust" in run(RECEIPT).stderr
    assert "receipt.whom_to_trust" in run(RECEIPT, "--key", log_key, "--policy", POLICY).stderr
    (tmp_path / "witness.pub").write_text(POLICY.read_text().splitlines()[1].split()[2])
    assert "receipt.witness_key" in run(RECEIPT, "--key", tmp_path / "witness.pub").stderr


def test_a_promise_is_told_in_the_sentences_of_the_outsider_s_verifier(log_key: Path) -> None:
    file, desk = GOLDEN / "promise-7.json", GOLDEN / "desk.key"
    command = [sys.executable, "-m", "qinqing", "receipt", "promise", str(file), "--key"]
    done = subprocess.run([*command, str(desk)], capture_output=True, text=True, check=False)
    told = verify.verify_promise(
        file.read_bytes(), [verify.read_key(desk.read_text().strip(), cosigns=False)], None
    )
    assert done.returncode == 0
    assert done.stdout.splitlines() == [zh for zh, _ in told] + ["代号：proved"]
    other = subprocess.run([*command, str(log_key)], capture_output=True, text=True, check=False)
    assert other.returncode == 2 and "note.not_signed" in other.stderr
