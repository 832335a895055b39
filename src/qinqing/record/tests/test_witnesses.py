"""Witnesses cosign what is published; whoever is absent, late, mistaken or lying holds up nothing and is named."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from qinqing.record.asking import Reply, ask, is_address
from qinqing.record.cosigning import submission, take_file
from qinqing.record.keeping import keep
from qinqing.record.models import Checkpoint, Cosignature, Entry, Tile, Witness
from qinqing.record.receipts import receipt_of
from qinqing.record.sequencing import sequence
from qinqing.record.signer import PUBLIC, open_signer
from qinqing.record.standing import standings
from qinqing.record.tests.test_keeping import Here, said
from qinqing.record.tree import StoredTree
from qinqing.record.verifying import verify
from qinqing.record.witnesses import (
    add_witness,
    covering,
    last_seen,
    remove_witness,
    the_witness,
    to_be_witnessed,
)
from qinqing.record.witnessing import Asking
from qinqing.tlog.checkpoint import Checkpoint as LogCheckpoint
from qinqing.tlog.checkpoint import open_checkpoint
from qinqing.tlog.keys import Verifier, new_signer, read_verifier
from qinqing.tlog.merkle import root
from qinqing.tlog.note import read_note, signature_line, write_note
from qinqing.tlog.policy import simple_policy
from qinqing.tlog.profile import standard
from qinqing.tlog.receipt import read_receipt, verify_receipt
from qinqing.tlog.tests.make import refused
from qinqing.tlog.witness import read_submission
from qinqing.verify import verify as outsider
from qinqing.witness.desk import Desk
from qinqing.witness.folder import make_folder, open_witness, own_key
from qinqing.witness.server import Server

pytestmark = pytest.mark.django_db
FIRST, SECOND = "witness.gsl.example", "witness.notary.example"


@pytest.fixture
def signer(tmp_path: Path, settings: Any) -> Here:
    settings.LOG_FILES, settings.SIGNER_FOLDER = tmp_path / "tlog", tmp_path / "signer"
    return Here(open_signer())


@pytest.fixture
def key(signer: Here, settings: Any) -> Verifier:
    return read_verifier((settings.LOG_FILES / PUBLIC).read_text().strip())


class Outsider:
    """A witness in a folder of its own; asked without a network."""

    def __init__(self, folder: Path, name: str, log: Verifier) -> None:
        make_folder(folder, name, [log])
        self.desk, self.key, self.asked = Desk(folder, open_witness(folder)), own_key(folder), 0

    def ask(self, url: str, body: bytes) -> Reply:
        self.asked += 1
        answer = self.desk.answer(body)
        return Reply(answer.status, answer.body)


@pytest.fixture
def outsider_of(tmp_path: Path, key: Verifier) -> Callable[[str], Outsider]:
    return lambda name: Outsider(tmp_path / name, name, key)


@pytest.fixture
def first(outsider_of: Callable[[str], Outsider]) -> Outsider:
    """Registered, to be asked over HTTP."""
    made = outsider_of(FIRST)
    add_witness(str(made.key.verifier), "http://gsl.example")
    return made


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def asking(how: Callable[[str, bytes], Reply], clock: Clock | None = None) -> Asking:
    return Asking(how, clock or Clock())


def grown(signer: Here, number: int = 3) -> list[Entry]:
    entries = said(number)
    keep(signer)
    return entries


def trouble() -> str:
    return Witness.objects.get().trouble


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


def raising(error: Exception) -> Callable[[str, bytes], Reply]:
    def ask(url: str, body: bytes) -> Reply:
        raise error

    return ask


ANSWERS: dict[str, tuple[Callable[[str, bytes], Reply], str]] = {
    "不应答": (raising(TimeoutError("timed out")), "cosign.silent"),
    "断线": (raising(ConnectionResetError(104, "reset")), "cosign.silent"),
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


@pytest.mark.parametrize(
    ("url", "good"),
    [("http://a", True), ("https://a:8020/w/", True), ("a:8020", False), ("file:///etc/passwd", False), ("http://", False), ("http://a:x", False), ("http://[", False)],
)  # fmt: skip
def test_an_address_names_a_host_over_http(url: str, good: bool) -> None:
    assert is_address(url) is good


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
