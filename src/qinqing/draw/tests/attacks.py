"""What somebody who holds the bundle might change, each attack with its own chance.

`blind` attacks change one thing; `careful` ones also mend every digest that anybody can reckon without the log.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from qinqing.draw import texts
from qinqing.draw.bundle import Bundle
from qinqing.draw.committing import pool_fields
from qinqing.draw.nonces import committed
from qinqing.draw.pool import CLASSES, Enterprise, Pool
from qinqing.draw.sizes import Size, size
from qinqing.draw.tests.make import rechained, with_entry

Attack = Callable[[Bundle, random.Random], Bundle]
RAN, OPENING = 1, -1


def entry(bundle: Bundle, n: int) -> dict[str, Any]:
    return json.loads(bundle.steps[n])


def digit(text: str, chance: random.Random) -> str:
    """One hexadecimal digit of a hash replaced."""
    at = chance.randrange(len(text))
    return text[:at] + chance.choice([d for d in "0123456789abcdef" if d != text[at]]) + text[at + 1 :]


def with_pool(bundle: Bundle, pool: Pool) -> Bundle:
    """Another pool, its roots and counts put into the commit."""
    told = replace(bundle, enterprises=pool.lines, inspectors=pool.inspector_lines)
    return with_entry(told, 0, **pool_fields(pool))


def changed_firm(
    bundle: Bundle, chance: random.Random, change: Callable[[Enterprise], Enterprise | None]
) -> Pool:
    pool = bundle.pool
    at = chance.randrange(len(pool.enterprises))
    rows = list(pool.enterprises)
    new = change(rows[at])
    rows[at : at + 1] = [new] if new else []
    return Pool.of(rows, pool.inspectors)


def other_class(firm: Enterprise) -> Enterprise:
    return firm._replace(risk=CLASSES[(CLASSES.index(firm.risk) + 1) % len(CLASSES)])


def other_exclusion(firm: Enterprise) -> Enterprise:
    return firm._replace(excluded=None if firm.excluded else "临时")


POOL: dict[str, Callable[[Enterprise], Enterprise | None]] = {
    "a firm left out": lambda firm: None,
    "a firm renamed": lambda firm: firm._replace(id=firm.id + "x"),
    "a firm in another class": other_class,
    "a firm excluded or not": other_exclusion,
    "a firm with other needs": lambda firm: firm._replace(needs=() if firm.needs else ("alarm",)),
    "a firm visited by another": lambda firm: firm._replace(went_last=("P00", "P01")),
}


def rows_swapped(bundle: Bundle, chance: random.Random) -> Bundle:
    rows = list(bundle.enterprises)
    at = chance.randrange(len(rows) - 1)
    rows[at], rows[at + 1] = rows[at + 1], rows[at]
    return replace(bundle, enterprises=tuple(rows))


def row_twice(bundle: Bundle, chance: random.Random) -> Bundle:
    rows = list(bundle.enterprises)
    at = chance.randrange(len(rows))
    return replace(bundle, enterprises=(*rows[: at + 1], *rows[at:]))


def inspector_recused(bundle: Bundle, chance: random.Random) -> Bundle:
    pool = bundle.pool
    people = list(pool.inspectors)
    at = chance.randrange(len(people))
    ids = {*people[at].recused_from} ^ {chance.choice(pool.enterprises).id}
    people[at] = people[at]._replace(recused_from=tuple(sorted(ids)))
    return with_pool(bundle, Pool.of(pool.enterprises, people))


def size_changed(bundle: Bundle, chance: random.Random) -> Bundle:
    sizes = entry(bundle, 0)["sizes"]
    one = chance.choice(sizes)
    one[chance.choice(("drawn", "reserve", "eligible"))] += chance.choice((-1, 1))
    return with_entry(bundle, 0, sizes=sizes)


def share_changed(bundle: Bundle, chance: random.Random) -> Bundle:
    """One class drawn more of, in the size as in the value it rests on."""
    sizes, values = entry(bundle, 0)["sizes"], entry(bundle, 0)["values"]
    at, share = chance.randrange(len(sizes)), str(chance.randrange(35, 101))
    old = Size(**sizes[at])
    sizes[at] = size(old.risk, old.eligible, share, old.reserve_pct)._asdict()
    values[at]["value"] = share
    return with_entry(bundle, 0, sizes=sizes, values=values)


def commit_changed(bundle: Bundle, chance: random.Random) -> Bundle:
    commit = entry(bundle, 0)
    field = chance.choice(("at", "team", "plan", "algorithm", "sources", "draw"))
    other = {
        "at": f"2026-07-01T09:{chance.randrange(1, 60):02}:00+08:00",
        "team": 1,
        "plan": digit(commit["plan"], chance),
        "algorithm": "qqdraw/v2",
        "sources": commit["sources"][::-1],
        "draw": "2026-RF-02",
    }
    return with_entry(bundle, 0, **{field: other[field]})


def nonce_changed(bundle: Bundle, chance: random.Random) -> Bundle:
    nonces = entry(bundle, OPENING)["nonces"]
    at = chance.randrange(2)
    nonces[at] = digit(nonces[at], chance)
    return with_entry(bundle, OPENING, nonces=nonces)


def nonce_committed_anew(bundle: Bundle, chance: random.Random) -> Bundle:
    """Another nonce, and the commitment made to fit it."""
    altered = nonce_changed(bundle, chance)
    parts, nonces = entry(bundle, 0)["parts"], entry(altered, OPENING)["nonces"]
    for part, nonce in zip(parts, nonces, strict=True):
        part["commitment"] = committed(part["draw"], part["party"], bytes.fromhex(nonce))
    return with_entry(altered, 0, parts=parts)


def nonces_swapped(bundle: Bundle, chance: random.Random) -> Bundle:
    return with_entry(bundle, OPENING, nonces=entry(bundle, OPENING)["nonces"][::-1])


def seed_changed(bundle: Bundle, chance: random.Random) -> Bundle:
    return with_entry(bundle, OPENING, seed=digit(entry(bundle, OPENING)["seed"], chance))


def source_changed(bundle: Bundle, chance: random.Random) -> Bundle:
    """Another closing value in the text, its digest and normal form mended."""
    text = bundle.sources[1].replace("3456.78", f"{chance.randrange(1000, 3456)}.{chance.randrange(10, 100)}")
    used = entry(bundle, RAN)["sources"]
    used[1] |= {"normal": f"index\n沪深收盘\n{text}", "text": texts.digest(text.encode())}
    return with_entry(replace(bundle, sources=(bundle.sources[0], text)), RAN, sources=used)


def source_respelt(bundle: Bundle, chance: random.Random) -> Bundle:
    """The same numbers, spelt otherwise: no other seed, and yet not what was used."""
    return replace(
        bundle,
        sources=(bundle.sources[0].replace("03 07", chance.choice(("3 07", "07 03"))), bundle.sources[1]),
    )


def result_changed(bundle: Bundle, chance: random.Random) -> Bundle:
    """Two places swapped, a team changed or a place left out; the root made to fit."""
    places = [json.loads(line) for line in bundle.result]
    one, other = chance.sample(range(len(places)), 2)
    match chance.randrange(3):
        case 0:
            places[one]["id"], places[other]["id"] = places[other]["id"], places[one]["id"]
        case 1:
            places[one]["team"].reverse()
        case _:
            del places[one]
    lines = tuple(map(texts.text_of, places))
    return with_entry(replace(bundle, result=lines), OPENING, result=texts.root(texts.RESULT, lines))


def commitment_changed(bundle: Bundle, chance: random.Random) -> Bundle:
    return with_entry(bundle, RAN, result=digit(entry(bundle, RAN)["result"], chance))


def substitution_changed(bundle: Bundle, chance: random.Random) -> Bundle:
    lines = [json.loads(line) for line in bundle.substitutions]
    field = chance.choice(("reason", "into", "out"))
    chance.choice(lines)[field] = f"E{chance.randrange(1000, 9999)}"
    return replace(bundle, substitutions=tuple(map(texts.text_of, lines)))


def step_dropped(bundle: Bundle, chance: random.Random) -> Bundle:
    at = chance.randrange(len(bundle.steps) - 1)
    return replace(bundle, steps=bundle.steps[:at] + bundle.steps[at + 1 :])


def steps_swapped(bundle: Bundle, chance: random.Random) -> Bundle:
    steps = list(bundle.steps)
    one, other = chance.sample(range(len(steps)), 2)
    steps[one], steps[other] = steps[other], steps[one]
    return replace(bundle, steps=tuple(steps))


def in_pool(change: Callable[[Enterprise], Enterprise | None]) -> tuple[Attack, Attack]:
    def blind(bundle: Bundle, chance: random.Random) -> Bundle:
        return replace(bundle, enterprises=changed_firm(bundle, chance, change).lines)

    def careful(bundle: Bundle, chance: random.Random) -> Bundle:
        return with_pool(bundle, changed_firm(bundle, chance, change))

    return blind, careful


SINGLE: dict[str, Attack] = {
    "rows of the pool swapped": rows_swapped,
    "a firm entered twice": row_twice,
    "an inspector recused or not": inspector_recused,
    "a size": size_changed,
    "a share": share_changed,
    "the commit": commit_changed,
    "a nonce": nonce_changed,
    "a nonce and its commitment": nonce_committed_anew,
    "the nonces swapped": nonces_swapped,
    "the seed": seed_changed,
    "a source": source_changed,
    "a source spelt otherwise": source_respelt,
    "the result": result_changed,
    "the result's commitment": commitment_changed,
    "a substitution": substitution_changed,
    "a step dropped": step_dropped,
    "two steps swapped": steps_swapped,
}
ATTACKS: dict[str, Attack] = {
    **{name: in_pool(change)[0] for name, change in POOL.items()},
    **{f"{name}, roots mended": in_pool(change)[1] for name, change in POOL.items()},
    **SINGLE,
    **{f"{name}, chain mended": lambda b, c, act=act: rechained(act(b, c)) for name, act in SINGLE.items()},
    **{
        f"{name}, roots and chain mended": lambda b, c, change=change: rechained(in_pool(change)[1](b, c))
        for name, change in POOL.items()
    },
}
