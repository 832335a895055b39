"""A second tree over the same entries, by SM3 and SM2: it follows the log, and nothing that befalls it touches the log."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from conftest import unavailable
from qinqing.record.keeping import keep
from qinqing.record.models import Entry
from qinqing.record.publishing import published_size
from qinqing.record.second import following
from qinqing.record.second.filetree import FileTree
from qinqing.record.second.following import follow, follow_and_tell
from qinqing.record.second.standing import second_standing
from qinqing.record.tests.keeper import Here, said
from qinqing.record.tests.seconder import Killed, Seconder, bodies, grown, killed_at, outsider_reads
from qinqing.record.trees import second_files, the_second
from qinqing.record.verifying import verify
from qinqing.refusals import Failed, Refused
from qinqing.tlog import profile as profiles
from qinqing.tlog import state as state_module
from qinqing.tlog.checkpoint import read_checkpoint
from qinqing.tlog.hashing import HASH_BYTES
from qinqing.tlog.key_files import signer_at
from qinqing.tlog.keys import Verifier, new_signer
from qinqing.tlog.merkle import root
from qinqing.tlog.note import read_note, signature_line, write_note
from qinqing.tlog.policy import read_policy, write_policy
from qinqing.tlog.profile import GUOMI, STANDARD, standard
from qinqing.tlog.tiles import WIDTH

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(signer: Here, settings: Any) -> Iterator[Seconder]:
    settings.LOG_SECOND = GUOMI
    try:
        the_second()
    except Refused as refused:
        unavailable(str(refused))
    here = Seconder()
    yield here
    here.die()


def codes(key: Verifier) -> list[str]:
    return [fault.code for fault in verify(key).faults]


def says() -> str:
    standing = second_standing()
    assert standing
    return standing.says.zh


def test_both_trees_are_over_the_same_entries(signer: Here, key: Verifier, second: Seconder) -> None:
    for number in (1, 2):
        grown(signer, number)
        second.follow()
    assert outsider_reads() == bodies() and len(bodies()) == 3
    assert (codes(key), says()) == ([], "与日志同步")


def test_it_catches_up_with_a_log_that_was_there_before_it_and_begins_again_where_its_files_are_lost(
    signer: Here, key: Verifier, second: Seconder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Batch by batch, each of which an outsider can read; over as many at least as its signer remembers, in one step."""
    monkeypatch.setattr(following, "BATCH", WIDTH)
    monkeypatch.setattr(following, "EVERY_SECONDS", 0)
    grown(signer, 3)
    second.follow()
    grown(signer, 297)
    assert follow(second) == WIDTH - 3 and outsider_reads() == bodies()[:WIDTH]
    assert [follow(second), follow(second)] == [44, 0] and outsider_reads() == bodies()
    second.die()
    shutil.rmtree(second_files())
    assert follow(second) == 300 and outsider_reads() == bodies() and codes(key) == []


def test_its_entries_are_the_log_s_own_files_and_its_key_and_state_are_its_own(
    signer: Here, second: Seconder, settings: Any
) -> None:
    grown(signer, 3)
    second.follow()
    assert sorted(one.name for one in second_files().iterdir()) == ["checkpoint", "log.pub", "tile"]
    assert [one.name for one in (second_files() / "tile").iterdir()] == ["0"]
    modes = {one.name: one.stat().st_mode & 0o777 for one in settings.SIGNER_FOLDER.iterdir()}
    assert {"log.key", "signed", "guomi.key", "guomi.signed"} <= {*modes} and {*modes.values()} == {0o600}


