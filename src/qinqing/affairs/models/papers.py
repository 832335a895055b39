"""The papers of an application: filed, held by the bureau already, or handed over at the counter; what a step rests on."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from qinqing.affairs.models.applications import Application
from qinqing.affairs.models.steps import Step
from qinqing.files.models import Attachment, State
from qinqing.organisations.models import Official
from qinqing.record.binding import Protected


class How(models.TextChoices):
    FILE = "file", _("网上提交")
    HELD = "held", _("本局已有，免交")
    COUNTER = "counter", _("窗口递交，只登记编号")


# There, so that something may rest on it: held, a file that may be opened, or seen at the counter by somebody.
# A number the firm wrote itself is no paper yet.
GIVEN = (
    Q(how=How.HELD)
    | Q(how=How.FILE, file__state=State.CLEAN, file__withdrawn_at=None)
    | Q(how=How.COUNTER, received_by__isnull=False)
)


class Paper(Protected):
    """One paper of the guide as it was given. What is not for the network is a certificate's number, no file.

    `held_ref`: the earlier record that holds it, as `application:number` or `enterprise:key` · `counter_no`: what
    the certificate says, or the firm says of it · `received_by`: who took it in at the counter, None: still to be handed over.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="papers")
    paper = models.CharField(max_length=60)
    how = models.CharField(max_length=8, choices=How.choices)
    file = models.ForeignKey(Attachment, on_delete=models.PROTECT, null=True, related_name="papers")
    held_ref = models.CharField(max_length=100, blank=True)
    counter_no = models.CharField(max_length=100, blank=True)
    received_by = models.ForeignKey(Official, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(how="file", file__isnull=False, counter_no="", held_ref="")
                | (Q(how="held", file=None, counter_no="") & ~Q(held_ref=""))
                | Q(how="counter", file=None, held_ref=""),
                name="a_paper_is_given_one_way",
            ),
        )


class Evidence(Protected):
    """A file a step of the bureau rests on. `for_firm` False: the firm reads what it is, and does not open it."""

    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="evidence")
    file = models.OneToOneField(Attachment, on_delete=models.PROTECT, related_name="evidence")
    for_firm = models.BooleanField(default=True)

    class Meta:
        ordering = ("id",)
