"""Saying of a loaded measure what its text does not: who issued it, whose duties it sets out, what each chapter is."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from qinqing.accounts.actor import Actor
from qinqing.measures.models import Measure
from qinqing.measures.services.binding import write_binding
from qinqing.record.services import service, write_entry


@dataclass(frozen=True, slots=True)
class Listed:
    """What kind of list a part is, and whose duties; `binds` '' is as the measure's."""

    list_type: str
    binds: str = ""


@service("measures.describe", fields=("measure",))
def describe_measure(
    actor: Actor, measure: Measure, *, issuer: str, binds: str, loose: str, chapters: dict[int, Listed]
) -> Measure:
    """Set them all at once. `loose`: the list of articles outside chapters; `chapters`: by number, others stay."""
    measure.issuer, measure.binds, measure.list_type = issuer, binds or "bureau", loose
    measure.save(update_fields=("issuer", "binds", "list_type"))
    for chapter in measure.chapters.filter(number__in=chapters):
        said = chapters[chapter.number]
        chapter.list_type, chapter.binds = said.list_type, said.binds
        chapter.save(update_fields=("list_type", "binds"))
    write_entry(
        actor,
        f"measure/{measure.key}",
        {
            "issuer": issuer,
            "binds": measure.binds,
            "loose": loose,
            "chapters": [[number, said.list_type, said.binds] for number, said in sorted(chapters.items())],
        },
        measure=measure.key,
    )
    transaction.on_commit(lambda: write_binding(measure))
    return measure
