"""问题线索: a finding the organ registered, and its four procedures. Proposed by one, in force when another approved."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from qinqing.accounts.models import User
from qinqing.oversight.models import Finding
from qinqing.record.binding import Protected


class Lead(Protected):
    """A finding registered as a lead. Until then it is a finding and nobody is 被反映人."""

    number = models.CharField(max_length=24, unique=True)
    finding = models.OneToOneField(Finding, on_delete=models.PROTECT, related_name="lead")
    reason = models.TextField()
    registered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="leads")
    registered_at = models.DateTimeField()

    class Meta:
        ordering = ("-registered_at", "-id")

    def __str__(self) -> str:
        return self.number

    @property
    def case(self) -> str:
        return f"lead/{self.number}"

    @property
    def last_step(self) -> Procedure | None:
        """The newest procedure; asks nothing where they were fetched with the lead."""
        steps = list(self.procedures.all())
        return steps[-1] if steps else None


class ProcedureKind(models.TextChoices):
    TALK = "talk", _("谈话函询")
    VERIFY = "verify", _("初步核实")
    HOLD = "hold", _("暂存待查")
    CLOSE = "close", _("予以了结")


class Procedure(Protected):
    """One step on a lead. `approved_at` null: it waits for the approver; a refused one keeps the approver's reason."""

    lead = models.ForeignKey(Lead, on_delete=models.PROTECT, related_name="procedures")
    kind = models.CharField(max_length=8, choices=ProcedureKind.choices)
    reason = models.TextField()
    due_on = models.DateField(null=True, blank=True)
    clearance = models.TextField(blank=True)
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="procedures_proposed")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="procedures_decided"
    )
    decided_at = models.DateTimeField(null=True)
    approved = models.BooleanField(null=True)
    decision = models.TextField(blank=True)

    class Meta:
        ordering = ("proposed_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="nobody_approves_their_own_procedure",
            ),
            models.CheckConstraint(
                condition=Q(kind="close") | Q(due_on__isnull=False), name="procedures_have_a_deadline"
            ),
        )

    @property
    def waiting(self) -> bool:
        return self.decided_at is None
