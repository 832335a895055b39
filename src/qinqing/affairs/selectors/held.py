"""What the bureau holds of a firm already: filled in, or not asked for again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from typing import Any

from qinqing.affairs.catalogue.checks import OF_A_DECISION
from qinqing.affairs.catalogue.held import Brought, Earlier, Form, Held, form_of
from qinqing.affairs.catalogue.model import PROJECT, Item
from qinqing.affairs.models import Application, Outcome, Paper
from qinqing.affairs.models.papers import GIVEN
from qinqing.organisations.models import Enterprise

# A firm's newest applications; what is older than these is asked for again.
NEWEST = 50
WITHOUT_LOOKING = {"", "register"}


def form_for(enterprise: Enterprise, item: Item, fields: dict[str, str] | None = None) -> Form:
    """The item as this firm meets it. `fields`: what the draft says already, its project first of all."""
    project = (fields or {}).get(PROJECT) or None
    return form_of(item, held_of(enterprise, item), project, fields)


def held_papers(
    enterprise: Enterprise,
    item: Item,
    fields: dict[str, str],
    given: Collection[str],
    held: Held | None = None,
) -> dict[str, Brought]:
    """Paper → where the bureau has it from, of those not `given`; `held` where that was asked for already."""
    rest = replace(item, fields=(), papers=tuple(paper for paper in item.papers if paper.key not in given))
    form = form_of(rest, held or held_of(enterprise, rest), fields.get(PROJECT) or None, fields)
    return {one.paper.key: one for one in form.not_needed}


def held_of(enterprise: Enterprise, item: Item) -> Held:
    """Its register entry and, where the item asks for what came before, its earlier applications, the newest first.

    Two questions to the database, or none.
    """
    register = {name: str(getattr(enterprise, name)) for name in ("name", "key", "region")}
    sources = {field.source.kind for field in item.fields} | {paper.source.kind for paper in item.papers}
    return Held(register, () if sources <= WITHOUT_LOOKING else earlier_of(enterprise, item))


def earlier_of(enterprise: Enterprise, item: Item) -> tuple[Earlier, ...]:
    """Its applications, the newest first, each with those papers it gave that `item` may take from it."""
    columns = ("pk", "number", "item", "fields", "outcome", *OF_A_DECISION)
    rows = Application.objects.filter(enterprise=enterprise).order_by("-received_at", "-id")
    earlier = [*rows.values(*columns)[:NEWEST]]
    papers = _papers([row["pk"] for row in earlier], item)
    return tuple(_earlier(row, papers[row["pk"]]) for row in earlier)


def _papers(applications: list[int], item: Item) -> dict[int, set[str]]:
    """What was given, of the papers that may come from before; one still to be handed over is not held."""
    before = [paper.key for paper in item.papers if paper.source.kind not in WITHOUT_LOOKING]
    given = Paper.objects.filter(GIVEN, application__in=applications, paper__in=before).order_by()
    found: dict[int, set[str]] = defaultdict(set)
    for application, paper in given.values_list("application", "paper"):
        found[application].add(paper)
    return found


def _earlier(row: dict[str, Any], papers: set[str]) -> Earlier:
    return Earlier(
        ref=f"application:{row['number']}",
        item=row["item"],
        fields=row["fields"],
        papers=frozenset(papers),
        granted=row["outcome"] == Outcome.GRANTED,
        refused=row["outcome"] == Outcome.REFUSED,
        decision={name: str(row[name] or "") for name in OF_A_DECISION},
    )