def test_killed_between_any_two_writes_it_goes_on_and_an_outsider_never_sees_it_half(
    signer: Here, key: Verifier, second: Seconder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the way over a full tile, every write in turn the last one."""
    monkeypatch.setattr(state_module.fcntl, "flock", lambda *_: None)  # a killed process holds no lock
    grown(signer, 255)
    second.follow()
    grown(signer, 3)
    every, step, killed = bodies(), 0, True
    while killed:
        with suppress(Killed), killed_at(step) as reached:
            follow_and_tell(second)
        killed, step = len(reached) > step, step + 1
        second.die()
        assert outsider_reads() in (every[:255], every)
    assert step > 15 and outsider_reads() == every and codes(key) == []


def test_killed_while_it_first_begins_it_goes_on_from_there(
    signer: Here, key: Verifier, second: Seconder, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its key, its state and its first files not there yet, every write in turn the last one."""
    monkeypatch.setattr(state_module.fcntl, "flock", lambda *_: None)  # a killed process holds no lock
    grown(signer, 2)
    for step in range(200):
        with suppress(Killed), killed_at(step) as reached:
            second.follow()
        if len(reached) <= step:
            break
        second.die()
        second.follow()
        assert outsider_reads() == bodies() and codes(key) == []
        second.die()
        shutil.rmtree(second_files())
        for one in settings.SIGNER_FOLDER.glob("guomi*"):
            one.unlink()
    assert step > 15


def test_switched_off_and_on_again_it_continues(
    signer: Here, key: Verifier, second: Seconder, settings: Any
) -> None:
    grown(signer, 3)
    second.follow()
    before, settings.LOG_SECOND = read_note((second_files() / "checkpoint").read_bytes()), ""
    grown(signer, 4)
    assert (codes(key), says()) == ([], "已停用，停在第 3 条；重新启用后接着写")
    settings.LOG_SECOND = GUOMI
    second.die()
    assert follow(second) == 4
    tree = the_second().stored(7)
    assert root(tree.hash, tree, 3) == read_checkpoint(before.text).root and codes(key) == []


def test_a_checkpoint_that_is_lost_or_cut_is_signed_again(
    signer: Here, key: Verifier, second: Seconder
) -> None:
    grown(signer, 3)
    second.follow()
    for spoil in (lambda file: file.unlink(), lambda file: file.write_bytes(file.read_bytes()[:9])):
        spoil(second_files() / "checkpoint")
        assert follow(second) == 3 and codes(key) == []


def flipped(path: str) -> Callable[[], None]:
    def flip() -> None:
        file = second_files() / path
        data = bytearray(file.read_bytes())
        data[0] ^= 1
        file.write_bytes(bytes(data))

    return flip


def other_entry() -> None:
    """In the database, after the log was published: the signer reads there what the follower read in the files."""
    last = Entry.objects.get(place__index=5)
    Entry.objects.filter(pk=last.pk).update(body=bytes(last.body).replace(b"system", b"sYstem"))


def forked() -> None:
    """A checkpoint of the second's own key over another tree: what a stolen key would sign."""
    note = read_note((second_files() / "checkpoint").read_bytes())
    claimed = read_checkpoint(note.text)
    text = note.text.replace(note.text.split("\n")[2], "A" * 43 + "=")
    own = signer_at(the_second().key, claimed.origin, the_second().profile)
    (second_files() / "checkpoint").write_bytes(write_note(text, [signature_line(text, own)]))


REFUSED = {
    "哈希被翻一位": (flipped("tile/0/000.p/5"), "log.second_other"),
    "另一个检查点": (forked, "log.second_other"),
    "条目被改": (other_entry, "log.signer_refuses"),
}


@pytest.mark.parametrize(("spoil", "code"), REFUSED.values(), ids=REFUSED)
def test_what_does_not_continue_is_refused_and_the_log_goes_on(
    signer: Here, second: Seconder, settings: Any, spoil: Callable[[], None], code: str
) -> None:
    grown(signer, 5)
    second.follow()
    before = (second_files() / "checkpoint").read_bytes()
    grown(signer, 2)
    spoil()
    kept = (second_files() / "checkpoint").read_bytes()
    with pytest.raises(Failed) as refused:
        follow_and_tell(second)
    assert refused.value.code == code
    assert (second_files() / "checkpoint").read_bytes() == kept and second.signed() == 5
    with time_machine.travel(timezone.now() + timedelta(minutes=5)):
        standing = second_standing()
        assert standing and standing.grave and "还差 2 条" in standing.says.zh
    grown(signer, 1)
    assert published_size(settings.LOG_FILES) == 8 and before


@pytest.mark.parametrize(
    ("size", "code"), [(4, "signer.smaller"), (5, "signer.other_root"), (7, "tree.inconsistent")]
)
def test_its_signer_signs_neither_less_nor_another_history(
    signer: Here, second: Seconder, size: int, code: str
) -> None:
    """Whatever whoever writes its files asks for: the other history here is one of its own entries left out."""
    grown(signer, 5)
    second.follow()
    grown(signer, 2)
    tree = type(the_second().stored(0))(second_files(), the_second().profile.tree, 0)
    for index, body in enumerate([b"{}", *bodies()[1:size]]):
        tree.append(index, tree.hash.leaf(body))
    tree.save(size)
    with pytest.raises((Refused, Failed), match=code.replace(".", r"\.")):
        second.sign(size)


def test_a_flipped_hash_is_never_signed_over(signer: Here, second: Seconder) -> None:
    """Each byte of the hashes to be signed: the signer computes them from the entries, and compares."""
    grown(signer, 3)
    second.follow()
    grown(signer, 2)
    tree = the_second().stored(3)
    for index, body in enumerate(bodies()[3:], 3):
        tree.append(index, tree.hash.leaf(body))
    tree.save(5)  # type: ignore[attr-defined]
    file = second_files() / "tile/0/000.p/5"
    right = file.read_bytes()
    for at in range(len(right)):
        file.write_bytes(right[:at] + bytes([right[at] ^ 1 << at % 8]) + right[at + 1 :])
        with pytest.raises((Refused, Failed)):
            second.sign(5)
    file.write_bytes(right)
    assert second.signed() == 3 and second.sign(5)


def no_sm2(patch: pytest.MonkeyPatch) -> None:
    profiles.guomi.cache_clear()
    patch.setattr(profiles.sm2, "load", lambda: None)


def no_folder(patch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(second_files(), ignore_errors=True)
    second_files().write_text("不是文件夹")


def no_right(patch: pytest.MonkeyPatch) -> None:
    def denied(path: Path, data: bytes) -> None:
        raise PermissionError(13, os.strerror(13), str(path))

    patch.setattr(following, "put", denied)


@pytest.mark.parametrize(
    ("spoil", "code"),
    [(no_sm2, "profile.unavailable"), (no_folder, "log.second_files"), (no_right, "log.second_files")],
    ids=["没有 SM2", "文件夹建不了", "写不进"],
)
def test_whatever_it_lacks_the_log_goes_on_and_it_is_said(
    signer: Here,
    second: Seconder,
    settings: Any,
    spoil: Callable[[pytest.MonkeyPatch], None],
    code: str,
    key: Verifier,
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        spoil(patch)
        said(3)
        keep(signer)
        with pytest.raises((Refused, Failed)) as told:
            follow_and_tell(second)
        assert told.value.code == code and published_size(settings.LOG_FILES) == 3
        with time_machine.travel(timezone.now() + timedelta(minutes=5)):
            standing = second_standing()
            assert standing and (standing.code, standing.missing) == (code, 3)
            assert "log.second_behind" in codes(key)
    profiles.guomi.cache_clear()
    second_files().unlink() if second_files().is_file() else None
    second.follow()
    assert (codes(key), says()) == ([], "与日志同步")


def test_a_second_further_on_than_the_log_is_said(
    signer: Here, second: Seconder, settings: Any, key: Verifier
) -> None:
    grown(signer, 3)
    second.follow()
    file = settings.LOG_FILES / "checkpoint"
    kept = file.read_bytes()
    grown(signer, 2)
    second.follow()
    file.write_bytes(kept)
    with pytest.raises(Failed, match=r"log\.second_ahead"):
        follow_and_tell(second)
    standing = second_standing()
    assert standing and standing.grave
    keep(signer)
    follow_and_tell(second)
    assert codes(key) == []


def test_what_is_only_on_its_way_is_said_and_no_alarm(signer: Here, key: Verifier, second: Seconder) -> None:
    grown(signer, 3)
    second.follow()
    grown(signer, 2)
    said(1)
    examined = verify(key)
    assert (examined.faults, examined.waiting) == ([], 1)
    assert examined.second and (examined.second.size, says()) == (3, "还差 2 条（正在补）")
    with time_machine.travel(timezone.now() + timedelta(minutes=5)):
        assert codes(key) == ["log.second_behind"] and "还差 2 条" in says()


def removed(path: str) -> Callable[[], None]:
    return lambda: (second_files() / path).unlink()


def signed_by_another() -> None:
    file = second_files() / "checkpoint"
    text = read_note(file.read_bytes()).text
    other = new_signer(text.split("\n")[0], the_second().profile)
    file.write_bytes(write_note(text, [signature_line(text, other)]))


FOUND = {
    "哈希被翻一位": (flipped("tile/0/000.p/5"), "log.second_file"),
    "文件被删": (removed("tile/0/000.p/5"), "log.second_file"),
    "别人签的": (signed_by_another, "log.second_wrong"),
    "公钥被删": (removed("log.pub"), "log.second_wrong"),
    "另一段历史": (forked, "log.second_altered"),
}


@pytest.mark.parametrize(("spoil", "code"), FOUND.values(), ids=FOUND)
def test_whoever_alters_it_is_found_out(
    signer: Here, key: Verifier, second: Seconder, spoil: Callable[[], None], code: str
) -> None:
    grown(signer, 5)
    second.follow()
    spoil()
    assert codes(key) == [code]


def test_the_policies_name_each_tree_by_its_own_key_and_read_back(signer: Here, second: Seconder) -> None:
    grown(signer, 1)
    second.follow()
    from qinqing.record.policies import policies

    logs = {path: read_policy(text).logs[0] for path, text in policies().items()}
    assert {path: one.profile.name for path, one in logs.items()} == {
        "policy": STANDARD,
        "guomi/policy": GUOMI,
    }
    assert logs["guomi/policy"].name == f"{logs['policy'].name}/guomi"


def test_a_policy_written_with_witnesses_reads_back_and_may_demand_one() -> None:
    log, seen = new_signer("log.example", standard()), new_signer("none", standard(), cosigns=True)
    text = write_policy(str(log.verifier), [(str(seen.verifier), "http://w.example")])
    assert read_policy(text).quorum.witnesses() == ()
    demanding = read_policy(text.replace("quorum none", "quorum seen"))
    assert demanding.quorum.witnesses() == (seen.verifier,) and demanding.quorum.threshold == 1


def test_a_partial_file_that_is_gone_is_read_from_the_full_one(tmp_path: Path) -> None:
    tree = FileTree(tmp_path, standard().tree, 0)
    for size in (200, 300):
        for index in range(tree.size, size):
            tree.append(index, index.to_bytes(HASH_BYTES, "big"))
        tree.save(size)
    before = root(tree.hash, FileTree(tmp_path, tree.hash, 200), 200)
    (tmp_path / "tile/0/000.p/200").unlink()
    assert root(tree.hash, FileTree(tmp_path, tree.hash, 200), 200) == before
