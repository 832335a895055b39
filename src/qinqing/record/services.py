"""The one way a service writes its entry.

    @service("oversight.dismiss", fields=("rule", "level"))
    def dismiss(actor, finding, reason): ...; write_entry(actor, case=finding.case, payload={...}, rule=..., level=...)

`service` opens the transaction and insists that exactly one entry was written in it: an act without an
entry, or an entry without its act, cannot be committed.
"""

from __future__ import annotations

import functools
import hashlib
import hmac
import secrets
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Any, ParamSpec, Protocol, TypeVar

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from qinqing.record.models import Case, Entry, Opening
from qinqing.tlog.canonical import canonical, plain
from qinqing.tlog.commitment import commitment

P = ParamSpec("P")
R = TypeVar("R")

ENTRY_VERSION = 1


class Acting(Protocol):
    """Whoever acts: who they are in the store, and the role they act in ('system' for the machine)."""

    @property
    def pseudonym_of(self) -> str: ...
    @property
    def role(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Machine:
    """The platform acting by itself: a sweep, a reminder, a command at the console."""

    role: str = "system"
    pseudonym_of: str = "system"


@dataclass(frozen=True, slots=True)
class EntryType:
    """A registered type and the only public fields its entries may carry."""

    name: str
    fields: tuple[str, ...]
    norm: str


@dataclass(slots=True)
class _Act:
    type: EntryType
    written: list[uuid.UUID] = field(default_factory=list)


ENTRY_TYPES: dict[str, EntryType] = {}
_act: ContextVar[_Act | None] = ContextVar("act", default=None)


def service(
    entry_type: str, *, fields: tuple[str, ...] = (), norm: str = ""
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A service: one transaction, one entry of `entry_type` carrying at most `fields`."""
    kind = ENTRY_TYPES.setdefault(entry_type, EntryType(entry_type, fields, norm))
    if kind.fields != fields:
        raise ValueError(f"entry type {entry_type} is registered twice with different fields")

    def wrap(act: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(act)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            token = _act.set(this := _Act(kind))
            try:
                with transaction.atomic():
                    result = act(*args, **kwargs)
                    if len(this.written) != 1:
                        raise RuntimeError(
                            f"{entry_type} wrote {len(this.written)} entries, a service writes one"
                        )
                    return result
            finally:
                _act.reset(token)

        run.entry_type = kind  # type: ignore[attr-defined]  # read by the platform's guard
        return run

    return wrap


def write_entry(actor: Acting, case: str, payload: dict[str, Any], **public: Any) -> Entry:
    """Write the running service's entry: `payload` is committed to, `public` goes in the clear."""
    act = _act.get()
    if act is None:
        raise RuntimeError("write_entry is called inside a service only")
    unknown = set(public) - set(act.type.fields)
    if unknown:
        raise ValueError(f"{act.type.name} may not carry {sorted(unknown)}")
    salt = secrets.token_bytes(32)
    opened = canonical(plain(payload))
    chain = _lock_case(case)
    entry = Entry(type=act.type.name, at=timezone.now(), case=chain, step=chain.steps + 1)
    entry.body = canonical(
        _body(entry, actor, act.type, chain, commitment(act.type.name, salt, opened), public)
    )
    entry.save(force_insert=True)
    Opening.objects.create(entry=entry, salt=salt, payload=opened)
    chain.steps, chain.last_entry = entry.step, entry.id
    chain.save(update_fields=("steps", "last_entry"))
    act.written.append(entry.id)
    return entry


def pseudonym(who: str) -> str:
    """A stable name for an actor that says nothing without this installation's key."""
    return hmac.new(settings.SECRET_KEY.encode(), f"actor/{who}".encode(), hashlib.sha256).hexdigest()[:16]


def _lock_case(key: str) -> Case:
    Case.objects.get_or_create(key=key)
    return Case.objects.select_for_update().get(key=key)


def _body(
    entry: Entry, actor: Acting, kind: EntryType, chain: Case, committed: str, public: dict[str, Any]
) -> dict[str, Any]:
    return {
        "v": ENTRY_VERSION,
        "id": str(entry.id),
        "type": kind.name,
        "at": entry.at.isoformat(timespec="milliseconds"),
        "case": pseudonym(f"case/{chain.key}"),
        "cseq": entry.step,
        "cprev": str(chain.last_entry) if chain.last_entry else None,
        "actor": pseudonym(actor.pseudonym_of),
        "role": actor.role,
        "norm": kind.norm,
        "schema": f"{kind.name}/{ENTRY_VERSION}",
        "cm": {"payload": committed},
        "pub": public,
        "app": version("qinqing"),
    }
