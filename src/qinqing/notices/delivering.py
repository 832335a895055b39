"""What goes out beside the platform: at least once, whatever ends in between, and each channel by itself.

| state | means | next |
|---|---|---|
| waiting | to be sent, not before `next_at` | sent, or waiting longer, or after three days stuck |
| sent | the channel took it | – |
| stuck | not tried any more by itself | an administrator lets it be tried again |
| dropped | its reader wants it by this channel no more | – |

An attempt is claimed in one conditional update, sent outside any transaction, then marked. A process that ends in
between leaves a claim that runs out: it is sent again, perhaps twice, never not at all.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Min, Q, Sum
from django.utils import timezone

from qinqing.notices import sending
from qinqing.notices.models import Address, Delivery, Notice, Progress
from qinqing.notices.telling import message

AT_A_TIME = 200
# How long a claim stands: longer than any attempt takes.
CLAIM = timedelta(seconds=4 * sending.DEADLINE_SECONDS)
WAITS = (1, 5, 15, 30, 60)  # minutes before the next attempt; the last one from then on
LONGEST_WAIT = timedelta(minutes=WAITS[-1])
GIVEN_UP_AFTER = timedelta(days=3)
# So many readers' failures one after another say that the channel is down, not the address: it rests until the next round.
DOWN_AFTER = 3


def spread() -> int:
    """A delivery for each new notice and each channel its reader chose; how many notices were looked at."""
    new = [*Notice.objects.filter(spread=False).order_by("id").values_list("pk", "user_id")[:AT_A_TIME]]
    wanted: dict[int, list[str]] = {}
    chosen = Address.objects.filter(user__in={user for _, user in new}, channel__in=settings.NOTICE_CHANNELS)
    for user, channel in chosen.values_list("user_id", "channel"):
        wanted.setdefault(user, []).append(channel)
    rows = [
        Delivery(notice_id=notice, channel=channel)
        for notice, user in new
        for channel in wanted.get(user, ())
    ]
    with transaction.atomic():
        Delivery.objects.bulk_create(rows, ignore_conflicts=True)  # another worker's are the same
        Notice.objects.filter(pk__in=[notice for notice, _ in new]).update(spread=True)
    return len(new)


def deliver_due(channel: str) -> int:
    """Attempts what is due by this channel, reader by reader, each reader's oldest first; how many it took.

    Of a reader whose address failed nothing more is tried in this round: whoever gives a dead one keeps nobody waiting.
    """
    taken = in_a_row = 0
    for reader in _readers_due(channel):
        if in_a_row >= DOWN_AFTER:
            break
        due = Delivery.objects.filter(_due(timezone.now()), channel=channel, notice__user=reader)
        for pk in [*due.order_by("next_at", "id").values_list("pk", flat=True)[: AT_A_TIME - taken]]:
            trouble = attempt(pk)
            if trouble:
                in_a_row += 1
                break
            if trouble is not None:
                taken, in_a_row = taken + 1, 0
    return taken


def _readers_due(channel: str) -> list[int]:
    """Who was tried least in vain comes first: a few dead addresses stop a round, and never the same rounds twice."""
    waiting = Delivery.objects.filter(state=Progress.WAITING, channel=channel).values("notice__user")
    told = waiting.annotate(tried=Sum("attempts"), oldest=Min("next_at", filter=_due(timezone.now())))
    told = told.filter(oldest__isnull=False).order_by("tried", "oldest", "notice__user")
    return [*told.values_list("notice__user", flat=True)[:AT_A_TIME]]


def _due(now: datetime) -> Q:
    """Its time has come, or lies so far ahead that a clock which was wrong has set it."""
    return Q(state=Progress.WAITING) & (Q(next_at__lte=now) | Q(next_at__gt=now + 2 * LONGEST_WAIT))


def attempt(pk: int) -> str | None:
    """One attempt at one delivery: '' sent, else why not; None where there was nothing to do."""
    now = timezone.now()
    claimed = Delivery.objects.filter(_due(now), pk=pk).update(
        next_at=now + CLAIM, attempts=F("attempts") + 1, trouble="lost"
    )
    if not claimed:
        return None
    delivery = Delivery.objects.select_related("notice").get(pk=pk)
    address = Address.objects.filter(user=delivery.notice.user_id, channel=delivery.channel).first()
    if address is None or delivery.channel not in settings.NOTICE_CHANNELS:
        Delivery.objects.filter(pk=pk).update(state=Progress.DROPPED, trouble="")
        return None
    trouble = sending.send(delivery.channel, address.address, *message(delivery.notice))
    _mark(delivery, trouble)
    return trouble


def _mark(delivery: Delivery, trouble: str) -> None:
    now = timezone.now()
    if not trouble:
        Delivery.objects.filter(pk=delivery.pk).update(state=Progress.SENT, sent_at=now, trouble="")
        return
    state = Progress.STUCK if now - delivery.since >= GIVEN_UP_AFTER else Progress.WAITING
    # Of one that another worker sent meanwhile nothing is said any more.
    Delivery.objects.filter(pk=delivery.pk, state=Progress.WAITING).update(
        state=state, trouble=trouble, next_at=next_attempt(delivery.attempts, now)
    )


def next_attempt(attempts: int, now: datetime) -> datetime:
    """Longer each time, an hour at most."""
    return now + timedelta(minutes=WAITS[min(attempts, len(WAITS)) - 1])
