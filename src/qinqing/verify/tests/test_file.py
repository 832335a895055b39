"""verify.py as one file in the hands of somebody who has nothing else."""

from __future__ import annotations

import ast
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qinqing.tlog.canonical import canonical
from qinqing.tlog.checkpoint import Checkpoint
from qinqing.tlog.handout import Opening
from qinqing.tlog.profile import standard
from qinqing.tlog.promise import Promise, give_promise, write_promised
from qinqing.tlog.tests.golden.build import FOLDER as GOLDEN
from qinqing.tlog.tests.make import (
    NOW,
    ORIGIN,
    WORDS,
    checkpoint_note,
    entry,
    flips,
    log_key,
    salt,
    weak_keys,
    world,
)
from qinqing.tlog.tiles import bundles, pack_bundle, tile_bytes, tiles
from qinqing.verify import verify

FILE = Path(verify.__file__)
POLICY = [line.split() for line in (GOLDEN / "policy").read_text().splitlines()]
LOG = next(words[1] for words in POLICY if words[0] == "log")
WITNESSES = [words[2] for words in POLICY if words[0] == "witness"]
KEYS = ("--key", LOG)
ALL_KEYS = (*KEYS, "--witness", WITNESSES[0], "--witness", WITNESSES[1])


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """As an outsider runs it: the file alone, elsewhere, knowing nothing of this project."""
    command = [sys.executable, "-I", str(FILE), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")


def judged(*arguments: str | Path) -> tuple[int, str, list[verify.Pair]]:
    """Exit code, code word and sentences, without starting a process."""
    return verify.judged(lambda: verify.proved(verify.parser().parse_args([*map(str, arguments)])))


def called(*arguments: str | Path) -> tuple[int, str]:
    return judged(*arguments)[:2]


def test_the_file_has_at_most_600_lines_and_imports_nothing_of_the_project() -> None:
    source = FILE.read_text(encoding="utf-8")
    assert source.count("\n") <= 600
    nodes = [*ast.walk(ast.parse(source))]
    imported = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    beyond = {name.split(".")[0] for name in imported} - sys.stdlib_module_names
    assert beyond == {"cryptography"}
    assert not any(isinstance(node, ast.ImportFrom) and node.level for node in nodes)


def test_a_receipt_is_told_in_chinese_then_in_english() -> None:
    done = run("receipt", GOLDEN / "receipt-7.json", *ALL_KEYS)
    assert done.returncode == 0 and done.stderr == ""
    chinese, english = done.stdout.split("\n\n")
    for said in (
        "回执成立",
        "第 7 条",
        "共 260 条",
        "witness1.example",
        "2026-10-26 15:33:20（北京时间）",
        "某企业的申请，已收到",
    ):
        assert said in chinese
    assert "The receipt holds" in english and "entry 7" in english and "Code word: proved" in english


def test_a_changed_receipt_is_told_with_what_to_do(tmp_path: Path) -> None:
    changed = tmp_path / "receipt.json"
    changed.write_bytes(
        (GOLDEN / "receipt-7.json").read_bytes().replace("已收到".encode(), "未收到".encode())
    )
    done = run("receipt", changed, *ALL_KEYS)
    assert done.returncode == 1
    assert (
        "不要当作凭据" in done.stdout
        and "Do not rely on it" in done.stdout
        and "receipt.opening" in done.stdout
    )


WRONG = [
    pytest.param((), "usage", id="什么也没写"),
    pytest.param(("recipe", "x"), "usage", id="没有这个命令"),
    pytest.param(("receipt", "x"), "usage", id="没有公钥"),
    pytest.param(("receipt", "nowhere", *KEYS), "file.missing", id="没有文件"),
    pytest.param(("receipt", str(GOLDEN / "receipt-7.json"), "--key", "nowhere"), "file.missing", id="没有公钥文件"),
    pytest.param(("receipt", str(GOLDEN / "receipt-7.json"), "--key", "a+b+c"), "file.missing", id="不成公钥"),
    pytest.param(("receipt", str(GOLDEN / "receipt-7.json"), "--key", LOG[:-1] + "A"), "note.verifier_key", id="抄错一个字母"),
    pytest.param(("receipt", str(GOLDEN / "receipt-7.json"), "--key", WITNESSES[0]), "note.key_kind", id="见证方的公钥"),
    pytest.param(("receipt", str(GOLDEN / "receipt-7.json"), *KEYS, *KEYS), "note.key_kind", id="写了两次"),
    pytest.param(("promise", str(GOLDEN / "promise-7.json"), str(GOLDEN / "promise-7.json"), *KEYS), "usage", id="多写一个文件"),
    pytest.param(("receipt", str(GOLDEN / "receipt-7.json"), *KEYS, "--threshold", "1"), "usage", id="见证不够数"),
    pytest.param(("receipt", str(GOLDEN / "receipt-7.json"), *KEYS, "--threshold", "x"), "usage", id="不是数"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "word"), WRONG)
def test_a_wrong_call_is_told_apart_from_a_receipt_that_does_not_hold(
    arguments: tuple[str, ...], word: str
) -> None:
    assert called(*arguments) == (2, word)


def test_a_national_key_is_named_as_what_it_is() -> None:
    typed = b"\xffqinqing/sm2/v1\x00" + b"\2" * 33
    key = f"log.example+{verify.sha256(typed)[:4].hex()}+{verify.base64.b64encode(typed).decode()}"
    assert called("receipt", GOLDEN / "receipt-7.json", "--key", key) == (2, "profile.unavailable")


def test_a_key_may_lie_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "log.pub").write_text(f"{LOG}\n")
    assert called("receipt", GOLDEN / "receipt-0.json", "--key", tmp_path / "log.pub") == (0, "proved")


