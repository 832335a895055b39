"""What was filled in and handed in, in the guide's words, for either face."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from qinqing.affairs.catalogue.model import CLASSES, Field
from qinqing.affairs.models import CorrectionPoint, How, Kind, Paper
from qinqing.affairs.selectors.cases import Case
from qinqing.files.models import Attachment
from qinqing.refusals import Say

UNITS = {"area": Say(" 平方米", " m²"), "money": Say(" 元", " CNY")}
YES_NO = {"yes": Say("是", "yes"), "no": Say("否", "no")}


@dataclass(frozen=True, slots=True)
class Filled:
    field: Field
    words: str

    @property
    def label(self) -> Say:
        return self.field.label


@dataclass(frozen=True, slots=True)
class Given:
    """One paper. `from_number`: the earlier application that holds it, '' where the register does or it was given."""

    key: str
    title: Say
    kind_says: Say
    how: str
    file: Attachment | None
    number: str
    from_number: str
    received_by: str
    missing: bool


def filled(case: Case) -> list[Filled]:
    """The answers in the order of the guide; what was left empty is left out."""
    answers = case.application.fields
    return [
        Filled(field, answer_words(field, str(answers[field.key])))
        for field in case.item.fields
        if answers.get(field.key)
    ]


def listed(case: Case) -> list[tuple[str, str, str]]:
    """The one-time list on paper, for whoever has no computer: what each point is about, what was asked, what was answered."""
    points = [point for notice in case.notices if notice.issued_at for point in notice.points.all()]
    return [(point_words(case, point.about), point.words, _answer(point)) for point in points]


def _answer(point: CorrectionPoint) -> str:
    if not point.answered_at:
        return _("等您答复")
    return point.answer or _("已交，见收到的材料")


def declined(case: Case) -> tuple[str, str] | None:
    """Whose it is instead, and why it is not this bureau's: the law wants a refusal to accept in writing too."""
    said = next((step for step in case.steps if step.kind == Kind.NOT_ACCEPTED), None)
    return (said.said.get("office", ""), said.words) if said else None


def point_words(case: Case, about: str) -> str:
    """What a point of the list is about, in the guide's words."""
    kind, _of, key = about.partition(":")
    known = case.item.field.get(key) if kind == "field" else None
    paper = case.item.paper.get(key) if kind == "paper" else None
    return str(known.label if known else paper.title if paper else _("指南以外的要求"))


def answer_words(field: Field, value: str) -> str:
    """A choice by its label, a quantity with its unit."""
    if field.kind == "choice":
        return str(next((choice.label for choice in field.choices if choice.key == value), value))
    if field.kind == "yes_no":
        return str(YES_NO.get(value, value))
    unit = UNITS.get(field.kind)
    return f"{value}{unit}" if unit else value


def given(case: Case) -> list[Given]:
    """In the order of the guide; one row per file."""
    place = {paper.key: n for n, paper in enumerate(case.item.papers)}
    rows = sorted(case.papers, key=lambda row: (place.get(row.paper, len(place)), row.pk))
    return [*_given(case, rows)]


def _given(case: Case, rows: list[Paper]) -> Iterator[Given]:
    for row in rows:
        paper = case.item.paper.get(row.paper)
        kind, _, ref = row.held_ref.partition(":")
        yield Given(
            key=row.paper,
            title=paper.title if paper else Say(row.paper, row.paper),
            kind_says=CLASSES[paper.kind] if paper else Say("", ""),
            how=_how(row),
            file=row.file,
            number=row.counter_no,
            from_number=ref if kind == "application" else "",
            received_by=row.received_by.name if row.received_by else "",
            missing=row.how == How.COUNTER and row.received_by_id is None,
        )


def _how(row: Paper) -> str:
    if row.how == How.HELD:
        return _("本局已有，没有再要")
    if row.how == How.FILE:
        return _("网上提交")
    return _("窗口收到，只登记编号") if row.received_by_id else _("还没有交到窗口")
