"""Statements as rows of text: what the mapping `bods.toml` reads. `told` says why a row is no fact, empty if it is."""

from __future__ import annotations

from collections.abc import Iterator

from qinqing.facts.bods.interests import SHARES, percent, why_none
from qinqing.facts.bods.parties import FIRMS, Parties, id_of, kind_of
from qinqing.facts.bods.read import Statement
from qinqing.facts.bods.standing import ended_on, record_of, standing
from qinqing.facts.cells import FIRST_DAY, LAST_DAY
from qinqing.facts.laid_out import Row
from qinqing.facts.parts import Part, text, things

COLUMNS: dict[str, tuple[str, ...]] = {
    "entities": ("statement", "record", "type", "id", "name", "founded", "told"),
    "interests": (
        *("statement", "record", "holder", "enterprise", "interest", "directness", "percent", "since"),
        *("until", "told"),
    ),
}


def lay_out(statements: list[Statement]) -> Iterator[tuple[str, Row]]:
    """Rows, each with the name of its table, in the file's order."""
    stand = standing(statements)
    parties = Parties(stand)
    relationships = [one for one in statements if one["recordType"] == "relationship"]
    rows = {
        id(one): interests(one, parties, replaced=stand[record_of(one)] is not one) for one in relationships
    }
    set_aside_what_steps_tell(relationships, rows)
    held = {row["enterprise"] for each in rows.values() for row in each if not row["told"]}
    for one in statements:
        if one["recordType"] == "entity":
            yield "entities", entity(one, held, replaced=stand[record_of(one)] is not one)
    for each in rows.values():
        yield from (("interests", row) for row in each)


def entity(given: Statement, held: set[str | None], *, replaced: bool) -> Row:
    """A firm; of states, arrangements and the nameless only what is held, since a holding needs its enterprise."""
    id, kind = id_of(given), kind_of(given)
    founded = text(given, "recordDetails", "foundingDate")
    no_firm = kind not in FIRMS and id not in held
    return {
        "statement": given["statementId"],
        "record": given["recordId"],
        "type": kind,
        "id": id,
        "name": text(given, "recordDetails", "name") or id,
        "founded": founded if founded and FIRST_DAY <= founded <= LAST_DAY and len(founded) == 10 else None,
        "told": "replaced" if replaced else "no-firm" if no_firm else "",
    }


def interests(given: Statement, parties: Parties, *, replaced: bool) -> list[Row]:
    """A row per interest, one where none is described."""
    declared: list[Part] = things(given, "recordDetails", "interests") or [{}]
    firm, holder, nobody = parties.firm(given), parties.holder(given), parties.names_nobody(given)
    has_shares = any(one.get("type") == SHARES for one in declared)
    whole = "replaced" if replaced else "no-firm" if firm is None else "no-holder" if holder is None else ""
    return [
        {
            "statement": given["statementId"],
            "record": given["recordId"],
            "holder": holder,
            "enterprise": firm,
            "interest": text(one, "type"),
            "directness": text(one, "directOrIndirect"),
            "percent": percent(one),
            "since": text(one, "startDate"),
            "until": text(one, "endDate") or ended_on(given),
            "told": whole or why_none(one, names_nobody=nobody, has_shares=has_shares),
        }
        for one in declared
    ]


def set_aside_what_steps_tell(relationships: list[Statement], rows: dict[int, list[Row]]) -> None:
    """An indirect holding whose every step is itself taken would be a shorter path than there is."""
    steps = {
        row["record"]: (row["holder"], row["enterprise"])
        for each in rows.values()
        for row in each
        if not row["told"] and row["directness"] != "indirect"
    }
    for one in relationships:
        parts = one["recordDetails"].get("componentRecords")
        named = parts if isinstance(parts, list) else []
        taken = [steps[part] for part in named if isinstance(part, str) and part in steps]
        for row in rows[id(one)]:
            if not row["told"] and row["directness"] == "indirect" and leads(taken, row):
                row["told"] = "steps"


def leads(steps: list[tuple[str | None, str | None]], row: Row) -> bool:
    """Whether the steps go from the holder to the enterprise; circles come to an end."""
    reached, before = {row["holder"]}, 0
    while len(reached) > before:
        before = len(reached)
        reached |= {firm for holder, firm in steps if holder in reached}
    return row["enterprise"] in reached - {row["holder"]}
