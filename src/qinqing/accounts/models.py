"""Accounts, the roles granted to them by two people, and agents acting for enterprises."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from qinqing.accounts.roles import Role
from qinqing.organisations.models import Department, Enterprise, Official
from qinqing.record.binding import Protected


class People(UserManager["User"]):
    """Accounts come with their official: every request asks for both."""

    use_in_migrations = False

    def get_queryset(self) -> models.QuerySet[User]:
        return super().get_queryset().select_related("official")


class User(AbstractUser, Protected):
    """A person who signs in. Staff are tied to their official; what they may do comes from `RoleGrant` only."""

    # What people change themselves, and what signing in leaves.
    FREE = ("password", "password_given", "last_login")

    official = models.ForeignKey(
        Official, on_delete=models.PROTECT, null=True, blank=True, related_name="accounts"
    )
    password_given = models.BooleanField(default=False)

    objects: ClassVar[People] = People()

    def __str__(self) -> str:
        return self.get_full_name() or self.username


class InForce(models.QuerySet):
    """Rows of what is given for a time."""

    def on(self, day: date) -> InForce:
        """Those in force on `day`: approved, begun, not over (the last day counts), not revoked."""
        return self.filter(
            Q(until__isnull=True) | Q(until__gte=day),
            since__lte=day,
            approved_at__isnull=False,
            revoked_at__isnull=True,
        )


class GivenForATime(Protected):
    """What somebody may do, for a time: proposed by one person, in force once approved, revoked by anyone it is declared for."""

    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    proposed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="%(class)ss_proposed"
    )
    approved_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="%(class)ss_approved"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="%(class)ss_revoked"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = InForce.as_manager()

    class Meta:
        abstract = True


class RoleGrant(GivenForATime):
    """A role for a time. Proposed by one administrator, in force once another approved it."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=24, choices=Role.choices)
    department = models.ForeignKey(Department, on_delete=models.PROTECT, null=True, blank=True)
    reason = models.CharField(max_length=200)

    class Meta:
        ordering = ("user", "role", "since")
        constraints = (
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="grant_until_not_before_since",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | Q(proposed_by__isnull=True)
                | ~Q(approved_by=F("proposed_by")),
                name="grant_needs_two_people",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("user")),
                name="nobody_approves_their_own_grant",
            ),
        )


class Authorisation(GivenForATime):
    """A person acts for an enterprise, for a time, revocably.

    The enterprise's own people come by two administrators, who have seen its papers; agents by the enterprise itself.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="authorisations")
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="authorisations")
    agent = models.BooleanField(_("代理人"), default=False)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("enterprise", "user", "since")
        constraints = (
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="authorisation_until_not_before_since",
            ),
            models.CheckConstraint(
                condition=Q(agent=False) | Q(until__isnull=False), name="an_agents_authorisation_ends"
            ),
            models.CheckConstraint(
                condition=Q(agent=True)
                | Q(approved_by__isnull=True)
                | Q(proposed_by__isnull=True)
                | ~Q(approved_by=F("proposed_by")),
                name="own_people_need_two_people",
            ),
        )


class Ground(models.TextChoices):
    """Why: the cases of the personal information law, Art. 47."""

    PURPOSE = "purpose", _("处理目的已实现或者不再必要")
    EXPIRED = "expired", _("保存期限已届满")
    WITHDRAWN = "withdrawn", _("本人撤回同意")
    UNLAWFUL = "unlawful", _("处理违反法律、法规或者约定")
    OTHER = "other", _("法律、法规规定的其他情形")


class Erasure(Protected):
    """A person to be erased from this store: asked for by one, done when another agreed, or declined.

    `subject`: the key they go by here, afterwards the stand-in.
    """

    subject = models.CharField(max_length=200, db_index=True)
    ground = models.CharField(max_length=12, choices=Ground.choices)
    reason = models.CharField(max_length=500)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="erasures_asked")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="erasures_decided")
    decided_at = models.DateTimeField(null=True)
    agreed = models.BooleanField(null=True)

    class Meta:
        ordering = ("-asked_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(agreed__isnull=True) | Q(agreed=False) | ~Q(decided_by=F("asked_by")),
                name="erasing_takes_two_people",
            ),
            models.UniqueConstraint(
                fields=("subject",), condition=Q(decided_at__isnull=True), name="one_erasure_asked_per_person"
            ),
        )
