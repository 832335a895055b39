"""An erasure from end to end: planned, done in one transaction, then finished on disk however often it is cut short."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone

from qinqing.record import keybackups, refusals
from qinqing.record.binding import Protected
from qinqing.record.erasing import lists, log, look
from qinqing.record.erasing.lists import Line, Pending
from qinqing.record.erasing.places import HELD, OTHERS
from qinqing.record.erasing.residue import residue
from qinqing.record.erasing.subject import Subject
from qinqing.record.erasing.tidy import tidy
from qinqing.record.folding import compare, fold_all
from qinqing.record.models import Entry, Erased
from qinqing.record.services import Acting, write_entry
from qinqing.refusals import Problem, Say

CASE = "erasures"


@dataclass(frozen=True, slots=True)
class Counted:
    """One place and how many things of it would go; `goes` false: how many stay."""

    name: str
    says: Say
    count: int
    goes: bool = True


def plan(subject: Subject) -> list[Counted]:
    """What an erasure would reach, place by place; changes nothing."""
    found = log.openings_of(subject)
    held_rows = {held.name: held.keys(subject) for held in HELD}
    rows = [Counted(held.name, held.says, len(held_rows[held.name])) for held in HELD]
    known = {(held.model, key) for held in HELD for key in held_rows[held.name]}
    rest = residue(subject, scrub=False, known=known).rows
    return [
        *rows,
        *(Counted(f"text.{table}", Say("其他文字中的工号、姓名", "ids and names in other texts"), n) for table, n in sorted(rest.items())),
        Counted("log.openings", Say("存证原文（密钥一并销毁）", "openings of log entries, with their keys"), len(found.own)),
        Counted("log.naming", Say("提到本人的其他存证原文", "openings of other entries that name them"), len(found.naming)),
        *(Counted(other.name, other.says, other.count(subject)) for other in OTHERS),
        Counted("log.elsewhere", Say("他人案卷原文中提到本人，加密留存，随他人清除", "named in openings about other people: stay sealed, go with those"), found.elsewhere, goes=False),
    ]  # fmt: skip


def new_pending(subject: Subject) -> Pending:
    line = Line(
        str(uuid.uuid4()), subject.people, subject.stand_in, timezone.now().isoformat(timespec="seconds")
    )
    return Pending(line, subject)


def refuse_unsound() -> None:
    """What an erasure vouches for anew must be what the log says: else it would make good what somebody edited.

    Refused `erase.log_unsound`, each fault named.
    """
    folded = fold_all()
    faults = [*folded.faults, *compare(folded)]
    if faults:
        raise refusals.log_unsound([Problem(fault.code, fault.says) for fault in faults])


def erase_rows(actor: Acting, erasing: Pending, also: list[Protected], **said: object) -> Entry:
    """The running service's whole act: rows, texts and openings, and the entry that says so. `also`: rows it sets too."""
    subject = erasing.subject
    found = log.openings_of(subject)
    rows = [row for held in HELD for row in held.scrub(subject)]
    rows += residue(subject, scrub=True).protected
    rows += log.set_by(found)
    gone = log.drop(subject, found)
    log.rename_cases(subject)
    line = erasing.line
    applied = {"people": [*line.people], "stand_in": line.stand_in, "at": line.at}
    Erased.objects.update_or_create(id=line.id, defaults=applied)
    return write_entry(
        actor,
        CASE,
        {"people": [[person, count] for person, count in gone.items()], "line": line.id, **said},
        sets={(type(row), row.pk): row for row in (*rows, *also)}.values(),
        openings=len(found.own) + len(found.naming),
    )


def finish(erasing: Pending) -> list[Path]:
    """Everything no transaction holds. Asked again after a kill, it goes on; the files that still name the person."""
    lists.add(erasing.line)
    keybackups.destroy_everywhere(erasing.line.people)
    for other in OTHERS:
        other.scrub(erasing.subject)
    tidy()
    left = look.still_named(erasing.subject)
    erasing.remove()
    return left


def finish_pending() -> int:
    """What was cut short before: finished where its rows are gone, forgotten where nothing happened yet."""
    done = 0
    for erasing in list(lists.pending()):
        if Erased.objects.filter(id=erasing.line.id).exists():
            finish(erasing)
            done += 1
        else:
            erasing.remove()
    return done


def unapplied() -> list[Line]:
    """Erasures this database knows nothing of: it was restored from an older backup."""
    listed = lists.lines()
    if not listed:
        return []
    known = {str(one) for one in Erased.objects.values_list("id", flat=True)}
    return [line for line in listed if line.id not in known]


def refuse_restored() -> None:
    """Nothing is served from a database that shows people who were erased. Failed `erase.restored`."""
    if listed := unapplied():
        raise refusals.restored(len(listed))


def replay(again: Callable[[Line], Pending], listed: list[Line]) -> int:
    """Each of these erased once more. `again`: the rows of one line, erased in a service of their own."""
    for line in listed:
        finish(again(line))
    return len(listed)


def destroy_listed_keys() -> int:
    """Keys of people on the list that a restored keystore brought back."""
    return sum(keybackups.destroy_everywhere(line.people) for line in lists.lines())
