"""The draw itself: when the sources are out, and once. Its result is committed to, not shown: nobody is warned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from qinqing.draw import texts
from qinqing.draw.bundle import RUN, Bundle, refuse_order
from qinqing.draw.committing import sizes_of
from qinqing.draw.nonces import ordered_nonces
from qinqing.draw.pool import Pool
from qinqing.draw.reasons import refuse_no_reason
from qinqing.draw.result import Place, result_of, root_of
from qinqing.draw.seed import salt, seed_of
from qinqing.draw.source_texts import Unfit, text_in
from qinqing.draw.sources import Spec, normal_form, unreadable
from qinqing.draw.times import read_time, written
from qinqing.facts.shown import shorten
from qinqing.refusals import Problem, Refused, Say

TAG = "draw.result"


class Given(NamedTuple):
    """The text of one source as published; `why` the fallback was taken instead, None where it was not."""

    data: bytes
    why: str | None = None


@dataclass(frozen=True)
class Outcome:
    """What is secret until opened: the seed and the places it draws."""

    nonces: tuple[bytes, bytes]
    seed: bytes
    places: tuple[Place, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(place.line for place in self.places)


def run(
    bundle: Bundle,
    nonces: Sequence[bytes],
    given: Mapping[str, Given],
    moment: datetime,
    unsealed: Sequence[str] = (),
) -> tuple[Bundle, Outcome]:
    """The bundle with the step of the draw, and its secret outcome. `unsealed`: parties whose nonce a witness opened."""
    refuse_order(bundle, RUN)
    specs: list[Spec] = bundle.commit["sources"]
    refuse_unmatched(specs, given)
    used = [_used(spec, given[spec["name"]], moment) for spec in specs]
    read = [_read(spec, one.data) for spec, one in zip(used, (given[s["name"]] for s in specs), strict=True)]
    pair = ordered_nonces(bundle.commit["parts"], nonces)
    normal = [normal_form(spec, text) for spec, text in zip(used, read, strict=True)]
    outcome = reckoned(bundle, bundle.pool, pair, normal)
    told = [
        _told(spec, given[spec["name"]], *forms) for spec, *forms in zip(specs, normal, read, strict=True)
    ]
    fields = {"sources": told, "result": result_commitment(bundle, outcome), "unsealed": sorted(unsealed)}
    return bundle.with_step(RUN, moment, fields, sources=tuple(read)), outcome


def reckoned(bundle: Bundle, pool: Pool, nonces: tuple[bytes, bytes], normal: Sequence[str]) -> Outcome:
    """What follows from commit, nonces and sources, and from nothing else."""
    seed = seed_of(bundle.commit_hash, nonces, [form.encode() for form in normal])
    return Outcome(nonces, seed, result_of(seed, pool, sizes_of(bundle.commit), bundle.commit["team"]))


def result_commitment(bundle: Bundle, outcome: Outcome) -> str:
    payload = {"draw": bundle.draw, "root": root_of(outcome.lines)}
    return texts.commitment(TAG, salt(outcome.seed, "result"), payload)


def refuse_unmatched(specs: Sequence[Spec], given: Mapping[str, Given]) -> None:
    """A text for each source committed to and for no other."""
    names = [spec["name"] for spec in specs]
    missing = [Problem(name, Say("没有给出文本", "no text was given")) for name in names if name not in given]
    strange = [
        Problem(shorten(name), Say("没有承诺过这个来源", "no such source was committed to"))
        for name in given
        if name not in names
    ]
    if missing or strange:
        raise Refused(
            "draw.source-missing",
            Say("给出的来源与承诺的不一致。", "The sources given are not those committed to."),
            [*missing, *strange],
            remedy=Say(
                "请为每个承诺的来源给出一份文本：--source 名称=文件。",
                "Give one text for each source committed to: --source NAME=FILE.",
            ),
        )


def _used(spec: Spec, given: Given, moment: datetime) -> Spec:
    """The source itself or its fallback; refused while that is not known yet, or not allowed yet."""
    used: Spec = spec if given.why is None else spec["fallback"]
    from_when = [used["known_from"], *([used["after"]] if given.why is not None else [])]
    late = [text for text in from_when if (known := read_time(text)) is None or known > moment]
    if late:
        raise Refused(
            "draw.too-early",
            Say(
                f"“{used['name']}”要到 {late[0]} 才能用，现在是 {written(moment)}。",
                f"“{used['name']}” may be used from {late[0]}; it is {written(moment)}.",
            ),
            remedy=Say(
                "请等到那时；提前给出的文本不可能是公布的结果。",
                "Wait until then: a text given earlier cannot be what was published.",
            ),
        )
    return used


def _read(spec: Spec, data: bytes) -> str:
    try:
        return text_in(data)
    except Unfit as unfit:
        raise unreadable(spec["name"], unfit) from unfit


def _told(spec: Spec, given: Given, normal: str, text: str) -> dict[str, Any]:
    """`text`: SHA-256 of what was published; `normal`: what the rule takes of it, as it goes into the seed."""
    why = None if given.why is None else refuse_no_reason(given.why)
    return {"name": spec["name"], "fallback": why, "normal": normal, "text": texts.digest(text.encode())}
