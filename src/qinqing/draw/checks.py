"""What `verify` holds a bundle to, step by step; each failure has a code word of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from qinqing.draw import texts
from qinqing.draw.after import TWO, substitution_commitment
from qinqing.draw.bundle import OPEN, RUN, SUBSTITUTE, VOID, Bundle
from qinqing.draw.committing import pool_fields, roots_hold
from qinqing.draw.inspectors import refuse_without_team
from qinqing.draw.nonces import ordered_nonces, refuse_parts
from qinqing.draw.plan import plan_of
from qinqing.draw.pool import CLASSES, Pool, in_order
from qinqing.draw.result import Place, Substitution, next_in_reserve, root_of, substitution_of
from qinqing.draw.running import Outcome, reckoned, result_commitment
from qinqing.draw.sizes import RESERVE, SHARES, TEAM, Size, size
from qinqing.draw.source_texts import Unfit, text_in
from qinqing.draw.sources import Spec, faults, normal_form, refuse_faults, refuse_known
from qinqing.draw.times import day_of, read_time
from qinqing.refusals import Refused, Say

# More go to no firm; a bundle that says so is meant to keep whoever checks it busy.
LARGEST_TEAM = 9


def refused(code: str, says: Say) -> Refused:
    """A promise of the procedure that does not hold in this bundle."""
    return Refused(
        code,
        says,
        remedy=Say(
            "档案没有通过核验：请保留这个文件，向保存者索取原件，并向监督方反映。",
            "The bundle is not verified: keep this file, ask for the original, and tell the supervisor.",
        ),
    )


def check_commit(bundle: Bundle) -> Pool:
    """Plan, pools, sizes, sources and parts are those committed to, and such as may be committed to."""
    commit, at = bundle.commit, moment_of(bundle.commit)
    check_roots(bundle)
    check_plan(bundle, at)
    pool = check_pool(bundle)
    check_sizes(commit, pool)
    refuse_faults(faults(commit["sources"]))
    refuse_known(commit["sources"], at)
    check_parts(commit)
    refuse_without_team(pool, commit["team"])
    return pool


def check_roots(bundle: Bundle) -> None:
    """The three lists are those committed to."""
    holds = roots_hold(bundle)
    if not holds["plan"]:
        raise refused(
            "draw.root-plan", Say("年度计划与承诺的散列不符。", "The plan is not the one committed to.")
        )
    if not holds["enterprises"]:
        raise refused(
            "draw.root-enterprises",
            Say("企业名单与承诺的散列不符。", "The pool of enterprises is not the one committed to."),
        )
    if not holds["inspectors"]:
        raise refused(
            "draw.root-inspectors",
            Say("检查人员名单与承诺的散列不符。", "The inspectors are not those committed to."),
        )


def check_plan(bundle: Bundle, at: datetime) -> None:
    plan = plan_of(bundle.plan)
    if plan is None:
        raise refused(
            "draw.plan-text", Say("年度计划不是规范文本。", "The plan is not in its canonical form.")
        )
    planned = plan.draw(bundle.draw)
    if not planned.since <= day_of(at) <= planned.until:
        raise refused(
            "draw.plan-days", Say("不在计划的日子里承诺。", "It was not committed on the days of the plan.")
        )


def check_pool(bundle: Bundle) -> Pool:
    """Rows in their form and order, none twice, counted as the commit counts them."""
    pool = bundle.pool
    ids = ([row.id for row in pool.enterprises], [row.id for row in pool.inspectors])
    if not all(map(in_order, ids)):
        raise refused(
            "draw.pool-order",
            Say("名单没有按编号排列，或者有重复。", "The pool is not in order of id, or repeats one."),
        )
    if any(pool_fields(pool)[name] != bundle.commit[name] for name in ("enterprises", "inspectors")):
        raise refused(
            "draw.pool-count",
            Say("名单的户数、人数与承诺的不符。", "The counts of the pool are not those committed to."),
        )
    return pool


def check_sizes(commit: Mapping[str, Any], pool: Pool) -> None:
    """Each class once, as many as its share of those eligible, rounded up."""
    given = [Size(**one) for one in commit["sizes"]]
    if [one.risk for one in given] != [*CLASSES] or not 1 <= commit["team"] <= LARGEST_TEAM:
        raise refused("draw.size-classes", Say("各类的户数不全。", "The sizes do not name every class once."))
    check_values(commit, given)
    for one in given:
        if one != _size(one, len(pool.eligible[one.risk])):
            raise refused(
                "draw.size",
                Say(
                    f"{one.risk} 类的抽取户数与比例不符。",
                    f"The size of class {one.risk} is not what its share yields.",
                ),
            )


def check_values(commit: Mapping[str, Any], sizes: Sequence[Size]) -> None:
    """The sizes use the values they say they use."""
    used = {SHARES[one.risk]: one.share_pct for one in sizes} | {
        RESERVE: sizes[0].reserve_pct,
        TEAM: str(commit["team"]),
    }
    told = {one["id"]: one["value"] for one in commit["values"]}
    if told != used or len(told) != len(commit["values"]) or len({one.reserve_pct for one in sizes}) != 1:
        raise refused(
            "draw.size-values",
            Say("户数与所写的数值不符。", "The sizes do not follow the values they are said to."),
        )


def _size(one: Size, eligible: int) -> Size | None:
    try:
        return size(one.risk, eligible, one.share_pct, one.reserve_pct)
    except ValueError:
        return None


def check_parts(commit: Mapping[str, Any]) -> None:
    parts = commit["parts"]
    if not isinstance(parts, list) or refuse_parts(parts, commit["draw"]) != parts:
        raise refused(
            "draw.parts-order", Say("两份随机数承诺的次序不对。", "The two parts are not in order.")
        )


def check_run(bundle: Bundle) -> None:
    """The sources committed to, in order, known by then, and read by their rules from the texts beside."""
    ran, specs = bundle.entry(RUN) or {}, bundle.commit["sources"]
    if [one["name"] for one in ran["sources"]] != [spec["name"] for spec in specs] or len(
        bundle.sources
    ) != len(specs):
        raise refused(
            "draw.source-list", Say("用的随机源不是承诺的。", "The sources used are not those committed to.")
        )
    for spec, used, text in zip(specs, ran["sources"], bundle.sources, strict=True):
        check_source(spec, used, text, moment_of(ran))
    if not {*ran["unsealed"]} <= {part["party"] for part in bundle.commit["parts"]}:
        raise refused(
            "draw.unsealed",
            Say("打开密封的一方不是两方之一。", "A party whose nonce was opened is neither of the two."),
        )


def check_source(spec: Spec, used: Mapping[str, Any], text: str, at: datetime) -> None:
    chosen = spec if used["fallback"] is None else spec["fallback"]
    moments = [read_time(chosen[name]) for name in ("known_from", "after") if name in chosen]
    if any(moment is None or moment > at for moment in moments):
        raise refused(
            "draw.source-early",
            Say(
                f"抽取时“{spec['name']}”还没有公布。", f"“{spec['name']}” was not out when the draw was run."
            ),
        )
    if not _is_tidy(text) or normal_form(chosen, text) != used["normal"]:
        raise refused(
            "draw.source-normal",
            Say(
                f"“{spec['name']}”的规范形式与文本不符。",
                f"The normal form of “{spec['name']}” does not follow from its text.",
            ),
        )
    if texts.digest(text.encode()) != used["text"]:
        raise refused(
            "draw.source-digest",
            Say(
                f"“{spec['name']}”的文本不是抽取时用的。",
                f"The text of “{spec['name']}” is not the one used in the draw.",
            ),
        )


def _is_tidy(text: str) -> bool:
    try:
        return text_in(text.encode()) == text
    except (Unfit, UnicodeEncodeError):
        return False


def check_opening(bundle: Bundle, pool: Pool) -> None:
    """What was opened follows from what was committed to; what was not opened is not there."""
    opened = bundle.entry(OPEN)
    if opened is None:
        if bundle.result or bundle.substitutions or (bundle.sources and not bundle.entry(RUN)):
            raise refused(
                "draw.shown-early",
                Say("没有公开的内容出现在档案里。", "The bundle shows what was not opened."),
            )
    else:
        check_result(bundle, pool, opened)
    voided = bundle.entry(VOID)
    if voided and (len(voided["by"]) != TWO or len({*voided["by"]}) != TWO):
        raise refused(
            "draw.void-people", Say("作废的不是两个不同的人。", "It was not voided by two different people.")
        )


def check_result(bundle: Bundle, pool: Pool, opened: Mapping[str, Any]) -> None:
    """Nonces, seed, ranking, teams and the commitment to them."""
    ran = bundle.entry(RUN) or {}
    nonces = [bytes.fromhex(nonce) for nonce in opened["nonces"]]
    pair = ordered_nonces(bundle.commit["parts"], nonces)
    if list(pair) != nonces:
        raise refused("draw.nonce-order", Say("两个随机数的次序不对。", "The two nonces are not in order."))
    outcome = reckoned(bundle, pool, pair, [source["normal"] for source in ran["sources"]])
    if outcome.seed.hex() != opened["seed"]:
        raise refused(
            "draw.seed",
            Say("种子算出来不是这个。", "The seed is not what follows from commit, nonces and sources."),
        )
    if outcome.lines != bundle.result or root_of(bundle.result) != opened["result"]:
        n = first_difference(outcome.lines, bundle.result)
        raise refused(
            "draw.ranking",
            Say(f"结果的第 {n} 行不是种子抽出来的。", f"Line {n} of the result is not what the seed draws."),
        )
    if result_commitment(bundle, outcome) != ran["result"]:
        raise refused(
            "draw.result",
            Say(
                "公开的结果不是抽取时承诺的。",
                "The result opened is not the one committed to when it was drawn.",
            ),
        )
    check_substitutions(bundle, outcome)


def first_difference(reckoned: Sequence[str], shown: Sequence[str]) -> int:
    """The first line of the result that is not what the seed yields, counted from 1."""
    pairs = enumerate(zip(reckoned, shown, strict=False), 1)
    shorter = min(len(reckoned), len(shown))
    return next((n for n, (one, other) in pairs if one != other), shorter + 1)


def check_substitutions(bundle: Bundle, outcome: Outcome) -> None:
    """Each the next of its reserve, worded as it was when logged."""
    logged = [entry for entry in bundle.entries if entry["type"] == SUBSTITUTE]
    if len(logged) != len(bundle.substitutions):
        raise refused(
            "draw.substitution-count",
            Say("替补的次数与存证不符。", "The substitutions are not as many as were logged."),
        )
    done: list[Substitution] = []
    for number, (entry, line) in enumerate(zip(logged, bundle.substitutions, strict=True), 1):
        one = substitution_of(line)
        if (
            one is None
            or one.number != number
            or entry["number"] != number
            or not _is_next(outcome.places, done, one)
        ):
            raise refused(
                "draw.substitution-order",
                Say(
                    f"第 {number} 次替补没有按备选次序。",
                    f"Substitution {number} does not go down the reserve.",
                ),
            )
        if substitution_commitment(bundle.draw, outcome.seed, line) != entry["substitution"]:
            raise refused(
                "draw.substitution",
                Say(f"第 {number} 次替补与当时的承诺不符。", f"Substitution {number} is not the one logged."),
            )
        done.append(one)


def _is_next(places: Sequence[Place], done: Sequence[Substitution], one: Substitution) -> bool:
    into = next_in_reserve(places, done, one.out)
    return into is not None and into.id == one.into


def moment_of(entry: Mapping[str, Any]) -> datetime:
    """When a step was made; its form was looked at before."""
    moment = read_time(entry["at"])
    if moment is None:
        raise refused("draw.moment", Say("步骤没有时刻。", "A step has no time."))
    return moment
