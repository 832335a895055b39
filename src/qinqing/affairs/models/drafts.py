"""What somebody is typing: nothing of it has been said to the bureau yet."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from qinqing.accounts.models import User
from qinqing.organisations.models import Enterprise


class Draft(models.Model):
    """Fields and papers of an application before it is filed; filing consumes it.

    `key`: names the application that comes of it · `papers`: paper → how it is given, see `services.drafts`.
    """

    key = models.CharField(max_length=64, unique=True)
    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="drafts")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="drafts")
    item = models.CharField(max_length=60)
    fields = models.JSONField(default=dict)
    papers = models.JSONField(default=dict)
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-saved_at",)
