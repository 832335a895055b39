"""Taking files in, scanning, withdrawing and erasing them; checking secrecy before something becomes public."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from contextlib import ExitStack
from typing import Any

from django.db import transaction
from django.utils import timezone

from qinqing.accounts.actor import Actor
from qinqing.files import refusals, scanning, store
from qinqing.files.checks import File, look, problems_before
from qinqing.files.limits import ACCEPTED
from qinqing.files.models import Access, Attachment, SecrecyCheck, State
from qinqing.files.publication import Publication
from qinqing.files.scanning import Verdict
from qinqing.record.inserting import insert
from qinqing.record.services import Acting, Machine, service, write_entry


def receive(
    actor: Actor,
    upload: Any,
    *,
    owner: str,
    access: str = Access.INTERNAL,
    accepts: Sequence[str] = ACCEPTED,
    person: str = "",
) -> Attachment:
    """One file, as `receive_all`."""
    (one,) = receive_all(actor, [upload], owner=owner, access=access, accepts=accepts, person=person)
    return one


def receive_all(
    actor: Actor,
    uploads: Sequence[Any],
    *,
    owner: str,
    access: str = Access.INTERNAL,
    accepts: Sequence[str] = ACCEPTED,
    person: str = "",
) -> list[Attachment]:
    """All files or none, and one entry. Refused with every problem, by file.

    `uploads`: Django's uploaded files, or anything with `name`, `size`, `seek` and `read` · `owner`: the app whose
    rule says who may open them (`permissions.opens`) · `access`: `public`, `internal`; a paper that is `not_online`
    is refused before a byte is read · `accepts`: kinds of `limits.KINDS` · `person`: whose data it is, by their key in
    the store; by default the actor's own. Failed `files.busy`, `files.no_room`.
    """
    if access not in Access.values:
        raise refusals.not_online()
    files = [File(upload, str(upload.name or ""), upload.size or 0) for upload in uploads]
    if troubles := problems_before(files, accepts):
        raise refusals.together(troubles, len(files))
    with ExitStack() as open_files:
        came = [open_files.enter_context(store.incoming(file.upload)) for file in files]
        if troubles := [
            trouble for file, what in zip(files, came, strict=True) for trouble in look(file, what, accepts)
        ]:
            raise refusals.together(troubles, len(files))
        rows = [
            _row(actor, file, what, owner, access, accepts) for file, what in zip(files, came, strict=True)
        ]
        return _take(actor, rows, came, person) if rows else []


def _row(
    actor: Actor, file: File, what: store.Incoming, owner: str, access: str, accepts: Sequence[str]
) -> Attachment:
    return Attachment(
        id=uuid.uuid4(),
        owner=owner,
        name=file.shown,
        kind=file.kind_of(accepts).key,
        size=what.size,
        sha256=what.sha256,
        access=access,
        state=State.QUARANTINED if scanning.is_configured() else State.CLEAN,
        uploaded_by=actor.user,
        uploaded_at=timezone.now(),
    )


@service("files.receive", fields=("access", "files"))
def _take(
    actor: Actor, attachments: list[Attachment], came: Sequence[store.Incoming], person: str
) -> list[Attachment]:
    """The bytes first: a row without them would promise what is not there. Told in the case of the first."""
    for attachment, what in zip(attachments, came, strict=True):
        store.keep(what, attachment.pk)
    insert(*attachments)
    first = attachments[0]
    said = [
        {
            "attachment": str(one.pk),
            "kind": one.kind,
            "name": one.name,
            "sha256": one.sha256,
            "size": one.size,
        }
        for one in attachments
    ]
    write_entry(
        actor,
        first.case,
        {"owner": first.owner, "received": said},
        person=person or actor.user.username,
        sets=attachments,
        access=first.access,
        files=len(attachments),
    )
    if first.state == State.QUARANTINED:
        transaction.on_commit(_scan_soon)
    return attachments


def _scan_soon() -> None:
    from qinqing.files.tasks import scan_waiting

    scan_waiting.enqueue()


@service("files.scan", fields=("outcome",))
def record_scan(attachment: Attachment, verdict: Verdict, actor: Acting | None = None) -> Attachment:
    """What the scanner found: clean, or refused and destroyed. Refused `files.already_scanned`."""
    attachment = Attachment.objects.select_for_update().get(pk=attachment.pk)
    if attachment.state != State.QUARANTINED:
        raise refusals.already_scanned()
    attachment.state = State.REFUSED if verdict.signature else State.CLEAN
    attachment.scanner, attachment.signature = verdict.scanner, verdict.signature
    attachment.trouble = ""
    attachment.save(update_fields=("state", "scanner", "signature", "trouble"))
    said = {"attachment": str(attachment.pk), "scanner": verdict.scanner, "signature": verdict.signature}
    write_entry(actor or Machine(), attachment.case, said, sets=[attachment], outcome=attachment.state)
    if attachment.state == State.REFUSED:
        _destroy_after_commit(attachment)
    return attachment


@service("files.withdraw")
def withdraw_attachment(actor: Actor, attachment: Attachment, reason: str) -> Attachment:
    """Nobody opens it any more; row and bytes stay, for what was decided by them. Refused where it is already so."""
    attachment = _still_there(attachment, reason)
    attachment.withdrawn_at, attachment.withdrawn_by = timezone.now(), actor.user
    attachment.save(update_fields=("withdrawn_at", "withdrawn_by"))
    said = {"attachment": str(attachment.pk), "reason": reason}
    write_entry(actor, attachment.case, said, person=actor.user.username, sets=[attachment])
    return attachment


@service("files.erase")
def erase_attachment(actor: Actor, attachment: Attachment, reason: str) -> Attachment:
    """Its bytes are destroyed and its name is gone; that there was one, and its digest, stay. It cannot be undone."""
    attachment = _still_there(attachment, reason, withdrawn=True)
    attachment.name, attachment.erased_at = "", timezone.now()
    attachment.save(update_fields=("name", "erased_at"))
    write_entry(
        actor, attachment.case, {"attachment": str(attachment.pk), "reason": reason}, sets=[attachment]
    )
    _destroy_after_commit(attachment)
    return attachment


def _still_there(attachment: Attachment, reason: str, withdrawn: bool = False) -> Attachment:
    """The row, locked. `withdrawn`: one that was withdrawn will do."""
    attachment = Attachment.objects.select_for_update().get(pk=attachment.pk)
    if attachment.erased_at:
        raise refusals.already_erased()
    if attachment.withdrawn_at and not withdrawn:
        raise refusals.already_withdrawn()
    if not reason.strip():
        raise refusals.reason_missing()
    return attachment


def _destroy_after_commit(attachment: Attachment) -> None:
    transaction.on_commit(lambda: store.destroy(attachment.sha256, attachment.pk))


@service("files.check_secrecy", fields=("outcome",))
def record_secrecy_check(actor: Actor, what: Publication, outcome: str, words: str) -> SecrecyCheck:
    """公开保密审查 before something becomes public, by somebody other than who prepared it.

    `outcome`: a `SecrecyOutcome` · `what` names the subject and the digest of exactly what was looked at: changed, it
    is checked again. Refused `secrecy.own_work`, `secrecy.words_missing`.
    """
    check = secrecy_check(actor, what, outcome, words)
    said = {"subject": what.subject, "digest": what.digest, "words": words}
    write_entry(actor, what.subject, said, sets=[check], outcome=outcome)
    return check


def secrecy_check(actor: Actor, what: Publication, outcome: str, words: str) -> SecrecyCheck:
    """The same for an act that publishes and is checked in one: its own entry sets the row. Refused as above."""
    if what.prepared_by.pk == actor.user.pk:
        raise refusals.own_work()
    if not words.strip():
        raise refusals.words_missing()
    return SecrecyCheck.objects.create(
        subject=what.subject,
        digest=what.digest,
        prepared_by=what.prepared_by,
        checked_by=actor.user,
        outcome=outcome,
        words=words,
        checked_at=timezone.now(),
    )
