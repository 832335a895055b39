"""What a firm has here: drafts, what waits for it, applications."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q, QuerySet

from qinqing.affairs.models import Application, CorrectionPoint, Draft, Problem, Rating, State

Ids = Collection[int]


def own_drafts(enterprises: Ids) -> QuerySet[Draft]:
    """Begun and not filed, the one saved last first."""
    return (
        Draft.objects.filter(enterprise__in=enterprises)
        .select_related("enterprise")
        .order_by("-saved_at", "-id")
    )


def waiting_for_firm(enterprises: Ids) -> QuerySet[Application]:
    """To be corrected, or entered for the firm and not confirmed by it: until then nothing goes on."""
    rows = Application.objects.filter(enterprise__in=enterprises, ended_on=None)
    rows = rows.filter(Q(state=State.AWAITING_CORRECTION) | Q(confirmed_at=None))
    return rows.select_related("enterprise").defer("fields", "terms").order_by("received_at", "id")


def problems_answered(enterprises: Ids) -> QuerySet[Problem]:
    """Answered, and the firm has not said whether that solves them."""
    rows = Problem.objects.filter(
        enterprise__in=enterprises, resolved_on__isnull=False, enterprise_confirmed=None
    )
    return rows.order_by("resolved_on", "id")


def points_waiting(application: Application) -> QuerySet[CorrectionPoint]:
    """Of its lists, what the firm has not answered."""
    return CorrectionPoint.objects.filter(
        notice__application=application, notice__issued_at__isnull=False, answered_at=None
    ).order_by("notice", "place")


def rating_of(application: Application) -> Rating | None:
    return Rating.objects.filter(application=application).first()
