"""State and key files: whole or refused, private, used by one process."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from qinqing.refusals import Failed
from qinqing.tlog import state as state_module
from qinqing.tlog.key_files import load_signer, signer_at
from qinqing.tlog.profile import Profile, standard
from qinqing.tlog.state import StateFile
from qinqing.tlog.tests.make import ORIGIN, flips, is_refused, refused


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_what_was_saved_is_there_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "state"
    file = StateFile.create(path, "一\n")
    file.save("二\n")
    file.close()
    assert StateFile(path).text == "二\n"
    assert mode(path) == 0o600
    assert sorted(p.name for p in tmp_path.iterdir()) == ["state", "state.lock"]


def test_a_lost_state_is_not_made_anew_in_silence(tmp_path: Path) -> None:
    with refused("state.missing"):
        StateFile(tmp_path / "state")
    assert list(tmp_path.iterdir()) == []


def test_a_state_is_created_once(tmp_path: Path) -> None:
    StateFile.create(tmp_path / "state", "一\n").close()
    with refused("state.exists"):
        StateFile.create(tmp_path / "state", "二\n")
    assert StateFile(tmp_path / "state").text == "一\n"


def test_a_cut_or_changed_state_is_not_started_from(tmp_path: Path) -> None:
    path = tmp_path / "state"
    StateFile.create(path, "log.example\n3\nroot\n").close()
    data = path.read_bytes()
    for wrong in [*flips(data), *(data[:n] for n in range(len(data))), data + b"\n", data * 2]:
        path.write_bytes(wrong)
        with refused("state.broken"):
            StateFile(path)
    path.write_bytes(data)
    assert StateFile(path).text == "log.example\n3\nroot\n"


def test_a_state_serves_one_process(tmp_path: Path) -> None:
    path = tmp_path / "state"
    file = StateFile.create(path, "一\n")
    with refused("state.in_use"):
        StateFile(path)
    file.save("二\n")
    with refused("state.in_use"):
        StateFile(path)
    file.close()
    assert StateFile(path).text == "二\n"


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_disk_that_fails_leaves_the_old_state_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    file = StateFile.create(tmp_path / "state", "一\n")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(*((os, "fsync") if step == "fsync" else (Path, "replace")), fail)
    with pytest.raises(Failed) as caught:
        file.save("二\n")
    monkeypatch.undo()
    assert caught.value.code == "state.unwritten" and "磁盘已满" in caught.value.says.zh
    assert file.text == "一\n"
    file.close()
    assert StateFile(tmp_path / "state").text == "一\n"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["state", "state.lock"]


KILLED = """
import os, sys
from pathlib import Path
from qinqing.tlog import state
file = state.StateFile(Path(sys.argv[1]))
step = sys.argv[2]
original = os.fsync
def die(*_):
    os._exit(9)
if step == "before":
    os.fsync = die
elif step == "between":
    Path.replace = die
else:
    state._sync_folder = die
file.save("二\\n")
"""


@pytest.mark.parametrize(("step", "left"), [("before", "一\n"), ("between", "一\n"), ("after", "二\n")])
def test_a_process_killed_while_saving_leaves_the_old_state_or_the_new_one(
    tmp_path: Path, step: str, left: str
) -> None:
    path = tmp_path / "state"
    StateFile.create(path, "一\n").close()
    done = subprocess.run([sys.executable, "-c", KILLED, str(path), step], check=False)
    assert done.returncode == 9
    assert StateFile(path).text == left


def test_the_folder_is_forced_to_the_disk_after_the_new_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    replace, sync = Path.replace, state_module._sync_folder
    monkeypatch.setattr(Path, "replace", lambda self, to: told.append("name") or replace(self, to))
    monkeypatch.setattr(state_module, "_sync_folder", lambda folder: told.append("folder") or sync(folder))
    file = StateFile.create(tmp_path / "state", "一\n")
    told.clear()
    file.save("二\n")
    assert told == ["name", "folder"]


def test_a_key_is_made_at_the_first_start_and_kept(tmp_path: Path, of: Profile) -> None:
    path = tmp_path / "log.key"
    first = signer_at(path, ORIGIN, of)
    assert mode(path) == 0o600
    assert signer_at(path, ORIGIN, of) == load_signer(path) == first


def test_two_first_starts_at_once_end_with_one_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "log.key"
    first = signer_at(path, ORIGIN, standard())
    monkeypatch.setattr(Path, "exists", lambda _: False)  # the second looked a moment earlier
    assert signer_at(path, ORIGIN, standard()) == first


@pytest.mark.parametrize("wide", [0o640, 0o604, 0o660, 0o700 | 0o001])
def test_a_key_others_can_reach_is_refused(tmp_path: Path, wide: int) -> None:
    path = tmp_path / "log.key"
    signer_at(path, ORIGIN, standard())
    path.chmod(wide)
    with refused("key.open_to_others"):
        signer_at(path, ORIGIN, standard())


def test_a_cut_or_changed_key_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "log.key"
    signer_at(path, ORIGIN, standard())
    data = path.read_bytes()
    for wrong in [*(data[:n] for n in range(len(data))), data + b"\n", data.replace(b"log", b"lag")]:
        path.write_bytes(wrong)
        assert is_refused(lambda: signer_at(path, ORIGIN, standard()))
        assert path.read_bytes() == wrong


def test_a_key_of_another_name_or_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "log.key"
    signer_at(path, ORIGIN, standard())
    with refused("key.of_another"):
        signer_at(path, "other.example", standard())
    with refused("key.of_another"):
        signer_at(path, ORIGIN, standard(), cosigns=True)


def test_a_missing_key_file_is_refused_where_none_is_to_be_made(tmp_path: Path) -> None:
    with refused("key.missing"):
        load_signer(tmp_path / "log.key")


def test_a_link_to_nowhere_is_no_first_start(tmp_path: Path) -> None:
    (tmp_path / "log.key").symlink_to(tmp_path / "gone")
    with refused("key.missing"):
        signer_at(tmp_path / "log.key", ORIGIN, standard())


def test_a_folder_that_is_not_there_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(Failed, match=r"state\.unwritten"):
        signer_at(tmp_path / "none" / "log.key", ORIGIN, standard())
