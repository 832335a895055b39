"""What firms say: ratings of how they were served, and problems that would not be solved 办不成事.

Who spoke is never shown to the department judged. Problems are the first piece of liaison and move there with it.
"""

from __future__ import annotations

import hashlib

from django.db import models
from django.db.models import Q

from qinqing.accounts.models import User
from qinqing.affairs.grades import grade_words
from qinqing.affairs.models.applications import Application
from qinqing.organisations.models import Department, Enterprise, Official
from qinqing.record.binding import Protected


class Rating(Protected):
    """One grade per matter, 5 best. `upheld_mistaken`: contested and found so; then it is left out.

    `contact_by`, `right_by`: the clock of a poor one; an anonymous one has no call-back, so no `contact_by`.
    `asked`: what supervision asks of the unit in its own words, without the firm.
    """

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="rating")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="ratings")
    grade = models.PositiveSmallIntegerField()
    words = models.TextField(blank=True)
    real_name = models.BooleanField()
    device = models.CharField(max_length=64, blank=True)
    rated_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    rated_at = models.DateTimeField()
    rated_on = models.DateField()
    contact_by = models.DateField(null=True)
    right_by = models.DateField(null=True)
    contacted_on = models.DateField(null=True)
    asked = models.TextField(blank=True)
    rectified_on = models.DateField(null=True)
    rectified = models.TextField(blank=True)
    contested_at = models.DateTimeField(null=True)
    contested = models.TextField(blank=True)
    upheld_mistaken = models.BooleanField(null=True)

    class Meta:
        ordering = ("-rated_at",)
        indexes = (
            models.Index(fields=("department", "rated_on"), name="ratings_of_unit"),
            models.Index(
                fields=("contact_by", "id"),
                name="ratings_to_contact",
                condition=Q(contact_by__isnull=False, contacted_on=None),
            ),
            models.Index(
                fields=("right_by", "id"),
                name="ratings_to_right",
                condition=Q(right_by__isnull=False, rectified_on=None),
            ),
        )
        constraints = (
            models.CheckConstraint(condition=Q(grade__gte=1, grade__lte=5), name="grade_is_one_to_five"),
            models.CheckConstraint(
                condition=Q(real_name=True) | Q(contacted_on=None), name="no_call_back_on_an_anonymous_rating"
            ),
        )

    @property
    def case(self) -> str:
        return f"rating/{self.pk}"

    @property
    def grade_words(self) -> str:
        """The grade as the firm chose it, in the reader's language."""
        return grade_words(self.grade, self.rated_on)


class Problem(Protected):
    """办不成事: what a firm could not get done. `owner`: who sees it solved, never of the unit it is about.

    `resolved_on` is the owner's word; `enterprise_confirmed` is the firm's, and only that ends it. `due_on`: the day it is
    judged by, for good · `answer_by`: the day the answer is due; once the firm said that it is not solved, a new one.
    """

    number = models.CharField(max_length=20, unique=True)
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="problems")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, null=True, related_name="problems")
    item = models.CharField(max_length=60, blank=True)
    department = models.ForeignKey(Department, on_delete=models.PROTECT, null=True, related_name="problems")
    owner = models.ForeignKey(Official, on_delete=models.PROTECT, related_name="problems")
    words = models.TextField()
    raised_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    raised_on = models.DateField()
    due_on = models.DateField()
    answer_by = models.DateField()
    resolved_on = models.DateField(null=True)
    answer = models.TextField(blank=True)
    enterprise_confirmed = models.BooleanField(null=True)
    firm_says = models.TextField(blank=True)
    transfers = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("answer_by", "id")
        indexes = (
            models.Index(fields=("owner", "answer_by"), name="problems_of_owner"),
            models.Index(
                fields=("answer_by", "id"),
                name="problems_open",
                condition=Q(resolved_on=None) | Q(enterprise_confirmed=False),
            ),
        )

    @property
    def case(self) -> str:
        return f"problem/{self.number}"

    @property
    def answer_mark(self) -> str:
        """By which a page says which answer it showed."""
        return hashlib.sha256(self.answer.encode()).hexdigest()[:16]

    @property
    def waiting(self) -> bool:
        """For an answer: the first, or another after the firm's no."""
        return self.resolved_on is None or self.enterprise_confirmed is False
