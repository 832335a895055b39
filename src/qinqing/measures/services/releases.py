"""Taking in a total the organ verified and released."""

from __future__ import annotations

from datetime import date

from qinqing.measures.models import ReleasedTotal
from qinqing.record.services import Machine, service, write_entry


@service("measures.take_release", fields=("article", "period_to"))
def take_release(
    source: str, *, address: str, period_from: date, period_to: date, released_on: date, total: int | None
) -> ReleasedTotal:
    """A released total onto the public page; a later release of the same article and period replaces it.

    Replaced, not changed: a new row is what tells the kept pages that they are old.
    """
    period = {"address": address, "period_from": period_from, "period_to": period_to}
    replaced = list(ReleasedTotal.objects.filter(**period))
    gone = [(ReleasedTotal, old.pk) for old in replaced]
    ReleasedTotal.objects.filter(**period).delete()
    row = ReleasedTotal.objects.create(**period, total=total, released_on=released_on, source=source)
    write_entry(
        Machine(),
        f"article/{address}",
        {"total": total, "source": source},
        sets=[row],
        withdraws=gone,
        article=address,
        period_to=period_to.isoformat(),
    )
    return row
