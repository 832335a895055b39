"""One finding: what the rule saw, on what evidence, against which limit; and what a supervisor decides."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from qinqing.accounts.request import Request, find_or_404
from qinqing.oversight import downloads
from qinqing.oversight.forms import HINTS, CheckForm, DispositionForm
from qinqing.oversight.limits import limit_context, limit_svg
from qinqing.oversight.models import DispositionKind, Finding, FindingStatus, Viewing
from qinqing.oversight.paging import evidence_page
from qinqing.oversight.records import rule_record
from qinqing.oversight.rules import articles_of_rule, changed_text, judged_by, rule_of
from qinqing.oversight.selectors import visible_findings
from qinqing.oversight.services import dispositions
from qinqing.oversight.values import values_behind
from qinqing.refusals import Refused
from qinqing.rules.sheet import read_sheet, side_by_side


def finding(request: Request, number: str) -> HttpResponse:
    """The page; looking leaves a trace."""
    found = _found(request, number)
    Viewing.leave(found, request.user)
    return _page(request, found, DispositionForm(initial={"kind": DispositionKind.EXPLAIN}))


def dispose(request: Request, number: str) -> HttpResponse:
    """A disposition with its reason and deadline; refused ones come back with what was written."""
    found = _found(request, number)
    form = DispositionForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    try:
        _act(request, found, form.cleaned_data)
    except Refused as refused:
        form.add_error(None, str(refused.says))
        return _page(request, found, form, status=409)
    return redirect("finding", number)


def checked(request: Request, number: str) -> HttpResponse:
    """A supervisor checked a rectification."""
    found = _found(request, number)
    form = CheckForm(request.POST)
    if not form.is_valid():
        return _page(request, found, DispositionForm(), check=form, status=422)
    try:
        dispositions.confirm_rectified(request.actor, found, form.cleaned_data["words"])
    except Refused as refused:
        form.add_error(None, str(refused.says))
        return _page(request, found, DispositionForm(), check=form, status=409)
    return redirect("finding", number)


def evidence_csv(request: Request, number: str) -> StreamingHttpResponse:
    return downloads.evidence_csv(_found(request, number))


def limit_csv(request: Request, number: str) -> StreamingHttpResponse:
    return downloads.limit_csv(_found(request, number))


def limit_chart(request: Request, number: str) -> HttpResponse:
    """Observed against the limit, as a picture; `?narrow` for a phone."""
    svg = limit_svg(_found(request, number), narrow="narrow" in request.GET)
    return HttpResponse(svg, content_type="image/svg+xml")


def _found(request: Request, number: str) -> Finding:
    findings = Finding.objects.select_related(
        "department",
        "official__department",
        "enterprise",
        "last_sweep__version",
        "last_sweep__values",
        "first_sweep",
    )
    return find_or_404(
        request, findings.annotate(looked=Viewing.looked(request.user), judged_by=judged_by()), number=number
    )


def _act(request: Request, found: Finding, given: dict[str, Any]) -> None:
    actor, words = request.actor, given["words"]
    match DispositionKind(given["kind"]):
        case DispositionKind.REMIND:
            dispositions.remind(actor, found, words)
        case DispositionKind.EXPLAIN:
            dispositions.explain(actor, found, words, given["due_on"])
        case DispositionKind.RECTIFY:
            dispositions.rectify(actor, found, words, given["due_on"])
        case DispositionKind.DISMISS:
            dispositions.dismiss(actor, found, words, given["clearance"])


def _page(
    request: Request,
    found: Finding,
    form: DispositionForm,
    check: CheckForm | None = None,
    status: int = 200,
) -> HttpResponse:
    rule = rule_of(found.rule)
    evidence = evidence_page(found, request.GET.get("page"))
    context = {
        "finding": found,
        "rule": rule,
        "articles": articles_of_rule(found.rule),
        "evidence": evidence,
        "evidence_url": reverse("finding_evidence", args=[found.number]),
        "chart_url": reverse("finding_limit", args=[found.number]),
        "limit_csv": reverse("finding_limit_csv", args=[found.number]),
        **limit_context(found),
        "changed_text": changed_text(found),
        "like_cases": list(side_by_side(read_sheet(found.sheet))),
        "rule_url": reverse("rule", args=[found.rule]),
        "hints": HINTS,
        "clearing": form["kind"].value() == DispositionKind.DISMISS or bool(form["clearance"].errors),
        "dispositions": list(found.dispositions.select_related("by", "answered_by", "clearance")),
        "values": values_behind(found),
        "record": rule_record(found.rule, visible_findings(request.actor)),
        "form": form,
        "check": check or CheckForm(),
        "disposable": found.waiting,
        "rectifying": found.status == FindingStatus.RECTIFYING,
    }
    return render(request, "oversight/finding.html", context, status=status)
