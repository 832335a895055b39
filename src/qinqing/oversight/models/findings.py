"""Findings 疑点: what a rule saw, never a conclusion, with the evidence it stands on."""

from __future__ import annotations

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from qinqing.accounts.models import User
from qinqing.facts.schema import TABLES
from qinqing.facts.words import column_words, value_words
from qinqing.organisations.models import Department, Enterprise, Official
from qinqing.oversight.models.sweeps import Sweep
from qinqing.record.binding import Protected
from qinqing.refusals import Say


class FindingStatus(models.TextChoices):
    """Where a finding stands. Only a person moves it on; a sweep back to OPEN: see `services.findings`."""

    OPEN = "open", _("待核实")
    ASKED = "asked", _("已要求说明情况")
    ANSWERED = "answered", _("已答复，待处置")
    RECTIFYING = "rectifying", _("整改中")
    REMINDED = "reminded", _("已提醒")
    RECTIFIED = "rectified", _("已整改")
    DISMISSED = "dismissed", _("已排除")
    LEAD = "lead", _("已登记为问题线索")


CONFIRMED = (FindingStatus.REMINDED, FindingStatus.RECTIFYING, FindingStatus.RECTIFIED, FindingStatus.LEAD)
WAITING = (FindingStatus.OPEN, FindingStatus.ASKED, FindingStatus.ANSWERED)


class Verdict(models.TextChoices):
    FLAGGED = "flagged", _("符合预警条件")
    UNDETERMINED = "undetermined", _("无法判定")


class Level(models.TextChoices):
    AMBER = "amber", _("提醒级")
    RED = "red", _("要求说明情况级")
    REFER = "refer", _("移送级")


class Finding(Protected):
    """One finding per rule and unit: a later sweep updates it.

    `outside`: it goes above the bureau's supervisors · `sheet`: of a pattern rule, its like-case comparison sheet.
    """

    number = models.CharField(max_length=20, unique=True)
    fingerprint = models.CharField(max_length=64, unique=True)
    rule = models.CharField(max_length=60, db_index=True)
    unit = models.TextField()
    level = models.CharField(max_length=8, choices=Level.choices)
    verdict = models.CharField(max_length=14, choices=Verdict.choices)
    status = models.CharField(max_length=12, choices=FindingStatus.choices, default=FindingStatus.OPEN)
    present = models.BooleanField(default=True)
    outside = models.BooleanField(default=False)
    department = models.ForeignKey(Department, on_delete=models.PROTECT, null=True, related_name="findings")
    official = models.ForeignKey(Official, on_delete=models.PROTECT, null=True, related_name="findings")
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, null=True, related_name="findings")
    on = models.DateField()
    observed = models.JSONField(null=True)
    limit = models.JSONField(null=True)
    amount_cny = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    path = models.JSONField(default=list)
    sheet = models.JSONField(default=list)
    says = models.TextField()
    says_en = models.TextField()
    evidence_digest = models.CharField(max_length=64)
    evidence_count = models.PositiveIntegerField(default=0)
    first_sweep = models.ForeignKey(Sweep, on_delete=models.PROTECT, related_name="findings_new")
    last_sweep = models.ForeignKey(Sweep, on_delete=models.PROTECT, related_name="findings")

    class Meta:
        ordering = ("-on", "number")
        indexes = (models.Index(fields=("verdict", "present", "status", "rule")),)

    def __str__(self) -> str:
        return self.number

    @property
    def case(self) -> str:
        return f"finding/{self.number}"

    @property
    def person(self) -> str:
        """Whose data what is said on the finding holds; with their erasure it goes."""
        return self.official.key if self.official else ""

    @property
    def waiting(self) -> bool:
        return self.status in WAITING

    @property
    def pairing(self) -> str:
        """对照码: the same for this finding in either installation, where its number is not."""
        return self.fingerprint[:12]


class EvidenceRow(models.Model):
    """One fact a finding stands on, as it was in the version swept: `ref` is `table:key`, `row` its columns."""

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="evidence")
    position = models.PositiveIntegerField()
    ref = models.TextField()
    row = models.JSONField(null=True)

    class Meta:
        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=("finding", "position"), name="one_row_per_position"),)

    @property
    def table(self) -> str:
        return self.ref.partition(":")[0]

    @property
    def key(self) -> str:
        return self.ref.partition(":")[2]

    @property
    def title(self) -> str:
        """The table's name for a reader: its Chinese title, in English its own name."""
        table = TABLES.get(self.table)
        return table.title if table and not (get_language() or "").startswith("en") else self.table

    @property
    def columns(self) -> list[tuple[Say, Say]]:
        """Column and value in words, in the contract's order."""
        return [(column_words(name), value_words(value)) for name, value in (self.row or {}).items()]


class Viewing(models.Model):
    """Who looked at a finding on which day: looking leaves a trace."""

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="viewings")
    user = models.ForeignKey(User, on_delete=models.PROTECT)
    on = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("finding", "user", "on"), name="one_viewing_a_day"),)

    @staticmethod
    def looked(user: User) -> Exists:
        """For a question about findings: whether `user` looked at it today. `leave` reads it as `looked`."""
        return Exists(Viewing.objects.filter(finding=OuterRef("pk"), user=user, on=timezone.localdate()))

    @staticmethod
    def leave(finding: Finding, user: User) -> None:
        """Today's trace of this reader. Where `finding` was asked for with `looked`, what is there is not written."""
        if not getattr(finding, "looked", False):
            today = timezone.localdate()
            Viewing.objects.bulk_create(
                [Viewing(finding=finding, user=user, on=today)], ignore_conflicts=True
            )
