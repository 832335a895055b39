"""Who witnesses is registered by entries; what is cosigned is published, carried in receipts and verified."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import time_machine

from qinqing.record.cosigning import submission, take_file
from qinqing.record.keeping import keep
from qinqing.record.models import Checkpoint, Cosignature, Entry, Witness
from qinqing.record.receipts import receipt_of
from qinqing.record.standing import standings
from qinqing.record.tests.keeper import Here, both_profiles
from qinqing.record.tests.outsider import FIRST, SECOND, Outsider, asking, grown, raising
from qinqing.record.verifying import verify
from qinqing.record.witnesses import (
    add_witness,
    covering,
    last_seen,
    remove_witness,
    the_witness,
    to_be_witnessed,
)
from qinqing.tlog.checkpoint import open_checkpoint
from qinqing.tlog.keys import Verifier, new_signer
from qinqing.tlog.policy import simple_policy
from qinqing.tlog.profile import standard
from qinqing.tlog.receipt import read_receipt, verify_receipt
from qinqing.tlog.tests.make import refused
from qinqing.verify import verify as outsider

pytestmark = pytest.mark.django_db


@both_profiles
def test_a_new_checkpoint_is_cosigned_published_and_in_the_receipt(
    signer: Here, key: Verifier, first: Outsider, settings: Any
) -> None:
    (entry,) = grown(signer, 1)
    assert asking(first.ask).round() == 1
    keep(signer)
    published = (settings.LOG_FILES / "checkpoint").read_bytes()
    assert [*open_checkpoint(published, [key], [first.key.verifier]).cosigned] == [first.key.verifier]
    receipt = receipt_of(entry)
    assert receipt
    policy = simple_policy(key, [first.key.verifier], 1)
    assert verify_receipt(read_receipt(receipt), policy).witnessed.cosigned
    assert verify(key, rows=True).faults == []


def test_the_outsider_s_verifier_demands_the_witness_and_names_who_did_not_see_it(
    signer: Here, key: Verifier, first: Outsider, outsider_of: Callable[[str], Outsider], tmp_path: Path
) -> None:
    (entry,) = grown(signer, 1)
    file, absent = tmp_path / "receipt.json", outsider_of(SECOND)
    call = ["receipt", str(file), "--key", str(key), "--witness", str(first.key.verifier)]

    def judged(*more: str) -> tuple[int, str, list[tuple[str, str]]]:
        file.write_bytes(receipt_of(entry) or b"")
        return outsider.judged(lambda: outsider.proved(outsider.parser().parse_args([*call, *more])))

    assert judged()[:2] == (1, "policy.no_quorum")
    asking(first.ask).round()
    code, word, told = judged("--witness", str(absent.key.verifier), "--threshold", "1")
    assert (code, word) == (0, "proved")
    words = "\n".join(zh for zh, _ in told)
    assert f"见证：{FIRST}" in words and f"没有见证：{SECOND}" in words


def test_registering_and_removing_are_entries_and_edits_past_them_show(
    signer: Here, key: Verifier, first: Outsider
) -> None:
    remove_witness(FIRST)
    keep(signer)
    assert [*Entry.objects.order_by("at").values_list("type", flat=True)] == [
        "record.add_witness",
        "record.remove_witness",
    ]
    assert verify(key, rows=True).faults == []
    Witness.objects.update(removed_at=None)
    assert [fault.code for fault in verify(key, rows=True).faults] == ["log.row_altered"]


def test_a_removed_witness_may_come_back_and_its_old_cosignatures_still_verify(
    signer: Here, key: Verifier, first: Outsider
) -> None:
    grown(signer)
    asking(first.ask).round()
    remove_witness(FIRST)
    assert verify(key).faults == []
    add_witness(str(first.key.verifier))
    assert the_witness(None).url == ""
    keep(signer)
    assert verify(key, rows=True).faults == []


@both_profiles
def test_an_edited_cosignature_is_found(signer: Here, key: Verifier, first: Outsider) -> None:
    grown(signer)
    asking(first.ask).round()
    Cosignature.objects.update(line=Cosignature.objects.get().line.replace("A", "B", 1))
    assert [fault.code for fault in verify(key).faults] == ["log.cosignature_wrong"]


def test_what_may_not_be_registered_is_refused(key: Verifier, first: Outsider) -> None:
    with refused("log.witness_key"):
        add_witness(str(key))
    with refused("note.verifier_key"):
        add_witness("witness+0+x")
    with refused("log.witness_registered"):
        add_witness(str(first.key.verifier))
    other = new_signer(SECOND, standard(), cosigns=True).verifier
    with refused("log.witness_address"):
        add_witness(str(other), "ftp://x")
    with refused("log.witness_name"):
        add_witness(str(new_signer("w" * 121, standard(), cosigns=True).verifier))
    with refused("log.no_witness"):
        remove_witness(SECOND)


def carried(outsider: Outsider, folder: Path, name: str = "1") -> list[Cosignature]:
    """A request out, an answer back."""
    witness = the_witness(outsider.key.name)
    checkpoint, last = to_be_witnessed(witness), last_seen(witness.name)
    body = submission(witness, checkpoint, last.checkpoint_id if last else 0)
    (folder / f"in{name}").write_bytes(body)
    outsider.desk.answer_file(folder / f"in{name}", folder / f"out{name}")
    return take_file(folder / f"out{name}")


def test_by_file_a_checkpoint_is_cosigned_that_others_cosigned_already(
    signer: Here, key: Verifier, first: Outsider, outsider_of: Callable[[str], Outsider], tmp_path: Path
) -> None:
    second = outsider_of(SECOND)
    add_witness(str(second.key.verifier))
    entry, *_ = grown(signer, 3)
    asking(first.ask).round()
    grown(signer)
    assert [taken.checkpoint_id for taken in carried(second, tmp_path)] == [4 + 1]
    both = [first.key.verifier, second.key.verifier]
    receipt = receipt_of(entry)
    assert (
        receipt
        and len(verify_receipt(read_receipt(receipt), simple_policy(key, both, 2)).witnessed.cosigned) == 2
    )
    assert [taken.checkpoint_id for taken in carried(second, tmp_path, "2")] == [8]


def test_a_year_old_answer_is_still_true_and_another_log_s_is_refused(
    signer: Here, outsider_of: Callable[[str], Outsider], tmp_path: Path
) -> None:
    second = outsider_of(SECOND)
    add_witness(str(second.key.verifier))
    grown(signer)
    carried(second, tmp_path)
    old = (tmp_path / "out1").read_bytes()
    grown(signer)
    assert take_file(tmp_path / "out1")[0].checkpoint_id == 4
    (tmp_path / "other").write_bytes(old.replace(b"\n4\n", b"\n3\n"))
    with refused("cosign.other_checkpoint"):
        take_file(tmp_path / "other")
    (tmp_path / "bare").write_text(Checkpoint.objects.get(size=4).note, encoding="utf-8")
    with refused("cosign.of_nobody"):
        take_file(tmp_path / "bare")
    (tmp_path / "junk").write_bytes(b"\xff" * 300_000)
    with refused("note.malformed"):
        take_file(tmp_path / "junk")


def test_a_request_from_beyond_the_newest_checkpoint_is_refused(signer: Here, first: Outsider) -> None:
    grown(signer)
    with refused("cosign.ahead"):
        submission(the_witness(None), to_be_witnessed(the_witness(None)), 99)
    with refused("log.which_witness"):
        remove_witness(FIRST)
        the_witness(None)


def test_before_the_first_checkpoint_there_is_nothing_to_carry(key: Verifier, first: Outsider) -> None:
    with refused("log.nothing_to_witness"):
        to_be_witnessed(the_witness(None))


def test_a_receipt_names_the_earliest_of_the_best_witnessed_checkpoints(
    signer: Here, first: Outsider
) -> None:
    grown(signer)
    here = asking(first.ask)
    newest = covering(0)
    assert newest and newest.size == 4
    grown(signer)
    here.round()
    grown(signer)
    here.round()
    sizes = {index: found.size for index in (0, 6, 7, 9) if (found := covering(index))}
    assert sizes == {0: 7, 6: 7, 7: 10, 9: 10}
    assert covering(10) is None


def test_how_far_a_witness_has_come_is_said_in_words(signer: Here, first: Outsider) -> None:
    def told() -> tuple[str, str]:
        (one,) = standings()
        return one.code, one.says.zh

    with time_machine.travel("2026-11-02 08:00+08:00", tick=False) as now:
        grown(signer)
        assert told()[0] == "cosign.current"  # nobody is late within a minute
        now.shift(120)
        assert told() == ("cosign.never", "登记了，还没有见证过")
        asking(first.ask).round()
        assert told()[0] == "cosign.current"
        grown(signer)
        now.shift(3600)
        assert told() == ("cosign.lags", "2026-11-02 08:02 起的 3 条还没有见证")
        asking(raising(TimeoutError())).round()
        assert told() == ("cosign.silent", "2026-11-02 08:02 起的 3 条还没有见证（问了，没有应答）")
