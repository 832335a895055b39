"""Asking the witnesses: each that is reached over HTTP, all at once, over and over; whoever does not answer waits for nobody.

The log is kept and published by others meanwhile: nothing here holds it up.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from http.client import HTTPException

from django.utils import timezone

from qinqing.record import refusals
from qinqing.record.asking import Reply, ask
from qinqing.record.cosigning import submission, take
from qinqing.record.models import Checkpoint, Cosignature, Witness
from qinqing.record.witnesses import last_seen, witnesses
from qinqing.refusals import Failed, Refused, Say, system_words
from qinqing.tlog.text import from_decimal

FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 5, 600
SHOWN = 200
REFUSES = {404: refusals.unknown_to, 403: refusals.other_key, 422: refusals.rewritten}


@dataclass
class Asking:
    """Who was asked, and who is left alone for a while after trouble; `seen`: what a witness says it cosigned."""

    ask: Callable[[str, bytes], Reply] = ask
    clock: Callable[[], float] = time.monotonic
    seen: dict[str, int] = field(default_factory=dict)
    pauses: dict[str, float] = field(default_factory=dict)
    until: dict[str, float] = field(default_factory=dict)

    def round(self) -> int:
        """How many cosigned the newest checkpoint in this round."""
        latest = Checkpoint.objects.first()
        due = self._due(latest) if latest else []
        if not due or latest is None:
            return 0
        bodies = [(witness, body) for witness in due if (body := self._body(witness, latest))]
        with ThreadPoolExecutor(max(1, len(bodies))) as pool:
            asked = {pool.submit(self.ask, witness.url, body): witness for witness, body in bodies}
            return sum(self._settle(asked[one], latest, one) for one in as_completed(asked))

    def _due(self, latest: Checkpoint) -> list[Witness]:
        done = set(Cosignature.objects.filter(checkpoint=latest).values_list("witness", flat=True))
        now = self.clock()
        return [
            witness
            for witness in witnesses()
            if witness.url and witness.name not in done and self.until.get(witness.key, now) <= now
        ]

    def _body(self, witness: Witness, latest: Checkpoint) -> bytes | None:
        try:
            return submission(witness, latest, self._old(witness))
        except Refused as refused:
            self._trouble(witness, refused)
            return None

    def _old(self, witness: Witness) -> int:
        if witness.key not in self.seen:
            last = last_seen(witness.name)
            self.seen[witness.key] = last.checkpoint_id if last else 0
        return self.seen[witness.key]

    def _settle(self, witness: Witness, latest: Checkpoint, asked: Future[Reply]) -> bool:
        try:
            return self._taken(witness, latest, asked.result())
        except (OSError, HTTPException, ValueError) as error:  # ValueError: a host name that is none
            self._trouble(witness, refusals.silent(witness.name, _why(error)))
        except (Refused, Failed) as trouble:
            self._trouble(witness, trouble)
        return False

    def _taken(self, witness: Witness, latest: Checkpoint, reply: Reply) -> bool:
        """True where it cosigned; False where it said what it cosigned last, from which the next round goes on."""
        if reply.status == 200:
            take(witness, latest, reply.text)
            self.seen[witness.key] = latest.size
            self.pauses.pop(witness.key, None)
            return True
        kept = from_decimal(reply.text.removesuffix("\n")) if reply.status == 409 else None
        if kept is None or kept == self.seen[witness.key]:
            raise refused_by(witness, reply)
        if kept > latest.size:
            raise refusals.ahead(witness.name, kept, latest.size)
        self.seen[witness.key] = kept
        return False

    def _trouble(self, witness: Witness, trouble: Refused | Failed) -> None:
        """Told once until it changes; asked again after a pause that grows."""
        pause = min(self.pauses.get(witness.key, FIRST_PAUSE_SECONDS / 2) * 2, LONGEST_PAUSE_SECONDS)
        self.pauses[witness.key], self.until[witness.key] = pause, self.clock() + pause
        if witness.trouble != trouble.code:
            logging.getLogger("qinqing.record").warning("%s", trouble)
        Witness.objects.filter(pk=witness.pk).update(asked_at=timezone.now(), trouble=trouble.code)


def _why(error: Exception) -> Say:
    if isinstance(error, TimeoutError):
        return Say("超时", "timed out")
    return system_words(error) if str(error) else Say("连接中断", "the connection broke off")


def refused_by(witness: Witness, reply: Reply) -> Refused | Failed:
    if refuses := REFUSES.get(reply.status):
        return refuses(witness.name)
    shown = "".join(one if one.isprintable() else " " for one in reply.text[:SHOWN])
    return refusals.unwell(witness.name, reply.status, shown.strip())
