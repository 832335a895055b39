"""A notice is its reader's and nobody else's."""

from __future__ import annotations

from qinqing.accounts.actor import Actor
from qinqing.accounts.matrix import relation
from qinqing.notices.models import Notice


@relation(Notice)
def relation_to_notice(actor: Actor | None, notice: Notice) -> str:
    return "own" if actor and notice.user_id == actor.user.pk else "none"
