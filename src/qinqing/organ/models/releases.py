"""Totals the organ verified and released to the public page: one person proposes, another releases."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from qinqing.accounts.models import User
from qinqing.record.binding import Protected

# The smallest total shown as a number. Smaller ones could name somebody, so they leave here as "under 5".
SMALLEST_SHOWN = 5


class Release(Protected):
    """One article's total over a period. The true `total` stays here; what leaves is `shown`."""

    address = models.CharField(max_length=20)
    period_from = models.DateField()
    period_to = models.DateField()
    total = models.PositiveIntegerField()
    reason = models.TextField()
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="releases_proposed")
    proposed_at = models.DateTimeField()
    released_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="releases_made")
    released_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-period_to", "address")
        constraints = (
            models.UniqueConstraint(
                fields=("address", "period_from", "period_to"), name="one_release_per_article_and_period"
            ),
            models.CheckConstraint(
                condition=Q(period_to__gte=F("period_from")), name="release_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(released_by__isnull=True) | ~Q(released_by=F("proposed_by")),
                name="nobody_releases_what_they_proposed",
            ),
        )

    @property
    def case(self) -> str:
        return f"release/{self.address}/{self.period_to}"

    @property
    def shown(self) -> int | None:
        """The total as the public reads it: None stands for 'under 5'; none at all is none."""
        return self.total if self.total == 0 or self.total >= SMALLEST_SHOWN else None
