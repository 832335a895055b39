"""What can go wrong with the log, one by one: each says what it is by a code word of its own, and nothing is lost."""

from __future__ import annotations

import errno
import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import OperationalError, connection
from django.utils import timezone

from qinqing.record import keeping
from qinqing.record.keeping import keep
from qinqing.record.models import Checkpoint, Entry, Place, Waiting
from qinqing.record.publishing import published_size
from qinqing.record.services import Machine, service, write_entry
from qinqing.record.signer import KEY, PUBLIC, STATE, open_signer
from qinqing.record.signing import SignerProcess
from qinqing.record.tests.keeper import Here
from qinqing.record.verifying import verify
from qinqing.refusals import Failed, Refused
from qinqing.tlog import state as state_module
from qinqing.tlog.key_files import signer_at
from qinqing.tlog.keys import read_verifier
from qinqing.tlog.profile import standard

pytestmark = pytest.mark.django_db


@service("test.trouble")
def say(words: str = "一句") -> Entry:
    return write_entry(Machine(), "一案", {"words": words})


@contextmanager
def told(code: str) -> Iterator[None]:
    """A failure or refusal of this code word, with a sentence in both languages."""
    with pytest.raises((Failed, Refused)) as caught:
        yield
    assert code in str(caught.value), str(caught.value)
    assert caught.value.says.zh and caught.value.says.en


def whole(settings: Any, size: int) -> bool:
    """The log has so many entries, none waits, all are published, and it verifies."""
    key = read_verifier((settings.LOG_FILES / PUBLIC).read_text().strip())
    counts = (Place.objects.count(), Waiting.objects.count(), published_size(settings.LOG_FILES))
    return counts == (size, 0, size) and verify(key, rows=True).faults == []


def no_space(*_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("step", range(6))
def test_no_space_while_publishing_leaves_the_old_checkpoint_and_then_goes_on(
    signer: Here, settings: Any, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """At whichever file: the signer's state, a tile, the entries, the checkpoint itself."""
    say()
    keep(signer)
    before, writes, write = (settings.LOG_FILES / "checkpoint").read_bytes(), [], state_module._write

    def until_full(path: Path, data: bytes) -> None:
        writes.append(path)
        no_space() if len(writes) > step else write(path, data)

    say()
    monkeypatch.setattr(state_module, "_write", until_full)
    if step < 4:
        with told("state.unwritten"):
            keep(signer)
        assert (settings.LOG_FILES / "checkpoint").read_bytes() == before
    else:
        keep(signer)
    monkeypatch.undo()
    keep(signer)
    assert whole(settings, 2)


@contextmanager
def full() -> Iterator[None]:
    """Within the block the database takes no further page: SQLite by its own limit, PostgreSQL by what it would say."""
    if connection.vendor != "sqlite":
        with connection.execute_wrapper(disk_full):
            yield
        return
    with connection.cursor() as cursor:
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages}")
    yield
    connection.cursor().execute("PRAGMA max_page_count = 1073741823")


def disk_full(execute: Any, line: str, *rest: Any) -> Any:
    from psycopg.errors import DiskFull

    if line.startswith("INSERT"):
        raise OperationalError("could not extend file") from DiskFull()
    return execute(line, *rest)


@pytest.mark.django_db(transaction=True)
def test_an_act_for_which_there_is_no_room_is_not_done_and_says_so(signer: Here, settings: Any) -> None:
    say()
    with full(), told("log.act_no_room"):
        for number in range(100):
            say("长" * 1000 + str(number))
    recorded = Entry.objects.count()
    keep(signer)
    assert whole(settings, recorded)


@pytest.mark.django_db(transaction=True)
def test_places_for_which_there_is_no_room_are_given_later(signer: Here, settings: Any) -> None:
    for _ in range(300):
        say()
    with full(), told("log.no_room"):
        keep(signer)
    assert (Place.objects.count(), Waiting.objects.count()) == (0, 300)
    keep(signer)
    assert whole(settings, 300)


def test_a_clock_set_back_is_told_and_the_log_goes_on(signer: Here, settings: Any) -> None:
    say()
    keep(signer)
    with time_machine.travel(timezone.now() - timedelta(hours=3)):
        say()
        with told("log.clock_back"):
            keep(signer)
        say()
        keep(signer)  # told once
    assert whole(settings, 3)


def test_a_clock_that_was_ahead_for_a_year_does_not_stop_the_log(signer: Here, settings: Any) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=365)):
        say()
        keep(signer)
    say()
    with told("log.clock_back"):
        keep(signer)
    assert whole(settings, 2)


def test_a_store_that_went_back_to_a_backup_is_told_even_when_nobody_acts(signer: Here) -> None:
    say()
    keep(signer)
    say()
    keep(signer)
    newest = Checkpoint.objects.first()
    Checkpoint.objects.filter(pk=newest.pk).delete()
    Place.objects.filter(index=1).delete()
    from qinqing.record.models import Sequence

    Sequence.objects.update(size=1)
    with told("log.published_ahead"):
        keep(signer)


