"""A witness never cosigns two heads of one log that do not continue each other, whatever happens."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pytest

from qinqing.refusals import Failed, Refused
from qinqing.tlog.checkpoint import Checkpoint, read_checkpoint
from qinqing.tlog.keys import new_signer
from qinqing.tlog.levels import Levels
from qinqing.tlog.note import open_note, read_note, signature_line, with_signatures, write_note
from qinqing.tlog.profile import Profile, standard
from qinqing.tlog.state import StateFile
from qinqing.tlog.tests.make import (
    NOW,
    ORIGIN,
    checkpoint_note,
    entry,
    flips,
    levels,
    log_key,
    refused,
    submission,
    witness_keys,
)
from qinqing.tlog.witness import (
    Kept,
    Submission,
    Witness,
    next_state,
    read_state,
    read_submission,
    write_state,
)


def witness(of: Profile, tmp_path: Path, state: str = "") -> Witness:
    file = StateFile.create(tmp_path / "state", state)
    log = log_key(of)
    return Witness(file, witness_keys(of, 1), {ORIGIN: [log.verifier]})


def log(of: Profile, size: int, fork_at: int | None = None) -> Levels:
    """A log of some entries, other ones from `fork_at` on."""
    return levels(of.tree, [entry(n if fork_at is None or n < fork_at else n + 1_000) for n in range(size)])


def test_a_log_that_grows_is_cosigned(of: Profile, tmp_path: Path) -> None:
    here, old = witness(of, tmp_path), 0
    (key,) = witness_keys(of, 1)
    for size in (0, 1, 1, 5, 8, 30):
        grown = log(of, size)
        answer = here.add_checkpoint(submission(of, old, grown, log_key(of)), NOW)
        assert answer.status == 200
        note = checkpoint_note(Checkpoint(ORIGIN, size, grown.root()), log_key(of))
        opened = open_note(with_signatures(note, [answer.body]), [key.verifier])
        assert opened.signed[0].time == NOW
        old = size


def test_the_next_witnessing_begins_where_the_last_ended_also_after_a_restart(tmp_path: Path) -> None:
    of = standard()
    file = StateFile.create(tmp_path / "state", "")
    logs = {ORIGIN: [log_key(of).verifier]}
    assert (
        Witness(file, witness_keys(of, 1), logs)
        .add_checkpoint(submission(of, 0, log(of, 5), log_key(of)), NOW)
        .status
        == 200
    )
    file.close()
    again = Witness(StateFile(tmp_path / "state"), witness_keys(of, 1), logs)
    assert again.add_checkpoint(submission(of, 0, log(of, 9), log_key(of)), NOW).body == "5\n"
    assert again.add_checkpoint(submission(of, 5, log(of, 9), log_key(of)), NOW).status == 200


def bodies(of: Profile) -> dict[str, tuple[bytes, int, str]]:
    """Submissions to a witness that has cosigned five entries: body, status, code word."""
    key, grown, fork = log_key(of), log(of, 9), log(of, 9, fork_at=3)
    good = read_submission(submission(of, 5, grown, key))
    stranger = new_signer(ORIGIN, of)
    unknown = log_key(of, "other.example")
    text = read_note(good.note).text
    false = write_note(text, [signature_line("别的\n", key)])
    unsigned = write_note(text, [signature_line(text, stranger)])

    def with_note(note: bytes) -> bytes:
        return Submission(5, good.consistency, note).body

    def with_proof(old: int, *proof: bytes) -> bytes:
        return Submission(old, proof, good.note).body

    smaller = checkpoint_note(Checkpoint(ORIGIN, 3, log(of, 3).root()), key)
    same_size = checkpoint_note(Checkpoint(ORIGIN, 5, log(of, 5, fork_at=3).root()), key)
    return {
        "不认识的日志": (submission(of, 5, grown, unknown), 404, "witness.unknown_origin"),
        "假签名": (with_note(false), 403, "witness.not_signed"),
        "陌生密钥": (with_note(unsigned), 403, "witness.not_signed"),
        "旧的比新的大": (Submission(5, (), smaller).body, 400, "witness.old_beyond_new"),
        "一年前的": (Submission(0, (), smaller).body, 409, "witness.stale"),
        "旧大小不对": (submission(of, 3, grown, key), 409, "witness.conflict"),
        "从头再来": (submission(of, 0, grown, key), 409, "witness.conflict"),
        "分叉": (submission(of, 5, fork, key), 422, "witness.inconsistent"),
        "同一大小另一个根": (Submission(5, (), same_size).body, 422, "witness.fork"),
        "没有证明": (with_proof(5), 422, "witness.inconsistent"),
        "证明太长": (with_proof(5, *good.consistency, b"\1" * 32), 422, "witness.inconsistent"),
        "不是提交": (b"hello", 400, "witness.malformed"),
        "空": (b"", 400, "witness.malformed"),
        "前导零": (good.body.replace(b"old 5", b"old 05"), 400, "witness.malformed"),
        "负数": (good.body.replace(b"old 5", b"old -5"), 400, "witness.malformed"),
        "不是 ASCII": ("old ５".encode() + good.body[5:], 400, "witness.malformed"),
        "证明太多行": (with_proof(5, *[b"\1" * 32] * 64), 400, "proof.malformed"),
        "不是哈希": (good.body.replace(b"\n", b"\nAAAA\n", 1), 400, "proof.malformed"),
        "没有签名行": (b"old 5\n\n" + text.encode(), 400, "note.malformed"),
        "不是检查点": (with_note(write_note("x\n", [signature_line("x\n", key)])), 400, "checkpoint.malformed"),
        "签了两次": (
            with_note(write_note(text, [signature_line(text, key), signature_line(text, key)])),
            400,
            "note.malformed",
        ),
    }  # fmt: skip


@pytest.mark.parametrize("name", [*bodies(standard())])
def test_what_may_not_be_cosigned_is_refused_as_the_specification_says(
    of: Profile, tmp_path: Path, name: str
) -> None:
    here = witness(of, tmp_path)
    assert here.add_checkpoint(submission(of, 0, log(of, 5), log_key(of)), NOW).status == 200
    before = (tmp_path / "state").read_bytes()
    body, status, code = bodies(of)[name]
    answer = here.add_checkpoint(body, NOW)
    assert answer.refused is not None and (answer.status, answer.refused.code) == (status, code)
    assert "—" not in answer.body and (tmp_path / "state").read_bytes() == before
    if status == 409:
        assert (answer.body, answer.content_type) == ("5\n", "text/x.tlog.size")


def test_the_first_checkpoint_needs_no_proof_and_takes_none(of: Profile, tmp_path: Path) -> None:
    here, grown = witness(of, tmp_path), log(of, 5)
    note = checkpoint_note(Checkpoint(ORIGIN, 5, grown.root()), log_key(of))
    assert here.add_checkpoint(Submission(0, (b"\1" * 32,), note).body, NOW).status == 422
    assert here.add_checkpoint(Submission(3, (), note).body, NOW).body == "0\n"
    assert here.add_checkpoint(Submission(0, (), note).body, NOW).status == 200


def test_an_empty_log_has_the_empty_root(of: Profile, tmp_path: Path) -> None:
    here = witness(of, tmp_path)
    wrong = checkpoint_note(Checkpoint(ORIGIN, 0, b"\1" * 32), log_key(of))
    assert here.add_checkpoint(Submission(0, (), wrong).body, NOW).status == 422
    right = checkpoint_note(Checkpoint(ORIGIN, 0, of.tree.empty), log_key(of))
    assert here.add_checkpoint(Submission(0, (), right).body, NOW).status == 200


def test_every_changed_byte_of_a_submission_is_refused(tmp_path: Path) -> None:
    of = standard()
    here = witness(of, tmp_path)
    assert here.add_checkpoint(submission(of, 0, log(of, 5), log_key(of)), NOW).status == 200
    for changed in flips(submission(of, 5, log(of, 9), log_key(of))):
        assert here.add_checkpoint(changed, NOW).status in (400, 403, 404, 409, 422)


def test_logs_are_witnessed_apart(tmp_path: Path) -> None:
    of, other = standard(), log_key(standard(), "other.example")
    file = StateFile.create(tmp_path / "state", "")
    logs = {ORIGIN: [log_key(of).verifier], other.name: [other.verifier]}
    here = Witness(file, witness_keys(of, 1), logs)
    assert here.add_checkpoint(submission(of, 0, log(of, 5), log_key(of)), NOW).status == 200
    assert here.add_checkpoint(submission(of, 0, log(of, 7), other), NOW).status == 200
    assert here.add_checkpoint(submission(of, 5, log(of, 9), log_key(of)), NOW).status == 200
    assert {origin: one.checkpoint.size for origin, one in read_state(file.text).items()} == {
        ORIGIN: 9,
        other.name: 7,
    }
    assert write_state(read_state(file.text)) == file.text


def test_a_witness_cosigns_with_each_of_its_keys(tmp_path: Path) -> None:
    of = standard()
    keys = witness_keys(of, 3)
    here = Witness(StateFile.create(tmp_path / "state", ""), keys, {ORIGIN: [log_key(of).verifier]})
    answer = here.add_checkpoint(submission(of, 0, log(of, 5), log_key(of)), NOW)
    assert answer.body.count("\n") == 3
    with pytest.raises(ValueError, match="cosigning"):
        Witness(StateFile.create(tmp_path / "other", ""), [log_key(of)], {})


def test_a_log_s_own_further_lines_are_cosigned_and_not_kept(of: Profile, tmp_path: Path) -> None:
    here, grown = witness(of, tmp_path), log(of, 5)
    checkpoint = Checkpoint(ORIGIN, 5, grown.root(), ("更多",))
    note = checkpoint_note(checkpoint, log_key(of))
    answer = here.add_checkpoint(Submission(0, (), note).body, NOW)
    opened = open_note(with_signatures(note, [answer.body]), [witness_keys(of, 1)[0].verifier])
    assert opened.text == checkpoint.text
    assert "更多" not in (tmp_path / "state").read_text(encoding="utf-8")


def test_no_cosignature_leaves_before_the_state_is_on_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    of = standard()
    here = witness(of, tmp_path)
    monkeypatch.setattr("qinqing.tlog.state._sync_folder", no_space)
    answer = here.add_checkpoint(submission(of, 0, log(of, 5), log_key(of)), NOW)
    assert isinstance(answer.refused, Failed) and answer.refused.code == "state.unwritten"
    assert answer.status == 503 and "—" not in answer.body


def test_state_first_then_signature(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    of, told = standard(), []
    here, save = witness(of, tmp_path), StateFile.save
    monkeypatch.setattr(StateFile, "save", lambda self, text: told.append("state") or save(self, text))
    monkeypatch.setattr("qinqing.tlog.witness.signature_line", lambda *_: told.append("signature") or "")
    here.add_checkpoint(submission(of, 0, log(of, 5), log_key(of)), NOW)
    assert told == ["state", "signature"]


def no_space(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


def test_the_decision_depends_on_nothing_but_state_submission_and_clock() -> None:
    of = standard()
    logs = {ORIGIN: [log_key(of).verifier]}
    one = read_submission(submission(of, 0, log(of, 5), log_key(of)))
    assert next_state("", logs, one, NOW)[0] == next_state("", logs, one, NOW)[0]
    with refused("witness.unknown_origin"):
        next_state("", {}, one, NOW)


def test_a_clock_set_back_cosigns_nothing_until_it_is_right_again(tmp_path: Path) -> None:
    of = standard()
    here = witness(of, tmp_path)
    assert here.add_checkpoint(submission(of, 0, log(of, 5), log_key(of)), NOW).status == 200
    before = (tmp_path / "state").read_bytes()
    late = here.add_checkpoint(submission(of, 5, log(of, 9), log_key(of)), NOW - 1)
    assert late.status == 503 and late.refused is not None and late.refused.code == "witness.clock_back"
    assert "—" not in late.body and (tmp_path / "state").read_bytes() == before
    assert here.add_checkpoint(submission(of, 5, log(of, 9), log_key(of)), NOW).status == 200


def test_a_cosigned_checkpoint_carries_the_log_s_signature_and_the_witness_s_alone(tmp_path: Path) -> None:
    of, stranger = standard(), new_signer("stranger.example", standard())
    here, grown = witness(of, tmp_path), log(of, 5)
    note = checkpoint_note(Checkpoint(ORIGIN, 5, grown.root()), log_key(of))
    longer = with_signatures(note, [signature_line(read_note(note).text, stranger)])
    cosigned = here.add_checkpoint(Submission(0, (), longer).body, NOW).note
    assert [one.name for one in read_note(cosigned).signatures] == [ORIGIN, "witness1.example"]
    known = [log_key(of).verifier, witness_keys(of, 1)[0].verifier]
    assert {one.by for one in open_note(cosigned, known).signed} == {*known}


class Killed(Exception):
    """The machine stopped here."""


def die(*_: object, **__: object) -> None:
    raise Killed


PLACES = {
    "before": "qinqing.tlog.state._write",
    "between": "pathlib.Path.replace",
    "after": "qinqing.tlog.state._sync_folder",
    "answer": "qinqing.tlog.witness.signature_line",
}


@dataclass
class Schedule:
    """A dishonest log with two histories, a witness that is killed, runs out of space or has a clock that jumps."""

    of: Profile
    folder: Path
    chance: random.Random
    fork_at: int
    file: StateFile = field(init=False)
    cosigned: list[Checkpoint] = field(default_factory=list)
    times: list[int] = field(default_factory=list)
    sent: list[bytes] = field(default_factory=list)

    def start(self) -> None:
        path = self.folder / "state"
        self.file = StateFile(path) if path.exists() else StateFile.create(path, "")
        self.here = Witness(self.file, witness_keys(self.of, 1), {ORIGIN: [log_key(self.of).verifier]})

    def body(self) -> bytes:
        """Honest growth, a fork, a step back, a wrong old size, or something sent before."""
        if self.sent and self.chance.random() < 0.25:
            return self.chance.choice(self.sent)
        fork = self.chance.choice([None, self.fork_at])
        grown = log(self.of, self.chance.randrange(1, 14), fork)
        # What the witness remembers it says itself, in a 409.
        kept = self.here.kept.get(ORIGIN)
        old = (
            (kept.checkpoint.size if kept else 0) if self.chance.random() < 0.7 else self.chance.randrange(14)
        )
        self.sent.append(submission(self.of, min(old, grown.size), grown, log_key(self.of)))
        return self.sent[-1]

    def step(self, monkeypatch: pytest.MonkeyPatch) -> None:
        body, now = self.body(), NOW + self.chance.randrange(4)
        with monkeypatch.context() as patched:
            if self.chance.random() < 0.3:
                self.kill_at(self.chance.choice([*PLACES]), self.chance.choice([die, no_space]), patched)
            try:
                answer = self.here.add_checkpoint(body, now)
            except Killed:
                self.file.close()
                answer = None
        if answer is None:
            self.start()
        elif answer.status == 200:
            self.cosigned.append(read_checkpoint(read_note(read_submission(body).note).text))
            self.times.append(now)

    def kill_at(self, place: str, how: Callable[..., None], patched: pytest.MonkeyPatch) -> None:
        patched.setattr(PLACES[place], die if place == "answer" else how)


@pytest.mark.proof
def test_no_schedule_makes_a_witness_cosign_two_histories(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    scaled: Callable[[int, int], int],
    record_property: Callable[[str, object], None],
) -> None:
    of, count, heads = standard(), scaled(40, 10_000), 0
    monkeypatch.setattr("os.fsync", lambda _: None)  # thousands of them; power is not cut here
    for seed in range(count):
        chance = random.Random(seed)
        folder = tmp_path / str(seed)
        folder.mkdir()
        schedule = Schedule(of, folder, chance, fork_at=chance.randrange(8))
        schedule.start()
        for _ in range(12):
            schedule.step(monkeypatch)
        schedule.file.close()
        heads += len(schedule.cosigned)
        assert one_history(schedule.cosigned, schedule.fork_at, of), seed
        assert schedule.times == sorted(schedule.times), seed
    record_property("schedules", count)
    record_property("heads cosigned", heads)
    assert heads > count


def one_history(heads: list[Checkpoint], fork_at: int, of: Profile) -> bool:
    """Whether sizes never fell and all heads beyond the fork belong to one of the two histories."""
    grows = all(a.size <= b.size for a, b in pairwise(heads))
    return grows and any(
        all(head.root == log(of, head.size, fork).root() for head in heads) for fork in (None, fork_at)
    )


def test_the_schedule_would_notice_two_histories() -> None:
    of = standard()
    heads = [Checkpoint(ORIGIN, 5, log(of, 5).root()), Checkpoint(ORIGIN, 6, log(of, 6, 3).root())]
    assert not one_history(heads, 3, of)
    assert one_history(heads[:1], 3, of)
    with pytest.raises(Refused):
        next_state(
            write_state({ORIGIN: Kept(heads[0], NOW)}),
            {ORIGIN: [log_key(of).verifier]},
            read_submission(submission(of, 5, log(of, 6, 3), log_key(of))),
            NOW,
        )
