"""What a finding's page shows, as CSV: the same for the bureau's desk and the organ's."""

from __future__ import annotations

from django.http import StreamingHttpResponse

from qinqing.oversight.limits import unit_of
from qinqing.oversight.models import Finding
from qinqing.web.csv import csv_response


def evidence_csv(found: Finding) -> StreamingHttpResponse:
    """Every evidence row with its columns, as kept from the version swept."""
    rows = (
        (row.position, row.ref, name, value)
        for row in found.evidence.iterator(chunk_size=500)
        for name, value in (row.row or {}).items()
    )
    return csv_response(f"{found.number}-evidence.csv", ("position", "fact", "column", "value"), rows)


def limit_csv(found: Finding) -> StreamingHttpResponse:
    """The two figures of the picture, with the unit they are counted in."""
    row = (found.number, found.observed, found.limit, unit_of(found))
    return csv_response(f"{found.number}-limit.csv", ("finding", "observed", "limit", "unit"), [row])
