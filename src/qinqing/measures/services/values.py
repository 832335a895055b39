"""What the bureau says of values: a sample confirmed or no longer, a figure of its own from a day on.

The file is written inside the transaction, as its last act. A file that cannot be written then undoes the entry
with it; written after the commit, a full disk would leave an entry about a value that never came to hold. The
case is held from before the file is read until the commit, so of two people at once the second reads what the
first wrote.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings

from qinqing.accounts.actor import Actor
from qinqing.law.values import Value, Values, load_catalogue, wording, write_values
from qinqing.law.values.bureau import Said, read_bureau_tree
from qinqing.law.values.model import Plain
from qinqing.measures import refusals
from qinqing.record.models import Case
from qinqing.record.services import service, write_entry

CASE = "values"


@dataclass(slots=True)
class Bureau:
    """What the file says, to be changed: confirmed ids, and the bureau's own figures id → day → value."""

    confirmed: set[str]
    own: dict[str, dict[date, Plain]]

    def set(self, id: str, day: date, plain: Plain | None) -> None:
        """None takes the day's figure back; a value without days is not mentioned at all."""
        days = {**self.own.pop(id, {}), day: plain}
        if kept := {day: figure for day, figure in days.items() if figure is not None}:
            self.own[id] = kept


@service("measures.confirm_value", fields=("value", "state"))
def confirm_value(actor: Actor, id: str, confirmed: bool) -> Values:
    """Take the packaged sample as it is, on every day; or take that back. Refused where there is no sample."""
    value = _known(id)
    if value.sample is None:
        raise refusals.no_sample()
    bureau = _hold()
    if (id in bureau.confirmed) == confirmed:
        raise refusals.nothing_changes()
    (bureau.confirmed.add if confirmed else bureau.confirmed.remove)(id)
    words = wording(value, value.sample.value)
    write_entry(actor, CASE, {"sample": words.zh}, value=id, state="confirmed" if confirmed else "taken_back")
    return _write(bureau)


@service("measures.set_value", fields=("value", "since", "state"))
def set_value(actor: Actor, id: str, since: str, written: str, basis: str) -> Values:
    """The bureau's own figure from a day on, as typed; empty takes that day's figure back.

    Refused with every reason by the checks that read the file.
    """
    value, bureau = _known(id), _hold()
    day, plain = _read(id, since, written) if written else (_own_day(bureau, id, since), None)
    before = bureau.own.get(id, {}).get(day)
    if plain == before:
        raise refusals.nothing_changes()
    bureau.set(id, day, plain)
    payload = {"before": _words(value, before), "after": _words(value, plain), "basis": basis}
    state = "taken_back" if plain is None else "set"
    write_entry(actor, CASE, payload, value=id, since=day.isoformat(), state=state)
    return _write(bureau)


def _known(id: str) -> Value:
    value = load_catalogue().get(id)
    if value is None:
        raise refusals.no_such_value(id)
    return value


def _hold() -> Bureau:
    """What the file says now; nobody else changes it until this transaction ends."""
    Case.objects.get_or_create(key=CASE)
    Case.objects.select_for_update().get(key=CASE)
    said = Values.load(*([settings.VALUES_FILE] if settings.VALUES_FILE.is_file() else []))
    own = {id: {dated.since: dated.value for dated in line} for id, line in said.own.items()}
    return Bureau(set(said.confirmed), own)


def _read(id: str, since: str, written: str) -> tuple[date, Plain | None]:
    """Day and figure as the loader reads them from the file."""
    said = Said()
    read_bureau_tree(settings.VALUES_FILE.name, {"values": {id: {since: written}}}, said)
    Values.of(said)
    dated = said.own[id][0]
    return dated.since, dated.value


def _own_day(bureau: Bureau, id: str, since: str) -> date:
    day = next((day for day in bureau.own.get(id, {}) if day.isoformat() == since), None)
    if day is None:
        raise refusals.no_own_figure(since)
    return day


def _words(value: Value, plain: Plain | None) -> str:
    return "" if plain is None else wording(value, plain).zh


def _write(bureau: Bureau) -> Values:
    return write_values(settings.VALUES_FILE, bureau.confirmed, bureau.own)
