"""What an item said when somebody applied under it, or when it was cleared to be read by anybody."""

from __future__ import annotations

from django.db import models


class ItemText(models.Model):
    """One text of one item, never changed: its key is the SHA-256 of what it says, so that a change shows by itself.

    `text`, `common`: its file and, [name, text] each, the common parts it uses · `own`: written by the bureau ·
    `kept_at`: when it came into use, or the bureau came back to it.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    item = models.CharField(max_length=60)
    own = models.BooleanField()
    text = models.TextField()
    common = models.JSONField(default=list)
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ("-kept_at", "digest")
