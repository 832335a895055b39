"""What the bureau says of an item: which unit takes it, and how fast it promises to be."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from qinqing.accounts.models import User
from qinqing.organisations.models import Department, Official
from qinqing.record.binding import Protected


class ItemUnit(Protected):
    """From `since` on `department` takes applications for `item`, and `receiver` finds them on their list."""

    item = models.CharField(max_length=60)
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="items")
    receiver = models.ForeignKey(Official, on_delete=models.PROTECT, null=True, related_name="+")
    since = models.DateField()

    class Meta:
        ordering = ("item", "-since")
        constraints = (models.UniqueConstraint(fields=("item", "since"), name="one_unit_a_day"),)


class Promise(Protected):
    """A promised limit the bureau confirmed, in force from `since` until the next one of the item."""

    item = models.CharField(max_length=60)
    n = models.PositiveIntegerField()
    unit = models.CharField(max_length=8, choices=[("workday", "workday"), ("day", "day")])
    since = models.DateField()
    confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()

    class Meta:
        ordering = ("item", "-since")
        constraints = (
            models.UniqueConstraint(fields=("item", "since"), name="one_promise_a_day"),
            models.CheckConstraint(condition=~Q(reason=""), name="a_promise_has_its_reason"),
        )


class FeeStandard(Protected):
    """A published standard: so many yuan per unit of a fee, from `since` until the next one. `source`: the document."""

    fee = models.CharField(max_length=60)
    since = models.DateField()
    standard_cny = models.DecimalField(max_digits=18, decimal_places=2)
    source = models.TextField()
    confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("fee", "-since")
        constraints = (
            models.UniqueConstraint(fields=("fee", "since"), name="one_standard_a_day"),
            models.CheckConstraint(condition=~Q(source=""), name="a_standard_has_its_source"),
        )


class Numbering(models.Model):
    """The last number given in a year. Taken before an application is written: one that fails leaves a gap."""

    year = models.PositiveIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)