def test_a_year_old_published_checkpoint_is_brought_up_to_date(signer: Here, settings: Any) -> None:
    say()
    keep(signer)
    old = (settings.LOG_FILES / "checkpoint").read_bytes()
    with time_machine.travel(timezone.now() + timedelta(days=365)):
        say()
        keep(signer)
        (settings.LOG_FILES / "checkpoint").write_bytes(old)
        keep(signer)
        assert whole(settings, 2)


@pytest.mark.parametrize("cut", [0, 1, 20, -1])
def test_a_cut_published_checkpoint_is_written_anew(signer: Here, settings: Any, cut: int) -> None:
    say()
    keep(signer)
    file = settings.LOG_FILES / "checkpoint"
    file.write_bytes(file.read_bytes()[:cut])
    keep(signer)
    assert whole(settings, 1)


def test_two_checkpoints_of_one_size_are_evidence_and_kept(signer: Here, settings: Any) -> None:
    say()
    keep(signer)
    file = settings.LOG_FILES / "checkpoint"
    lines = file.read_text().split("\n")
    lines[2] = "A" * 43 + "="
    file.write_text("\n".join(lines))
    with told("log.published_other"):
        keep(signer)
    assert file.read_text().split("\n") == lines


def test_a_store_with_another_root_of_one_size_is_not_signed(signer: Here, settings: Any) -> None:
    """Its checkpoint gone and its entry another: the signer remembers what it signed."""
    say()
    keep(signer)
    Checkpoint.objects.all().delete()
    entry = Entry.objects.get()
    from qinqing.record.models import Tile
    from qinqing.record.profiles import log_profile

    body = bytes(entry.body).replace(b"system", b"sYstem")
    leaf = log_profile().tree.leaf(body)
    Entry.objects.update(body=body, leaf=leaf)
    Tile.objects.update(hashes=leaf)
    with told("signer.other_root"):
        keep(signer)


def cut_key(folder: Path) -> None:
    (folder / KEY).write_bytes((folder / KEY).read_bytes()[:-9])


def other_key(folder: Path) -> None:
    (folder / KEY).unlink()
    signer_at(folder / KEY, "other.example/log", standard())


def cut_state(folder: Path) -> None:
    (folder / STATE).write_bytes((folder / STATE).read_bytes()[:-9])


def lose_key(folder: Path) -> None:
    (folder / KEY).unlink()


def lose_state(folder: Path) -> None:
    (folder / STATE).unlink()


def open_key(folder: Path) -> None:
    (folder / KEY).chmod(0o644)


SPOILT = {
    "密钥被截断": (cut_key, "key.broken"),
    "别人的密钥": (other_key, "signer.origin"),
    "密钥丢失": (lose_key, "key.missing"),
    "密钥他人可读": (open_key, "key.open_to_others"),
    "状态被截断": (cut_state, "state.broken"),
    "状态丢失": (lose_state, "state.missing"),
}


@pytest.mark.parametrize(("spoil", "code"), SPOILT.values(), ids=SPOILT)
def test_a_signer_that_cannot_begin_says_why(
    signer: Here, spoil: Callable[[Path], None], code: str, settings: Any
) -> None:
    say()
    keep(signer)
    signer.signer._file.close()
    spoil(settings.SIGNER_FOLDER)
    with told(code):
        open_signer()


def test_a_key_made_before_its_first_state_is_not_stuck(tmp_path: Path, settings: Any) -> None:
    """Killed at the very first start, after the state and before the key."""
    settings.LOG_FILES, settings.SIGNER_FOLDER = tmp_path / "tlog", tmp_path / "signer"
    first = open_signer()
    first._file.close()
    (settings.SIGNER_FOLDER / KEY).unlink()
    say()
    keep(Here(open_signer()))
    assert (settings.SIGNER_FOLDER / KEY).is_file() and Checkpoint.objects.count() == 1


def answering(answer: str) -> SignerProcess:
    """A signer that says this and ends."""
    return SignerProcess(
        (sys.executable, "-c", f"import sys; sys.stdout.write({answer!r}); sys.stdout.flush()")
    )


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        pytest.param("", "log.signer_silent", id="没有起来"),
        pytest.param('{"signed": 0}\n', "log.signer_silent", id="中途退出"),
        pytest.param("no JSON\n", "log.signer_silent", id="答非所问"),
        pytest.param('{"code": "key.broken", "says": ["坏了", "broken"]}\n', "key.broken", id="拒绝启动"),
    ],
)
def test_a_signer_that_does_not_answer_is_told_and_nothing_is_lost(
    signer: Here, settings: Any, answer: str, code: str
) -> None:
    say()
    with answering(answer) as silent, told(code):
        keep(silent)
    keep(signer)
    assert whole(settings, 1)


def test_a_round_that_fails_is_told_once_and_tried_again_at_once(
    signer: Here, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    waits: list[float] = []

    def wait(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 3:
            raise KeyboardInterrupt

    say()
    monkeypatch.setattr(keeping.time, "sleep", wait)
    monkeypatch.setattr(keeping, "close_old_connections", lambda: None)
    with answering("") as silent, pytest.raises(KeyboardInterrupt), caplog.at_level(logging.ERROR):
        keeping.keep_forever(silent)
    assert waits == [keeping.EVERY_SECONDS, keeping.IN_TROUBLE_SECONDS, keeping.IN_TROUBLE_SECONDS]
    assert len([record for record in caplog.records if record.name == "qinqing.record"]) == 1
