"""The page that checks receipts, opened from a saved file: it says what verify.py says, and anyone can use it."""

from __future__ import annotations

import base64
import random
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from playwright.sync_api import Page

from qinqing.tlog.checkpoint import Checkpoint
from qinqing.tlog.keys import Signer, Verifier
from qinqing.tlog.profile import standard
from qinqing.tlog.receipt import write_receipt
from qinqing.tlog.tests.golden.build import FOLDER as GOLDEN
from qinqing.tlog.tests.make import checkpoint_note, flips, weak_keys
from qinqing.verify.tests.corpus import Bundle, bundles, home
from qinqing.verify.tests.test_agreement import bundle_of, outcome
from qinqing.verify.verify import judged, parsed, read_key, verify_promise, verify_receipt
from tests.journeys.looking import SIZES, runs_over, violations

# What a browser without Ed25519, or an address without SubtleCrypto, looks like to the page.
WITHOUT = {
    "as it is": "",
    "without Ed25519": """
        const old = SubtleCrypto.prototype.importKey;
        SubtleCrypto.prototype.importKey = function (form, data, how, ...rest) {
            if (how.name === 'Ed25519') return Promise.reject(new DOMException('', 'NotSupportedError'));
            return old.call(this, form, data, how, ...rest);
        };""",
    "without SubtleCrypto": "Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined });",
}
VERIFY = """async given => {
    const found = [];
    for (const [data, log, witnesses, threshold] of given) {
        const bytes = Uint8Array.from(atob(data), c => c.charCodeAt(0));
        const said = await qinqing.verify(bytes, log, witnesses, threshold);
        found.push([said.code, said.told]);
    }
    return found;
}"""
OWN = """async given => Promise.all(given.map(async ([key, signature, message]) => {
    const bytes = text => Uint8Array.from(atob(text), c => c.charCodeAt(0));
    return qinqing.ed25519Own(bytes(key), bytes(signature), bytes(message), async m => qinqing.sha512Own(m));
}))"""
BATCH = 100


