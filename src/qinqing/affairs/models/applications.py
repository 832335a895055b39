"""An application: who asks for what, where it stands by the clock, and how it ended."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from qinqing.accounts.models import User
from qinqing.organisations.models import Department, Enterprise, Official
from qinqing.record.binding import Protected

# `act_by` while it is nobody's turn at the bureau: sorts last, on either database, in an index without nulls.
NOT_OUR_TURN = date(9999, 12, 31)


class Channel(models.TextChoices):
    ONLINE = "online", _("网上")
    PHONE = "phone", _("电话")
    COUNTER = "counter", _("窗口")


class State(models.TextChoices):
    """As the clock names them."""

    RECEIVED = "received", _("已收件，待受理")
    AWAITING_CORRECTION = "awaiting_correction", _("待企业补正")
    RUNNING = "running", _("办理中")
    PAUSED = "paused", _("中止中")
    DECIDED = "decided", _("已决定")
    NOT_ACCEPTED = "not_accepted", _("不予受理")
    WITHDRAWN = "withdrawn", _("已撤回")


OPEN = (State.RECEIVED, State.AWAITING_CORRECTION, State.RUNNING, State.PAUSED)


class Outcome(models.TextChoices):
    GRANTED = "granted", _("准予")
    REFUSED = "refused", _("不予")
    WITHDRAWN = "withdrawn", _("撤回")


class Application(Protected):
    """One matter of one enterprise. Where it stands is recomputed from its steps after each of them.

    `key`: of the draft it was filed from; pressed twice it is one application · `fields`: as filed and corrected ·
    `terms`: the limits in force on the day of receipt, see `terms.Terms` · `item_digest`: the catalogue's text it is
    judged by · `act_by`: the day the bureau's next step is due · `answer_due`: the day its first answer is due, or was and none came ·
     `version`: how many steps it has.
    """

    number = models.CharField(max_length=20, unique=True)
    key = models.CharField(max_length=64, unique=True)
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="applications")
    item = models.CharField(max_length=60)
    item_digest = models.CharField(max_length=64)
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="applications")
    handler = models.ForeignKey(Official, on_delete=models.PROTECT, null=True, related_name="applications")
    channel = models.CharField(max_length=8, choices=Channel.choices, default=Channel.ONLINE)
    filed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="applications_filed")
    confirmed_at = models.DateTimeField(null=True)
    fields = models.JSONField(default=dict)
    terms = models.JSONField(default=dict)
    received_at = models.DateTimeField()
    received_on = models.DateField()
    state = models.CharField(max_length=20, choices=State.choices, default=State.RECEIVED)
    accepted_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    promised_due_on = models.DateField(null=True)
    unsure_from = models.DateField(null=True)
    act_by = models.DateField(default=NOT_OUR_TURN)
    answer_due = models.DateField(default=NOT_OUR_TURN)
    ended_on = models.DateField(null=True)
    decided_on = models.DateField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    reason = models.TextField(blank=True)
    articles = models.TextField(blank=True)
    decided_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="applications_decided"
    )
    by_machine = models.BooleanField(default=False)
    fee_cny = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    certificate_no = models.CharField(max_length=100, blank=True)
    delivered_on = models.DateField(null=True)
    trips = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-received_at", "-id")
        indexes = (
            # The worklists: only what is open, by the day the bureau must act.
            models.Index(
                fields=("department", "act_by", "id"), name="open_of_unit", condition=Q(ended_on=None)
            ),
            models.Index(
                fields=("handler", "act_by", "id"), name="open_of_handler", condition=Q(ended_on=None)
            ),
            # Reminders: of all units together, what is due by a day.
            models.Index(fields=("act_by", "id"), name="open_by_day", condition=Q(ended_on=None)),
            models.Index(fields=("answer_due", "id"), name="open_by_answer", condition=Q(ended_on=None)),
            # Whose day no calendar tells: few, until a year is published late.
            models.Index(
                fields=("department", "id"), name="unsure_of_unit", condition=Q(unsure_from__isnull=False)
            ),
            models.Index(fields=("id",), name="awaiting_firm", condition=Q(state="awaiting_correction")),
            models.Index(
                fields=("department", "item", "act_by", "id"),
                name="open_of_unit_by_item",
                condition=Q(ended_on=None),
            ),
            # Open ones of a state by that day; of ended ones, which have none, the newest by their id.
            models.Index(fields=("department", "state", "act_by", "id"), name="of_unit_by_state"),
            models.Index(fields=("enterprise", "-received_at"), name="of_enterprise"),
            models.Index(fields=("item", "received_on"), name="of_item"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(outcome="withdrawn")
                | Q(outcome="", decided_on=None)
                | (Q(decided_on__isnull=False) & ~Q(outcome="") & ~Q(reason="") & ~Q(articles="")),
                name="a_decision_has_outcome_reason_and_article",
            ),
            models.CheckConstraint(
                condition=Q(decided_on=None) | Q(by_machine=True) | Q(decided_by__isnull=False),
                name="somebody_or_a_machine_decided",
            ),
            models.CheckConstraint(
                condition=~Q(channel="online") | Q(confirmed_at__isnull=False),
                name="what_a_firm_files_itself_it_confirms",
            ),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def case(self) -> str:
        return f"application/{self.number}"

    @property
    def person(self) -> str:
        """Whose data what is said on it holds; with their erasure it goes."""
        return f"enterprise/{self.enterprise_id}"

    @property
    def open(self) -> bool:
        return self.ended_on is None
