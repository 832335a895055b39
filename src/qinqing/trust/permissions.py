"""How somebody stands to an entry of the log: it is their own if they wrote it."""

from __future__ import annotations

from qinqing.accounts.actor import Actor
from qinqing.accounts.matrix import relation
from qinqing.record.models import Entry
from qinqing.record.pseudonyms import pseudonym


@relation(Entry)
def relation_to_entry(actor: Actor | None, entry: Entry) -> str:
    return "own" if actor and entry.actor == pseudonym(actor.pseudonym_of) else "none"
