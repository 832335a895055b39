"""Public sources of randomness as they are committed to: two or more, none known yet, each with a fallback.

A YAML list; a source and its fallback are written alike:

    - name: 双色球
      kind: lottery
      where: https://www.cwl.gov.cn
      known_from: 2026-07-05T22:00:00+08:00
      rule: {issue: '2026076', groups: [{count: 6, from: 1, to: 33}, {count: 1, from: 1, to: 16}]}
      fallback: {after: 2026-07-07T00:00:00+08:00, name: …, kind: …, where: …, known_from: …, rule: …}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from qinqing.draw.source_texts import KINDS, Unfit, drand_known_from
from qinqing.draw.texts import plain
from qinqing.draw.times import read_time, written
from qinqing.facts.shown import shorten
from qinqing.law.values.reading import Quoted, Tree, read_tree
from qinqing.refusals import Problem, Refused, Say

FEWEST, MOST = 2, 9
OWN = ("name", "kind", "where", "known_from", "rule")
LONGEST_NAME, LONGEST_PLACE = 40, 300
NUMBERS = frozenset({"count", "from", "to", "decimals", "round", "genesis", "period"})

Spec = dict[str, Any]


def read_sources(path: Path) -> list[Spec]:
    """The sources as they will be committed; Refused `draw.sources` with every problem."""
    problems: list[Problem] = []
    tree = read_tree(path, problems)
    specs = typed(tree) if isinstance(tree, list) else []
    if not problems:
        problems += faults(specs)
    refuse_faults(problems)
    return [_with_written_times(spec) for spec in specs]


def typed(tree: Tree) -> Any:
    """What the file means: numbers and yes where a rule wants them, texts elsewhere."""
    if isinstance(tree, list):
        return [typed(one) for one in tree]
    if isinstance(tree, dict):
        return {key: _typed(key, value) for key, value in tree.items()}
    return str(tree) if isinstance(tree, str) else tree


def _typed(key: str, value: Tree) -> Any:
    if isinstance(value, str) and not isinstance(value, Quoted):
        if key in NUMBERS and value.isascii() and value.isdigit() and len(value) < 12:
            return int(value)
        if key == "ordered" and value == "true":
            return True
    return typed(value)


def refuse_faults(problems: list[Problem]) -> None:
    if problems:
        raise Refused(
            "draw.sources",
            Say(
                f"公开随机源有 {len(problems)} 处问题。", f"The public sources have {len(problems)} problems."
            ),
            problems,
            remedy=Say(
                "请逐条改正；写法见 docs/algorithms/draw.md。",
                "Mend each; docs/algorithms/draw.md says how they are written.",
            ),
        )


def faults(specs: object) -> list[Problem]:
    """Everything wrong with a list of sources, whoever wrote it."""
    if not isinstance(specs, list) or not FEWEST <= len(specs) <= MOST:
        says = Say(
            f"应有 {FEWEST} 至 {MOST} 个公开随机源", f"there should be {FEWEST} to {MOST} public sources"
        )
        return [Problem("", says)]
    found = [
        problem for n, spec in enumerate(specs, 1) for problem in _faults_of(f"{n}", spec, fallback=False)
    ]
    return found or list(_repeated(specs))


def _faults_of(where: str, spec: object, *, fallback: bool) -> Iterator[Problem]:
    wanted = {*OWN, "after" if fallback else "fallback"}
    if not isinstance(spec, dict) or set(spec) != wanted:
        listed = "、".join(sorted(wanted)), ", ".join(sorted(wanted))
        yield Problem(where, Say(f"应恰有：{listed[0]}", f"should hold exactly: {listed[1]}"))
        return
    for name, longest in (("name", LONGEST_NAME), ("where", LONGEST_PLACE)):
        if not _is_line(spec[name], longest):
            yield Problem(
                f"{where}.{name}",
                Say(
                    f"应是一行文字，至多 {longest} 字", f"should be one line of at most {longest} characters"
                ),
            )
    for name in {"known_from", "after"} & wanted:
        if read_time(spec[name]) is None:
            says = Say(
                "应是带时区的时刻，如 2026-07-05T22:00:00+08:00",
                "should be a moment with its offset, as 2026-07-05T22:00:00+08:00",
            )
            yield Problem(f"{where}.{name}", says)
    yield from _faults_of_rule(where, spec)
    if not fallback:
        yield from _faults_of(f"{where}.fallback", spec["fallback"], fallback=True)


def _is_line(value: object, longest: int) -> bool:
    return (
        isinstance(value, str)
        and 0 < len(value) <= longest
        and plain(value) == value
        and value.splitlines() == [value]
    )


def _faults_of_rule(where: str, spec: Mapping[str, Any]) -> Iterator[Problem]:
    kind, rule = KINDS.get(str(spec["kind"])), spec["rule"]
    if kind is None:
        known = "、".join(KINDS), ", ".join(KINDS)
        yield Problem(f"{where}.kind", Say(f"应为 {known[0]} 之一", f"should be one of {known[1]}"))
        return
    if not isinstance(rule, dict) or set(rule) != {*kind.fields}:
        listed = "、".join(kind.fields), ", ".join(kind.fields)
        yield Problem(f"{where}.rule", Say(f"应恰有：{listed[0]}", f"should hold exactly: {listed[1]}"))
        return
    told = list(kind.faults(rule))
    yield from (Problem(f"{where}.rule", says) for says in told)
    if spec["kind"] == "drand" and not told and read_time(spec["known_from"]) != drand_known_from(rule):
        moment = written(drand_known_from(rule))
        yield Problem(f"{where}.known_from", Say(f"这一轮的时刻是 {moment}", f"the round is out at {moment}"))


def _repeated(specs: list[Spec]) -> Iterator[Problem]:
    """One event under two names is one source; each fallback is another event than every source."""
    seen: dict[str, str] = {}
    events: dict[str, str] = {}
    for where, spec in all_of(specs):
        name, event = spec["name"], f"{spec['kind']} {sorted(spec['rule'].items())!r}"
        if seen.setdefault(name, where) != where:
            yield Problem(f"{where}.name", Say(f"与 {seen[name]} 同名", f"has the name of {seen[name]}"))
        if events.setdefault(event, where) != where:
            yield Problem(
                f"{where}.rule",
                Say(f"与 {events[event]} 是同一件事", f"is the same event as {events[event]}"),
            )
        if "after" in spec and not _later(spec, specs[int(where.partition(".")[0]) - 1]):
            says = Say("after 不应早于正选来源公布的时刻", "after should not be before its source is known")
            yield Problem(f"{where}.after", says)


def _later(fallback: Spec, spec: Spec) -> bool:
    after, known = read_time(fallback["after"]), read_time(spec["known_from"])
    return after is not None and known is not None and after >= known


def all_of(specs: list[Spec]) -> Iterator[tuple[str, Spec]]:
    """Each source and each fallback with where it stands."""
    for n, spec in enumerate(specs, 1):
        yield f"{n}", spec
        yield f"{n}.fallback", spec["fallback"]


def refuse_known(specs: list[Spec], moment: datetime) -> None:
    """A source that is out when the draw is committed could have been chosen for what it says."""
    known = [(where, spec) for where, spec in all_of(specs) if not _after(spec, moment)]
    if known:
        raise Refused(
            "draw.source-known",
            Say(
                f"承诺时（{written(moment)}）有的随机源已经公布。",
                f"Some sources are out already when the draw is committed ({written(moment)}).",
            ),
            [
                Problem(
                    f"{where}.known_from",
                    Say(f"{spec['name']}：{spec['known_from']}", f"{spec['name']}: {spec['known_from']}"),
                )
                for where, spec in known
            ],
            remedy=Say("请改用还没有公布的一期。", "Choose an issue that is not out yet."),
        )


def _after(spec: Spec, moment: datetime) -> bool:
    known = read_time(spec["known_from"])
    return known is not None and known > moment


def _with_written_times(spec: Spec) -> Spec:
    times = {
        name: written(moment) for name in ("known_from", "after") if (moment := read_time(spec.get(name)))
    }
    inner = {"fallback": _with_written_times(spec["fallback"])} if "fallback" in spec else {}
    return {**spec, **times, **inner}


def normal_form(spec: Mapping[str, Any], text: str) -> str:
    """Kind, name and what the rule takes of the text; Refused `draw.source-text` where it does not fit."""
    try:
        lines = KINDS[spec["kind"]].lines(spec["rule"], text)
    except Unfit as unfit:
        raise unreadable(spec["name"], unfit) from unfit
    return "\n".join([spec["kind"], spec["name"], *lines, ""])


def unreadable(name: str, unfit: Unfit) -> Refused:
    return Refused(
        "draw.source-text",
        Say(
            f"随机源“{shorten(name)}”的文本不合承诺的规则：{unfit.says.zh}。",
            f"The text of the source “{shorten(name)}” does not fit its committed rule: {unfit.says.en}.",
        ),
        remedy=Say(
            "请照公布的原文抄录；来源确实没有公布的，到约定时刻后改用备用来源（--fallback）。",
            "Copy what was published; if nothing was, use the fallback (--fallback) from its moment on.",
        ),
    )
