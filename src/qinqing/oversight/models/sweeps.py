"""A fact folder, the values and the rules kept as versions, a sweep of them, and what each rule answered."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import models

from qinqing.record.binding import Protected


class FactVersion(models.Model):
    """A fact folder as it was when it was swept. The files stay, so every piece of evidence can be read again."""

    digest = models.CharField(max_length=64, unique=True)
    kept_at = models.DateTimeField()
    source = models.TextField()
    rows = models.JSONField()
    warnings = models.JSONField(default=list)

    class Meta:
        ordering = ("-kept_at", "-id")

    @property
    def short(self) -> str:
        return self.digest[:12]

    @property
    def folder(self) -> Path:
        return Path(settings.FACTS_FOLDER) / "versions" / self.short


class ValueVersion(models.Model):
    """The values as they stood when something was judged by them: later confirmations change nothing here.

    `dated`: see `law.values.kept`. `by_rule`: rule → the values it used. `catalogue`: digest of the packaged values.
    """

    digest = models.CharField(max_length=64, unique=True)
    kept_at = models.DateTimeField()
    catalogue = models.CharField(max_length=64)
    dated = models.JSONField()
    by_rule = models.JSONField()

    @property
    def short(self) -> str:
        return self.digest[:12]


class RuleText(models.Model):
    """A rule's file as it stood when a sweep judged by it: a later version of the program changes nothing here."""

    digest = models.CharField(max_length=64, unique=True)
    kept_at = models.DateTimeField()
    text = models.TextField()


class Sweep(Protected):
    """All rules over one version as of one day, by one version of the values.

    `values` None: it ran before values were kept, and what they were is not known any more.
    """

    version = models.ForeignKey(FactVersion, on_delete=models.PROTECT, related_name="sweeps")
    values = models.ForeignKey(ValueVersion, null=True, on_delete=models.PROTECT, related_name="sweeps")
    on = models.DateField()
    ran_at = models.DateTimeField()
    took_ms = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-id",)
        get_latest_by = "id"


class RuleRun(Protected):
    """What one rule answered in one sweep. `by_month`: {'2026-03': [judged, flagged, undetermined]}.

    `text` None: it ran before the texts of rules were kept.
    """

    sweep = models.ForeignKey(Sweep, on_delete=models.CASCADE, related_name="runs")
    rule = models.CharField(max_length=60)
    text = models.ForeignKey(RuleText, null=True, on_delete=models.PROTECT, related_name="runs")
    status = models.CharField(max_length=10)
    why = models.TextField(blank=True)
    why_en = models.TextField(blank=True)
    judged = models.PositiveIntegerField(default=0)
    flagged = models.PositiveIntegerField(default=0)
    undetermined = models.PositiveIntegerField(default=0)
    by_month = models.JSONField(default=dict)

    class Meta:
        ordering = ("rule",)
        constraints = (models.UniqueConstraint(fields=("sweep", "rule"), name="one_run_per_rule_and_sweep"),)

    @property
    def kept(self) -> int:
        return self.judged - self.flagged - self.undetermined
