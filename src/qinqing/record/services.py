"""The one way a service writes its entry.

    @service("measures.confirm_value", fields=("value",))
    def confirm(actor, id): ...; write_entry(actor, case="values", payload={...}, value=id)

`service` opens the transaction and insists that exactly one entry was written in it: an act without an
entry, or an entry without its act, cannot be committed.
"""

from __future__ import annotations

import functools
import secrets
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Any, ParamSpec, Protocol, TypeVar

from django.db import connection, transaction
from django.utils import timezone

from qinqing.record import refusals
from qinqing.record.binding import Protected, bind, entry_to_come, named_rows
from qinqing.record.inserting import insert
from qinqing.record.models import Case, Entry, Opening, Waiting
from qinqing.record.openings import SALT_BYTES, sealed
from qinqing.record.profiles import log_profile
from qinqing.record.pseudonyms import pseudonym
from qinqing.record.room import room_for
from qinqing.tlog.canonical import canonical, plain
from qinqing.tlog.commitment import commitment

P = ParamSpec("P")
R = TypeVar("R")

ENTRY_VERSION = 1
# One question where Django would ask three; both databases understand it.
CONTINUE = """
    INSERT INTO record_case (key, steps, last_entry) VALUES (%s, 1, %s)
    ON CONFLICT (key) DO UPDATE SET
        steps = record_case.steps + 1, last_entry = excluded.last_entry, entry_before = record_case.last_entry
    RETURNING steps, entry_before
"""


class Acting(Protocol):
    """Whoever acts: who they are in the store, and the role they act in ('system' for the machine).

    `through`: what acted for them, a program of their own; '' where they were there themselves.
    """

    @property
    def pseudonym_of(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def through(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Machine:
    """The platform acting by itself: a sweep, a reminder, a command at the console."""

    role: str = "system"
    pseudonym_of: str = "system"
    through: str = ""


@dataclass(frozen=True, slots=True)
class EntryType:
    """A registered type and the only public fields its entries may carry."""

    name: str
    fields: tuple[str, ...]
    norm: str


@dataclass(slots=True)
class _Act:
    type: EntryType
    entry_id: uuid.UUID = field(default_factory=uuid.uuid4)
    written: list[uuid.UUID] = field(default_factory=list)


ENTRY_TYPES: dict[str, EntryType] = {}
_act: ContextVar[_Act | None] = ContextVar("act", default=None)
_heard: ContextVar[list[uuid.UUID] | None] = ContextVar("heard", default=None)


@contextmanager
def entries_written() -> Iterator[list[uuid.UUID]]:
    """The entries of the services called within, each once it is committed: a page hands its reader their receipt."""
    heard: list[uuid.UUID] = []
    token = _heard.set(heard)
    try:
        yield heard
    finally:
        _heard.reset(token)


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
            token, coming = _act.set(this := _Act(kind)), entry_to_come.set(this.entry_id)
            try:
                with room_for(refusals.act_no_room), transaction.atomic():
                    result = act(*args, **kwargs)
                    if len(this.written) != 1:
                        raise RuntimeError(
                            f"{entry_type} wrote {len(this.written)} entries, a service writes one"
                        )
            finally:
                _act.reset(token)
                entry_to_come.reset(coming)
            if (heard := _heard.get()) is not None:
                heard += this.written
            return result

        run.entry_type = kind  # type: ignore[attr-defined]  # read by the platform's guard
        return run

    return wrap


def write_entry(
    actor: Acting,
    case: str,
    payload: dict[str, Any],
    *,
    person: str = "",
    sets: Iterable[Protected] = (),
    withdraws: Iterable[tuple[type[Protected], Any]] = (),
    **public: Any,
) -> Entry:
    """Write the running service's entry: `payload` is committed to, `public` goes in the clear.

    `person`: whose words and data the payload holds, by their key in the store; its erasure destroys what opens it.
    `sets`: the protected rows as the service leaves them · `withdraws`: model and key of those that are no more.
    """
    act = _act.get()
    if act is None:
        raise RuntimeError("write_entry is called inside a service only")
    if act.written:
        raise RuntimeError(f"{act.type.name} writes a second entry, a service writes one")
    unknown = set(public) - set(act.type.fields)
    if unknown:
        raise ValueError(f"{act.type.name} may not carry {sorted(unknown)}")
    step, before = _continued(case, act.entry_id)
    who = pseudonym(actor.pseudonym_of)
    entry = Entry(id=act.entry_id, type=act.type.name, actor=who, at=timezone.now(), case_id=case, step=step)
    rows, gone = [*sets], [*withdraws]
    payload = {
        **payload,
        **({"through": actor.through} if actor.through else {}),
        **({"set": bind(rows, entry.id)} if rows else {}),
        **({"gone": named_rows(gone)} if gone else {}),
    }
    # A sweep sets as many rows as it finds: what is committed to has no bound, the entry itself has.
    salt, opened = secrets.token_bytes(SALT_BYTES), canonical(plain(payload), most=None)
    committed = commitment(act.type.name, salt, opened)
    entry.body = canonical(body_of(entry, actor, act.type, before, committed, public))
    entry.leaf = log_profile().tree.leaf(entry.body)
    for row in (entry, Opening(entry=entry, **sealed(entry, person, salt, opened)), Waiting(entry=entry)):
        insert(row)
    act.written.append(entry.id)
    return entry


def _continued(key: str, entry: uuid.UUID) -> tuple[int, uuid.UUID | None]:
    """Which step of its case this entry is, and the entry before it. The case stays locked until the act is committed."""
    last = Case._meta.get_field("last_entry").get_db_prep_value(entry, connection)
    with connection.cursor() as cursor:
        cursor.execute(CONTINUE, [key, last])
        step, before = cursor.fetchone()
    return step, uuid.UUID(str(before)) if before else None


@functools.cache
def _build() -> str:
    return version("qinqing")


def body_of(
    entry: Entry,
    actor: Acting,
    kind: EntryType,
    before: uuid.UUID | None,
    committed: str,
    public: dict[str, Any],
) -> dict[str, Any]:
    """What goes into the log. Whoever acts is named anew in every case: who knows one act of theirs knows no other by it."""
    case = entry.case_id
    return {
        "v": ENTRY_VERSION,
        "id": str(entry.id),
        "type": kind.name,
        # As the clock on the office's wall shows it: receipts are read by people.
        "at": timezone.localtime(entry.at).isoformat(timespec="milliseconds"),
        "case": pseudonym(f"case/{case}"),
        "cseq": entry.step,
        "cprev": str(before) if before else None,
        "actor": pseudonym(f"{actor.pseudonym_of}/case/{case}"),
        "role": actor.role,
        "norm": kind.norm,
        "schema": f"{kind.name}/{ENTRY_VERSION}",
        "cm": {"payload": committed},
        "pub": public,
        "app": _build(),
    }
