"""A small draw for tests: an invented county, two sources, two sides, one witness. Its moments are fixed."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pyrage

from qinqing.draw.after import open_result, substitute
from qinqing.draw.bundle import Bundle
from qinqing.draw.committing import commit
from qinqing.draw.logged import Logged
from qinqing.draw.nonces import make_part
from qinqing.draw.plan import Plan, read_plan
from qinqing.draw.pool import CLASSES, Enterprise, Inspector, Pool
from qinqing.draw.running import Given, Outcome, run
from qinqing.draw.sources import read_sources
from qinqing.draw.times import SHANGHAI
from qinqing.law.values import Values

DRAW = "2026-RF-01"
EXAMPLE = Path(__file__).parent / "example"
COMMITTED = datetime(2026, 7, 1, 9, 0, tzinfo=SHANGHAI)
RUN_AT = datetime(2026, 7, 6, 9, 0, tzinfo=SHANGHAI)
OPENED = datetime(2026, 8, 20, 9, 0, tzinfo=SHANGHAI)
NONCES = (bytes(range(32)), bytes(range(100, 132)))
GIVEN = {
    "双色球": Given((EXAMPLE / "lottery.txt").read_bytes()),
    "沪深收盘": Given((EXAMPLE / "index.txt").read_bytes()),
}


def values() -> Values:
    """What a bureau confirmed: the samples as they are."""
    return Values.load(EXAMPLE / "values.yaml")


def plan() -> Plan:
    return read_plan(EXAMPLE / "plan.csv")


def sources() -> list[dict[str, Any]]:
    return read_sources(EXAMPLE / "sources.yaml")


@cache
def witness() -> pyrage.x25519.Identity:
    return pyrage.x25519.Identity.generate()


def parts(draw: str = DRAW) -> list[dict[str, Any]]:
    return deepcopy(sealed(draw))


@cache
def sealed(draw: str) -> list[dict[str, Any]]:
    """Sealing draws on chance: once per run, so that the same draw is made again."""
    key = str(witness().to_public())
    return [
        make_part(draw, party, nonce, [key])
        for party, nonce in zip(("bureau", "supervisor"), NONCES, strict=True)
    ]


def pool(firms: int = 120, people: int = 8) -> Pool:
    """Every twentieth firm excluded, every seventh in need of a skill, some visited before, a few recusals."""
    return Pool.of((firm(n, people) for n in range(firms)), (person(n) for n in range(people)))


def firm(n: int, people: int) -> Enterprise:
    excluded = "今年已被检查" if n % 20 == 19 else None
    went = (f"P{n % people:02}",) if n % 3 == 0 else ()
    return Enterprise(f"E{n:04}", CLASSES[n % 4], excluded, ("alarm",) if n % 7 == 0 else (), went)


def person(n: int) -> Inspector:
    return Inspector(f"P{n:02}", ("alarm",) if n % 2 else (), None, (f"E{n * 4:04}",))


def committed(**changed: Any) -> Bundle:
    given = {
        "plan": plan(),
        "draw": DRAW,
        "pool": pool(),
        "sources": sources(),
        "parts": parts(),
        "values": values(),
        "moment": COMMITTED,
    }
    return commit(**{**given, **changed})


def ran(bundle: Bundle | None = None) -> tuple[Bundle, Outcome]:
    return run(bundle or committed(), NONCES, GIVEN, RUN_AT)


def opened(substitutions: int = 2) -> Bundle:
    """Run, with some of the drawn replaced one after another, and opened."""
    bundle, outcome = ran()
    done = []
    for n in range(substitutions):
        moment = RUN_AT + timedelta(days=n + 1)
        leaving = [place.id for place in outcome.places if place.state == "drawn" and place.risk == "D"][n]
        bundle, one = substitute(bundle, outcome, done, leaving, "企业已迁出", moment)
        done.append(one)
    return open_result(bundle, outcome, done, OPENED)


@cache
def whole() -> Bundle:
    """`opened()`, made once: bundles never change."""
    return opened()


def logged(bundle: Bundle) -> list[Logged]:
    from qinqing.draw import texts

    return [Logged(texts.digest(step.encode())) for step in bundle.steps]


def with_entry(bundle: Bundle, n: int, /, **changed: Any) -> Bundle:
    """The bundle with fields of one step changed and its text canonical again; later steps are left as they are."""
    from qinqing.draw import texts

    steps = list(bundle.steps)
    steps[n] = texts.text_of({**json.loads(steps[n]), **changed})
    return replace(bundle, steps=tuple(steps))


def rechained(bundle: Bundle) -> Bundle:
    """Each step made to follow on the one before, as whoever altered one would."""
    from qinqing.draw import texts

    done = replace(bundle, steps=())
    for step in bundle.steps:
        entry = {**json.loads(step), "n": len(done.steps) + 1, "prev": done.head}
        done = replace(done, steps=(*done.steps, texts.text_of(entry)))
    return done
