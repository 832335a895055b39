"""The outsider's check of a draw: it agrees with the platform's on every attack, and stands on two files alone."""

from __future__ import annotations

import ast
import hashlib
import json
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from qinqing.draw.after import void
from qinqing.draw.bundle import Bundle, dumped
from qinqing.draw.logged import Logged
from qinqing.draw.running import Given
from qinqing.draw.running import run as run_draw
from qinqing.draw.tests.attacks import ATTACKS
from qinqing.draw.tests.make import (
    GIVEN,
    NONCES,
    OPENED,
    RUN_AT,
    SHANGHAI,
    committed,
    logged,
    ran,
    sources,
    whole,
    with_entry,
)
from qinqing.draw.times import written
from qinqing.draw.verify import verify as platform
from qinqing.draw.verify import verify_bytes
from qinqing.refusals import Refused
from qinqing.verify import verify, verify_draw

FILE = Path(verify_draw.__file__)
LONGEST = 450
Pair = verify.Pair


def judged(bundle: Bundle | bytes) -> tuple[int, str, list[Pair]]:
    data = bundle if isinstance(bundle, bytes) else dumped(bundle)
    return verify.judged(lambda: verify_draw.verify_draw(data, None))


def platform_says(bundle: Bundle) -> str:
    try:
        platform(bundle)
    except Refused as refused:
        return refused.code
    return "proved"


STATES: dict[str, Callable[[], Bundle]] = {
    "已承诺": committed,
    "已抽取": lambda: ran()[0],
    "已公开": whole,
    "承诺后作废": lambda: void(committed(), ["甲", "乙"], "名单有误", OPENED),
    "公开后作废": lambda: void(whole(), ["甲", "乙"], "名单有误", OPENED),
}


@pytest.mark.parametrize("state", STATES)
def test_a_draw_that_was_made_as_it_should_be_holds(state: str) -> None:
    code, word, told = judged(STATES[state]())
    assert (code, word) == (0, "proved"), told
    assert "没有与日志核对" in "".join(zh for zh, _ in told)


@pytest.mark.parametrize("attack", ATTACKS)
def test_both_refuse_every_attack(attack: str) -> None:
    for seed in range(2):
        altered = ATTACKS[attack](whole(), random.Random(seed))
        code, word, _ = judged(altered)
        assert code == 1 and word.startswith(("draw.", "receipt.entry")), (word, platform_says(altered))


ODD = [None, True, -1, 0, "", "x", "1e9", [], [None], {}, [[]]]


def test_both_say_the_same_of_odd_contents_in_any_field() -> None:
    """Nothing that is read is taken for the machine's fault, and neither takes what the other refuses."""
    seen = Counter[tuple[bool, bool]]()
    for n, entry in enumerate(whole().entries):
        for field in entry:
            for value in ODD:
                altered = with_entry(whole(), n, **{field: value})
                if altered == whole():
                    continue
                code, _, told = judged(altered)
                assert code in (0, 1), (field, value, told)
                seen[code == 0, platform_says(altered) == "proved"] += 1
    assert set(seen) == {(False, False)}, seen


def test_both_say_the_same_of_odd_contents_inside_a_field() -> None:
    commit = whole().commit
    for field in ("sources", "parts", "sizes", "values"):
        for inner in commit[field][0]:
            for value in (None, 1, True, "x", [], {}, [[]], {"x": {}}):
                rows = [{**commit[field][0], inner: value}, *commit[field][1:]]
                altered = with_entry(whole(), 0, **{field: rows})
                if altered != whole():
                    assert (judged(altered)[0], platform_says(altered) == "proved") == (1, False), (field, inner, value)  # fmt: skip


@pytest.mark.proof
def test_of_every_flipped_bit_of_a_draw_both_say_the_same(scaled, record_property) -> None:  # type: ignore[no-untyped-def]
    """Without the log the last step is bound by nothing: what may pass there passes with both, and with the log with neither."""
    data, seen, bits, log = dumped(whole()), Counter[bool](), scaled(60, 5_000), logged(whole())
    for n in range(bits):
        at = random.Random(n).randrange(len(data))
        flipped = data[:at] + bytes([data[at] ^ 1 << n % 8]) + data[at + 1 :]
        code, _, told = judged(flipped)
        assert code in (0, 1), told
        assert (code == 0) is passes(flipped, None) and not passes(flipped, log), at
        seen[code == 0] += 1
    record_property("bits", bits)
    record_property("refused without the log", seen[False])


def passes(data: bytes, log: list[Logged] | None) -> bool:
    try:
        verify_bytes(data, log)
    except Refused:
        return False
    return True


def beacon_draw() -> Bundle:
    """Committed to a round of drand instead of the index; drawn, not opened."""
    rule = {"chain": "8" * 64, "round": 1000, "genesis": 1783000000, "period": 30}
    known = datetime.fromtimestamp(rule["genesis"] + 999 * rule["period"], SHANGHAI)  # type: ignore[operator]
    mine = {**sources()[1], "name": "信标", "kind": "drand", "known_from": written(known), "rule": rule}
    signature = "ab" * 96
    hashed = hashlib.sha256(bytes.fromhex(signature)).hexdigest()
    text = json.dumps({"round": 1000, "signature": signature, "randomness": hashed})
    bundle = committed(sources=[sources()[0], mine])
    return run_draw(bundle, NONCES, {"双色球": GIVEN["双色球"], "信标": Given(text.encode())}, RUN_AT)[0]


def test_of_a_beacon_both_say_that_its_signature_was_not_verified() -> None:
    assert "BLS" in "".join(zh for zh, _ in judged(beacon_draw())[2])
    assert any("BLS" in notice.zh for notice in platform(beacon_draw()).notices)
    assert not any("BLS" in notice.zh for notice in platform(whole()).notices)


def test_a_number_spelt_otherwise_is_another_file() -> None:
    nonces = [nonce.upper() for nonce in whole().entries[-1]["nonces"]]
    assert judged(with_entry(whole(), -1, nonces=nonces))[1] == "draw.nonce"


def test_an_index_or_an_early_opening_is_refused_by_name() -> None:
    assert judged(replace(ran()[0], result=whole().result))[1] == "draw.shown-early"
    assert judged(dumped(whole())[:-5])[1] == "draw.bundle-form"
    assert judged(b"[" * 100_000)[1] == "draw.bundle-form"


def run(folder: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    for file in (FILE, FILE.with_name("verify.py")):
        (folder / file.name).write_bytes(file.read_bytes())
    command = [sys.executable, "verify_draw.py", *map(str, arguments)]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, encoding="utf-8", env={})  # fmt: skip


def test_an_outsider_runs_it_from_two_files(tmp_path: Path) -> None:
    (tmp_path / "bundle.json").write_bytes(dumped(whole()))
    done = run(tmp_path, "bundle.json")
    assert done.returncode == 0, done.stderr
    chinese, english = done.stdout.split("\n\n")
    assert "2026-RF-01 核验通过：5 步" in chinese and "请与公布的对照" in chinese
    assert "The draw 2026-RF-01 holds: 5 steps" in english
    assert run(tmp_path, "none.json").returncode == 2
    assert run(tmp_path, "bundle.json", "--witness", "x+1+y").returncode == 2


def test_it_imports_the_standard_library_and_the_file_beside_it() -> None:
    source = FILE.read_text(encoding="utf-8")
    assert source.count("\n") <= LONGEST
    nodes = [*ast.walk(ast.parse(source))]
    imported = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in imported} - sys.stdlib_module_names == {"verify", "qinqing"}
    assert source.count("qinqing.verify") == 1  # where it stands beside verify.py in the package
