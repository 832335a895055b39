"""What waits gets its place, a signature and a file; whoever edits past the services is found out."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, NoReturn

import pytest
import time_machine

from qinqing.record.keeping import keep
from qinqing.record.models import Checkpoint, Entry, Place, Sequence, Tile, Waiting
from qinqing.record.profiles import log_origin
from qinqing.record.receipts import promise_of, promiser, receipt_of
from qinqing.record.sequencing import sequence
from qinqing.record.signer import answer_forever, sign
from qinqing.record.tests.keeper import Here, both_profiles, said, say
from qinqing.record.verifying import verify
from qinqing.refusals import Failed, Refused
from qinqing.tlog.keys import Verifier
from qinqing.tlog.policy import simple_policy
from qinqing.tlog.promise import verify_promised
from qinqing.tlog.receipt import read_receipt, verify_receipt
from qinqing.tlog.signer import Candidate

pytestmark = pytest.mark.django_db


@both_profiles
def test_entries_get_their_places_in_order_and_a_checkpoint(signer: Here) -> None:
    entries = said(3)
    assert keep(signer) == 3
    assert [place.entry_id for place in Place.objects.order_by("index")] == [entry.id for entry in entries]
    assert (Waiting.objects.count(), Sequence.objects.get().size, Checkpoint.objects.get().size) == (0, 3, 3)


def test_a_round_with_nothing_to_do_does_nothing(signer: Here) -> None:
    said(1)
    keep(signer)
    assert keep(signer) == 0
    assert Checkpoint.objects.count() == 1


def test_a_signing_that_breaks_off_leaves_no_question_open(
    signer: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its rows half read: on PostgreSQL they would be asked for again in whatever transaction comes later."""
    read = list[Iterator[bytes]]()

    def breaks_off(candidate: Candidate, tree: object, entries: Iterator[bytes]) -> NoReturn:
        read.append(entries)
        next(entries)
        raise OSError

    said(3)
    sequence()
    monkeypatch.setattr(signer.signer, "sign", breaks_off)
    with pytest.raises(OSError):
        sign(signer.signer, 3)
    assert next(read[0], None) is None


@pytest.mark.parametrize(
    ("size", "algorithms"),
    [*((size, "standard") for size in (1, 2, 255, 256, 257, 600)), (257, "guomi")],
    indirect=["algorithms"],
)
def test_whatever_the_size_the_log_verifies_and_every_receipt_holds(
    signer: Here, key: Verifier, size: int
) -> None:
    entries = said(size)
    keep(signer)
    examined = verify(key)
    assert (examined.entries, examined.faults) == (size, [])
    for entry in entries[:: max(1, size // 7)]:
        receipt = receipt_of(entry)
        assert receipt
        verified = verify_receipt(read_receipt(receipt), simple_policy(key))
        assert verified.payloads["payload"] == {"words": f"第 {entries.index(entry)} 句"}


def test_a_receipt_comes_with_the_checkpoint_and_a_promise_at_once(signer: Here) -> None:
    (entry,) = said(1)
    assert receipt_of(entry) is None
    promise, opened = verify_promised(promise_of(entry), log_origin(), promiser().verifier)
    assert promise.time == int(entry.at.timestamp()) and opened.entry["id"] == str(entry.pk)
    keep(signer)
    assert receipt_of(entry)


def test_a_promise_asked_for_again_is_the_same_promise(signer: Here) -> None:
    """Its minute counts from the act: asked for a year later, it is a year overdue, not new."""
    (entry,) = said(1)
    first = promise_of(entry)
    with time_machine.travel(entry.at + timedelta(days=365)):
        assert promise_of(Entry.objects.get(pk=entry.pk)) == first


@both_profiles
def test_what_is_published_is_what_a_reader_verifies(signer: Here, key: Verifier, settings: Any) -> None:
    said(300)
    keep(signer)
    said(5)
    keep(signer)
    from qinqing.tlog.checkpoint import open_checkpoint
    from qinqing.tlog.reader import Reader

    folder = settings.LOG_FILES
    head = open_checkpoint((folder / "checkpoint").read_bytes(), [key])
    reader = Reader(
        lambda path: (folder / path).read_bytes(), head.tree, head.checkpoint.size, head.checkpoint.root
    )
    bodies = [bytes(p.entry.body) for p in Place.objects.select_related("entry").order_by("index")]
    assert [*reader.entries(0, 305)] == bodies


def test_an_altered_entry_gets_no_place(signer: Here) -> None:
    (entry,) = said(1)
    Entry.objects.filter(pk=entry.pk).update(body=bytes(entry.body).replace(b"system", b"sYstem"))
    with pytest.raises(Failed, match=r"log\.entry_altered"):
        keep(signer)
    assert not Place.objects.exists()


@both_profiles
def test_the_signer_refuses_a_log_that_went_back(signer: Here) -> None:
    said(3)
    keep(signer)
    with pytest.raises((Refused, Failed)):
        sign(signer.signer, 2)


@both_profiles
def test_the_signer_refuses_a_flipped_tile(signer: Here) -> None:
    said(3)
    keep(signer)
    tile = Tile.objects.get(level=0, number=0)
    Tile.objects.filter(pk=tile.pk).update(hashes=bytes([bytes(tile.hashes)[0] ^ 1]) + bytes(tile.hashes)[1:])
    said(1)
    with pytest.raises((Refused, Failed)):
        keep(signer)


TAMPERED = {
    "改条目": lambda: Entry.objects.filter(place__index=1).update(body=b"{}"),
    "删末条": lambda: Place.objects.filter(index=3).delete(),
    "删中间": lambda: Place.objects.filter(index=1).delete(),
    "对调": lambda: swap(1, 2),
    "改检查点": lambda: Checkpoint.objects.update(note="x"),
}


def swap(one: int, other: int) -> None:
    entries = {index: Place.objects.get(index=index).entry for index in (one, other)}
    Place.objects.filter(index__in=entries).delete()
    Place.objects.create(index=one, entry=entries[other])
    Place.objects.create(index=other, entry=entries[one])


@pytest.mark.parametrize("tamper", TAMPERED.values(), ids=TAMPERED)
def test_whoever_alters_the_log_is_found_out(signer: Here, key: Verifier, tamper: Any) -> None:
    said(4)
    keep(signer)
    assert verify(key).faults == []
    tamper()
    assert verify(key).faults


def test_the_process_answers_line_by_line(signer: Here, settings: Any) -> None:
    said(2)
    keep(signer)
    said(1)
    from qinqing.record.sequencing import sequence

    sequence()
    signer.signer._file.close()
    answers = io.StringIO()
    answer_forever(io.StringIO("3\n3\n1\n"), answers)
    first, signed, again, refused = map(json.loads, answers.getvalue().splitlines())
    assert first == {"signed": 2}
    assert signed["note"] == again["note"] and "code" in refused


def test_an_act_that_sets_more_rows_than_an_entry_holds_is_recorded_and_verifies(
    signer: Here, key: Verifier
) -> None:
    """A sweep, or the stock of an installation in use; its receipt proves that it was said, not what."""
    entry = say("长" * 30_000)
    keep(signer)
    assert verify(key, rows=True).faults == []
    verified = verify_receipt(read_receipt(receipt_of(entry) or b""), simple_policy(key))
    assert verified.index == 0 and not verified.payloads
