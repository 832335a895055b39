"""Where findings, and the fact versions they stand on, hold a person's data; and which files are still in use."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db.models import Model, Q

from qinqing.facts.scrubbing import Scrub, ids_in, rows_naming, scrub_folder
from qinqing.oversight.custody import is_sealed
from qinqing.oversight.models import Clearance, Disposition, EvidenceRow, Finding, FindingStatus
from qinqing.oversight.models.findings import Verdict
from qinqing.oversight.retention import kept
from qinqing.record.erasing.look import any_in, mask, spellings
from qinqing.record.erasing.places import KEEPS, KNOWN, held, others, where_any
from qinqing.record.erasing.subject import CLEARED, CLEARED_EN, Subject
from qinqing.refusals import Problem, Say


def _theirs(subject: Subject, prefix: str = "") -> Q:
    """Findings about the person, or about the business that is the person's."""
    return Q(**{f"{prefix}official__in": subject.officials}) | Q(
        **{f"{prefix}enterprise__in": subject.enterprises}
    )


def _unguessable(_: Subject, __: Model) -> str:
    """In place of a hash over rule and unit: a staff number is soon guessed."""
    return hashlib.sha256(secrets.token_bytes(32)).hexdigest()


held(
    "oversight.evidence",
    Say("疑点的依据", "evidence of findings"),
    EvidenceRow,
    about=lambda s: _theirs(s, "finding__"),
    clears=None,
)
held(
    "oversight.clearances",
    Say("澄清书", "clearances"),
    Clearance,
    about=lambda s: _theirs(s, "disposition__finding__") | Q(disposition__official__in=s.officials),
    clears={"words": CLEARED},
)
held(
    "oversight.dispositions",
    Say("处置文字和本人答复", "dispositions and answers"),
    Disposition,
    about=lambda s: _theirs(s, "finding__") | Q(official__in=s.officials) | Q(answered_by__in=s.users),
    clears={"words": CLEARED, "answer": where_any("answer")},
)
held(
    "oversight.findings",
    Say("疑点", "findings"),
    Finding,
    about=_theirs,
    clears={
        "fingerprint": _unguessable,
        "unit": CLEARED,
        "observed": None,
        "limit": None,
        "amount_cny": None,
        "path": [],
        "sheet": [],
        "says": CLEARED,
        "says_en": CLEARED_EN,
        "evidence_digest": "",
        "evidence_count": 0,
        "present": False,
    },
)

# ── files ──


def _versions() -> Iterator[Path]:
    """Every folder of facts kept here, and what a copy that was cut short left."""
    facts = Path(settings.FACTS_FOLDER)
    for folder in sorted([*facts.glob("versions/*"), *facts.glob("*")]):
        if folder.is_dir() and folder.name != "versions":
            yield folder


def _scrub(subject: Subject) -> Scrub:
    return Scrub(subject.keys, subject.replaced, CLEARED, subject.relatives)


def _in_versions(subject: Subject) -> int:
    return sum(rows_naming(folder, _scrub(subject)) for folder in _versions()) if subject.keys else 0


def _scrub_versions(subject: Subject) -> int:
    return sum(scrub_folder(folder, _scrub(subject)) for folder in _versions()) if subject.keys else 0


def _loose() -> Iterator[Path]:
    """Files programs wrote beside the data: their logs, uploads that were never taken in."""
    for name in ("log", "uploads", "files"):
        yield from (path for path in sorted((settings.FOLDER / name).rglob("*")) if path.is_file())


def _in_loose(subject: Subject) -> int:
    return sum(any_in(path, spellings(subject)) for path in _loose())


def _scrub_loose(subject: Subject) -> int:
    """Uploads go; in the programs' logs, which the law has kept, what names the person is masked."""
    found = 0
    for path in _loose():
        if not any_in(path, spellings(subject)):
            continue
        found += 1
        mask(path, spellings(subject))
        if path.parent.name == "uploads":
            path.unlink()
    return found


others(
    "oversight.versions", Say("事实版本中的行", "rows of kept fact versions"), _in_versions, _scrub_versions
)
others("oversight.files", Say("程序日志和上传的文件", "programs' logs and uploads"), _in_loose, _scrub_loose)

KNOWN.append(lambda: (key for folder in _versions() for key in ids_in(folder)))

# ── why not yet ──

UNDER_WAY = (FindingStatus.ASKED, FindingStatus.ANSWERED, FindingStatus.RECTIFYING)


def _under_way(subject: Subject) -> Iterator[Problem]:
    waiting = Q(status=FindingStatus.OPEN, present=True, verdict=Verdict.FLAGGED)
    theirs = Finding.objects.filter(_theirs(subject)).select_related("official")
    for finding in theirs.filter(waiting | Q(status__in=UNDER_WAY)):
        if not settings.ORGAN or _the_organs(finding):
            yield Problem(finding.number, Say("疑点还在办理", "the finding is still being dealt with"))


def _the_organs(finding: Finding) -> bool:
    """At the organ, what the bureau disposes of is a copy for reading."""
    return is_sealed(finding.rule, finding.level) or bool(finding.official and finding.official.head)


def _archived(subject: Subject) -> Iterator[Problem]:
    """What was disposed of is a case file."""
    for finding in Finding.objects.filter(_theirs(subject)):
        last = finding.dispositions.order_by("at").last()
        if last and (
            says := kept(last.checked_at or last.at, cleared=finding.status == FindingStatus.DISMISSED)
        ):
            yield Problem(finding.number, says)


KEEPS.extend((_under_way, _archived))