def by_page(page: Page, given: list[Bundle]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Code word and sentences of each."""
    told = [[to_text(b.data), b.log, "\n".join(b.witnesses), str(b.threshold)] for b in given]
    return [(code, [(zh, en) for zh, en in said]) for code, said in page.evaluate(VERIFY, told)]


def to_text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def by_file(given: list[Bundle]) -> list[tuple[str, list[tuple[str, str]]]]:
    return [(code, said) for _, code, said in map(outcome, given)]


@pytest.mark.proof
def test_page_and_verify_py_say_the_same_of_every_fuzzed_receipt(
    saved: Callable[..., Page], scaled: Callable[[int, int], int], record_property: Callable[[str, Any], None]
) -> None:
    page, corpus = saved(), [*bundles(scaled(120, 10_000), random.Random(20261130))]
    for first in range(0, len(corpus), BATCH):
        part = corpus[first : first + BATCH]
        for bundle, expected, found in zip(part, by_file(part), by_page(page, part), strict=True):
            assert found == expected, bundle
    record_property("receipts", len(corpus))


@pytest.mark.parametrize("missing", WITHOUT)
def test_the_page_needs_nothing_that_old_browsers_lack(saved: Callable[..., Page], missing: str) -> None:
    part = [*bundles(90, random.Random(4))]
    assert by_page(saved(WITHOUT[missing]), part) == by_file(part)


def test_every_changed_byte_is_refused_by_the_page(saved: Callable[..., Page]) -> None:
    here = home()
    changed = [bundle_of(data, here) for data in flips(write_receipt(here.receipt(9)))][::5]
    assert not [code for code, _ in by_page(saved(), changed) if code == "proved"]


# RFC 8032, section 7.1, tests 1 to 3: public key, signature, message.
VECTORS = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        "",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        "72",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
        "af82",
    ),
]


def test_the_own_ed25519_accepts_what_the_standard_does_and_nothing_near_it(
    saved: Callable[..., Page],
) -> None:
    true = [tuple(map(bytes.fromhex, vector)) for vector in VECTORS]
    for n in range(20):
        key = Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32)
        message = b"x" * (n * 13)
        true.append((key.public_key().public_bytes_raw(), key.sign(message), message))
    chance, false = random.Random(5), []
    for key, signature, message in true:
        at = chance.randrange(64)
        false.append((key, signature[:at] + bytes([signature[at] ^ 1]) + signature[at + 1 :], message))
        false.append((key, signature, message + b"!"))
    order = 2**252 + 27742317777372353535851937790883648493
    late = int.from_bytes(true[0][1][32:], "little") + order
    false.append((true[0][0], true[0][1][:32] + late.to_bytes(32, "little"), true[0][2]))
    given = [[*map(to_text, one)] for one in (*true, *false)]
    assert saved().evaluate(OWN, given) == [True] * len(true) + [False] * len(false)


def test_odd_points_are_judged_as_openssl_judges_them(saved: Callable[..., Page]) -> None:
    """Points of small order and in other writings, which only whoever holds the key can make: all must agree."""
    prime, one, zero = 2**255 - 19, (1).to_bytes(32, "little"), bytes(32)
    keys = [
        one,
        *(
            (y | sign << 255).to_bytes(32, "little")
            for y in (1, 2, prime - 1, prime, prime + 1)
            for sign in (0, 1)
        ),
    ]
    first = [one, zero, (prime + 1).to_bytes(32, "little"), b"\xff" * 32]
    given = [(key, r + zero, bytes([n])) for key in keys for r in first for n in range(4)]
    expected = []
    for key, signature, message in given:
        try:
            Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
            expected.append(True)
        except InvalidSignature:
            expected.append(False)
    assert saved().evaluate(OWN, [[*map(to_text, one)] for one in given]) == expected
    assert True in expected and False in expected


def test_no_key_of_small_order_is_taken(saved: Callable[..., Page]) -> None:
    here = home()
    bundle = bundle_of(write_receipt(here.receipt(4)), here)
    page = saved()
    for public in weak_keys():
        key = str(Verifier("log.example", standard(), public))
        code, _ = by_page(page, [replace(bundle, log=key)])[0]
        assert code == "note.weak_key"


def test_no_checkpoint_is_believed_by_a_key_of_promises(saved: Callable[..., Page]) -> None:
    """The page takes both keys at once: whoever answers people must not pass for a log."""
    here, desk = home(), Signer("desk.example/promise", standard(), b"\7" * 32)
    note = checkpoint_note(Checkpoint(desk.name, here.levels.size, here.levels.root()), desk)
    receipt = here.receipt(4)
    forged = write_receipt(replace(receipt, proof=replace(receipt.proof, note=note)))
    bundle = Bundle("forged", forged, f"{here.log.verifier}\n{desk.verifier}", (), 0)
    assert by_page(saved(), [bundle])[0][0] == "checkpoint.origin"


@pytest.mark.proof
def test_page_and_verify_py_say_the_same_of_every_changed_promise(
    saved: Callable[..., Page], scaled: Callable[[int, int], int], record_property: Callable[[str, Any], None]
) -> None:
    page, chance = saved(), random.Random(8)
    desk, data = (GOLDEN / "desk.key").read_text().strip(), (GOLDEN / "promise-7.json").read_bytes()
    changed = [data, *flips(data)]
    changed += [cut_and_pasted_lines(data, chance) for _ in range(scaled(50, 2_000))]
    some = chance.sample(changed, min(len(changed), scaled(150, len(changed))))
    key = read_key(desk, cosigns=False)
    for first in range(0, len(some), BATCH):
        part = some[first : first + BATCH]
        found = by_page(page, [Bundle("promise", one, desk, (), 0) for one in part])
        for one, (code, said) in zip(part, found, strict=True):
            # What no longer says to be a promise is read as a receipt by both.
            kind = verify_promise if b'"kind": "promise"' in one and is_json(one) else verify_receipt
            trust: Any = [key] if kind is verify_promise else ([], [], 0)
            expected = judged(lambda kind=kind, one=one, trust=trust: told(kind, one, trust))  # type: ignore[misc]
            assert (code, said) == expected[1:], one
    record_property("promises", len(some))


def told(kind: Any, data: bytes, trust: Any) -> Any:
    return kind(data, trust, None) if kind is verify_promise else kind(data, trust)


def is_json(data: bytes) -> bool:
    found = parsed(data)
    return isinstance(found, dict) and found.get("kind") == "promise"


def cut_and_pasted_lines(data: bytes, chance: random.Random) -> bytes:
    lines = data.split(b"\n")
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(3):
        case 0:
            lines[at], lines[other] = lines[other], lines[at]
        case 1:
            del lines[at]
        case _:
            lines.insert(at, lines[other])
    return b"\n".join(lines)


def test_what_combines_is_normal_to_the_browser_as_to_python(saved: Callable[..., Page]) -> None:
    """What this Python writes as NFC is NFC to a younger Unicode too; its standard promises so."""
    known = [chr(n) for n in range(0x20, 0x110000) if not 0xD800 <= n < 0xE000]
    moving = [c for c in known if unicodedata.combining(c) or unicodedata.decomposition(c)]
    words = "".join(unicodedata.normalize("NFC", f"a{char}\u0301\u0323") + "\n" for char in moving)
    assert saved().evaluate("text => text.normalize('NFC') === text", words)
    assert len(moving) > 6_000


@pytest.mark.parametrize("how", ["off", "old"])
def test_a_browser_that_cannot_check_is_told_what_to_do(saved: Callable[..., Page], how: str) -> None:
    """JavaScript turned off, or so old that the script does not parse."""
    page = saved(viewport=SIZES["390"], java_script_enabled=how != "off", spoilt=how == "old")
    assert page.is_visible("#cannot") and "在浏览器打开" in page.inner_text("#cannot")
    assert not page.is_visible("#form")
    if how == "old":
        assert violations(page) == []
    assert page.locator("body").bounding_box()["width"] <= 390  # type: ignore[index]


def filled(page: Page, bundle: Bundle, tmp_path: Path) -> None:
    (tmp_path / "receipt.json").write_bytes(bundle.data)
    page.set_input_files("#receipt", tmp_path / "receipt.json")
    page.fill("#log-key", bundle.log)
    page.fill("#witness-keys", "\n".join(bundle.witnesses))


@pytest.mark.parametrize("size", SIZES)
def test_somebody_checks_a_receipt_with_the_keyboard_and_reads_what_was_proved(
    saved: Callable[..., Page], tmp_path: Path, size: str
) -> None:
    page, here = saved(viewport=SIZES[size]), home()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    filled(page, bundle_of(write_receipt(here.receipt(4)), here), tmp_path)
    page.focus("#threshold")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#result:visible")
    said = page.inner_text("#result")
    for words in ("成立", "It holds", "第 4 条", "某企业的申请，已收到", "witness1.example"):
        assert words in said
    assert "00000004" not in said and page.evaluate("document.activeElement.id") == "result"
    page.click("#result summary")
    assert "00000004" in page.inner_text("#result") and "proved" in page.inner_text("#result")
    assert asked == [] and violations(page) == [] and not runs_over(page)


@pytest.mark.parametrize("size", SIZES)
def test_a_changed_receipt_is_refused_in_words_and_the_page_stays_whole(
    saved: Callable[..., Page], tmp_path: Path, size: str
) -> None:
    page, here = saved(viewport=SIZES[size]), home()
    assert violations(page) == [] and not runs_over(page)
    data = write_receipt(here.receipt(4)).replace("已收到".encode(), "未收到".encode())
    filled(page, bundle_of(data, here), tmp_path)
    page.click("button")
    page.wait_for_selector("#result:visible")
    assert "不成立" in page.inner_text("#result") and "receipt.opening" in page.inner_text("#result")
    assert violations(page) == [] and not runs_over(page)


def test_a_receipt_may_be_dropped_onto_the_page(saved: Callable[..., Page]) -> None:
    page, here = saved(), home()
    bundle = bundle_of(write_receipt(here.receipt(4)), here)
    page.fill("#log-key", bundle.log)
    page.evaluate(
        """text => {
            const data = new DataTransfer();
            data.items.add(new File([text], 'receipt.json'));
            document.dispatchEvent(new DragEvent('drop', { dataTransfer: data, cancelable: true }));
        }""",
        bundle.data.decode(),
    )
    page.click("button")
    page.wait_for_selector("#result:visible")
    assert "没有核对见证" in page.inner_text("#result")


def test_what_was_left_out_or_miswritten_is_told_apart_from_a_receipt_that_does_not_hold(
    saved: Callable[..., Page], tmp_path: Path
) -> None:
    page, here = saved(), home()
    bundle = bundle_of(write_receipt(here.receipt(4)), here)

    def said() -> str:
        page.click("button")
        page.wait_for_selector("#result:visible")
        return page.inner_text("#result")

    assert "还没有选择回执文件" in said() and "没有核验" in said()
    filled(page, bundle, tmp_path)
    page.fill("#threshold", "3")
    assert "见证方没有这么多家" in said()
    page.fill("#threshold", "")
    page.fill("#log-key", bundle.log[:-1] + "A")
    page.click("button")
    page.wait_for_selector("text=note.verifier_key")
    assert "没有核验" in page.inner_text("#result")
