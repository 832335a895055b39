"""Evidence a page at a time: the count is the finding's own, so that no page counts rows."""

from __future__ import annotations

from django.core.paginator import Page, Paginator

from qinqing.oversight.models import EvidenceRow, Finding

PER_PAGE = 25


class Counted(Paginator[EvidenceRow]):
    """A paginator that was told how many there are."""

    def __init__(self, finding: Finding):
        super().__init__(finding.evidence.all(), PER_PAGE)
        self.count = finding.evidence_count


def evidence_page(finding: Finding, asked: str | None) -> Page[EvidenceRow]:
    return Counted(finding).get_page(asked)
