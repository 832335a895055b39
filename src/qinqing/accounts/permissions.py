"""How somebody stands to an enterprise and its authorisations."""

from __future__ import annotations

from qinqing.accounts.actor import Actor
from qinqing.accounts.matrix import relation
from qinqing.accounts.models import Authorisation
from qinqing.organisations.models import Enterprise


@relation(Enterprise)
def relation_to_enterprise(actor: Actor | None, enterprise: Enterprise) -> str:
    return "own" if actor and enterprise.pk in actor.enterprise_ids else "none"


@relation(Authorisation)
def relation_to_authorisation(actor: Actor | None, authorisation: Authorisation) -> str:
    return relation_to_enterprise(actor, authorisation.enterprise)
