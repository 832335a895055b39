"""Witnesses are asked all at once; whoever is absent, late, mistaken or lying holds up nothing and is named."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Thread
from typing import Any

import pytest
from django.utils import timezone

from qinqing.record.asking import Reply, ask, is_address
from qinqing.record.models import Checkpoint, Cosignature, Tile
from qinqing.record.sequencing import sequence
from qinqing.record.standing import standings
from qinqing.record.tests.keeper import Here, said
from qinqing.record.tests.outsider import FIRST, SECOND, Clock, Outsider, asking, grown, raising, trouble
from qinqing.record.tree import StoredTree
from qinqing.record.witnesses import (
    add_witness,
    remove_witness,
)
from qinqing.tlog.checkpoint import Checkpoint as LogCheckpoint
from qinqing.tlog.keys import new_signer
from qinqing.tlog.merkle import root
from qinqing.tlog.note import read_note, signature_line, write_note
from qinqing.tlog.profile import standard
from qinqing.tlog.witness import read_submission
from qinqing.witness.desk import Desk
from qinqing.witness.server import Server

pytestmark = pytest.mark.django_db


def test_what_is_cosigned_is_not_asked_again_until_the_log_grows(signer: Here, first: Outsider) -> None:
    grown(signer)
    here = asking(first.ask)
    assert [here.round(), here.round(), first.asked] == [1, 0, 1]
    grown(signer)
    assert here.round() == 1
    assert Cosignature.objects.count() == 2


def test_no_checkpoint_and_no_witness_are_no_trouble(signer: Here, first: Outsider) -> None:
    assert asking(first.ask).round() == 0
    grown(signer)
    remove_witness(FIRST)
    assert asking(first.ask).round() == 0 and first.asked == 0


def test_a_witness_that_knows_more_than_we_recall_is_asked_from_there(signer: Here, first: Outsider) -> None:
    """Its answer was lost on the way: it says its size, and the next round goes on from there."""
    grown(signer)
    asking(first.ask).round()
    Cosignature.objects.all().delete()
    here = asking(first.ask)
    assert [here.round(), here.round()] == [0, 1]
    assert trouble() == ""


ANSWERS: dict[str, tuple[Callable[[str, bytes], Reply], str]] = {
    "不应答": (raising(TimeoutError("timed out")), "cosign.silent"),
    "断线": (raising(ConnectionResetError(104, "reset")), "cosign.silent"),
    "主机名不对": (raising(UnicodeError("label empty")), "cosign.silent"),
    "没有登记": (lambda *_: Reply(404, "?"), "cosign.unknown_log"),
    "旧公钥": (lambda *_: Reply(403, "?"), "cosign.other_key"),
    "说改写过": (lambda *_: Reply(422, "?"), "cosign.rewritten"),
    "见过更多": (lambda *_: Reply(409, "999\n"), "cosign.ahead"),
    "反复": (lambda *_: Reply(409, "0\n"), "cosign.unwell"),
    "不是条数": (lambda *_: Reply(409, "many\n"), "cosign.unwell"),
    "磁盘满": (lambda *_: Reply(503, "磁盘已满\x1b[31m\n"), "cosign.unwell"),
    "空答复": (lambda *_: Reply(200, ""), "cosign.false"),
    "不是签名": (lambda *_: Reply(200, "<html>\n"), "cosign.false"),
    "许多行": (lambda *_: Reply(200, "— x AAAAAAAA\n" * 99), "cosign.false"),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_whatever_a_witness_answers_nothing_is_taken_unverified_and_its_trouble_has_a_name(
    signer: Here, first: Outsider, name: str, settings: Any
) -> None:
    grown(signer)
    answer, code = ANSWERS[name]
    assert asking(answer).round() == 0
    assert trouble() == code and not Cosignature.objects.exists()
    grown(signer)
    assert b"\n7\n" in (settings.LOG_FILES / "checkpoint").read_bytes()


def test_a_stranger_s_cosignature_is_not_taken(signer: Here, first: Outsider) -> None:
    """A wrong key under the right name."""
    grown(signer)
    other = new_signer(FIRST, standard(), cosigns=True)
    text = read_note(Checkpoint.objects.get().note.encode()).text
    assert asking(lambda *_: Reply(200, signature_line(text, other, int(time.time())))).round() == 0
    assert trouble() == "cosign.false"


@pytest.mark.parametrize("off", [timedelta(hours=1), timedelta(hours=-1)], ids=["快", "慢"])
def test_a_clock_that_differs_is_told_and_not_taken(signer: Here, first: Outsider, off: timedelta) -> None:
    grown(signer)
    text = read_note(Checkpoint.objects.get().note.encode()).text
    at = int((timezone.now() + off).timestamp())
    assert asking(lambda *_: Reply(200, signature_line(text, first.key, at))).round() == 0
    assert trouble() == "cosign.clocks_differ"


def test_lines_of_others_in_an_answer_are_left_out(signer: Here, first: Outsider) -> None:
    grown(signer)
    stranger = new_signer(SECOND, standard(), cosigns=True)

    def with_more(url: str, body: bytes) -> Reply:
        text = read_note(read_submission(body).note).text
        return Reply(200, first.ask(url, body).text + signature_line(text, stranger, int(time.time())))

    assert asking(with_more).round() == 1
    assert Cosignature.objects.get().line.startswith(f"— {FIRST} ")


def test_after_trouble_a_witness_is_left_alone_for_a_while_that_grows(signer: Here, first: Outsider) -> None:
    grown(signer)
    clock, asked = Clock(), list[float]()

    def silent(url: str, body: bytes) -> Reply:
        asked.append(clock.now)
        raise TimeoutError

    here = asking(silent, clock)
    for second in range(60):
        clock.now = float(second)
        here.round()
    assert asked == [0, 5, 15, 35]


def test_an_absent_witness_holds_up_no_other(
    signer: Here, first: Outsider, outsider_of: Callable[[str], Outsider]
) -> None:
    second = outsider_of(SECOND)
    add_witness(str(second.key.verifier), "http://notary.example")
    grown(signer)

    def one_is_absent(url: str, body: bytes) -> Reply:
        if "gsl" in url:
            raise TimeoutError
        return second.ask(url, body)

    assert asking(one_is_absent).round() == 1
    assert Cosignature.objects.get().witness == SECOND


def test_a_log_that_was_rewritten_gets_no_cosignature(signer: Here, first: Outsider) -> None:
    """The insider has the signer's key and another history: the witness refuses, and everybody is told."""
    grown(signer)
    asking(first.ask).round()
    tile = Tile.objects.get(level=0, number=0)
    hashes = bytes(tile.hashes)
    Tile.objects.filter(pk=tile.pk).update(hashes=hashes[32:64] + hashes[:32] + hashes[64:])
    said(1)
    sequence()
    tree = StoredTree()
    forged = LogCheckpoint(signer.signer.signed.origin, 5, root(tree.hash, tree, 5))
    note = write_note(forged.text, [signature_line(forged.text, signer.signer._key)])
    Checkpoint.objects.create(size=5, note=note.decode(), signed_at=timezone.now())
    assert asking(first.ask).round() == 0
    assert trouble() == "cosign.rewritten"
    (standing,) = standings()
    assert standing.grave and "不是接着它见证过的写成的" in standing.says.zh


