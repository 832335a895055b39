"""Questions about notices."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from qinqing.notices.models import Delivery, Notice, Progress

MOST_COUNTED = 99
TRIED = 3  # attempts after which a delivery that waits is worth a look


def inbox(user: int, unread: bool = False) -> QuerySet[Notice]:
    """What somebody was told, the newest first."""
    rows = Notice.objects.filter(user=user)
    return rows.filter(read_at=None) if unread else rows


def unread_count(user: int) -> int:
    """How many are unread, by an index of these alone; counted up to one more than MOST_COUNTED."""
    return Notice.objects.filter(user=user, read_at=None).order_by()[: MOST_COUNTED + 1].count()


def troubled() -> QuerySet[Delivery]:
    """Given up, or tried several times and still waiting: the longest on its way first."""
    late = Q(state=Progress.STUCK) | Q(state=Progress.WAITING, attempts__gte=TRIED)
    return Delivery.objects.filter(late).select_related("notice").order_by("since", "id")
