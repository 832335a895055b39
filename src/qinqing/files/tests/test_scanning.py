"""Where clamd is configured, nothing is opened before it said so; while it does not answer, everything waits."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from qinqing.accounts.actor import Actor
from qinqing.files import scanning
from qinqing.files.models import Attachment
from qinqing.files.services import receive, record_scan
from qinqing.files.tasks import scan_waiting
from qinqing.files.tests.conftest import Clamd, upload
from qinqing.files.tests.harmless import pdf_with
from qinqing.files.tests.hostile_made import EICAR
from qinqing.record.models import Entry
from qinqing.refusals import Refused

pytestmark = pytest.mark.django_db(transaction=True)


def infected() -> bytes:
    return pdf_with(X=EICAR.decode())


def state_of(attachment: Attachment) -> str:
    return Attachment.objects.get(pk=attachment.pk).state


def test_a_file_waits_in_quarantine_until_it_is_found_clean(firm: Actor, clamd: Clamd) -> None:
    attachment = receive(firm, upload(), owner="affairs")
    assert (attachment.state, clamd.asked) == ("quarantined", 0)
    assert scan_waiting.func() == 1
    found = Attachment.objects.get()
    assert (found.state, found.scanner) == ("clean", "ClamAV 1.4.1/27500")


def test_taking_a_file_in_asks_for_its_scan_at_once(firm: Actor, clamd: Clamd) -> None:
    from django_tasks_db.models import DBTaskResult

    receive(firm, upload(), owner="affairs")
    assert DBTaskResult.objects.filter(task_path="qinqing.files.tasks.scan_waiting").count() == 1


def test_the_test_virus_is_refused_and_destroyed(firm: Actor, clamd: Clamd, own_folder: Path) -> None:
    attachment = receive(firm, upload(data=infected()), owner="affairs")
    scan_waiting.func()
    found = Attachment.objects.get(pk=attachment.pk)
    assert (found.state, found.signature) == ("refused", "Eicar-Signature")
    assert [path for path in own_folder.rglob("*") if path.is_file()] == []
    assert Entry.objects.filter(type="files.scan").count() == 1


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(lambda data: None, id="挂断"),
        pytest.param(lambda data: b"", id="空话"),
        pytest.param(lambda data: b"INSTREAM size limit exceeded. ERROR", id="出错"),
        pytest.param(lambda data: b"stream: OKAY", id="含糊"),
    ],
)
def test_while_the_scanner_gives_no_verdict_the_file_stays_and_it_is_said(
    firm: Actor, clamd: Clamd, answer: Callable[[bytes], bytes | None]
) -> None:
    attachment = receive(firm, upload(), owner="affairs")
    clamd.answer = answer
    assert scan_waiting.func() == 0
    found = Attachment.objects.get(pk=attachment.pk)
    assert (found.state, found.tries) == ("quarantined", 1)
    assert found.trouble and found.tried_at
    clamd.answer = clamd.verdict
    assert scan_waiting.func() == 1
    assert state_of(attachment) == "clean"


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "unix:///nowhere/clamd.sock"])
def test_a_scanner_that_is_not_there_lets_nothing_through(firm: Actor, settings: Any, address: str) -> None:
    settings.CLAMD = address
    attachment = receive(firm, upload(), owner="affairs")
    assert scan_waiting.func() == 0
    assert state_of(attachment) == "quarantined"


def test_a_scanner_that_was_taken_away_lets_nothing_through(firm: Actor, clamd: Clamd, settings: Any) -> None:
    attachment = receive(firm, upload(), owner="affairs")
    settings.CLAMD = ""
    assert scan_waiting.func() == 0
    assert state_of(attachment) == "quarantined"


def test_without_a_scanner_a_file_is_clean_and_says_that_none_looked(firm: Actor) -> None:
    attachment = receive(firm, upload(), owner="affairs")
    assert (attachment.state, attachment.scanner) == ("clean", "")


def test_of_two_workers_one_records_the_verdict(firm: Actor, clamd: Clamd) -> None:
    attachment = receive(firm, upload(), owner="affairs")
    record_scan(attachment, scanning.Verdict("", "ClamAV"))
    with pytest.raises(Refused) as again:
        record_scan(attachment, scanning.Verdict("", "ClamAV"))
    assert again.value.code == "files.already_scanned"
    assert Entry.objects.filter(type="files.scan").count() == 1


def test_one_whose_bytes_are_gone_does_not_hold_up_the_others(
    firm: Actor, clamd: Clamd, own_folder: Path
) -> None:
    lost, other = receive(firm, upload(), owner="affairs"), receive(firm, upload(), owner="affairs")
    next(own_folder.rglob(f"*{lost.pk.hex}")).unlink()
    assert scan_waiting.func() == 1
    assert (state_of(lost), state_of(other)) == ("quarantined", "clean")


def test_a_large_file_reaches_the_scanner_whole(clamd: Clamd) -> None:
    data = bytes(1_000_000) + EICAR
    assert scanning.scan(data).signature == "Eicar-Signature"
    assert connection.vendor in ("sqlite", "postgresql")
