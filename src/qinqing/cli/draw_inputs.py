"""What `qinqing draw` is given: texts of sources, numbers and keys of witnesses, each read or refused by name."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qinqing.refusals import Refused, Say

if TYPE_CHECKING:
    from qinqing.draw.bundle import Bundle
    from qinqing.draw.running import Given


def sound(path: Path) -> Bundle:
    """The bundle, once it holds."""
    from qinqing.draw import store
    from qinqing.draw.verify import verify as verified

    whole = store.read(path)
    verified(whole)
    return whole


def content(path: Path) -> bytes:
    from qinqing.draw.store import unreadable_file

    try:
        return path.read_bytes()
    except OSError as error:
        raise unreadable_file(path, error) from error


def read_part(path: Path) -> dict[str, Any]:
    try:
        read = json.loads(content(path))
    except (ValueError, RecursionError):
        read = {}
    return read if isinstance(read, dict) else {}


def paired(given: Sequence[str], option: str) -> dict[str, Path]:
    """NAME=FILE, each name once; Refused `draw.option`."""
    pairs = [text.partition("=") for text in given]
    names = [name for name, sign, path in pairs if sign and name and path]
    if len({*names}) != len(given):
        raise Refused(
            "draw.option",
            Say(f"{option} 应写成 名称=文件，每个名称一次。", f"{option} is NAME=FILE, each name once."),
            remedy=Say("名称与承诺时的一致。", "The name is the one committed to."),
        )
    return {name: Path(path) for name, _, path in pairs}


def given_texts(sources: Sequence[str], fallbacks: Sequence[str], why: str) -> dict[str, Given]:
    """The text of each source, or of its fallback with the reason."""
    from qinqing.draw.reasons import refuse_no_reason
    from qinqing.draw.running import Given

    reason = refuse_no_reason(why) if fallbacks else None
    own, instead = paired(sources, "--source"), paired(fallbacks, "--fallback")
    if both := sorted({*own} & {*instead}):
        raise Refused(
            "draw.option",
            Say(f"{both[0]} 同时给了正选和备用。", f"Both source and fallback are given for {both[0]}."),
            remedy=Say("请只给一个。", "Give one of them."),
        )
    texts = {name: Given(content(path)) for name, path in own.items()}
    return texts | {name: Given(content(path), reason) for name, path in instead.items()}


def opened_by_witness(bundle: Bundle, given: Sequence[str]) -> dict[str, bytes]:
    """Nonces as a witness opens them with its secret key."""
    from qinqing.draw.nonces import unseal

    parts = {part["party"]: part for part in bundle.commit["parts"]}
    keys = paired(given, "--unseal")
    if unknown := sorted({*keys} - {*parts}):
        known = "、".join(parts), ", ".join(parts)
        raise Refused(
            "draw.option",
            Say(
                f"没有“{unknown[0]}”这一方；有：{known[0]}。",
                f"There is no side {unknown[0]}; there are: {known[1]}.",
            ),
            remedy=Say("请写成 supervisor=私钥文件。", "Write supervisor=KEYFILE."),
        )
    return {
        party: unseal(parts[party], content(path).decode("utf-8", "replace")) for party, path in keys.items()
    }
