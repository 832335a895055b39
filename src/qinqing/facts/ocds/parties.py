"""Who takes part in a process: buyers and firms, and by which ids facts know them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from stdnum.cn import uscc

from qinqing.facts.ocds.read import Release
from qinqing.facts.parts import at, text, things


def social_credit_codes(process: Release) -> dict[str, str]:
    """Id of a party in the process → its unified social credit code, where it gives one."""
    return {
        str(party.get("id")): code
        for party in things(process, "parties")
        if (code := text(party, "identifier", "id")) and uscc.is_valid(code)
    }


def reference(organisation: Any, ids: dict[str, str]) -> str | None:
    id = text(organisation, "id") or text(organisation, "name")
    return ids.get(id, id) if id else None


def buyer(process: Release) -> Any:
    return at(process, "tender", "procuringEntity") or process.get("buyer")


def organisations(process: Release, ids: dict[str, str]) -> Iterator[tuple[str, dict[str, str | None]]]:
    bidders = [
        tenderer for bid in things(process, "bids", "details") for tenderer in things(bid, "tenderers")
    ]
    suppliers = [
        supplier
        for made in (*things(process, "awards"), *things(process, "contracts"))
        for supplier in things(made, "suppliers")
    ]
    names = {text(party, "id"): text(party, "name") for party in things(process, "parties")}
    for table, found in (
        ("buyers", [buyer(process)]),
        ("organisations", [*things(process, "tender", "tenderers"), *bidders, *suppliers]),
    ):
        for each in found:
            id = reference(each, ids)
            if id:
                name = text(each, "name") or names.get(text(each, "id"))
                yield table, {"id": id, "name": name or id}
