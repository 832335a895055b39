"""What was proved of this release: the results packed from docs/proofs, each in a sentence for whoever reads /trust/.

A proof is a test run in full (`make prove`); one that ran for many cases is one row here.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby
from pathlib import Path

from django.utils.functional import Promise

from qinqing.trust.proof_words import PROOF_WORDS

FILE = Path(__file__).with_name("proofs.json")
HELD, FAILED, SKIPPED = "held", "failed", "skipped"
# Where a proof stands; whatever is not named here is about the rules and the facts they judge.
ABOUT_LOG = (
    "tlog",
    "record",
    "verify",
    "witness",
    "draw",
    "inspections",
    "cli.tests.test_draw_log",
    "oversight.tests.test_protected_rows",
    "tests.journeys",
)
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Proof:
    """One claim: how many cases ran, what came of them, what was counted (as the proof wrote it)."""

    words: Promise | str
    cases: int
    outcome: str
    counted: str
    about_log: bool


@dataclass(frozen=True, slots=True)
class Proofs:
    on: date
    about_log: tuple[Proof, ...]
    others: tuple[Proof, ...]


@cache
def proofs() -> Proofs:
    packed = json.loads(FILE.read_text(encoding="utf-8"))
    claims = groupby(sorted(packed["results"], key=_claim), key=_claim)
    found = [_proof(where, name, list(rows)) for (where, name), rows in claims]
    return Proofs(
        date.fromisoformat(packed["on"]),
        tuple(one for one in found if one.about_log),
        tuple(one for one in found if not one.about_log),
    )


def _claim(row: Row) -> tuple[str, str]:
    return row["where"], row["what"].partition("[")[0]


def _proof(where: str, name: str, rows: list[Row]) -> Proof:
    outcomes = {row["outcome"] for row in rows}
    return Proof(
        PROOF_WORDS.get(name, name.removeprefix("test_").replace("_", " ")),
        len(rows),
        FAILED if FAILED in outcomes else SKIPPED if SKIPPED in outcomes else HELD,
        rows[0]["counted"] if len(rows) == 1 else "",
        where.startswith(ABOUT_LOG),
    )
