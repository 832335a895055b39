"""What an administrator does about deliveries that got stuck."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from qinqing.accounts.actor import Actor
from qinqing.notices import refusals
from qinqing.notices.models import Delivery, Progress
from qinqing.notices.selectors import troubled
from qinqing.record.services import service, write_entry


@service("notices.retry")
def retry_deliveries(actor: Actor, keys: Sequence[int] = ()) -> int:
    """These at once, or all that wait or were given up; how many. The three days begin anew."""
    found = troubled().filter(pk__in=keys) if keys else troubled()
    picked = [*found.values_list("pk", flat=True)]
    if not picked:
        raise refusals.nothing_to_retry()
    now = timezone.now()
    Delivery.objects.filter(pk__in=picked, state__in=(Progress.STUCK, Progress.WAITING)).update(
        state=Progress.WAITING, since=now, next_at=now, attempts=0
    )
    write_entry(actor, "deliveries", {"count": len(picked)})
    return len(picked)
