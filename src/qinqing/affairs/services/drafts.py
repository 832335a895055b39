"""Drafts: saved as one types, filed once. Nothing is recorded of them: nothing has been said to the bureau yet.

Papers are given as {paper: {"how": "file", "files": ["…"]} | {"how": "counter", "no": "…"}}; what the bureau holds
need not be given, what is never online is handed over later.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from qinqing.accounts.actor import Actor
from qinqing.accounts.matrix import relation_to
from qinqing.accounts.roles import Role
from qinqing.affairs import filled, refusals
from qinqing.affairs.catalogue.held import Held, form_of
from qinqing.affairs.catalogue.model import PROJECT
from qinqing.affairs.models import Draft
from qinqing.affairs.offered import item_of
from qinqing.affairs.permissions import FIRM, allow_role
from qinqing.affairs.selectors.held import held_of
from qinqing.affairs.services.papers import must_be_attached
from qinqing.organisations.models import Enterprise
from qinqing.tlog.canonical import plain

KEY_BYTES = 18


def open_draft(actor: Actor, enterprise: Enterprise, item: str, key: str = "") -> Draft:
    """A new draft with what the bureau knows filled in; the one of that `key`, if it is open already.

    `key`: chosen by whoever may ask twice, a program of the firm's own; else made here.
    """
    _may_draft(actor, enterprise)
    asked, own = item_of(item), own_key(enterprise, key)
    draft = Draft(key=own, enterprise=enterprise, user=actor.user, item=asked.key)
    draft.fields = _known(draft, {}, held_of(enterprise, asked))
    given = {"enterprise": enterprise, "user": actor.user, "item": asked.key, "fields": draft.fields}
    draft, _ = Draft.objects.get_or_create(key=own, defaults=given)
    return draft


def save_draft(
    actor: Actor, draft: Draft, fields: Mapping[str, str], papers: Mapping[str, Any] | None = None
) -> Draft:
    """Sets these fields and papers and leaves the others; an empty answer takes one away.

    Refused `draft.unknown` with everything the guide does not ask for, `draft.gone`.
    """
    with transaction.atomic():
        draft = taken(actor, draft.key)
        _set(actor, draft, fields, papers or {}, held_of(draft.enterprise, item_of(draft.item)))
        draft.save(update_fields=("fields", "papers", "saved_at"))
    return draft


def composed(
    actor: Actor,
    enterprise: Enterprise,
    item: str,
    key: str,
    fields: Mapping[str, str],
    papers: Mapping[str, Any],
    held: Held,
) -> Draft:
    """A draft whole from the start, as a program sends it: to be filed at once and never kept. Refused as above."""
    _may_draft(actor, enterprise)
    draft = Draft(key=own_key(enterprise, key), enterprise=enterprise, user=actor.user, item=item)
    draft.fields = _known(draft, {}, held)
    _set(actor, draft, fields, papers, held)
    return draft


def discard_draft(actor: Actor, draft: Draft) -> None:
    """Away with it; nothing was filed."""
    with transaction.atomic():
        taken(actor, draft.key).delete()


def taken(actor: Actor, key: str, *stands: str) -> Draft:
    """The draft locked, as it is now; refused `draft.gone`, `affairs.not_yours`."""
    locked = Draft.objects.select_for_update(of=("self",)).select_related("enterprise").filter(key=key)
    found = locked.first()
    if found is None:
        raise refusals.draft_gone()
    if relation_to(actor, found) not in (stands or ("own", "assigned")):
        raise refusals.not_yours()
    return found


def _may_draft(actor: Actor, enterprise: Enterprise) -> None:
    """The firm's people for their firm; the counter for anybody who asks."""
    if relation_to(actor, enterprise) not in FIRM[Role.ENTERPRISE]:
        allow_role(actor, Role.CLERK)


def _set(
    actor: Actor, draft: Draft, fields: Mapping[str, str], papers: Mapping[str, Any], held: Held
) -> None:
    item = item_of(draft.item)
    if problems := filled.unknown(item, fields, papers):
        raise refusals.unknown_entries(problems)
    if problems := filled.classified(item, fields):
        raise refusals.all_kept_out(problems)
    must_be_attached(actor, papers, draft.papers)
    draft.fields = {**draft.fields, **plain(dict(fields))}
    if fields.get(PROJECT):
        draft.fields = {**_known(draft, draft.fields, held), **{k: v for k, v in draft.fields.items() if v}}
    draft.papers = {key: given for key, given in {**draft.papers, **papers}.items() if given}
    draft.saved_at = timezone.now()


def _known(draft: Draft, fields: dict[str, str], held: Held) -> dict[str, str]:
    """The answers the bureau has, of this project where the draft names one."""
    form = form_of(item_of(draft.item), held, fields.get(PROJECT) or None)
    return {one.field.key: one.value for one in form.answers if one.value}


def own_key(enterprise: Enterprise, key: str) -> str:
    """Two firms may choose the same key."""
    return f"{enterprise.pk}-{key[:48]}" if key else secrets.token_urlsafe(KEY_BYTES)
