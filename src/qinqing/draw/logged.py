"""What the log says of a draw: by the receipts in the bundle, or by a line per step where the log is kept elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from qinqing.draw import texts
from qinqing.draw.bundle import Bundle
from qinqing.draw.checks import refused
from qinqing.draw.times import read_time
from qinqing.refusals import Refused, Say
from qinqing.tlog.keys import Verifier
from qinqing.tlog.policy import Policy
from qinqing.tlog.receipt import Verified, read_receipt, verify_receipt

PLAN = "draw.plan"
LAST_SECOND = 253_402_271_999  # of the year 9999: a witness that says later says nothing


@dataclass(frozen=True, slots=True)
class Logged:
    """The digest of one step as the log has it, and when a witness had seen it."""

    sha256: str
    witnessed_at: datetime | None = None


def logged_by(bundle: Bundle, policy: Policy) -> list[Logged]:
    """What the receipts prove to whoever trusts `policy`: the plan, then every step, in the log's order, none between.

    Refused with the first thing that does not hold.
    """
    proved = [verify_receipt(read_receipt(text.encode()), policy) for text in bundle.receipts]
    if len(proved) != 1 + len(bundle.steps):
        raise refused_receipts(len(proved), len(bundle.steps))
    check_order(proved)
    check_plan(proved[0].entry, bundle)
    for n, one in enumerate(proved[1:]):
        check_entry(one.entry, proved[n].entry if n else None, bundle, n)
    return [Logged(one.entry["pub"]["step"], seen_at(policy, one.witnessed.cosigned)) for one in proved[1:]]


def check_order(proved: Sequence[Verified]) -> None:
    """All in one log, each behind the one before."""
    origins = {one.witnessed.checkpoint.origin for one in proved}
    if len(origins) != 1 or not all(one.index < other.index for one, other in pairwise(proved)):
        raise refused(
            "draw.log-order",
            Say("存证里各步的先后不对。", "In the log the steps stand in another order."),
        )


def check_plan(entry: Mapping[str, Any], bundle: Bundle) -> None:
    said = entry.get("pub")
    if entry.get("type") != PLAN or not isinstance(said, dict) or said.get("plan") != bundle.commit["plan"]:
        raise refused(
            "draw.log-plan", Say("存证的年度计划不是这一份。", "The plan that was logged is not this one.")
        )


def check_entry(entry: Mapping[str, Any], before: Mapping[str, Any] | None, bundle: Bundle, n: int) -> None:
    """The entry of step `n` (from 0): of its type and draw, and the next of its case, so that none was left out."""
    step, said = bundle.entries[n], entry.get("pub")
    told = {"draw": bundle.draw, "n": n + 1, "step": texts.digest(bundle.steps[n].encode())}
    named = (entry.get("cseq"), entry.get("cprev"), entry.get("case"))
    follows = (n + 1, before.get("id") if before else None, (before or entry).get("case"))
    if entry.get("type") != step["type"] or not isinstance(said, dict) or not told.items() <= said.items():
        raise refused(
            "draw.not-logged",
            Say(f"第 {n + 1} 步与存证不符。", f"Step {n + 1} is not the one that was logged."),
        )
    if named != follows:
        raise refused(
            "draw.log-chain",
            Say(
                f"存证里第 {n + 1} 步之前另有这次抽取的记录，档案里没有。",
                f"Before step {n + 1} the log has more of this draw than the bundle shows.",
            ),
        )


def seen_at(policy: Policy, cosigned: Mapping[Verifier, int]) -> datetime | None:
    """When enough witnesses had seen it, by their own clocks; None where none did."""
    seen: set[Verifier] = set()
    for witness, time in sorted(cosigned.items(), key=lambda one: one[1]):
        seen.add(witness)
        if policy.quorum.satisfied(seen):
            return datetime.fromtimestamp(min(time, LAST_SECOND), UTC)
    return None


def refused_receipts(have: int, steps: int) -> Refused:
    return Refused(
        "draw.receipts-missing",
        Say(
            f"档案有 {steps} 步，应有 {steps + 1} 份回执（年度计划和各步），有 {have} 份。",
            f"For {steps} steps the bundle should carry {steps + 1} receipts, the plan's and each step's; it has {have}.",
        ),
        remedy=Say(
            "请由保存者在本平台运行 qinqing draw log，补存证并取回执，再核验。",
            "Have its keeper run `qinqing draw log` on the installation, which logs and fetches them; then verify.",
        ),
    )


def check_logged(bundle: Bundle, logged: Sequence[Logged]) -> None:
    """The log's word: the same steps, none more and none less, the commit seen before any source was out."""
    for number, (step, entry) in enumerate(zip(bundle.steps, logged, strict=False), 1):
        if texts.digest(step.encode()) != entry.sha256:
            raise refused(
                "draw.not-logged",
                Say(f"第 {number} 步与存证不符。", f"Step {number} is not the one that was logged."),
            )
    if len(bundle.steps) != len(logged):
        ours, theirs = len(bundle.steps), len(logged)
        raise refused(
            "draw.steps-missing",
            Say(f"档案有 {ours} 步，存证有 {theirs} 步。", f"The bundle has {ours} steps, the log {theirs}."),
        )
    seen, known = logged[0].witnessed_at, first_known(bundle)
    if seen is not None and known is not None and seen >= known:
        raise refused(
            "draw.witnessed-late",
            Say(
                "见证方看到承诺时，随机源已经公布。", "A source was out when the witness saw the commitment."
            ),
        )


def first_known(bundle: Bundle) -> datetime | None:
    """When the first of the sources is out; what is malformed is told by the checks of the commit."""
    return min(known_from(bundle), default=None)


def known_from(bundle: Bundle) -> list[datetime]:
    try:
        moments = [read_time(spec["known_from"]) for spec in bundle.commit["sources"]]
    except (TypeError, KeyError):
        return []
    return [moment for moment in moments if moment]


def read_logged(path: Path) -> list[Logged]:
    """A line per step: its SHA-256 and, where a witness saw it, when. Refused `draw.logged-form`."""
    try:
        rows = [line.split() for line in path.read_text(encoding="utf-8-sig").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError):
        rows = []
    read = [_logged(row) for row in rows]
    whole = [one for one in read if one is not None]
    if not whole or len(whole) != len(read):
        raise Refused(
            "draw.logged-form",
            Say(
                f"{path} 应是每行一步：散列，以及见证时刻（可无）。",
                f"{path} should hold a line per step: its digest and, if any, the witness's time.",
            ),
            remedy=Say(
                "时刻要带时区，如 2026-07-01T09:00:00+08:00。",
                "A time has its offset, as 2026-07-01T09:00:00+08:00.",
            ),
        )
    return whole


def _logged(row: Sequence[str]) -> Logged | None:
    moment = read_time(row[1]) if len(row) == 2 else None
    fits = texts.HEX.match(row[0]) and (len(row) == 1 or moment is not None)
    return Logged(row[0], moment) if fits else None