@pytest.mark.parametrize(
    ("url", "good"),
    [("http://a", True), ("https://a:8020/w/", True), ("a:8020", False), ("file:///etc/passwd", False), ("http://", False), ("http://a:x", False), ("http://[", False)],
)  # fmt: skip
def test_an_address_names_a_host_over_http(url: str, good: bool) -> None:
    assert is_address(url) is good


@contextmanager
def serving(desk: Desk) -> Iterator[str]:
    with Server(("127.0.0.1", 0), desk) as server:
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def test_over_a_real_connection_it_is_the_same(signer: Here, outsider_of: Callable[[str], Outsider]) -> None:
    made = outsider_of(FIRST)
    with serving(made.desk) as url:
        add_witness(str(made.key.verifier), f"{url}/")
        grown(signer)
        assert asking(ask).round() == 1
    assert asking(ask).round() == 0
    grown(signer)
    assert asking(ask).round() == 0 and trouble() == "cosign.silent"


def test_a_witness_that_answers_drop_by_drop_is_hung_up_on() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def drip() -> None:
            connection, _ = listening.accept()
            with connection:
                for _ in range(200):
                    try:
                        connection.sendall(b"H")
                    except OSError:
                        return
                    time.sleep(0.02)

        thread = Thread(target=drip)
        thread.start()
        with pytest.raises(Exception, match=r"."):
            ask(f"http://127.0.0.1:{listening.getsockname()[1]}", b"x", patience=0.2)
        thread.join()