def test_a_promise_names_its_log_its_last_moment_and_what_was_said() -> None:
    done = run("promise", GOLDEN / "promise-7.json", "--key", GOLDEN / "desk.key")
    assert done.returncode == 0
    for said in (ORIGIN, "最迟登记时间：2026-10-26 15:34:20", "00000007", "某企业的申请，已收到"):
        assert said in done.stdout


def test_a_promise_of_another_entry_or_log_and_every_changed_byte_is_refused(tmp_path: Path) -> None:
    signer = log_key(standard(), "desk.county.example")
    key = verify.read_key(str(signer.verifier), cosigns=False)
    note = give_promise(entry(1), ORIGIN, signer, NOW)
    openings = (Opening("payload", salt(1), canonical(WORDS)),)

    def word(data: bytes, origin: str | None = ORIGIN) -> str:
        return verify.judged(lambda: verify.verify_promise(data, [key], origin))[1]

    handed = write_promised(entry(1), openings, note)
    assert word(handed) == word(write_promised(entry(1), (), note)) == "proved"
    assert word(write_promised(entry(2), openings, note)) == "promise.entry"
    assert word(handed, "other.example") == "promise.origin"
    assert word(write_promised(entry(1), (), world(standard()).note)) == "note.not_signed"
    assert "proved" not in {word(changed) for changed in flips(handed)}
    for late in (Promise(ORIGIN, b"\1" * 32, NOW, 61), Promise(ORIGIN, b"\1" * 31, NOW)):
        signed = verify_note(late.text, signer)
        assert word(write_promised(entry(1), (), signed)) == "promise.malformed"


def verify_note(text: str, signer: object) -> bytes:
    from qinqing.tlog.note import signature_line, write_note

    return write_note(text, [signature_line(text, signer)])  # type: ignore[arg-type]


def exported(folder: Path, size: int) -> Path:
    """The log of `make.entry`s as it is published."""
    here = world(standard(), size)
    files = {tile.path: tile_bytes(here.levels, tile) for tile in tiles(size)}
    for tile in bundles(size):
        first = tile.index * 256
        files[tile.path] = pack_bundle(here.entries[first : first + tile.width])
    for path, data in {**files, "checkpoint": here.note}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


@pytest.mark.parametrize("size", [0, 1, 2, 255, 256, 257, 511, 512, 600])
def test_a_log_of_any_size_is_computed_again(tmp_path: Path, size: int) -> None:
    assert called("log", exported(tmp_path, size), *ALL_KEYS) == (0, "proved")


def test_the_first_bad_index_is_named(tmp_path: Path) -> None:
    exported(tmp_path, 600)
    bundle = tmp_path / "tile/entries/001"
    data = bundle.read_bytes()
    at = data.index(b'"id":"00000300"') + 10
    bundle.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
    done = run("log", tmp_path, *KEYS)
    assert done.returncode == 1 and "第 300 条" in done.stdout and "bundle.differs" in done.stdout


