"""From a draft to an application: by the firm itself, or entered for it at the counter or on the phone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from django.db import IntegrityError
from django.utils import timezone

from qinqing.accounts.actor import Actor
from qinqing.accounts.roles import Role
from qinqing.affairs import filled, refusals
from qinqing.affairs.catalogue.held import Brought, Held
from qinqing.affairs.catalogue.model import Item
from qinqing.affairs.interest import keep_out_interested, without_interest
from qinqing.affairs.models import Application, Channel, Draft, How, ItemUnit, Kind, Paper
from qinqing.affairs.numbers import next_number
from qinqing.affairs.permissions import allow, allow_role
from qinqing.affairs.selectors.files import files_named
from qinqing.affairs.selectors.held import held_of, held_papers
from qinqing.affairs.selectors.in_force import in_force
from qinqing.affairs.sent import Sent, content_filed, content_of
from qinqing.affairs.services.at_once import decide_at_once, then_at_once
from qinqing.affairs.services.drafts import filled_draft, item_drafted, own_key, taken
from qinqing.affairs.services.matter import Matter, take
from qinqing.affairs.services.papers import rows_of
from qinqing.affairs.terms import KeptTerms, terms_on
from qinqing.affairs.texts import items_now, keep_text
from qinqing.organisations.models import Enterprise
from qinqing.record.inserting import insert
from qinqing.record.services import service
from qinqing.record.words import said
from qinqing.refusals import Refused


def file_application(actor: Actor, key: str) -> Application:
    """Files the draft of that key; pressed twice, or sent again after a lost answer, it is the same application.

    Refused with every problem at once: `application.incomplete`, `application.not_right`, `application.classified`;
    `affairs.no_unit`, `affairs.not_public_now`, `draft.gone`. What rules can decide is decided at once, and says that a machine did.
    """
    return _filed(actor, key, Channel.ONLINE, None)


def file_in_one(
    actor: Actor, enterprise: Enterprise, item: str, key: str, fields: dict[str, str], papers: dict[str, Any]
) -> Application:
    """The whole at once, from a program of the firm's own: the same `key` again is the same application.

    Refused `application.other_content` where something else was filed under that key, and as `file_application`.
    """
    kept, files = own_key(enterprise, key), files_named(papers)
    # One that is offered no more is refused as the draft is made: not before what was filed already is found again.
    held = held_of(enterprise, offered) if (offered := items_now().get(item)) else Held({})
    whole = partial(filled_draft, actor, enterprise, item, kept, fields, papers, held, files)
    sent = Sent(whole, content_of(item, fields, papers, files), held)
    return _filed(actor, kept, Channel.ONLINE, None, sent)


def enter_for_enterprise(
    actor: Actor, key: str, channel: str, received_on: date | None = None, *, declared: bool = False
) -> Application:
    """Files what a firm said at the counter or on the phone; the firm confirms it before it is decided.

    `received_on`: the day it came, where it is entered later. `declared`: see `interest`; what papers were seen is the
    enterer's word, by which a machine may decide.
    """
    allow_role(actor, Role.CLERK)
    if draft := Draft.objects.select_related("enterprise").filter(key=key).first():
        declared = keep_out_interested(actor.user.official, draft.enterprise, declared)
    return enter_asked(actor, key, channel, received_on, declared)


def enter_asked(
    actor: Actor, key: str, channel: str, received_on: date | None, declared: bool
) -> Application:
    """The same by somebody who was asked about the firm before: many are entered in one transaction."""
    allow_role(actor, Role.CLERK)
    return _filed(actor, key, Channel(channel), received_on, declared=declared)


@then_at_once
@without_interest
@service("affairs.confirm")
def confirm_entered(
    actor: Actor, application: Application, seen: int, slip: str = "", *, declared: bool = False
) -> Application:
    """The firm confirms what was entered for it; what rules can decide is decided then.

    `slip`: entered by staff, the paper receipt the firm signed.
    """
    matter = take(actor, "confirm", application, seen)
    matter.must_be_open()
    if matter.application.confirmed_at:
        raise refusals.confirmed_already(matter.application)
    matter.application.confirmed_at = timezone.now()
    own = matter.application.enterprise_id in actor.enterprise_ids
    matter.step(Kind.CONFIRMED, words="" if own else said(slip))
    return matter.record(declared=declared)


def _filed(
    actor: Actor,
    key: str,
    channel: Channel,
    received_on: date | None,
    sent: Sent | None = None,
    *,
    declared: bool = False,
) -> Application:
    number = next_number()
    try:
        application = _file(actor, key, channel, received_on or timezone.localdate(), number, sent, declared)
    except (Refused, IntegrityError):
        # Pressed before, or while this one waited for the draft; as a rule neither, so it is not asked first.
        if before := _filed_before(actor, key, sent):
            return before
        raise
    return decide_at_once(application)


def _filed_before(actor: Actor, key: str, sent: Sent | None) -> Application | None:
    application = Application.objects.filter(key=key).select_related("enterprise").first()
    if application is None:
        return None
    allow(actor, "see", application)
    if sent and sent.content != content_filed(application):
        raise refusals.other_content(application)
    return application


@service("affairs.file", fields=("item",))
def _file(
    actor: Actor,
    key: str,
    channel: Channel,
    received_on: date,
    number: str,
    sent: Sent | None,
    declared: bool,
) -> Application:
    draft = sent.draft() if sent else taken(actor, key, "own" if channel == Channel.ONLINE else "assigned")
    item = item_drafted(actor, draft)
    if received_on > (today := timezone.localdate()):
        raise refusals.day_out_of_order(received_on, today)
    held = held_papers(draft.enterprise, item, draft.fields, draft.papers, sent.held if sent else None)
    _refuse_unfit(item, draft, held)
    unit = _unit(item, received_on)
    now = timezone.now()
    application = Application(
        number=number,
        key=draft.key,
        enterprise=draft.enterprise,
        item=item.key,
        item_digest=item.digest,
        department_id=unit.department_id,
        handler_id=unit.receiver_id,
        channel=channel,
        filed_by=actor.user,
        confirmed_at=now if channel == Channel.ONLINE else None,
        fields={key: value.strip() for key, value in draft.fields.items() if value.strip()},
        terms=KeptTerms.of(terms_on(item, received_on)).as_data(),
        received_at=now,
        received_on=received_on,
    )
    matter = Matter(actor, application, [])
    keep_text(item)
    matter.step(Kind.RECEIVED, on=received_on, said={"content": sent.content} if sent else {})
    matter.keep()
    insert(*(papers := [*_papers(actor, application, item, draft.papers, held)]))
    Draft.objects.filter(key=key).delete()
    given = [paper.paper for paper in papers]
    said_so = {"declared": True} if declared else {}
    return matter.record(sets=papers, public={"item": item.key}, item=item.key, papers=given, **said_so)


def _refuse_unfit(item: Item, draft: Draft, held: dict[str, Brought]) -> None:
    if problems := [
        *filled.classified(item, draft.fields, draft.papers),
        *filled.kept_off(item, draft.papers),
    ]:
        raise refusals.all_kept_out(problems)
    if problems := filled.wrong(item, draft.fields):
        raise refusals.not_filled_right(problems)
    if problems := [*filled.missing(item, draft.fields, {**held, **draft.papers})]:
        raise refusals.incomplete(problems)


def _unit(item: Item, day: date) -> ItemUnit:
    unit = in_force(ItemUnit, item.key, day)
    if unit is None:
        raise refusals.no_unit(item.title)
    return unit


def _papers(
    actor: Actor, application: Application, item: Item, given: dict[str, Any], held: dict[str, Brought]
) -> Iterator[Paper]:
    """One row per file; a paper that is given stands before the one the bureau holds, and what is never online
    and not given yet is to be handed over."""
    for paper in item.papers:
        own = given.get(paper.key)
        if own:
            yield from rows_of(application, paper.key, own, actor)
        elif paper.key in held:
            ref = held[paper.key].ref or f"enterprise:{application.enterprise.key}"
            yield Paper(application=application, paper=paper.key, how=How.HELD, held_ref=ref)
        elif paper.required and paper.kind == filled.NEVER_ONLINE:
            yield Paper(application=application, paper=paper.key, how=How.COUNTER)
