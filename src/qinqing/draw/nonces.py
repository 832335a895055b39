"""The two secret numbers: the bureau's and the supervisor's. Neither can choose the seed, neither can withhold it.

A party makes its nonce alone and gives away its part only: the commitment, and the nonce sealed (age) to every witness.
Who would withhold a nonce to undo an unwelcome draw cannot: any witness opens it, and that is logged.
"""

from __future__ import annotations

import base64
import binascii
import secrets
from collections.abc import Mapping, Sequence
from typing import Any

import pyrage

from qinqing.draw.seed import WIDTH
from qinqing.draw.texts import HEX, commitment
from qinqing.facts.shown import shorten
from qinqing.refusals import Refused, Say

PARTIES = ("bureau", "supervisor")
PARTY_SAYS = {"bureau": Say("本单位", "the bureau"), "supervisor": Say("监督方", "the supervisor")}
TAG = "draw.nonce"
FIELDS = frozenset({"draw", "party", "commitment", "sealed", "witnesses"})

Part = dict[str, Any]


def new_nonce() -> bytes:
    return secrets.token_bytes(WIDTH)


def written_nonce(nonce: bytes) -> str:
    """As a file holds it, and as it is sealed."""
    return nonce.hex() + "\n"


def read_nonce(text: str) -> bytes:
    """Refused `draw.nonce-form` for what is not 64 hexadecimal digits."""
    if not HEX.match(text.strip()):
        raise Refused(
            "draw.nonce-form",
            Say(
                "这不是随机数文件：应为一行 64 个小写十六进制字符。",
                "This is no nonce: one line of 64 lower-case hex digits is wanted.",
            ),
            remedy=Say(
                "请用 qinqing draw nonce 写出的文件。", "Use the file that `qinqing draw nonce` wrote."
            ),
        )
    return bytes.fromhex(text.strip())


def committed(draw: str, party: str, nonce: bytes) -> str:
    """Bound to draw and party: no part can be used twice or for the other side."""
    return commitment(TAG, nonce, {"draw": draw, "party": party})


def make_part(draw: str, party: str, nonce: bytes, witnesses: Sequence[str]) -> Part:
    """What a party hands over. `witnesses`: public age keys; Refused `draw.witness-key` for what is none."""
    if not witnesses:
        raise Refused(
            "draw.no-witness",
            Say(
                "没有见证方：随机数须密封给至少一个见证方。",
                "There is no witness: a nonce is sealed to one at least.",
            ),
            remedy=Say(
                "请用 --witness 指明见证方的 age 公钥。", "Name the witness's public age key with --witness."
            ),
        )
    keys = sorted({key.strip() for key in witnesses})
    sealed = pyrage.encrypt(written_nonce(nonce).encode(), [_recipient(key) for key in keys])
    text = base64.b64encode(sealed).decode()
    return {
        "draw": draw,
        "party": party,
        "commitment": committed(draw, party, nonce),
        "sealed": text,
        "witnesses": keys,
    }


def _recipient(key: str) -> Any:
    try:
        return pyrage.x25519.Recipient.from_str(key)
    except Exception as error:  # pyrage raises its own RecipientError, whose base is Exception
        raise Refused(
            "draw.witness-key",
            Say(f"{shorten(key)} 不是 age 公钥。", f"{shorten(key)} is no public age key."),
            remedy=Say("公钥以 age1 开头，由见证方提供。", "It begins with age1 and comes from the witness."),
        ) from error


def part_is_sound(part: object, draw: str, party: str) -> bool:
    """Whether it is a part of that party for that draw; that the sealed text opens, only a witness can say."""
    if not isinstance(part, dict) or set(part) != FIELDS or (part["draw"], part["party"]) != (draw, party):
        return False
    keys, mark = part["witnesses"], part["commitment"]
    named = (
        isinstance(keys, list)
        and len(keys) > 0
        and all(isinstance(key, str) for key in keys)
        and keys == sorted({*keys})
    )
    return named and isinstance(mark, str) and HEX.match(mark) is not None and _sealed(part) is not None


