"""Proofs, promises and receipts in the hands of somebody who changes them."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qinqing.tlog.canonical import canonical
from qinqing.tlog.commitment import commitment
from qinqing.tlog.keys import new_signer
from qinqing.tlog.note import signature_line, write_note
from qinqing.tlog.policy import simple_policy
from qinqing.tlog.profile import Profile, standard
from qinqing.tlog.promise import (
    WITHIN_SECONDS,
    Promise,
    give_promise,
    read_promise,
    verify_promise,
    verify_promised,
    write_promised,
)
from qinqing.tlog.proof import Proof, read_proof, verify_proof
from qinqing.tlog.receipt import Opening, read_receipt, verify_receipt, write_receipt
from qinqing.tlog.tests.make import (
    NOW,
    ORIGIN,
    WORDS,
    World,
    entry,
    flips,
    is_refused,
    log_key,
    refused,
    salt,
    witness_keys,
    world,
)


def verified(data: bytes, here: World) -> Any:
    return verify_receipt(read_receipt(data), here.policy)


def test_a_receipt_proves_entry_words_place_and_witnesses(of: Profile) -> None:
    here = world(of)
    proved = verified(write_receipt(here.receipt(4)), here)
    assert proved.entry["id"] == "00000004" and proved.index == 4
    assert proved.payloads == {"payload": WORDS} and proved.unopened == ()
    assert set(proved.witnessed.cosigned.values()) == {NOW}


def test_a_receipt_reads_as_lines_for_people() -> None:
    text = write_receipt(world(standard()).receipt(4)).decode()
    assert ' "kind": "receipt",\n' in text and '  "index 4",\n' in text and "某企业的申请" in text
    assert max(map(len, text.splitlines())) < 400


def test_a_receipt_among_a_million_fits_one_code() -> None:
    """2,953 bytes is what the largest QR code holds. Three witnesses, an entry of 900 bytes, few words."""
    here = replace(world(standard()), witnesses=tuple(witness_keys(standard(), 3)))
    receipt = here.receipt(4)
    proof = replace(receipt.proof, index=999_999, hashes=(b"\xff" * 32,) * 20)
    far = replace(receipt, entry=b"x" * 900, proof=proof)
    assert len(write_receipt(far)) < 2_953


def test_a_receipt_may_leave_its_words_closed(of: Profile) -> None:
    here = world(of)
    proved = verified(write_receipt(replace(here.receipt(4), openings=())), here)
    assert proved.payloads == {} and proved.unopened == ("payload",)


def test_every_changed_byte_of_a_receipt_is_refused(of: Profile) -> None:
    here = world(of)
    for changed in flips(write_receipt(here.receipt(9)), of):
        assert is_refused(lambda: verified(changed, here))  # noqa: B023 - called at once


def test_a_receipt_with_anything_swapped_dropped_or_doubled_is_refused() -> None:
    here, chance = world(standard()), random.Random(7)
    data = write_receipt(here.receipt(9))
    lines = data.split(b"\n")
    for _ in range(400):
        changed = [*lines]
        at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        match chance.randrange(3):
            case 0:
                changed[at], changed[other] = changed[other], changed[at]
            case 1:
                del changed[at]
            case _:
                changed.insert(at, changed[other])
        forged = b"\n".join(changed)
        assert forged == data or is_refused(lambda: verified(forged, here))  # noqa: B023


def test_other_words_do_not_open_the_entry() -> None:
    here = world(standard())
    receipt = here.receipt(4)
    for opening in (
        Opening("payload", salt(4), canonical({"words": "别的话"})),
        Opening("payload", salt(5), canonical(WORDS)),
        Opening("other", salt(4), canonical(WORDS)),
    ):
        with refused("receipt.opening"):
            verified(write_receipt(replace(receipt, openings=(opening,))), here)


@pytest.mark.parametrize("tag", [1, None, True, ["test.said"]], ids=["数", "空", "真", "列表"])
def test_an_entry_whose_type_is_no_text_opens_nothing(tag: object) -> None:
    here = world(standard())
    committed = commitment(str(tag), salt(4), canonical(WORDS))
    odd = canonical({"cm": {"payload": committed}, "type": tag})
    grown = replace(here, entries=(*here.entries, odd))
    grown.levels.append(standard().tree.leaf(odd))
    opening = Opening("payload", salt(4), canonical(WORDS))
    with refused("receipt.opening"):
        verified(write_receipt(replace(grown.receipt(11), openings=(opening,))), grown)
    assert verified(write_receipt(replace(grown.receipt(11), openings=())), grown).unopened == ("payload",)


def test_a_receipt_with_data_that_nothing_vouches_for_is_refused(of: Profile) -> None:
    here = world(of)
    receipt = here.receipt(4)
    for extra in (b"", b"x"):
        loose = replace(receipt, proof=replace(receipt.proof, extra=extra))
        assert read_proof(loose.proof.text).extra == extra
        with refused("proof.malformed"):
            verified(write_receipt(loose), here)


def test_one_entry_s_proof_does_not_prove_another() -> None:
    here = world(standard())
    with refused("tree.not_included"):
        verified(write_receipt(replace(here.receipt(4), entry=here.entries[5])), here)


def test_an_entry_that_is_logged_but_not_canonical_is_refused() -> None:
    loose = b'{"cm":{}, "v":1}'
    here = world(standard())
    grown = replace(here, entries=(*here.entries, loose))
    grown.levels.append(standard().tree.leaf(loose))
    receipt = replace(grown.receipt(11), openings=())
    with refused("receipt.entry"):
        verified(write_receipt(receipt), grown)


def test_a_receipt_of_another_log_is_refused(of: Profile) -> None:
    here = world(of)
    policy = simple_policy(new_signer("other.example", of).verifier)
    with refused("checkpoint.origin"):
        verify_receipt(here.receipt(4), policy)


def test_a_receipt_under_another_key_of_that_name_is_refused(of: Profile) -> None:
    here = world(of)
    with refused("note.not_signed"):
        verify_receipt(here.receipt(4), simple_policy(new_signer(ORIGIN, of).verifier))


def change(**changes: object) -> bytes:
    document = json.loads(write_receipt(world(standard()).receipt(4)))
    document.update(changes)
    return (
        json.dumps({k: v for k, v in document.items() if v is not None}, ensure_ascii=False, indent=1) + "\n"
    ).encode()


HALF = [{"name": "k", "salt": "A" * 43 + "=", "payload": "{}"}]
MALFORMED = [
    pytest.param(b"", id="空"),
    pytest.param(b"[" * 100_000, id="太深"),
    pytest.param(b"x" * 500_001, id="太长"),
    pytest.param(b"\xff", id="不是 UTF-8"),
    pytest.param(change(v=2), id="别的版本"),
    pytest.param(change(v=True), id="真当作一"),
    pytest.param(change(v=1.0), id="小数版本"),
    pytest.param(change(kind="promise"), id="别的种类"),
    pytest.param(change(opened=None), id="缺一项"),
    pytest.param(change(more=1), id="多一项"),
    pytest.param(change(entry={}), id="条目不是文本"),
    pytest.param(change(kind="k").replace(b'"k"', b'"\\ud800"'), id="种类是半个字符"),
    pytest.param(change(entry="k").replace(b'"k"', b'"\\ud800"'), id="条目是半个字符"),
    pytest.param(change(opened=HALF).replace(b'"k"', b'"\\ud800"'), id="名字是半个字符"),
    pytest.param(change(proof=["k"]).replace(b'"k"', b'"\\ud800"'), id="证明是半个字符"),
    pytest.param(change(opened=[{"name": "payload", "salt": "AAAA", "payload": "{}"}]), id="盐太短"),
    pytest.param(change(opened=[1]), id="打开的不是对象"),
    pytest.param(change(proof=["a\nb"]), id="证明一行两行"),
    pytest.param(change(proof=[1]), id="证明不是文本"),
    pytest.param(write_receipt(world(standard()).receipt(4))[:-1], id="没有换行"),
    pytest.param(b" " + write_receipt(world(standard()).receipt(4)), id="前面有空格"),
    pytest.param(
        write_receipt(world(standard()).receipt(4)).replace(b' "v": 1,\n', b' "v": 2,\n "v": 1,\n'),
        id="重复的键",
    ),
]


@pytest.mark.parametrize("data", MALFORMED)
def test_what_is_not_written_as_a_receipt_is_refused(data: bytes) -> None:
    assert is_refused(lambda: read_receipt(data))


def test_one_commitment_is_opened_once() -> None:
    here = world(standard())
    receipt = here.receipt(4)
    with refused("receipt.malformed"):
        verified(write_receipt(replace(receipt, openings=receipt.openings * 2)), here)


@given(st.binary(max_size=300))
def test_no_bytes_are_a_receipt_by_chance(data: bytes) -> None:
    assert is_refused(lambda: read_receipt(data))


@given(
    st.integers(0, 2**63 - 1),
    st.lists(st.binary(min_size=32, max_size=32), max_size=63),
    st.none() | st.binary(max_size=50),
)
def test_a_proof_reads_back(index: int, hashes: list[bytes], extra: bytes | None) -> None:
    proof = Proof(index, tuple(hashes), NOTE, extra)
    assert read_proof(proof.text) == proof


NOTE = world(standard()).note
HASH = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="
TAIL = f"\n{NOTE.decode()}"
NO_PROOFS = [
    pytest.param("", id="空"),
    pytest.param(f"c2sp.org/tlog-proof@v2\nindex 1\n{TAIL}", id="别的版本"),
    pytest.param(f"c2sp.org/tlog-proof@v1\n{TAIL}", id="没有序号"),
    pytest.param(f"c2sp.org/tlog-proof@v1\nindex 01\n{TAIL}", id="前导零"),
    pytest.param(f"c2sp.org/tlog-proof@v1\nindex -1\n{TAIL}", id="负数"),
    pytest.param(f"c2sp.org/tlog-proof@v1\nindex  1\n{TAIL}", id="两个空格"),
    pytest.param(f"c2sp.org/tlog-proof@v1\nindex 1\nextra AA==\n{TAIL}", id="次序颠倒"),
    pytest.param(f"c2sp.org/tlog-proof@v1\nextra A\nindex 1\n{TAIL}", id="附加数据不对"),
    pytest.param(f"c2sp.org/tlog-proof@v1\nextra AA==\n{TAIL}", id="只有附加数据"),
    pytest.param(f"c2sp.org/tlog-proof@v1\nindex 1\nAAAA\n{TAIL}", id="哈希太短"),
    pytest.param(f"c2sp.org/tlog-proof@v1\nindex 1\n{HASH}\n" * 64 + TAIL, id="重复"),
    pytest.param("c2sp.org/tlog-proof@v1\nindex 1\n" + f"{HASH}\n" * 64 + TAIL, id="哈希太多"),
    pytest.param(f"c2sp.org/tlog-proof@v1\nindex 1\n{HASH}\n", id="没有检查点"),
    pytest.param(f"c2sp.org/tlog-proof@v1\nindex 1\n{HASH}\n\n\ud800", id="半个字符"),
]


@pytest.mark.parametrize("text", NO_PROOFS)
def test_what_is_not_written_as_a_proof_is_refused(text: str) -> None:
    assert is_refused(lambda: read_proof(text))


def test_every_changed_byte_of_a_proof_is_refused(of: Profile) -> None:
    here = world(of)
    for changed in flips(here.proof(6).text.encode(), of):
        text = changed.decode("utf-8", "replace")
        assert is_refused(lambda: verify_proof(read_proof(text), entry(6), here.policy))  # noqa: B023


def test_a_proof_under_a_checkpoint_nobody_witnessed_is_refused(of: Profile) -> None:
    here = world(of)
    alone = write_note(here.checkpoint.text, [signature_line(here.checkpoint.text, here.log)])
    with refused("policy.no_quorum"):
        verify_proof(replace(here.proof(6), note=alone), entry(6), here.policy)


def test_a_promise_says_entry_time_and_delay(of: Profile) -> None:
    signer = log_key(of, "desk.county.example")
    promise = verify_promise(give_promise(entry(1), ORIGIN, signer, NOW), entry(1), ORIGIN, signer.verifier)
    assert promise == Promise(ORIGIN, of.tree.leaf(entry(1)), NOW)
    assert promise.due == NOW + WITHIN_SECONDS == NOW + 60


def test_a_promise_is_for_one_entry_and_one_log(of: Profile) -> None:
    signer = log_key(of, "desk.county.example")
    note = give_promise(entry(1), ORIGIN, signer, NOW)
    with refused("promise.entry"):
        verify_promise(note, entry(2), ORIGIN, signer.verifier)
    with refused("promise.origin"):
        verify_promise(note, entry(1), "other.example", signer.verifier)
    with refused("note.not_signed"):
        verify_promise(note, entry(1), ORIGIN, new_signer("desk.county.example", of).verifier)


def test_a_promise_is_handed_out_with_the_very_entry_it_is_about(of: Profile) -> None:
    signer = log_key(of, "desk.county.example")
    openings = (Opening("payload", salt(1), canonical(WORDS)),)
    note = give_promise(entry(1), ORIGIN, signer, NOW)
    promise, opened = verify_promised(write_promised(entry(1), openings, note), ORIGIN, signer.verifier)
    assert promise.due == NOW + 60
    assert opened.payloads == {"payload": WORDS} and opened.entry["id"] == "00000001"
    with refused("promise.entry"):
        verify_promised(write_promised(entry(2), openings, note), None, signer.verifier)
    with refused("receipt.opening"):
        verify_promised(
            write_promised(entry(1), (replace(openings[0], salt=salt(2)),), note), None, signer.verifier
        )


def test_every_changed_byte_of_a_promise_s_file_is_refused(of: Profile) -> None:
    signer = log_key(of, "desk.county.example")
    openings = (Opening("payload", salt(1), canonical(WORDS)),)
    data = write_promised(entry(1), openings, give_promise(entry(1), ORIGIN, signer, NOW))
    for changed in flips(data, of):
        assert is_refused(lambda: verify_promised(changed, ORIGIN, signer.verifier))  # noqa: B023


def test_neither_file_passes_for_the_other() -> None:
    here, signer = world(standard()), log_key(standard(), "desk.county.example")
    handed = write_promised(entry(1), (), give_promise(entry(1), ORIGIN, signer, NOW))
    with refused("receipt.malformed"):
        read_receipt(handed)
    with refused("promise.malformed"):
        verify_promised(write_receipt(here.receipt(1)), None, signer.verifier)


def test_every_changed_byte_of_a_promise_is_refused(of: Profile) -> None:
    signer = log_key(of, "desk.county.example")
    for changed in flips(give_promise(entry(1), ORIGIN, signer, NOW), of):
        assert is_refused(lambda: verify_promise(changed, entry(1), ORIGIN, signer.verifier))  # noqa: B023


def test_no_checkpoint_passes_for_a_promise_and_no_promise_for_a_checkpoint(of: Profile) -> None:
    here = world(of)
    with refused("promise.malformed"):
        verify_promise(here.note, entry(1), ORIGIN, here.log.verifier)
    with refused("checkpoint.malformed"):
        here.policy.open(give_promise(entry(1), ORIGIN, here.log, NOW))


NO_PROMISES = [
    pytest.param(Promise(ORIGIN, b"\1" * 32, NOW, 61).text, id="太久"),
    pytest.param(Promise(ORIGIN, b"\1" * 31, NOW).text, id="哈希太短"),
    pytest.param(Promise(ORIGIN, b"\1" * 32, NOW).text + "more\n", id="多一行"),
    pytest.param(Promise(ORIGIN, b"\1" * 32, NOW).text.replace("within 60", "within 060"), id="前导零"),
    pytest.param(Promise(ORIGIN, b"\1" * 32, NOW).text.replace("v1", "v2"), id="别的版本"),
    pytest.param(Promise("", b"\1" * 32, NOW).text, id="没有日志"),
]


@pytest.mark.parametrize("text", NO_PROMISES)
def test_what_is_not_written_as_a_promise_is_refused(text: str) -> None:
    with refused("promise.malformed"):
        read_promise(text)
