"""verify.py and tlog say the same of every receipt, with the same code word."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from qinqing.refusals import Refused
from qinqing.tlog.policy import simple_policy
from qinqing.tlog.receipt import read_receipt, verify_receipt, write_receipt
from qinqing.tlog.tests.make import World, flips
from qinqing.verify import verify
from qinqing.verify.tests.corpus import WAYS, Bundle, bundles, by_tlog, home


def by_file(bundle: Bundle) -> str:
    """What verify.py says of it: 'proved' or a code word."""
    return outcome(bundle)[1]


def outcome(bundle: Bundle) -> tuple[int, str, list[verify.Pair]]:
    logs = [verify.read_key(bundle.log, cosigns=False)]
    witnesses = [verify.read_key(key, cosigns=True) for key in bundle.witnesses]
    return verify.judged(lambda: verify.verify_receipt(bundle.data, (logs, witnesses, bundle.threshold)))


def bundle_of(data: bytes, here: World) -> Bundle:
    keys = tuple(str(w.verifier) for w in here.witnesses)
    return Bundle("", data, str(here.log.verifier), keys, len(keys))


@pytest.mark.parametrize("opened", [True, False], ids=["打开", "不打开"])
def test_every_receipt_tlog_writes_is_accepted(opened: bool) -> None:
    here = home()
    for index in range(len(here.entries)):
        receipt = here.receipt(index)
        data = write_receipt(receipt if opened else replace(receipt, openings=()))
        assert by_file(bundle_of(data, here)) == "proved"


def test_every_changed_byte_is_refused() -> None:
    here = home()
    data = write_receipt(here.receipt(9))
    for changed in flips(data):
        code, word, said = outcome(bundle_of(changed, here))
        assert code == 1 and word != "proved" and said


@pytest.mark.proof
def test_verify_py_and_tlog_say_the_same_of_every_fuzzed_receipt(
    scaled: Callable[[int, int], int], record_property: Callable[[str, Any], None]
) -> None:
    here, counted = home(), Counter[str]()
    for bundle in bundles(scaled(300, 10_000), random.Random(20261130)):
        expected = by_tlog(bundle, here)
        assert by_file(bundle) == expected, bundle
        counted[f"{bundle.kind} {'proved' if expected == 'proved' else 'refused'}"] += 1
    # The corpus holds both what is to be accepted and what is to be refused, each way of making it.
    assert {kind.split()[0] for kind in counted} == {way.__name__ for way in WAYS}
    record_property("receipts", counted.total())
    assert counted["untouched proved"] and counted["under_odd_signatures proved"]


def test_a_refusal_is_said_in_tlog_s_own_words() -> None:
    here = home()
    policy = simple_policy(here.log.verifier, [w.verifier for w in here.witnesses], len(here.witnesses))
    seen = set()
    for bundle in bundles(400, random.Random(7)):
        own = outcome(bundle_of(bundle.data, here))
        try:
            verify_receipt(read_receipt(bundle.data), policy)
        except Refused as refused:
            seen.add(refused.code)
            if refused.code not in ("receipt.malformed", "receipt.opening", "note.malformed"):
                assert own[2] == [(refused.says.zh, refused.says.en)]
    assert len(seen) >= 8
