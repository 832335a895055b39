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
from qinqing.affairs.catalogue.model import PROJECT, Item
from qinqing.affairs.models import Draft
from qinqing.affairs.offered import item_of, offered_now, still_offered
from qinqing.affairs.permissions import FIRM, allow_role
from qinqing.affairs.selectors.held import held_of
from qinqing.affairs.services.papers import must_be_attached
from qinqing.files.models import Attachment
from qinqing.organisations.models import Enterprise
from qinqing.tlog.canonical import plain

KEY_BYTES = 18


def open_draft(actor: Actor, enterprise: Enterprise, item: str, key: str = "") -> Draft:
    """A new draft with what the bureau knows filled in; the one of that `key`, if it is open already.

    `key`: chosen by whoever may ask twice, a program of the firm's own; else made here.
    """
    asked = offered_now(item) if _own(actor, enterprise) else _at_the_counter(actor, item)
    draft, _ = Draft.objects.get_or_create(
        key=own_key(enterprise, key),
        defaults={
            "enterprise": enterprise,
            "user": actor.user,
            "item": asked.key,
            "fields": _known(asked, held_of(enterprise, asked), {}),
        },
    )
    return draft


def save_draft(
    actor: Actor, draft: Draft, fields: Mapping[str, str], papers: Mapping[str, Any] | None = None
) -> Draft:
    """Sets these fields and papers and leaves the others; an empty answer takes one away.

    Refused `draft.unknown` with everything the guide does not ask for, `draft.gone`, and as `item_drafted`.
    """
    with transaction.atomic():
        draft = taken(actor, draft.key)
        item = item_drafted(actor, draft)
        _must_fit(actor, item, fields, papers or {}, draft.papers)
        draft.fields = {**draft.fields, **plain(dict(fields))}
        if fields.get(PROJECT):
            known = _known(item, held_of(draft.enterprise, item), draft.fields)
            draft.fields = {**known, **{key: value for key, value in draft.fields.items() if value}}
        draft.papers = {key: given for key, given in {**draft.papers, **(papers or {})}.items() if given}
        draft.saved_at = timezone.now()
        draft.save(update_fields=("fields", "papers", "saved_at"))
    return draft


def filled_draft(
    actor: Actor,
    enterprise: Enterprise,
    item: str,
    key: str,
    fields: Mapping[str, str],
    papers: Mapping[str, Any],
    held: Held,
    files: Mapping[str, Attachment],
) -> Draft:
    """A draft nobody keeps: all of it came in one go, from a program of the firm's own. Refused as `save_draft`.

    `key`: as it will be kept, see `own_key` · `held`: what the bureau holds of the firm for this item · `files`: those
    the papers name.
    """
    if not _own(actor, enterprise):
        raise refusals.not_yours()
    asked = offered_now(item)
    _must_fit(actor, asked, fields, papers, {}, files)
    draft = Draft(key=key, enterprise=enterprise, user=actor.user, item=asked.key)
    said = {name: value for name, value in plain(dict(fields)).items() if value}
    draft.fields = {**_known(asked, held, said), **said}
    draft.papers = {name: given for name, given in papers.items() if given}
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


def _must_fit(
    actor: Actor,
    item: Item,
    fields: Mapping[str, str],
    papers: Mapping[str, Any],
    known: Mapping[str, Any],
    files: Mapping[str, Attachment] | None = None,
) -> None:
    """Only what the guide asks for and what may be on the network; only files of the actor's own."""
    if problems := filled.unknown(item, fields, papers):
        raise refusals.unknown_entries(problems)
    if problems := filled.classified(item, fields, papers):
        raise refusals.all_kept_out(problems)
    must_be_attached(actor, papers, known, files)


def item_drafted(actor: Actor, draft: Draft) -> Item:
    """What the draft is for. To the firm a guide that waits for its secrecy check is refused
    (`affairs.not_public_now`); the counter serves whoever stands before it and goes on."""
    return still_offered(draft.item) if _own(actor, draft.enterprise) else item_of(draft.item)


def _own(actor: Actor, enterprise: Enterprise) -> bool:
    return relation_to(actor, enterprise) in FIRM[Role.ENTERPRISE]


def _at_the_counter(actor: Actor, item: str) -> Item:
    """For anybody who asks there, also while the guide waits for its check."""
    allow_role(actor, Role.CLERK)
    return item_of(item)


def _known(item: Item, held: Held, fields: Mapping[str, str]) -> dict[str, str]:
    """The answers the bureau has, of this project where the fields name one."""
    form = form_of(item, held, fields.get(PROJECT) or None)
    return {one.field.key: one.value for one in form.answers if one.value}


def own_key(enterprise: Enterprise, key: str) -> str:
    """Two firms may choose the same key."""
    return f"{enterprise.pk}-{key[:48]}" if key else secrets.token_urlsafe(KEY_BYTES)
