"""How somebody stands to a token: it is their firm's, agents included; or it is nothing to them."""

from __future__ import annotations

from qinqing.accounts.actor import Actor
from qinqing.accounts.matrix import relation
from qinqing.api.models import Token


@relation(Token)
def relation_to_token(actor: Actor | None, token: Token) -> str:
    return "own" if actor and token.enterprise_id in actor.enterprise_ids else "none"
