"""The log's side of an erasure: what opens entries about the person is destroyed; the entries stay and verify."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from qinqing.record.binding import Protected, chunks, protected_models
from qinqing.record.erasing.subject import Subject
from qinqing.record.keystore import Broken, KeyGone
from qinqing.record.models import Case, Entry, Opening
from qinqing.record.openings import NOBODY, keys, named, opened

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Openings:
    """`own`: entries sealed under the person's keys · `naming`: sealed under the installation's, and naming them ·

    `elsewhere`: how many about other people name them too: sealed under those people's keys, they go with those.
    """

    own: tuple[Any, ...]
    naming: tuple[Any, ...]
    elsewhere: int


def openings_of(subject: Subject) -> Openings:
    """Reads every opening there is: what an entry said stands nowhere else."""
    own = tuple(
        Opening.objects.filter(person__in=subject.people, sealed__isnull=False).values_list("pk", flat=True)
    )
    nobody, naming, elsewhere = named(NOBODY), [], 0
    others = Opening.objects.filter(sealed__isnull=False).exclude(person__in=subject.people)
    for opening in others.iterator(CHUNK):
        if not _names(opening, subject):
            continue
        if opening.person == nobody:
            naming.append(opening.pk)
        else:
            elsewhere += 1
    return Openings(own, tuple(naming), elsewhere)


def drop(subject: Subject, found: Openings) -> dict[str, int]:
    """Both kinds are emptied. By pseudonym: how many entries of theirs can no longer be opened, ever.

    What named them under the installation's key counts as theirs from now on: `verify --db` compares the counts.
    """
    theirs = subject.people[0]
    for some in chunks(found.naming):
        Opening.objects.filter(pk__in=some).update(person=theirs)
    for some in chunks([*found.own, *found.naming]):
        Opening.objects.filter(pk__in=some).update(sealed=None)
    return {
        person: Opening.objects.filter(person=person, sealed__isnull=True).count()
        for person in subject.people
    }


def set_by(found: Openings) -> list[Protected]:
    """Protected rows that only these entries vouch for: the erasure's entry vouches for them from now on."""
    dropped = [*found.own, *found.naming]
    return [
        row
        for model in protected_models()
        for some in chunks(dropped)
        for row in model._default_manager.filter(set_by__in=some)
    ]


def rename_cases(subject: Subject) -> int:
    """Cases whose key holds an id of theirs. Bodies know a case by its pseudonym only and stay as they are."""
    renamed = 0
    for case in _cases(subject):
        Case.objects.create(
            key=subject.replaced(case.key),
            steps=case.steps,
            last_entry=case.last_entry,
            entry_before=case.entry_before,
        )
        Entry.objects.filter(case=case).update(case=subject.replaced(case.key))
        Case.objects.filter(pk=case.pk).delete()
        renamed += 1
    return renamed


def destroy_keys(subject_people: tuple[str, ...]) -> int:
    return sum(keys().destroy(person) for person in subject_people)


def _cases(subject: Subject) -> Iterator[Case]:
    for key in subject.keys:
        for case in list(Case.objects.filter(key__contains=key)):
            if subject.replaced(case.key) != case.key:
                yield case


def _names(opening: Opening, subject: Subject) -> bool:
    try:
        payload = json.loads(opened(opening)[1])
    except (KeyGone, Broken):
        return False
    return bool(subject.rid(payload) != payload)
