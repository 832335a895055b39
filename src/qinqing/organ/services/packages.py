"""Sealed export: evidence, rule and values of one finding, encrypted to a recipient's public key."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from typing import Any

import pyrage
from django.utils import timezone

from qinqing.accounts.actor import Actor
from qinqing.law.values.kept import KeptValue
from qinqing.organ import refusals
from qinqing.organ.keeping import at_bureau
from qinqing.organ.models import Recipient, SealedPackage
from qinqing.oversight.models import Finding
from qinqing.oversight.rules import text_behind
from qinqing.oversight.values import values_behind
from qinqing.record.services import service, write_entry

# A fixed time inside the archive: the same evidence gives the same bytes before sealing.
EPOCH = (1980, 1, 1, 0, 0, 0)


@service("organ.add_recipient")
def add_recipient(actor: Actor, name: str, public_key: str) -> Recipient:
    """An organ that may receive packages, by its public age key."""
    try:
        pyrage.x25519.Recipient.from_str(public_key.strip())
    except Exception as error:  # pyrage raises its own RecipientError, which it does not export
        raise refusals.key_wrong() from error
    if Recipient.objects.filter(name=name).exists():
        raise refusals.recipient_known()
    recipient = Recipient.objects.create(name=name, public_key=public_key.strip())
    write_entry(
        actor, f"recipient/{recipient.pk}", {"name": name, "key": recipient.public_key}, sets=[recipient]
    )
    return recipient


@service("organ.ask_package")
def ask_package(actor: Actor, finding: Finding, recipient: Recipient, reason: str) -> SealedPackage:
    """Ask for a package; it is made when another person agrees."""
    if at_bureau(finding):
        raise refusals.at_bureau()
    package = SealedPackage.objects.create(
        finding=finding, recipient=recipient, reason=reason, asked_by=actor.user, asked_at=timezone.now()
    )
    said = {"package": package.pk, "recipient": recipient.name, "reason": reason}
    write_entry(actor, finding.case, said, person=finding.person, sets=[package])
    return package


@service("organ.agree_package")
def agree_package(actor: Actor, package: SealedPackage) -> SealedPackage:
    """Another person agrees: the package is made and sealed, and can be fetched."""
    package = (
        SealedPackage.objects.select_for_update().select_related("finding", "recipient").get(pk=package.pk)
    )
    if package.agreed_at:
        raise refusals.already_decided()
    if package.asked_by_id == actor.user.pk:
        raise refusals.own_proposal()
    plain = pack(package.finding)
    package.sealed = pyrage.encrypt(plain, [pyrage.x25519.Recipient.from_str(package.recipient.public_key)])
    package.digest = hashlib.sha256(package.sealed).hexdigest()
    package.agreed_by, package.agreed_at = actor.user, timezone.now()
    package.save(update_fields=("sealed", "digest", "agreed_by", "agreed_at"))
    said = {"package": package.pk, "digest": package.digest}
    write_entry(actor, package.finding.case, said, person=package.finding.person, sets=[package])
    return package


def pack(finding: Finding) -> bytes:
    """The archive before sealing: finding.json, evidence.json, rule.sql, values.json and a list of digests.

    Rule and values are those the finding was judged by, not today's; a rule that was not kept is left out.
    """
    text = text_behind(finding)
    parts = {
        "finding.json": _json(_finding(finding)),
        "evidence.json": _json([{"fact": row.ref, "row": row.row} for row in finding.evidence.all()]),
        **({} if text is None else {"rule.sql": text}),
        "values.json": _json(_values(finding)),
    }
    digests = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in parts.items()}
    parts["SHA256SUMS"] = "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items()))
    return _zip(parts)


def _finding(finding: Finding) -> dict[str, Any]:
    names = (
        "number",
        "rule",
        "unit",
        "level",
        "verdict",
        "observed",
        "limit",
        "path",
        "says",
        "says_en",
        "fingerprint",
        "evidence_digest",
    )
    return {
        **{name: getattr(finding, name) for name in names},
        "on": finding.on.isoformat(),
        "amount_cny": str(finding.amount_cny) if finding.amount_cny is not None else None,
        "version": finding.last_sweep.version.digest,
    }


def _values(finding: Finding) -> dict[str, Any]:
    """As the sweep kept them; all null where it ran before values were kept."""
    kept, behind = finding.last_sweep.values, values_behind(finding)
    return {
        "version": kept.digest if kept else None,
        "catalogue": kept.catalogue if kept else None,
        "values": None if behind is None else [_value(one) for one in behind],
    }


def _value(behind: KeptValue) -> dict[str, Any]:
    dated = behind.dated
    return {
        "id": behind.id,
        "describes": behind.describes.zh,
        "value": dated.value if dated else None,
        "words": dated.words.zh if dated else None,
        "source": dated.source.zh if dated else None,
        "confidence": dated.confidence if dated else None,
    }


def _json(thing: Any) -> str:
    return json.dumps(thing, ensure_ascii=False, indent=1, sort_keys=True)


def _zip(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, EPOCH), text)
    return out.getvalue()