def _sealed(part: Mapping[str, Any]) -> bytes | None:
    try:
        return base64.b64decode(part["sealed"], validate=True) or None
    except (binascii.Error, TypeError, ValueError):
        return None


def refuse_parts(parts: Sequence[Any], draw: str) -> list[Part]:
    """Both parts, the bureau's first; Refused `draw.parts`."""
    found = {party: [part for part in parts if part_is_sound(part, draw, party)] for party in PARTIES}
    if len(parts) != len(PARTIES) or any(len(of_party) != 1 for of_party in found.values()):
        raise Refused(
            "draw.parts",
            Say(
                f"须有两份承诺：本单位和监督方各一份，都是为 {shorten(draw)} 做的。",
                f"Two parts are wanted, the bureau's and the supervisor's, both made for {shorten(draw)}.",
            ),
            remedy=Say(
                "请双方各自运行 qinqing draw nonce，交来 --part 写出的文件。",
                "Each side runs `qinqing draw nonce` and hands over the file of --part.",
            ),
        )
    bureau, supervisor = (found[party][0] for party in PARTIES)
    if bureau["commitment"] == supervisor["commitment"]:  # impossible unless one copied the other's file
        raise Refused(
            "draw.parts-same",
            Say("两份承诺相同。", "Both parts are the same."),
            remedy=Say("请双方各自另做一份。", "Let each side make its own."),
        )
    return [bureau, supervisor]


def unseal(part: Mapping[str, Any], identity: str) -> bytes:
    """What a witness does with its secret age key; Refused `draw.sealed` where it does not open to the commitment."""
    try:
        opened = pyrage.decrypt(
            _sealed(part) or b"", [pyrage.x25519.Identity.from_str(_secret_key(identity))]
        )
        nonce = read_nonce(opened.decode("ascii"))
    except Exception as error:  # pyrage's errors share no base but Exception
        raise unopened(part, Say("打不开", "it does not open with this key")) from error
    if committed(part["draw"], part["party"], nonce) != part["commitment"]:
        raise unopened(part, Say("里面不是承诺的随机数", "what is inside is not the nonce committed to"))
    return nonce


def _secret_key(text: str) -> str:
    """The key's line in a file as age-keygen writes it."""
    lines = (line.strip() for line in text.splitlines())
    return next((line for line in lines if line.startswith("AGE-SECRET-KEY-")), "")


def unopened(part: Mapping[str, Any], why: Say) -> Refused:
    party = PARTY_SAYS[part["party"]]
    return Refused(
        "draw.sealed",
        Say(f"{party.zh}密封的随机数{why.zh}。", f"The nonce sealed by {party.en}: {why.en}."),
        remedy=Say(
            "请换见证方自己的私钥；若确实打不开，请在抽取之前指出，作废后重新承诺。",
            "Use the witness's own secret key; if it truly does not open, say so before the draw: it is voided and committed anew.",
        ),
    )


def ordered_nonces(parts: Sequence[Part], nonces: Sequence[bytes]) -> tuple[bytes, bytes]:
    """The bureau's and the supervisor's, whatever order they were given in; Refused `draw.nonce-wrong`."""
    found = [_nonce_of(part, nonces) for part in parts]
    missing = [PARTY_SAYS[part["party"]] for part, nonce in zip(parts, found, strict=True) if nonce is None]
    if missing:
        zh, en = "、".join(one.zh for one in missing), ", ".join(one.en for one in missing)
        raise Refused(
            "draw.nonce-wrong",
            Say(f"没有给出与承诺相符的随机数：{zh}。", f"No nonce fits the commitment of: {en}."),
            remedy=Say(
                "请给出承诺时的随机数文件；一方不交的，由见证方打开密封的一份（--unseal）。",
                "Give the nonce committed to; if a side withholds it, a witness opens the sealed one (--unseal).",
            ),
        )
    bureau, supervisor = (nonce or b"" for nonce in found)
    return bureau, supervisor


def _nonce_of(part: Part, nonces: Sequence[bytes]) -> bytes | None:
    mark, draw, party = part["commitment"], part["draw"], part["party"]
    return next((nonce for nonce in nonces if committed(draw, party, nonce) == mark), None)
