"""The note beside a world: that it is invented, what lies there, and of which rules it holds no planted breach."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq

from qinqing.facts.world.patterns import why_not
from qinqing.facts.world.size import World
from qinqing.facts.world.stories import truths, written_stories
from qinqing.refusals import Say

# Rules no world holds a breach of.
NEVER = {
    "emerging-tendency": Say(
        "看的是人查实的疑点，虚构的县里没有", "it judges what people confirmed, which a world does not hold"
    )
}
NONE_WANTED = Say("--rate 为 0", "--rate is 0")
NO_ROOM = Say(
    "县太小，排不下；请加大 --enterprises 或 --years",
    "too small a world for one (take more --enterprises or --years)",
)


def note(world: World, truth: Path) -> str:
    """`truth`: the answer key as it was written."""
    told = set(pc.unique(pq.read_table(truth, columns=["rule"])["rule"]).to_pylist())
    return "\n".join([*about(world), "", *untold(world, told)]) + "\n"


def about(world: World) -> Iterator[str]:
    yield "本文件夹由程序生成：地名、单位、人物、企业、数字均为虚构，与现实无关。"
    yield "Made by a program: places, offices, persons, firms and figures are invented and mean nobody."
    yield ""
    yield "truth.parquet 是预先埋设的疑点答案，不属于事实。 truth.parquet is the answer key, no fact."
    yield "values.yaml 是虚构县确认和设定的数值，答案以此为准：qinqing check . --values values.yaml"
    yield "values.yaml holds what the county confirmed or set; the answer key holds by it."
    yield ""
    rate = "-" if world.rate is None else world.rate
    yield (
        f"enterprises {world.enterprises} · officials {world.official_count} · bureaus {world.bureaus} · "
        f"{world.first_day} – {world.last_day} · seed {world.seed} · rate {rate}"
    )


def untold(world: World, told: Collection[str]) -> Iterator[str]:
    """The rules the answer key has no line of, each with the reason."""
    yield "没有埋设疑点的规则和原因（答案里没有它们，不等于规则看不出来）："
    yield "Rules with no planted breach, and why (absent from the answer key, which says nothing about the rule):"
    for rule in sorted({*NEVER, *(line.rule for line in truths())} - {*told}):
        why = reason(world, rule)
        yield f"* {rule}：{why.zh}。 {why.en}."


def reason(world: World, rule: str) -> Say:
    if rule in NEVER:
        return NEVER[rule]
    if world.rate == 0:
        return NONE_WANTED
    cases = written_stories().get(rule, {}).get("cases")
    return (why_not(world, rule, cases) if cases else None) or NO_ROOM
