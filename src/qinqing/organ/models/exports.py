"""Sealed packages of evidence: only the recipient's private key opens one."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from qinqing.accounts.models import User
from qinqing.oversight.models import Finding
from qinqing.record.binding import Protected


class Recipient(Protected):
    """An organ that may receive a package, by its public age key."""

    name = models.CharField(max_length=200, unique=True)
    public_key = models.CharField(max_length=200)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class SealedPackage(Protected):
    """A package asked for by one person, made when another agreed. `digest` is of the sealed file."""

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="packages")
    recipient = models.ForeignKey(Recipient, on_delete=models.PROTECT)
    reason = models.TextField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="packages_asked")
    asked_at = models.DateTimeField()
    agreed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="packages_agreed")
    agreed_at = models.DateTimeField(null=True)
    sealed = models.BinaryField(null=True)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("-asked_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True) | ~Q(agreed_by=F("asked_by")),
                name="nobody_agrees_to_their_own_package",
            ),
        )
