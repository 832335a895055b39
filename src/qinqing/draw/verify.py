"""Anybody's check of a bundle, offline: every promise of the procedure in turn, the first that fails named.

Without what was logged (`logged`) it says that the bundle agrees with itself; a bundle made up whole does so too. With
what the log has of its steps it says that this is the draw that was committed to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

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
from qinqing.draw.logged import Logged, check_logged, known_from
from qinqing.refusals import Say

STATES = {COMMIT: "committed", RUN: "run", OPEN: "opened", VOID: "void"}


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


def notices(bundle: Bundle, logged: Sequence[Logged] | None) -> tuple[Say, ...]:
    """What an outsider should look at although it is allowed."""
    told = []
    if logged is None:
        told.append(
            Say(
                "没有与存证核对：只说明档案前后一致。请用 --key 或 --policy 指明日志的公钥。",
                "Not compared with the log: it agrees with itself, no more. Name the log's key with --key, or a policy.",
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
    told += about_beacons(bundle, ran)
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


def about_beacons(bundle: Bundle, ran: Mapping[str, Any]) -> list[Say]:
    """A round whose signature nobody looked at could have been made up: whoever reads this is asked to look."""
    specs = {spec["name"]: spec for spec in bundle.commit["sources"]}
    used = [(one, specs[one["name"]]) for one in ran["sources"]]
    names = [one["name"] for one, spec in used if _used(one, spec)["kind"] == "drand"]
    return [
        Say(
            f"“{name}”是 drand 信标：它的签名（BLS）这里没有核验，请对照 drand 公布的同一轮。",
            f"“{name}” is a drand beacon: its BLS signature was not verified here; compare it with the round drand published.",
        )
        for name in names
    ]


def _used(one: Mapping[str, Any], spec: Mapping[str, Any]) -> Mapping[str, Any]:
    fallback: Mapping[str, Any] = spec["fallback"]
    return spec if one["fallback"] is None else fallback


def about_voiding(bundle: Bundle) -> list[Say]:
    """Who voided it and why; and whether the result could be known by then, which is when voiding is tempting."""
    voided, known = bundle.entry(VOID), max(known_from(bundle), default=None)
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
