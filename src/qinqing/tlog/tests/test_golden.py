"""The golden log: what was written once is written the same today, and read by what reads today."""

from __future__ import annotations

from pathlib import Path

from qinqing.tlog.keys import read_verifier
from qinqing.tlog.note import with_signatures
from qinqing.tlog.policy import read_policy
from qinqing.tlog.profile import GUOMI, Profile
from qinqing.tlog.promise import verify_promised
from qinqing.tlog.reader import Reader
from qinqing.tlog.receipt import read_receipt, verify_receipt
from qinqing.tlog.tests.golden import build
from qinqing.tlog.tests.make import NOW, ORIGIN, WORDS, entry
from qinqing.tlog.witness import next_state, read_submission

FOLDER = build.FOLDER


def golden(path: str) -> bytes:
    return (FOLDER / path).read_bytes()


def fetch(path: str) -> bytes | None:
    found = FOLDER / "log" / path
    return found.read_bytes() if found.is_file() else None


def test_the_log_is_written_again_byte_for_byte() -> None:
    again = build.files()
    assert {path: golden(path) for path in again} == again


def test_nothing_else_lies_in_the_folder() -> None:
    found = {str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*") if path.is_file()}
    kept = {path for path in found if not path.endswith((".py", ".pyc"))}
    assert kept == {*build.files(), build.NATIONAL}


def test_the_national_checkpoint_says_the_same_of_the_same_entries(of: Profile) -> None:
    if of.name == GUOMI:
        assert build.is_kept(of)


def test_an_outsider_reads_the_whole_log_from_its_files_and_the_policy() -> None:
    opened = read_policy(golden("policy").decode()).open(golden("log/checkpoint"))
    reader = Reader(fetch, opened.tree, opened.checkpoint.size, opened.checkpoint.root)
    assert list(reader.entries(0, build.SIZE)) == [entry(n) for n in range(build.SIZE)]
    assert set(opened.cosigned.values()) == {NOW}


def test_every_receipt_holds() -> None:
    policy = read_policy(golden("policy").decode())
    for index in build.RECEIPTS:
        proved = verify_receipt(read_receipt(golden(f"receipt-{index}.json")), policy)
        assert (proved.index, proved.payloads) == (index, {"payload": WORDS})


def test_the_promise_holds() -> None:
    desk = read_verifier(golden("desk.key").decode().strip())
    promise, opened = verify_promised(golden("promise-7.json"), ORIGIN, desk)
    assert promise.due == NOW + 60
    assert (opened.entry["id"], opened.payloads) == ("00000007", {"payload": WORDS})


def test_a_witness_takes_the_submission_and_its_answer_completes_the_checkpoint() -> None:
    policy = read_policy(golden("policy").decode())
    submission = read_submission(golden("submission"))
    state, _ = next_state("", {ORIGIN: policy.logs}, submission, NOW)
    assert state.startswith(f"{ORIGIN}\n{build.SIZE}\n")
    assert with_signatures(submission.note, [golden("cosignatures").decode()]) == golden("log/checkpoint")


def test_the_golden_log_holds_nobody_s_private_key() -> None:
    for path in Path(FOLDER).rglob("*"):
        assert not path.is_file() or b"PRIVATE+KEY" not in path.read_bytes()
