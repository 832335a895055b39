"""Where applications hold the data of somebody whose business bears their name; and why they may not be erased yet.

An agent's, a clerk's or a leader's part in another firm's matter is that matter's: there their names go, nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

from django.db.models import Model, Q
from django.utils import timezone

from qinqing.affairs.models import (
    Application,
    CorrectionNotice,
    CorrectionPoint,
    Demand,
    Draft,
    Evidence,
    Intermediary,
    Paper,
    Precheck,
    Rating,
    Step,
)
from qinqing.affairs.models import Problem as Raised
from qinqing.files import store
from qinqing.files.models import Attachment
from qinqing.oversight.retention import kept
from qinqing.record.erasing.places import KEEPS, held, others, where_any
from qinqing.record.erasing.subject import CLEARED, Subject
from qinqing.refusals import Problem, Say


def _words(model: type[Model], says: Say, *columns: str, by: str = "application__enterprise__in") -> None:
    """What was said in their matters; the rows stay, for the clock and the figures follow from them."""
    held(
        f"affairs.{model._meta.model_name}",
        says,
        model,
        about=lambda s: Q(**{by: s.enterprises}),
        clears={column: where_any(column) for column in columns},
    )


held(
    "affairs.applications",
    Say("申请", "applications"),
    Application,
    about=lambda s: Q(enterprise__in=s.enterprises),
    clears={"fields": {}, "reason": where_any("reason"), "certificate_no": where_any("certificate_no")},
)


def _points_cleared(_: Subject, step: Model) -> dict[str, Any]:
    """What a step holds beside its words are codes, but for the list of what was to be corrected
    and the slip the counter heard the firm by."""
    assert isinstance(step, Step)
    cleared: dict[str, Any] = {}
    if "points" in step.said:
        cleared["points"] = [[about, CLEARED] for about, _words in step.said["points"]]
    if "slip" in step.said:
        cleared["slip"] = CLEARED
    return {**step.said, **cleared}


held(
    "affairs.step",
    Say("申请的步骤", "steps of applications"),
    Step,
    about=lambda s: Q(application__enterprise__in=s.enterprises),
    clears={"words": where_any("words"), "said": _points_cleared},
)
_words(Paper, Say("材料的编号", "numbers of papers"), "counter_no")
_words(CorrectionNotice, Say("补正通知", "correction notices"), "opened_reason")
_words(Intermediary, Say("中介服务", "intermediary services"), "kind", by="enterprise__in")
_words(
    CorrectionPoint,
    Say("补正", "corrections"),
    "words",
    "answer",
    by="notice__application__enterprise__in",
)
_words(Demand, Say("指南以外的要求", "demands beyond the guide"), "words")
_words(Rating, Say("评价", "ratings"), "words", "asked", "rectified", "contested")
_words(Raised, Say("办不成事", "problems raised"), "words", "answer", "firm_says", by="enterprise__in")
_words(Precheck, Say("预审和口头退回", "looks before filing"), "words", by="enterprise__in")


def _attached(subject: Subject) -> Q:
    """Papers they gave or were about to give, what steps of their matters rest on: unless another firm gave the same file."""
    theirs = Q(enterprise__in=subject.enterprises)
    of_matter, of_step = (
        Q((f"{to}__enterprise__in", subject.enterprises)) for to in ("application", "step__application")
    )
    given = Paper.objects.filter(of_matter, file__isnull=False), Evidence.objects.filter(of_step)
    others = Paper.objects.filter(~of_matter, file__isnull=False), Evidence.objects.filter(~of_step)
    held = Q(pk__in=_drafted(theirs)) | Q(pk__in=given[0].values("file")) | Q(pk__in=given[1].values("file"))
    elsewhere = (
        Q(pk__in=_drafted(~theirs)) | Q(pk__in=others[0].values("file")) | Q(pk__in=others[1].values("file"))
    )
    return held & ~elsewhere


def _drafted(which: Q) -> set[str]:
    """Files that drafts name."""
    papers = Draft.objects.filter(which).values_list("papers", flat=True)
    return {file for given in papers for paper in given.values() for file in paper.get("files", ())}


held(
    "affairs.attachments",
    Say("附件", "attachments"),
    Attachment,
    about=_attached,
    clears={"name": "", "erased_at": lambda _, __: timezone.now()},
)


# After what they name: a draft that is gone names nothing.
held(
    "affairs.drafts",
    Say("申请草稿", "drafts"),
    Draft,
    about=lambda s: Q(enterprise__in=s.enterprises),
    clears=None,
)


def _files(subject: Subject) -> list[Attachment]:
    rows = Attachment.objects.filter(_attached(subject) | Q(erased_at__isnull=False))
    return [row for row in rows if store.path_of(row.sha256, row.pk).exists()]


def _destroy(subject: Subject) -> int:
    files = _files(subject)
    for file in files:
        store.destroy(file.sha256, file.pk)
    return len(files)


others("affairs.files", Say("附件的文件", "attached files"), lambda s: len(_files(s)), _destroy)


# ── why not yet ──


def _under_way(subject: Subject) -> Iterator[Problem]:
    for application in Application.objects.filter(enterprise__in=subject.enterprises, ended_on=None):
        yield Problem(application.number, Say("申请还在办理", "the application is still in hand"))
    waiting = Q(resolved_on=None) | Q(enterprise_confirmed=None) | Q(enterprise_confirmed=False)
    for problem in Raised.objects.filter(waiting, enterprise__in=subject.enterprises):
        yield Problem(problem.number, Say("“办不成事”还没有了结", "the problem raised is not settled"))


def _archived(subject: Subject) -> Iterator[Problem]:
    """What was decided is a case file."""
    ended = Application.objects.filter(enterprise__in=subject.enterprises, ended_on__isnull=False)
    for application in ended:
        day = timezone.make_aware(datetime.combine(application.ended_on or timezone.localdate(), time.min))
        if says := kept(day, cleared=False):
            yield Problem(application.number, says)


KEEPS.extend((_under_way, _archived))
