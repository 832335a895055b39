"""The bundle: one JSON file with everything an outsider needs to check a draw (docs/algorithms/draw.md).

Lists of canonical texts, one to a line, so that bytes can be compared: `plan`, `enterprises`, `inspectors`, `steps`,
`sources` (texts as published), once opened `result` and `substitutions`, and `receipts` (that plan and steps stand in
the log). Each step holds the SHA-256 of the one before; that is logged at once, the file handed over when it is opened.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from functools import cached_property
from json.encoder import encode_basestring
from typing import Any

from qinqing.draw import texts
from qinqing.draw.pool import Pool, enterprise_of, inspector_of
from qinqing.draw.times import read_time, written
from qinqing.refusals import Refused, Say

VERSION = "qqdraw-bundle/v1"
ALGORITHM = "qqdraw/v1"
FIRST = "0" * 64
COMMIT, RUN, SUBSTITUTE, OPEN, VOID = "draw.commit", "draw.run", "draw.substitute", "draw.open", "draw.void"
# Which steps may follow which: nothing twice but substitutions, and what was voided may still be opened.
AFTER = {
    "": {COMMIT},
    COMMIT: {RUN, VOID},
    RUN: {SUBSTITUTE, OPEN, VOID},
    SUBSTITUTE: {SUBSTITUTE, OPEN, VOID},
    OPEN: {VOID},
    VOID: {OPEN},
}


@dataclass(frozen=True)
class Bundle:
    """Canonical texts, and receipts as files hold them; `result` and `substitutions` are empty until the draw is opened."""

    plan: tuple[str, ...]
    enterprises: tuple[str, ...]
    inspectors: tuple[str, ...]
    steps: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    result: tuple[str, ...] = ()
    substitutions: tuple[str, ...] = ()
    receipts: tuple[str, ...] = ()

    @cached_property
    def entries(self) -> tuple[dict[str, Any], ...]:
        """What the steps say; Refused `draw.step-form` where one is no canonical text."""
        entries = [texts.entry_of(step) for step in self.steps]
        whole = [entry for entry in entries if entry is not None]
        if len(whole) != len(entries):
            raise broken_step(entries.index(None) + 1)
        return tuple(whole)

    @cached_property
    def pool(self) -> Pool:
        """Both lists as rows; Refused `draw.pool-text` for a text that is none."""
        enterprises = [enterprise_of(line) for line in self.enterprises]
        inspectors = [inspector_of(line) for line in self.inspectors]
        for name, rows in (("enterprises", enterprises), ("inspectors", inspectors)):
            if None in rows:
                raise broken_row(name, rows.index(None) + 1)
        return Pool(tuple(row for row in enterprises if row), tuple(row for row in inspectors if row))

    def entry(self, type: str) -> dict[str, Any] | None:
        return next((entry for entry in self.entries if entry.get("type") == type), None)

    @property
    def commit(self) -> dict[str, Any]:
        return self.entries[0]

    @property
    def commit_hash(self) -> bytes:
        """SHA-256 of the text of the commit, as it goes into the seed."""
        return bytes.fromhex(texts.digest(self.steps[0].encode()))

    @property
    def head(self) -> str:
        """SHA-256 of the last step: who knows it knows everything before."""
        return texts.digest(self.steps[-1].encode()) if self.steps else FIRST

    @property
    def draw(self) -> str:
        return str(self.commit["draw"])

    @property
    def may_follow(self) -> set[str]:
        """Types of step that may come next."""
        return following([str(entry.get("type")) for entry in self.entries])

    def with_step(
        self, type: str, moment: datetime, fields: Mapping[str, Any], **lists: tuple[str, ...]
    ) -> Bundle:
        """One step more; Refused `draw.order` where it may not follow, `draw.clock` where it would be the earlier one."""
        refuse_order(self, type)
        refuse_backwards(self, moment)
        begins = {"v": 1, "draw": fields.get("draw") or self.draw, "n": len(self.steps) + 1, "type": type}
        step = texts.text_of({**begins, "at": written(moment), "prev": self.head, **fields})
        return replace(self, steps=(*self.steps, step), **lists)


def following(types: Sequence[str]) -> set[str]:
    """What may come after steps of these types. A void draw is opened only if it was run and not yet opened."""
    last = types[-1] if types else ""
    if last == VOID:
        return {OPEN} if RUN in types and OPEN not in types else set()
    allowed = AFTER.get(last, set())
    return allowed - {VOID} if VOID in types else allowed


LISTS = tuple(field.name for field in fields(Bundle))
STEP_SAYS = {
    COMMIT: Say("承诺", "committed"),
    RUN: Say("抽取", "drawn"),
    SUBSTITUTE: Say("替补", "substituted in"),
    OPEN: Say("公开", "opened"),
    VOID: Say("作废", "voided"),
}


def refuse_order(bundle: Bundle, type: str) -> None:
    if type in bundle.may_follow:
        return
    last = STEP_SAYS.get(
        str(bundle.entries[-1].get("type")) if bundle.steps else "", Say("未开始", "not begun")
    )
    again = any(entry.get("type") == type for entry in bundle.entries)
    step = STEP_SAYS[type]
    zh = f"已经{step.zh}过，不能再来一次" if again else f"现在不能{step.zh}"
    en = f"has been {step.en} already" if again else f"cannot be {step.en} now"
    raise Refused(
        "draw.order",
        Say(f"{bundle.draw} {zh}（最近一步：{last.zh}）。", f"{bundle.draw} {en} (last: {last.en})."),
        remedy=Say(
            "次序是：承诺、抽取、替补、公开；作废的不能再抽。请先做前一步，或查看已有的结果。",
            "The order is commit, run, substitute, open; a void draw is not run again. Do the step before, or look at what is there.",
        ),
    )


def refuse_backwards(bundle: Bundle, moment: datetime) -> None:
    """A machine whose clock was set back would leave a bundle nobody can verify."""
    last = read_time(bundle.entries[-1]["at"]) if bundle.steps else None
    if last is not None and moment < last:
        raise Refused(
            "draw.clock",
            Say(
                f"现在是 {written(moment)}，早于上一步的 {written(last)}。",
                f"It is {written(moment)}, which is before the last step, {written(last)}.",
            ),
            remedy=Say("请校准这台机器的时钟。", "Set the clock of this machine right."),
        )


def broken_step(number: int) -> Refused:
    return Refused(
        "draw.step-form",
        Say(
            f"第 {number} 步不是规范文本，被改动过或者没有写完。",
            f"Step {number} is no canonical text: it was altered or cut.",
        ),
        remedy=Say(
            "请向保存者索取原件；改动过的不能采信。", "Ask for the original; what was altered proves nothing."
        ),
    )


def broken_row(table: str, number: int) -> Refused:
    return Refused(
        "draw.pool-text",
        Say(
            f"档案里 {table} 的第 {number} 行不是规范的一行，被改动过。",
            f"Row {number} of {table} in the bundle is not in its canonical form: it was altered.",
        ),
        remedy=Say("请向保存者索取原件。", "Ask for the original."),
    )


def dumped(bundle: Bundle) -> bytes:
    """The one file of a bundle: keys in order, one text to a line."""
    rows = [f'"{name}":{_listed(getattr(bundle, name))}' for name in sorted(LISTS)]
    return "\n".join(["{", ",\n".join([*rows, f'"v":"{VERSION}"']), "}", ""]).encode("utf-8")


def _listed(lines: tuple[str, ...]) -> str:
    return "[\n" + ",\n".join(map(encode_basestring, lines)) + "\n]" if lines else "[]"


def loaded(data: bytes) -> Bundle:
    """The bundle in a file; Refused `draw.bundle-form` unless the bytes are exactly those `dumped` writes."""
    try:
        read = json.loads(data)
        sound = (
            isinstance(read, dict)
            and set(read) == {*LISTS, "v"}
            and all(_is_lines(read[name]) for name in LISTS)
        )
        bundle = Bundle(**{name: tuple(read[name]) for name in LISTS}) if sound else None
    except (ValueError, RecursionError):
        bundle = None
    if bundle is None or dumped_or_none(bundle) != data:
        raise Refused(
            "draw.bundle-form",
            Say(
                "这不是抽取档案，或者被改动、截断过。",
                "This is no bundle of a draw, or it was altered or cut.",
            ),
            remedy=Say(
                "请向保存者索取原件，按原样保存，不要用编辑器改存。",
                "Ask for the original and keep it as it is: no editor's saving.",
            ),
        )
    return bundle


def dumped_or_none(bundle: Bundle) -> bytes | None:
    try:
        return dumped(bundle)
    except UnicodeEncodeError:  # half a surrogate pair, which JSON can spell and UTF-8 cannot
        return None


def _is_lines(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(line, str) for line in value)