@pytest.mark.proof
def test_no_mutated_export_is_accepted_and_the_first_bad_entry_is_named(
    tmp_path: Path, scaled: Callable[[int, int], int], record_property: Callable[[str, Any], None]
) -> None:
    exported(tmp_path, 300)
    entries, chance = list(world(standard(), 300).entries), random.Random(3)
    paths = [path for path in sorted(tmp_path.rglob("*")) if path.is_file()]
    kept = {path: path.read_bytes() for path in paths}
    record_property("mutations", count := scaled(200, 100_000))
    for number in range(count):
        if number % 2:
            path = chance.choice(paths)
            changed, first = {path: mutated(kept[path], chance)}, None
        else:
            forged = rearranged(entries, chance)
            pairs = zip(forged, entries, strict=False)
            first = next((n for n, (one, other) in enumerate(pairs) if one != other), min(len(forged), 300))
            bundle = tmp_path / "tile/entries"
            changed = {
                bundle / "000": pack_bundle(forged[:256]),
                bundle / "001.p/44": pack_bundle(forged[256:]),
            }
        for path, data in changed.items():
            path.write_bytes(data)
        code, _, said = judged("log", tmp_path, *ALL_KEYS)
        if changed.items() <= kept.items():
            assert code == 0
        else:
            assert code == 1, changed
            assert first is None or f"第 {first} 条" in said[0][0], (first, said)
        for path in changed:
            path.write_bytes(kept[path])


def mutated(data: bytes, chance: random.Random) -> bytes:
    """A byte flipped or dropped, the file cut, or its end doubled."""
    at = chance.randrange(len(data))
    match chance.randrange(4):
        case 0:
            return data[:at]
        case 1:
            return data + data[at:]
        case 2:
            return data[:at] + data[at + 1 :]
    return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]


def rearranged(entries: list[bytes], chance: random.Random) -> list[bytes]:
    """Entries edited, swapped, dropped, doubled, reordered, cut off or added to."""
    forged, at, other = [*entries], chance.randrange(300), chance.randrange(300)
    match chance.randrange(7):
        case 0:
            forged[at] = mutated(forged[at], chance)
        case 1:
            forged[at], forged[other] = forged[other], forged[at]
        case 2:
            del forged[at]
        case 3:
            forged.insert(at, forged[at])
        case 4:
            forged[min(at, other) : max(at, other)] = forged[min(at, other) : max(at, other)][::-1]
        case 5:
            del forged[at:]
        case _:
            forged.append(forged[other])
    return forged


def test_a_log_rewritten_as_a_whole_does_not_lead_to_the_signed_root(tmp_path: Path) -> None:
    exported(tmp_path, 20)
    here = world(standard(), 20)
    forged = [*here.entries[:7], entry(99), *here.entries[8:]]
    (tmp_path / "tile/entries/000.p/20").write_bytes(pack_bundle(forged))
    leaves = b"".join(standard().tree.leaf(one) for one in forged)
    (tmp_path / "tile/0/000.p/20").write_bytes(leaves)
    assert called("log", tmp_path, *KEYS) == (1, "tile.root")


def test_a_full_tile_stands_in_for_the_partial_one_and_an_old_partial_one_must_agree(tmp_path: Path) -> None:
    exported(tmp_path / "big", 600)
    exported(tmp_path / "small", 300)
    shutil.copytree(tmp_path / "small/tile", tmp_path / "big/tile", dirs_exist_ok=True)
    assert called("log", tmp_path / "big", *KEYS) == (0, "proved")
    shutil.copy(tmp_path / "small/checkpoint", tmp_path / "big/checkpoint")
    shutil.rmtree(tmp_path / "big/tile/0/001.p")
    assert called("log", tmp_path / "big", *KEYS) == (0, "proved")
    old = tmp_path / "big/tile/entries/001.p/44"
    old.write_bytes(old.read_bytes()[:-1])
    assert called("log", tmp_path / "big", *KEYS)[0] == 1


