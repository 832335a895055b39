"""A witness's folder is made whole, used by one process, and trusts what was given to it and nothing else."""

from __future__ import annotations

import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from qinqing.refusals import Failed, Refused
from qinqing.tlog.note import open_note
from qinqing.tlog.profile import standard
from qinqing.tlog.tests.make import ORIGIN, log_key, refused, submission, witness_keys
from qinqing.tlog.tests.test_witness import log
from qinqing.witness.desk import Desk
from qinqing.witness.folder import (
    KEY,
    LOGS,
    STATE,
    check_origins,
    given_log,
    make_folder,
    open_witness,
    own_key,
)
from qinqing.witness.pack import pack
from qinqing.witness.tests.conftest import NAME

OF = standard()
LOG = log_key(OF).verifier


def test_key_and_state_are_their_owner_s_alone(folder: Path) -> None:
    for path, mode in ((folder, 0o700), (folder / KEY, 0o600), (folder / STATE, 0o600)):
        assert stat.S_IMODE(path.stat().st_mode) == mode


def test_a_folder_in_use_is_not_made_again(folder: Path) -> None:
    before = (folder / KEY).read_bytes()
    with refused("witness.folder_taken"):
        make_folder(folder, NAME, [LOG])
    assert (folder / KEY).read_bytes() == before


def test_a_folder_appears_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("qinqing.witness.folder.StateFile.create", full)
    with pytest.raises(Failed, match=r"witness\.folder_unwritten"):
        make_folder(tmp_path / "witness", NAME, [LOG])
    assert [*tmp_path.iterdir()] == []


def test_two_processes_do_not_share_one_witness(folder: Path) -> None:
    first = open_witness(folder)
    with refused("state.in_use"):
        open_witness(folder)
    del first


@pytest.mark.parametrize(
    ("missing", "code"), [(KEY, "witness.no_folder"), (STATE, "state.missing"), (LOGS, "witness.no_logs")]
)
def test_what_is_missing_is_named_and_nothing_is_made_anew(folder: Path, missing: str, code: str) -> None:
    (folder / missing).unlink()
    with refused(code):
        open_witness(folder)
    assert not (folder / missing).exists()


def test_a_cut_state_is_refused(folder: Path) -> None:
    (folder / STATE).write_bytes((folder / STATE).read_bytes()[:-3])
    with refused("state.broken"):
        open_witness(folder)


def test_logs_are_a_key_a_line_with_remarks(folder: Path) -> None:
    other = log_key(OF, "other.example").verifier
    (folder / LOGS).write_text(f"# 本局\n{LOG}\n\n# 纪检监察机构\n{other}\n")
    desk = Desk(folder, open_witness(folder))
    assert desk.answer(submission(OF, 0, log(OF, 5), log_key(OF, "other.example"))).status == 200


def test_a_witness_s_key_is_no_log_s(tmp_path: Path) -> None:
    cosigner = witness_keys(OF, 1)[0].verifier
    with refused("witness.key_kind"):
        given_log(str(cosigner))
    with refused("witness.key_kind"):
        make_folder(tmp_path / "witness", NAME, [cosigner])


def test_a_key_of_another_log_than_was_written_down_is_found_out() -> None:
    check_origins([ORIGIN], [LOG])
    with refused("witness.other_origin"):
        check_origins(["other.example"], [LOG])


def test_by_file_the_answer_is_the_cosigned_checkpoint(folder: Path, desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "in").write_bytes(submission(OF, 0, log(OF, 5), log_key(OF)))
    assert desk.answer_file(tmp_path / "in", tmp_path / "out").size == 5
    opened = open_note((tmp_path / "out").read_bytes(), [LOG, own_key(folder).verifier])
    assert len(opened.signed) == 2


def test_an_answer_lost_on_its_way_is_given_again(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "in").write_bytes(submission(OF, 0, log(OF, 5), log_key(OF)))
    desk.answer_file(tmp_path / "in", tmp_path / "out")
    with refused("witness.answer_exists"):
        desk.answer_file(tmp_path / "in", tmp_path / "out")
    assert desk.answer_file(tmp_path / "in", tmp_path / "again").size == 5


def test_an_old_request_writes_no_answer(desk: Desk, tmp_path: Path) -> None:
    desk.answer(submission(OF, 0, log(OF, 9), log_key(OF)))
    (tmp_path / "in").write_bytes(submission(OF, 0, log(OF, 5), log_key(OF)))
    with refused("witness.stale"):
        desk.answer_file(tmp_path / "in", tmp_path / "out")
    assert not (tmp_path / "out").exists()
    with refused("witness.no_request"):
        desk.answer_file(tmp_path / "none", tmp_path / "out")


def test_by_file_two_checkpoints_of_one_size_are_told_apart(desk: Desk, tmp_path: Path) -> None:
    desk.answer(submission(OF, 0, log(OF, 5), log_key(OF)))
    (tmp_path / "in").write_bytes(submission(OF, 5, log(OF, 5, fork_at=3), log_key(OF)))
    with refused("witness.fork"):
        desk.answer_file(tmp_path / "in", tmp_path / "out")


def test_the_packed_witness_runs_where_nothing_of_the_platform_is(tmp_path: Path) -> None:
    pack(tmp_path / "witness.pyz")
    names = zipfile.ZipFile(tmp_path / "witness.pyz").namelist()
    assert not any(part in name for name in names for part in ("/config/", "/record/", "/tests/", "django"))
    alone = "import sys; sys.modules['django'] = None; import runpy; sys.argv[0] = 'w'; runpy.run_path(%r, run_name='__main__')"
    line = [sys.executable, "-I", "-c", alone % str(tmp_path / "witness.pyz")]
    arguments = ["init", str(tmp_path / "w"), "--name", NAME, "--key", str(LOG), "--origin", ORIGIN]
    made = subprocess.run([*line, *arguments], capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    assert str(own_key(tmp_path / "w").verifier) in made.stdout
    (tmp_path / "in").write_bytes(submission(OF, 0, log(OF, 5), log_key(OF)))
    done = subprocess.run(
        [*line, "file", str(tmp_path / "w"), str(tmp_path / "in"), str(tmp_path / "out")], check=False
    )
    assert done.returncode == 0 and (tmp_path / "out").is_file()


def test_packed_twice_it_is_the_same_file(tmp_path: Path) -> None:
    pack(tmp_path / "one")
    pack(tmp_path / "other")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()
    with pytest.raises(Refused):
        pack(tmp_path / "one")
