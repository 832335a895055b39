"""Anybody's check of a bundle, offline: every promise of the procedure in turn, the first that fails named.

Without what was logged (`logged`) it says that the bundle agrees with itself; a bundle made up whole does so too. With
the digests of the steps from the log it says that this is the draw that was committed to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from qinqing.draw import texts
from qinqing.draw.bundle import (
    ALGORITHM,
    COMMIT,
    FIRST,
    OPEN,
    RUN,
    VOID,
    Bundle,
    broken_step,
    following,
    loaded,
)
from qinqing.draw.checks import check_commit, check_opening, check_run, moment_of, refused
from qinqing.draw.forms import is_step
from qinqing.draw.times import read_time
from qinqing.refusals import Refused, Say

__all__ = ["Logged", "Report", "read_logged", "verify", "verify_bytes"]

STATES = {COMMIT: "committed", RUN: "run", OPEN: "opened", VOID: "void"}


@dataclass(frozen=True, slots=True)
class Logged:
    """The digest of one step as the log has it, and when a witness had seen it."""

    sha256: str
    witnessed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What was checked. `notices`: what holds and yet should be known."""

    draw: str
    state: str
    head: str
    steps: int
    anchored: bool
    notices: tuple[Say, ...]


def verify_bytes(data: bytes, logged: Sequence[Logged] | None = None) -> Report:
    """`verify` of a file's content; one byte altered anywhere is refused."""
    return verify(loaded(data), logged)


def verify(bundle: Bundle, logged: Sequence[Logged] | None = None) -> Report:
    """Refused with the first thing wrong; the report where everything holds."""
    check_steps(bundle)
    if logged is not None:
        check_logged(bundle, logged)
    pool = check_commit(bundle)
    if bundle.entry(RUN):
        check_run(bundle)
    check_opening(bundle, pool)
    state = STATES[VOID] if bundle.entry(VOID) else _state(bundle)
    return Report(
        bundle.draw, state, bundle.head, len(bundle.steps), logged is not None, notices(bundle, logged)
    )


def _state(bundle: Bundle) -> str:
    return next(STATES[type] for type in (OPEN, RUN, COMMIT) if bundle.entry(type))


def check_steps(bundle: Bundle) -> None:
    """Every step of its form, each on the one before, in an order the procedure allows, forward in time."""
    if not bundle.steps:
        raise refused("draw.no-steps", Say("档案里没有任何一步。", "The bundle holds no step."))
    for number, entry in enumerate(bundle.entries, 1):
        if not is_step(entry):
            raise broken_step(number)
        _check_step(bundle, number)
    if bundle.commit["algorithm"] != ALGORITHM:
        raise refused("draw.algorithm", Say(f"算法不是 {ALGORITHM}。", f"The algorithm is not {ALGORITHM}."))


def _check_step(bundle: Bundle, number: int) -> None:
    entry, earlier = bundle.entries[number - 1], bundle.entries[: number - 1]
    before = texts.digest(bundle.steps[number - 2].encode()) if earlier else FIRST
    if (entry["n"], entry["prev"], entry["draw"]) != (number, before, bundle.draw):
        raise refused(
            "draw.chain",
            Say(f"第 {number} 步不接在前一步之后。", f"Step {number} does not follow on the one before it."),
        )
    if entry["type"] not in following([one["type"] for one in earlier]):
        raise refused(
            "draw.step-order",
            Say(
                f"第 {number} 步（{entry['type']}）次序不对。",
                f"Step {number} ({entry['type']}) is out of order.",
            ),
        )
    if earlier and moment_of(entry) < moment_of(earlier[-1]):
        raise refused(
            "draw.backwards",
            Say(f"第 {number} 步早于前一步。", f"Step {number} is earlier than the one before it."),
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


def last_known(bundle: Bundle) -> datetime | None:
    return max(known_from(bundle), default=None)


def known_from(bundle: Bundle) -> list[datetime]:
    try:
        moments = [read_time(spec["known_from"]) for spec in bundle.commit["sources"]]
    except (TypeError, KeyError):
        return []
    return [moment for moment in moments if moment]


def notices(bundle: Bundle, logged: Sequence[Logged] | None) -> tuple[Say, ...]:
    """What an outsider should look at although it is allowed."""
    told = []
    if logged is None:
        told.append(
            Say(
                "没有与存证核对：只说明档案前后一致。请用 --logged 给出存证里的各步散列。",
                "Not compared with the log: it agrees with itself, no more. Give the digests of the log with --logged.",
            )
        )
    elif logged[0].witnessed_at is None:
        told.append(
            Say(
                "存证里没有见证时刻，承诺早于随机源公布只凭本单位所写的时间。",
                "No witness's time: that the commitment came before the sources rests on the bureau's own clock.",
            )
        )
    ran = bundle.entry(RUN) or {"sources": [], "unsealed": []}
    for source in ran["sources"]:
        if source["fallback"]:
            told.append(
                Say(
                    f"“{source['name']}”用了备用来源：{source['fallback']}。请核对正选来源确实没有公布。",
                    f"The fallback of “{source['name']}” was used: {source['fallback']}. Check that the source itself was not published.",
                )
            )
    if ran["unsealed"]:
        told.append(
            Say(
                f"由见证方打开密封的随机数：{'、'.join(ran['unsealed'])}。",
                f"A witness opened the sealed nonce of: {', '.join(ran['unsealed'])}.",
            )
        )
    told += about_voiding(bundle)
    if bundle.commit["enterprises"]["excluded"]:
        count = bundle.commit["enterprises"]["excluded"]
        told.append(
            Say(
                f"有 {count} 家企业被排除在抽取之外，理由见名单。",
                f"{count} enterprises were excluded from the draw; the list gives the reasons.",
            )
        )
    return tuple(told)


def about_voiding(bundle: Bundle) -> list[Say]:
    """Who voided it and why; and whether the result could be known by then, which is when voiding is tempting."""
    voided, known = bundle.entry(VOID), last_known(bundle)
    if voided is None:
        return []
    zh, en = "、".join(voided["by"]), " and ".join(voided["by"])
    told = [Say(f"已作废，由 {zh} 提出：{voided['reason']}", f"Void, by {en}: {voided['reason']}")]
    if bundle.entry(OPEN) is None and known is not None and moment_of(voided) >= known:
        told.append(
            Say(
                "作废时随机源已经全部公布，结果可能已为人所知，却没有公开。请追问理由。",
                "When it was voided all sources were out: the result could be known, and it was not opened. Ask why.",
            )
        )
    return told


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