def test_a_bundle_left_of_an_earlier_size_must_hold_the_same_entries(tmp_path: Path) -> None:
    exported(tmp_path / "big", 600)
    exported(tmp_path / "small", 300)
    shutil.copytree(tmp_path / "small/tile", tmp_path / "big/tile", dirs_exist_ok=True)
    old = tmp_path / "big/tile/entries/001.p/44"
    right = old.read_bytes()
    at = right.index(b'"id":"00000290"') + 10
    wrong = (
        (right[:at] + bytes([right[at] ^ 1]) + right[at + 1 :], "bundle.differs", 290),
        (right[:-1], "bundle.differs", 299),
        (right + b"\0\0", "bundle.malformed", 300),
        (b"", "bundle.malformed", 256),
    )
    for data, code, index in wrong:
        old.write_bytes(data)
        exit_code, word, said = judged("log", tmp_path / "big", *KEYS)
        assert (exit_code, word) == (1, code) and f"第 {index} 条" in said[0][0]
    old.write_bytes(right)
    assert called("log", tmp_path / "big", *KEYS) == (0, "proved")


def test_a_key_under_which_anybody_signs_is_refused() -> None:
    for public in weak_keys():
        for kind, flag in ((b"\1", "--key"), (b"\4", "--witness")):
            typed = kind + public
            name = "log.example"
            key = f"{name}+{verify.sha256(name.encode() + bytes([10]) + typed)[:4].hex()}+{verify.base64.b64encode(typed).decode()}"
            given = (flag, key) if flag == "--key" else (*KEYS, flag, key)
            assert called("receipt", GOLDEN / "receipt-7.json", *given) == (2, "note.weak_key")


@pytest.mark.parametrize("gone", ["checkpoint", "tile/entries/001.p/44", "tile/0/000", "tile/1/000.p/1"])
def test_a_missing_file_is_named(tmp_path: Path, gone: str) -> None:
    exported(tmp_path, 300)
    (tmp_path / gone).unlink()
    done = run("log", tmp_path, *KEYS)
    assert done.returncode in (1, 2) and gone in done.stdout + done.stderr


def test_two_checkpoints_are_one_history_or_a_fork(tmp_path: Path) -> None:
    def note(name: str, size: int, root: bytes | None = None) -> Path:
        here = world(standard(), size)
        checkpoint = Checkpoint(ORIGIN, size, root or here.levels.root())
        (tmp_path / name).write_bytes(checkpoint_note(checkpoint, here.log))
        return tmp_path / name

    eleven, again, other = note("11", 11), note("again", 11), note("other", 11, b"\1" * 32)
    three, forged = note("3", 3), note("forged", 3, b"\2" * 32)
    log = ("--log", exported(tmp_path / "log", 11))
    assert called("same", eleven, again, *KEYS) == (0, "proved")
    assert called("same", eleven, other, *KEYS) == (1, "checkpoint.fork")
    assert called("same", eleven, three, *KEYS) == (1, "checkpoint.unrelated")
    assert called("same", eleven, three, *KEYS, *log) == (0, "proved")
    assert called("same", forged, eleven, *KEYS, *log) == (1, "tree.inconsistent")


HOSTILE = [
    pytest.param(b"", id="空"),
    pytest.param(b"[" * 400_000, id="太深"),
    pytest.param(b"\xff" * 100, id="不是文本"),
    pytest.param(b"9" * 400_000, id="长数"),
    pytest.param(b"x" * 2_000_000, id="太长"),
    pytest.param(b'{"v":1,"kind":"receipt","entry":"\\ud800","opened":[],"proof":[]}', id="半个字符"),
    pytest.param(b'{"v":1,"kind":"receipt","entry":{},"opened":[1],"proof":[[]]}', id="不成样子"),
]


@pytest.mark.parametrize("data", HOSTILE)
def test_no_file_makes_it_end_in_another_way(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "file").write_bytes(data)
    assert called("receipt", tmp_path / "file", *KEYS)[0] == 1
    assert called("promise", tmp_path / "file", *KEYS)[0] == 1
    assert called("same", tmp_path / "file", tmp_path / "file", *KEYS)[0] == 1


def test_names_that_would_move_the_cursor_are_not_printed() -> None:
    assert verify.shown("a\x1b[2Jb\u202ec\nd") == "a\ufffd[2Jb\ufffdc d"
