"""How often one token may ask: so many times a minute, whichever process it reaches.

A process takes a handful of turns at a time from the token's own row and hands them out from memory: no request more
than allowed, and few writes. Whoever used up the minute is refused from memory alone until it ends.
"""

from __future__ import annotations

from threading import Lock
from typing import NamedTuple

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from qinqing.api import refusals
from qinqing.api.models import Token

SECONDS = 60
HANDFULS = 20
MOST_KEPT = 1_000


class Turns(NamedTuple):
    """What this process has left of a token's minute. `used_up`: the row has no more either."""

    minute: int
    left: int = 0
    used_up: bool = False


_turns: dict[str, Turns] = {}
_lock = Lock()


def take_turn(token: Token) -> None:
    """Refused `token.too_often` where the minute's requests are used up."""
    now = int(timezone.now().timestamp())
    minute = now // SECONDS
    if _hand_out(token, minute):
        return
    # Nobody waits in line while the database is asked: two that ask at once bring a handful each.
    used_up = _turns.get(token.prefix, Turns(minute)).used_up
    if used_up or not _hand_out(token, minute, _taken(token, minute)):
        raise refusals.too_often(settings.API_RATE, SECONDS - now % SECONDS)


def _hand_out(token: Token, minute: int, more: int | None = None) -> bool:
    """One turn, if there is one. `more`: brought from the row; 0 says that it has none."""
    with _lock:
        _forget(minute)
        had = _turns.get(token.prefix)
        now = had if had and had.minute == minute else Turns(minute)
        left = now.left + (more or 0)
        _turns[token.prefix] = Turns(minute, max(left - 1, 0), now.used_up or more == 0)
        return left > 0


def _taken(token: Token, minute: int) -> int:
    """A handful of the minute's turns, or one, or none. One statement each: two processes never take the same."""
    most, rows = settings.API_RATE, Token.objects.filter(pk=token.pk)
    for n in dict.fromkeys((max(most // HANDFULS, 1), 1)):
        if rows.filter(minute=minute, turns__lte=most - n).update(turns=F("turns") + n):
            return n
        if rows.exclude(minute=minute).update(minute=minute, turns=n):
            return n
    return 0


def _forget(minute: int) -> None:
    """Minutes that are over, once there are many."""
    if len(_turns) >= MOST_KEPT:
        for prefix in [prefix for prefix, turns in _turns.items() if turns.minute != minute]:
            del _turns[prefix]
