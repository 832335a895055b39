"""Items as open data: one object per item for programs, one row per item for tables. Both languages, no reader's own data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from qinqing.affairs.catalogue.model import Field, Item, Paper
from qinqing.affairs.catalogue.terms import Term, Terms
from qinqing.refusals import Say

COLUMNS = (
    "item",
    "title",
    "title_en",
    "nature",
    "statutory_n",
    "statutory_unit",
    "promised_n",
    "promised_unit",
    "promised_status",
    "fields",
    "papers",
    "papers_not_needed",
    "fees",
    "basis",
    "digest",
)


def as_object(item: Item, terms: Terms) -> dict[str, Any]:
    """The whole item, as JSON has it."""
    return {
        "item": item.key,
        "title": _both(item.title),
        "nature": item.nature,
        "gist": _both(item.gist),
        "for_whom": _both(item.for_whom),
        "basis": [{"source": _both(basis.says), "confidence": basis.confidence} for basis in item.basis],
        "statutory_limit": _term(terms.statutory),
        "extension": _term(terms.extension),
        "extended_by": item.extended_by or None,
        "promised_limit": _term(terms.promised or terms.sample),
        "own_limits": list(item.own_limits),
        "decider": item.decider,
        "decided_at_once": bool(item.at_once),
        "fees": [
            {
                "fee": fee.fee,
                "title": _both(fee.title),
                "quantity": fee.quantity,
                "amount": "fee_catalogue",
                "source": _both(fee.basis.says),
            }
            for fee in item.fees
        ],
        "fields": [as_field(field) for field in item.fields],
        "papers": [as_paper(paper) for paper in item.papers],
        "steps": [
            {"step": step.key, "title": _both(step.title), "by": step.by, "what": _both(step.what)}
            for step in item.steps
        ],
        "offices": [
            {"matter": _both(office.matter), "office": _both(office.office)} for office in item.offices
        ],
        "unsure": [_both(words) for words in item.unsure],
        "own": item.own,
        "digest": item.digest,
    }


def as_rows(items: Mapping[str, Item], terms: Mapping[str, Terms]) -> Iterable[tuple[object, ...]]:
    """Under COLUMNS."""
    for key, item in items.items():
        statutory, promised = terms[key].statutory, terms[key].promised or terms[key].sample
        yield (
            key,
            item.title.zh,
            item.title.en,
            item.nature,
            *_n_and_unit(statutory),
            *_n_and_unit(promised),
            promised.status.value if promised else "",
            len(item.fields),
            len(item.papers),
            sum(paper.source.kind == "register" for paper in item.papers),
            ", ".join(fee.fee for fee in item.fees),
            "；".join(basis.says.zh for basis in item.basis),
            item.digest,
        )


def _n_and_unit(term: Term | None) -> tuple[object, object]:
    return (term.limit.n, term.limit.unit.value) if term else ("", "")


def _both(says: Say) -> dict[str, str]:
    return {"zh": says.zh, "en": says.en}


def _term(term: Term | None) -> dict[str, Any] | None:
    if term is None:
        return None
    return {
        "n": term.limit.n,
        "unit": term.limit.unit.value,
        "status": term.status.value,
        "source": _both(term.source),
    }


def as_field(field: Field) -> dict[str, Any]:
    return {
        "field": field.key,
        "label": _both(field.label),
        "kind": field.kind,
        "required": field.required,
        "from": _source(field),
        "choices": [{"choice": one.key, "label": _both(one.label)} for one in field.choices],
    }


def as_paper(paper: Paper) -> dict[str, Any]:
    return {
        "paper": paper.key,
        "title": _both(paper.title),
        "class": paper.kind,
        "required": paper.required,
        "from": _source(paper),
        "each_time": _both(paper.each_time) if paper.each_time else None,
    }


def _source(one: Field | Paper) -> str | None:
    kind, item, name = one.source
    if kind == "decision":
        return f"decision:{item}" + (f".{name}" if name else "")
    if kind == "same":
        return f"same:{name}"
    return (f"enterprise.{name}" if name else kind) or None
