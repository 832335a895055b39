"""Where the organ's desk holds a person's data, relatives of theirs included, and why it may have to keep them."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.db.models import Q

from qinqing.organ.facts import register_folder, write_register
from qinqing.organ.models import Kinship, Lead, Position, Procedure, ProcedureKind, SealedPackage
from qinqing.organisations.models import Official
from qinqing.oversight.retention import kept
from qinqing.record.erasing.places import KEEPS, KNOWN, RELATIVES, held, others, stand_in, where_any
from qinqing.record.erasing.subject import CLEARED, Subject
from qinqing.refusals import Problem, Say

held(
    "organ.kinships",
    Say("亲属关系", "family ties"),
    Kinship,
    about=lambda s: Q(official__in=s.officials) | Q(person_key__in=s.keys),
    clears=None,
)
held(
    "organ.relatives_posts",
    Say("亲属的任职登记", "posts of relatives"),
    Position,
    about=lambda s: Q(person_key__in=s.relatives),
    clears=None,
)
held(
    "organ.positions",
    Say("任职登记", "posts held"),
    Position,
    about=lambda s: Q(person_key__in=s.keys),
    clears={"person_key": stand_in},
)
held(
    "organ.leads",
    Say("问题线索", "leads"),
    Lead,
    about=lambda s: Q(finding__official__in=s.officials),
    clears={"reason": CLEARED},
)
held(
    "organ.procedures",
    Say("处置程序的理由和意见", "reasons and decisions of procedures"),
    Procedure,
    about=lambda s: Q(lead__finding__official__in=s.officials),
    clears={
        "reason": CLEARED,
        "clearance": where_any("clearance"),
        "decision": where_any("decision"),
    },
)
held(
    "organ.packages",
    Say("密封包", "sealed packages"),
    SealedPackage,
    about=lambda s: Q(finding__official__in=s.officials),
    clears={"reason": CLEARED, "sealed": None, "digest": ""},
)


def _write_register(_: Subject) -> int:
    """The register's tables are derived: written again, they no longer hold the person."""
    if register_folder().exists():
        write_register()
    return 0


others("organ.register", Say("登记的事实表", "the register's tables"), lambda _: 0, _write_register)


def _relatives(officials: Collection[int]) -> Iterator[str]:
    """Kin of these and of nobody else, who is no official either."""
    kin = Kinship.objects.filter(official__in=officials).values("person_key")
    others = Kinship.objects.exclude(official__in=officials).values("person_key")
    found = Kinship.objects.filter(person_key__in=kin).exclude(person_key__in=others)
    staff = Official.objects.values("key")
    yield from found.exclude(person_key__in=staff).values_list("person_key", flat=True).distinct()


RELATIVES.append(_relatives)
KNOWN.append(lambda: Kinship.objects.values_list("person_key", flat=True).distinct())
KNOWN.append(lambda: Position.objects.values_list("person_key", flat=True).distinct())


def _leads(subject: Subject) -> Iterator[Problem]:
    for lead in Lead.objects.filter(finding__official__in=subject.officials):
        closed = lead.procedures.filter(kind=ProcedureKind.CLOSE, approved=True).last()
        if closed is None or closed.decided_at is None:
            yield Problem(lead.number, Say("问题线索还没有了结", "the lead is not closed"))
        elif says := kept(closed.decided_at, cleared=False):
            yield Problem(lead.number, says)


KEEPS.append(_leads)
