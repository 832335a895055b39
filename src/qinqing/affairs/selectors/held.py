"""What the bureau holds of a firm already: filled in, or not asked for again."""

from __future__ import annotations

from qinqing.affairs.catalogue.checks import OF_A_DECISION
from qinqing.affairs.catalogue.held import Earlier, Form, Held, form_of
from qinqing.affairs.catalogue.model import PROJECT, Item
from qinqing.affairs.models import Application, How, Outcome
from qinqing.organisations.models import Enterprise

# A firm's newest applications; what is older than these is asked for again.
NEWEST = 50


def form_for(enterprise: Enterprise, item: Item, fields: dict[str, str] | None = None) -> Form:
    """The item as this firm meets it. `fields`: what the draft says already, its project first of all."""
    project = (fields or {}).get(PROJECT) or None
    return form_of(item, held_of(enterprise), project)


def held_of(enterprise: Enterprise) -> Held:
    """Its register entry and its earlier applications, the newest first: two questions to the database."""
    rows = Application.objects.filter(enterprise=enterprise).order_by("-received_at", "-id")
    register = {name: str(getattr(enterprise, name)) for name in ("name", "key", "region")}
    return Held(register, tuple(_earlier(row) for row in rows.prefetch_related("papers")[:NEWEST]))


def _earlier(row: Application) -> Earlier:
    """A paper still to be handed over is not held."""
    return Earlier(
        ref=f"application:{row.number}",
        item=row.item,
        fields=row.fields,
        papers=frozenset(
            paper.paper for paper in row.papers.all() if paper.how != How.COUNTER or paper.counter_no
        ),
        granted=row.outcome == Outcome.GRANTED,
        decision={name: str(getattr(row, name) or "") for name in OF_A_DECISION},
    )
