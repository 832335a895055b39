"""Files are taken whole with one entry each, or refused with every reason; what was taken is there as it came."""

from __future__ import annotations

import hashlib
import json
import os
import time
from pathlib import Path
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from qinqing.accounts.actor import Actor
from qinqing.files import services, store
from qinqing.files.limits import MOST_BYTES
from qinqing.files.models import Attachment
from qinqing.files.services import erase_attachment, receive, receive_all, withdraw_attachment
from qinqing.files.tasks import sweep_strays
from qinqing.files.tests.conftest import upload
from qinqing.files.tests.harmless import docx, jpeg, pdf, png
from qinqing.record.models import Entry
from qinqing.record.services import service, write_entry
from qinqing.record.stock import take_stock
from qinqing.record.verifying import verify
from qinqing.refusals import Failed, Refused

pytestmark = pytest.mark.django_db


def kept(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def refused(actor: Actor, *uploads: object, **given: object) -> Refused:
    with pytest.raises(Refused) as found:
        receive_all(actor, uploads, **{"owner": "affairs", **given})
    return found.value


def test_a_file_is_kept_as_it_came_named_by_its_content(firm: Actor, own_folder: Path) -> None:
    attachment = receive(firm, upload(data=pdf()), owner="affairs")
    (path,) = kept(own_folder)
    assert path.read_bytes() == store.read(attachment.sha256, attachment.pk) == pdf()
    assert path.name.startswith(hashlib.sha256(pdf()).hexdigest())
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert (attachment.name, attachment.kind, attachment.state) == ("营业执照.pdf", "pdf", "clean")


def test_the_files_of_a_form_have_one_entry_and_no_name_stands_in_it(firm: Actor) -> None:
    both = receive_all(firm, [upload("甲.pdf"), upload("乙.png", png())], owner="affairs", access="public")
    entry = Entry.objects.get(type="files.receive")
    assert json.loads(bytes(entry.body))["pub"] == {"access": "public", "files": 2}
    assert {one.set_by_id for one in Attachment.objects.all()} == {entry.pk}
    assert {one.set_by_id for one in both} == {entry.pk}
    assert "甲".encode() not in bytes(entry.body)


def test_of_several_one_bad_file_takes_none_and_every_reason_is_given(firm: Actor, own_folder: Path) -> None:
    why = refused(firm, upload("好.pdf"), upload("坏.png", jpeg()), upload("坏.docx", docx() + b"x"))
    assert why.code == "files.several"
    assert [problem.where for problem in why.problems] == ["坏.png", "坏.docx"]
    assert [problem.code for problem in why.problems] == ["files.wrong_type", "files.trailing"]
    assert "[files.trailing]" not in str(why)  # a page says it in words
    assert (Attachment.objects.count(), kept(own_folder)) == (0, [])


@pytest.mark.parametrize(
    ("name", "code"),
    [
        pytest.param("总平面图.dwg", "files.drawing", id="图纸"),
        pytest.param("发票.pdf.exe", "files.not_accepted", id="程序"),
        pytest.param("材料.zip", "files.not_accepted", id="压缩包"),
        pytest.param("材料", "files.not_accepted", id="没有扩展名"),
        pytest.param("发票.exe.pdf", "files.name_poses", id="两个扩展名"),
    ],
)
def test_what_its_name_tells_is_refused_before_anything_is_read(
    firm: Actor, monkeypatch: pytest.MonkeyPatch, name: str, code: str
) -> None:
    monkeypatch.setattr(store, "_written", lambda *given: pytest.fail("it was read"))
    assert refused(firm, upload(name)).code == code


class Raw:
    """An upload that came by another way than a form: its name and size are whatever it says."""

    def __init__(self, name: str, size: int, chunk: bytes = b"x" * 65_536):
        self.name, self.size, self.chunk, self.given = name, size, chunk, 0

    def seek(self, at: int) -> None:
        self.given = 0

    def read(self, size: int) -> bytes:
        self.given += size
        return self.chunk[:size]


@pytest.mark.parametrize("name", ["../../a.pdf", "a\x00.pdf", "发票\u202efdp.pdf"])
def test_a_name_that_leads_elsewhere_is_refused(firm: Actor, name: str) -> None:
    assert refused(firm, Raw(name, 5)).code == "files.name_unsafe"


def test_a_file_that_says_it_is_too_large_is_not_read(firm: Actor) -> None:
    endless = Raw("a.pdf", MOST_BYTES + 1)
    assert refused(firm, endless).code == "files.too_large"
    assert endless.given == 0


def test_a_file_that_lies_about_its_size_is_cut_at_the_limit(firm: Actor, own_folder: Path) -> None:
    endless = Raw("a.pdf", 5)
    assert refused(firm, endless).code == "files.too_large"
    assert endless.given <= MOST_BYTES + 2 * 65_536
    assert kept(own_folder) == []


def test_too_many_and_too_large_together_are_refused(firm: Actor) -> None:
    many = refused(firm, *(upload(f"{n}.pdf") for n in range(11)))
    heavy = refused(firm, *(Raw(f"{n}.pdf", MOST_BYTES // 2 + 1) for n in range(2)))
    assert [one.problems[0].code for one in (many, heavy)] == ["files.too_many", "files.too_large_together"]


def test_no_file_is_no_attachment(firm: Actor) -> None:
    assert refused(firm).code == "files.nothing_given"


def test_a_paper_kept_offline_is_refused_with_what_to_do(firm: Actor, own_folder: Path) -> None:
    why = refused(firm, upload(), access="not_online")
    assert why.code == "files.not_online"
    assert "窗口" in why.says.zh and "证书编号" in why.says.zh
    assert not own_folder.exists()


def test_an_app_may_accept_fewer_kinds(firm: Actor) -> None:
    assert refused(firm, upload("a.png", png()), accepts=("pdf",)).code == "files.not_accepted"


def test_the_same_bytes_twice_are_two_attachments(firm: Actor) -> None:
    first, second = receive_all(firm, [upload(), upload()], owner="affairs")
    erase_attachment(firm, first, "当事人要求清除")
    assert store.read(second.sha256, second.pk) == pdf()


@pytest.mark.django_db(transaction=True)
def test_a_form_that_fails_after_taking_files_leaves_no_row_and_the_bytes_are_swept(
    firm: Actor, own_folder: Path
) -> None:
    @service("test.file_and_fail")
    def files_and_fails() -> None:
        receive(firm, upload(), owner="affairs")
        write_entry(firm, "一案", {})
        raise ValueError

    with pytest.raises(ValueError):
        files_and_fails()
    assert (Attachment.objects.count(), Entry.objects.filter(type="files.receive").count()) == (0, 0)
    kept_one = receive(firm, upload(), owner="affairs")
    for path in kept(own_folder):
        os.utime(path, (0, time.time() - 2 * 86_400))
    assert sweep_strays.func() == 1
    assert store.read(kept_one.sha256, kept_one.pk) == pdf()


def test_what_came_in_within_a_day_is_not_swept(firm: Actor, own_folder: Path) -> None:
    (own_folder / "ab").mkdir(parents=True)
    (own_folder / "ab" / f"abcd-{UUID(int=7).hex}").write_bytes(b"x")
    (own_folder / ".new-1234").write_bytes(b"x")
    assert sweep_strays.func() == 0


def test_a_full_disk_is_said_and_nothing_half_is_left(
    firm: Actor, own_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store.os, "fsync", full)
    with pytest.raises(Failed) as failed:
        receive(firm, upload(), owner="affairs")
    assert failed.value.code == "files.no_room"
    assert kept(own_folder) == []


def test_a_withdrawn_attachment_stays_but_opens_no_more(firm: Actor) -> None:
    attachment = receive(firm, upload(), owner="affairs")
    withdrawn = withdraw_attachment(firm, attachment, "传错了")
    assert withdrawn.standing == "withdrawn"
    assert store.read(attachment.sha256, attachment.pk) == pdf()
    with pytest.raises(Refused) as again:
        withdraw_attachment(firm, attachment, "再来")
    assert again.value.code == "files.already_withdrawn"


@pytest.mark.django_db(transaction=True)
def test_erasing_destroys_bytes_and_name_and_keeps_that_there_was_one(firm: Actor, own_folder: Path) -> None:
    attachment = withdraw_attachment(firm, receive(firm, upload(), owner="affairs"), "传错了")
    erased = erase_attachment(firm, attachment, "当事人要求清除")
    assert (erased.standing, erased.name, kept(own_folder)) == ("erased", "", [])
    with pytest.raises(Refused) as again:
        erase_attachment(firm, attachment, "再来")
    assert again.value.code == "files.already_erased"


@pytest.mark.parametrize("act", [withdraw_attachment, erase_attachment])
def test_withdrawing_and_erasing_need_a_reason(firm: Actor, act: object) -> None:
    attachment = receive(firm, upload(), owner="affairs")
    with pytest.raises(Refused) as why:
        act(firm, attachment, "  ")  # type: ignore[operator]
    assert why.value.code == "files.reason_missing"


@pytest.mark.parametrize("damage", [lambda p: p.unlink(), lambda p: p.write_bytes(b"other")])
def test_bytes_that_are_not_as_they_came_are_not_handed_out(
    firm: Actor, own_folder: Path, damage: object
) -> None:
    attachment = receive(firm, upload(), owner="affairs")
    damage(kept(own_folder)[0])  # type: ignore[operator]
    with pytest.raises(Failed) as failed:
        store.read(attachment.sha256, attachment.pk)
    assert failed.value.code == "files.altered"


def test_a_row_edited_past_the_services_shows(firm: Actor) -> None:
    take_stock()  # of the people that tests make past the services
    attachment = withdraw_attachment(firm, receive(firm, upload(), owner="affairs"), "传错了")
    assert differing() == 0
    Attachment.objects.filter(pk=attachment.pk).update(tries=3)
    assert differing() == 0
    Attachment.objects.filter(pk=attachment.pk).update(access="public")
    assert differing() == 1


def differing() -> int:
    """Rows that are not as their entries say; nothing is in the tree yet, so no key is asked for."""
    return len(verify(None, rows=True).faults)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "column", [{"access": "not_online"}, {"state": "fine"}, {"withdrawn_at": "2026-10-20T00:00:00Z"}]
)
def test_the_database_holds_no_attachment_that_cannot_be(firm: Actor, column: dict[str, str]) -> None:
    attachment = receive(firm, upload(), owner="affairs")
    with pytest.raises(IntegrityError), transaction.atomic():
        Attachment.objects.filter(pk=attachment.pk).update(**column)


def test_the_services_are_what_they_say() -> None:
    assert {name for name in vars(services) if hasattr(getattr(services, name), "entry_type")} == {
        "_take", "record_scan", "withdraw_attachment", "erase_attachment", "record_secrecy_check",
    }  # fmt: skip
