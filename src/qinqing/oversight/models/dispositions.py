"""What supervisors decided on a finding, what the person concerned answered, and who was cleared in writing."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from qinqing.accounts.models import User
from qinqing.organisations.models import Department, Official
from qinqing.oversight.models.findings import Finding
from qinqing.record.binding import Protected


class DispositionKind(models.TextChoices):
    REMIND = "remind", _("提醒")
    EXPLAIN = "explain", _("要求说明情况")
    RECTIFY = "rectify", _("责令整改")
    DISMISS = "dismiss", _("排除预警")


class Disposition(Protected):
    """One decision. `words` is all the person concerned ever reads: the released question, reminder or order."""

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="dispositions")
    kind = models.CharField(max_length=8, choices=DispositionKind.choices)
    words = models.TextField()
    due_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="dispositions")
    at = models.DateTimeField()
    official = models.ForeignKey(Official, on_delete=models.PROTECT, null=True, related_name="notices")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, null=True, related_name="notices")
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="answers")
    answered_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="checks")
    checked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("at", "id")
        constraints = (
            models.CheckConstraint(
                condition=~Q(kind__in=("explain", "rectify")) | Q(due_on__isnull=False),
                name="questions_and_orders_have_a_deadline",
            ),
        )

    @property
    def case(self) -> str:
        return self.finding.case

    @property
    def answerable(self) -> bool:
        """Whether an answer is awaited: a released question nobody answered yet."""
        return self.kind == DispositionKind.EXPLAIN and not self.answered_at


class Clearance(Protected):
    """The written clearance 澄清 that goes with a dismissal, to the person concerned and whoever got papers about it."""

    disposition = models.OneToOneField(Disposition, on_delete=models.PROTECT, related_name="clearance")
    words = models.TextField()
    issued_at = models.DateTimeField()
