"""How somebody stands to an entry of the log: it is their own if they wrote it, or if it is handed to them."""

from __future__ import annotations

from qinqing.accounts.actor import Actor
from qinqing.accounts.matrix import relation
from qinqing.accounts.receivers import receives_entry
from qinqing.record.models import Entry
from qinqing.record.pseudonyms import pseudonym


@relation(Entry)
def relation_to_entry(actor: Actor | None, entry: Entry) -> str:
    if actor is None:
        return "none"
    own = entry.actor == pseudonym(actor.pseudonym_of) or receives_entry(actor, entry)
    return "own" if own else "none"
