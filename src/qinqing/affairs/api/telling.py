"""Applications, steps and what is asked, as data: from what the pages show, without what is the bureau's own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import override

from qinqing.accounts.roles import Role
from qinqing.affairs.catalogue.held import Answer, Brought, Form
from qinqing.affairs.catalogue.model import Item
from qinqing.affairs.catalogue.open_data import as_field, as_paper
from qinqing.affairs.models import Application, CorrectionNotice, Draft, Evidence, Kind, Paper, Step
from qinqing.affairs.selectors.cases import Case, evidence_of
from qinqing.affairs.texts import Titles
from qinqing.clock.telling import as_data
from qinqing.files.models import Attachment
from qinqing.refusals import Problem, Say

MACHINE = Say("系统", "the platform")
# What the bureau says to itself before it decides.
INSIDE = (Kind.PROPOSED,)


def both(word: Callable[[], object]) -> dict[str, str]:
    """A translated word in both languages."""
    said = {}
    for name, language in (("zh", "zh-hans"), ("en", "en")):
        with override(language):
            said[name] = str(word())
    return said


def coded(code: str, word: Callable[[], object]) -> dict[str, str]:
    return {"code": code, **both(word)}


def said(says: Say) -> dict[str, str]:
    return {"zh": says.zh, "en": says.en}


def short(application: Application, titles: Titles) -> dict[str, Any]:
    return {
        "number": application.number,
        "item": application.item,
        "title": said(titles[application.item]),
        "state": coded(application.state, application.get_state_display),
        "received_on": application.received_on,
        "due_on": application.due_on,
        "promised_due_on": application.promised_due_on,
        "version": application.version,
    }


def whole(case: Case) -> dict[str, Any]:
    application = case.application
    return {
        **short(application, Titles()),
        "channel": coded(application.channel, application.get_channel_display),
        "department": application.department.name,
        "confirmed_at": application.confirmed_at,
        "fields": application.fields,
        "papers": [_paper(paper) for paper in case.papers],
        "clock": as_data(case.told),
        "steps": [_step(step) for step in case.steps if step.kind not in INSIDE],
        "corrections": [_notice(notice) for notice in case.notices if notice.issued_at],
        "demands": [
            {"words": one.words, "on": one.on, "by_enterprise": one.by_enterprise} for one in case.demands
        ],
        "decision": _decision(application),
        "fee_cny": str(application.fee_cny) if application.fee_cny is not None else None,
        "trips": application.trips,
    }


def filed(application: Application, key: str) -> dict[str, Any]:
    """Only what never changes: sent again, the answer is the same."""
    return {
        "number": application.number,
        "item": application.item,
        "received_on": application.received_on,
        "received_at": application.received_at,
        "key": key,
    }


def draft(kept: Draft, key: str, missing: Iterable[Problem]) -> dict[str, Any]:
    return {
        "key": key,
        "item": kept.item,
        "fields": kept.fields,
        "missing": [
            {"pointer": one.at, "zh": f"{one.where}{one.says.zh}", "en": one.says.en} for one in missing
        ],
    }


def asked(item: Item, form: Form) -> dict[str, Any]:
    return {
        "item": item.key,
        "title": said(item.title),
        "asked": form.asked,
        "fields": [{**as_field(one.field), "held": _held(one, one.value)} for one in form.answers],
        "papers": [{**as_paper(one.paper), "held": _held(one, "")} for one in form.papers],
    }


def attachment(one: Attachment) -> dict[str, Any]:
    return {
        "id": one.pk,
        "name": one.name,
        "kind": one.kind,
        "size": one.size,
        "sha256": one.sha256,
        "standing": one.standing,
    }


def _held(one: Answer | Brought, value: str) -> dict[str, str] | None:
    return {"value": value, "from": one.source, "ref": one.ref} if one.source else None


def _paper(paper: Paper) -> dict[str, Any]:
    return {
        "paper": paper.paper,
        "how": coded(paper.how, paper.get_how_display),
        "file": paper.file_id,
        "number": paper.counter_no,
        "held_ref": paper.held_ref,
    }


def _step(step: Step) -> dict[str, Any]:
    role = Role(step.role) if step.role in Role.values else None
    return {
        "place": step.place,
        "kind": coded(step.kind, step.get_kind_display),
        "on": step.on,
        "at": step.at,
        "role": both(lambda: role.label) if role else said(MACHINE),
        "words": step.words,
        "through": step.said.get("through", ""),
        "evidence": [_evidence(one) for one in evidence_of(step)],
    }


def _evidence(one: Evidence) -> dict[str, Any]:
    """As the firm's page has it: of what the bureau keeps not even the name."""
    kept = {**dict.fromkeys(("file", "name", "kind", "size", "sha256", "standing")), "opens": False}
    if not one.for_firm:
        return kept
    given = attachment(one.file)
    return {**kept, **given, "file": given["id"], "opens": True}


def _notice(notice: CorrectionNotice) -> dict[str, Any]:
    return {
        "issued_on": notice.issued_on,
        "points": [
            {
                "id": point.pk,
                "about": point.about,
                "words": point.words,
                "answer": point.answer,
                "answered_at": point.answered_at,
            }
            for point in notice.points.all()
        ],
    }


def _decision(application: Application) -> dict[str, Any] | None:
    if not application.outcome:
        return None
    return {
        "outcome": coded(application.outcome, application.get_outcome_display),
        "reason": application.reason,
        "articles": application.articles,
        "decided_on": application.decided_on,
        "by_machine": application.by_machine,
        "certificate_no": application.certificate_no,
        "delivered_on": application.delivered_on,
    }
