"""How somebody stands to a batch: it is theirs who asked for it, while they may still do what it is for."""

from __future__ import annotations

from qinqing.accounts.actor import Actor
from qinqing.accounts.matrix import relation
from qinqing.batches.models import Batch
from qinqing.batches.registry import KNOWN


@relation(Batch)
def relation_to_batch(actor: Actor | None, batch: Batch) -> str:
    if actor is None or batch.by_id != actor.user.pk:
        return "none"
    known = KNOWN.get(batch.what)
    return "own" if known and known.may(actor) else "none"
