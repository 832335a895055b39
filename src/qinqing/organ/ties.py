"""Questions about the register of ties: what this desk may see of it, with names where there are any."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from qinqing.accounts.actor import Actor
from qinqing.accounts.roles import Role
from qinqing.organ.models import Kinship, Position
from qinqing.organ.permissions import desk_condition
from qinqing.organisations.codes import masked
from qinqing.organisations.models import Official


def kinships_at(actor: Actor, number: str = "") -> QuerySet[Kinship]:
    """Relatives of the officials this desk answers for; of one official where a number is given."""
    found = Kinship.objects.select_related("official__department").filter(desk_condition(actor))
    return found.filter(official__key=number) if number else found


def positions_at(actor: Actor, number: str = "") -> QuerySet[Position]:
    """Posts this desk may see; with a number, those of that official and of the official's relatives."""
    head = Official.objects.filter(head=True)
    above = Q(person_key__in=head.values("key")) | Q(
        person_key__in=Kinship.objects.filter(official__in=head).values("person_key")
    )
    found = Position.objects.select_related("enterprise").filter(
        above if actor.holds(Role.SUPERIOR_ORGAN) else ~above
    )
    if not number:
        return found
    relatives = Kinship.objects.filter(official__key=number).values("person_key")
    return found.filter(Q(person_key=number) | Q(person_key__in=relatives))


@dataclass(frozen=True, slots=True)
class Known:
    """Who the ids of a page are: officials by name, relatives by whose they are, others by a masked id."""

    officials: dict[str, Official]
    relatives: dict[str, Kinship]

    def name(self, person: str) -> str:
        official = self.officials.get(person)
        return official.name if official else masked(person)

    def standing(self, person: str) -> str:
        """职务 of an official; 某人的配偶 of a relative; '' for an outsider."""
        if official := self.officials.get(person):
            return f"{official.department} {official.post}"
        if tie := self.relatives.get(person):
            return f"{tie.official.name}（{tie.official.key}）· {tie.get_relation_display()}"
        return ""


def known_among(persons: set[str], actor: Actor) -> Known:
    """The officials and relatives among these ids, as far as this desk may see them."""
    officials = Official.objects.select_related("department").filter(key__in=persons)
    relatives = kinships_at(actor).filter(person_key__in=persons)
    return Known({one.key: one for one in officials}, {tie.person_key: tie for tie in relatives})
