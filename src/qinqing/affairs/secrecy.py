"""公开保密审查 of what the bureau itself says of its items: guides of its own, promises, fees.

What ships is public with the program. What the bureau adds is looked at by somebody other than its author before
anybody else reads it; whatever is changed is looked at again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from qinqing.accounts.actor import Actor
from qinqing.accounts.models import User
from qinqing.affairs.catalogue.model import Item
from qinqing.affairs.texts import items_now
from qinqing.files.models import SecrecyCheck, SecrecyOutcome
from qinqing.files.publication import Publication, cleared_among, publication, was_cleared
from qinqing.files.services import secrecy_check


@dataclass(frozen=True, slots=True)
class Look:
    """Who prepared what is published, and what whoever publishes it found on looking at it."""

    prepared_by: User
    words: str


def public_items() -> dict[str, Item]:
    """Those anybody may read of and apply for."""
    items = items_now()
    cleared = cleared_among({subject_of(item): item.digest for item in items.values() if item.own})
    return {key: item for key, item in items.items() if not item.own or subject_of(item) in cleared}


def is_public(item: Item) -> bool:
    return not item.own or was_cleared(subject_of(item), item.digest)


def guide_of(item: Item, prepared_by: User) -> Publication:
    """Its guide, by the digest of the files it is read from."""
    return Publication(subject_of(item), item.digest, prepared_by)


def subject_of(item: Item) -> str:
    return f"affairs/item/{item.key}"


def checks_of(item: Item) -> QuerySet[SecrecyCheck]:
    """Of its guide, of what was promised of it and of its fees, the newest first."""
    of_it = Q(subject=subject_of(item)) | Q(subject__startswith=f"affairs/promise/{item.key}/")
    for fee in item.fees:
        of_it |= Q(subject__startswith=f"affairs/fee/{fee.fee}/")
    return SecrecyCheck.objects.filter(of_it).select_related("checked_by__official").order_by("-pk")


def check_said(actor: Actor, what: str, since: date, shown: Mapping[str, object], look: Look) -> SecrecyCheck:
    """Of a promise or a fee, by whoever puts it in force: the act's own entry sets it. Refused `secrecy.own_work`."""
    subject = f"affairs/{what}/{since}"
    found = publication(subject, {**shown, "since": since.isoformat()}, look.prepared_by)
    return secrecy_check(actor, found, SecrecyOutcome.MAY_PUBLISH, look.words)
