"""What the bureau asks of a firm: once and within the guide, or else recorded for everybody to see."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from qinqing.accounts.models import User
from qinqing.affairs.models.applications import Application
from qinqing.organisations.models import Department, Enterprise, Official
from qinqing.record.binding import Protected


class CorrectionNotice(Protected):
    """The one-time list. Another one only where a superior opened it with a reason, and that is a finding.

    `issued_at` None: opened and not yet written.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="notices")
    issued_at = models.DateTimeField(null=True)
    issued_on = models.DateField(null=True)
    issued_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    opened_reason = models.TextField(blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("application",), condition=Q(opened_by=None), name="one_notice_nobody_opened"
            ),
            models.UniqueConstraint(
                fields=("application",), condition=Q(issued_at=None), name="one_notice_to_write"
            ),
            models.CheckConstraint(
                condition=Q(opened_by=None) | ~Q(opened_reason=""), name="a_second_notice_has_its_reason"
            ),
        )


class CorrectionPoint(Protected):
    """One line of the list. `about`: `field:…`, `paper:…`, or `other` for what the guide does not name."""

    notice = models.ForeignKey(CorrectionNotice, on_delete=models.PROTECT, related_name="points")
    place = models.PositiveIntegerField()
    about = models.CharField(max_length=80)
    words = models.TextField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("place",)
        constraints = (
            models.UniqueConstraint(fields=("notice", "place"), name="one_point_per_place"),
            models.CheckConstraint(condition=~Q(words=""), name="a_point_says_what"),
        )


class Demand(Protected):
    """A demand beyond the published guide: what, of whom, by whom, and who wrote it down."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="demands")
    words = models.TextField()
    made_by = models.ForeignKey(Official, on_delete=models.PROTECT, null=True, related_name="demands")
    on = models.DateField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    by_enterprise = models.BooleanField(default=False)

    class Meta:
        ordering = ("id",)


class Intermediary(Protected):
    """An intermediary a firm engaged, who chose it and who pays: 中介服务. `application` None: for none, or none yet."""

    class Side(models.TextChoices):
        ENTERPRISE = "enterprise", _("企业")
        DEPARTMENT = "department", _("本局")

    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, null=True, related_name="intermediaries"
    )
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="intermediaries")
    intermediary = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=100)
    chosen_by = models.CharField(max_length=10, choices=Side.choices)
    payer = models.CharField(max_length=10, choices=Side.choices)
    engaged_on = models.DateField()
    fee_cny = models.DecimalField(max_digits=18, decimal_places=2)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(condition=Q(fee_cny__gte=0), name="no_fee_below_nothing"),
            # Pressed twice it is one; of an application that is seen by its version.
            models.UniqueConstraint(
                fields=(
                    "enterprise",
                    "intermediary",
                    "kind",
                    "chosen_by",
                    "payer",
                    "engaged_on",
                    "fee_cny",
                ),
                condition=Q(application=None),
                name="engaged_for_none_once",
            ),
        )


class Precheck(Protected):
    """A look at the papers, or their return by word of mouth, before anything was filed. It counts."""

    class Kind(models.TextChoices):
        PRECHECK = "precheck", _("预审")
        RETURNED = "returned", _("口头退回")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    item = models.CharField(max_length=60)
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="prechecks")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="prechecks")
    made_by = models.ForeignKey(Official, on_delete=models.PROTECT, null=True, related_name="+")
    on = models.DateField()
    words = models.TextField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("item", "on"), name="prechecks_of_item"),)
