"""问题线索: the register, one lead with its procedures, proposing and approving."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render

from qinqing.accounts.matrix import matrix
from qinqing.accounts.request import Request, find_or_404
from qinqing.organ.forms import DecisionForm, ProcedureForm
from qinqing.organ.models import Lead, Procedure, ProcedureKind
from qinqing.organ.permissions import desk_condition
from qinqing.organ.services import leads as services
from qinqing.refusals import Refused

PER_PAGE = 20


def leads(request: Request) -> HttpResponse:
    """Every lead of this desk, newest first."""
    found = (
        Lead.objects.select_related("finding", "registered_by")
        .prefetch_related("procedures")
        .filter(desk_condition(request.actor, "finding__"))
    )
    return render(
        request, "organ/leads.html", {"page_of": Paginator(found, PER_PAGE).get_page(request.GET.get("page"))}
    )


def lead(request: Request, number: str) -> HttpResponse:
    return _page(
        request,
        _found(request, number),
        ProcedureForm(initial={"kind": ProcedureKind.VERIFY}),
        DecisionForm(),
    )


def propose(request: Request, number: str) -> HttpResponse:
    """A procedure for the approver to decide."""
    found = _found(request, number)
    form = ProcedureForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, DecisionForm(), status=422)
    try:
        services.propose_procedure(request.actor, found, **form.cleaned_data)
    except Refused as refused:
        form.add_error(None, str(refused.says))
        return _page(request, found, form, DecisionForm(), status=409)
    return redirect("lead", number)


def decide(request: Request, pk: int) -> HttpResponse:
    """The approver's decision."""
    procedure = find_or_404(request, Procedure.objects.select_related("lead__finding__official"), pk=pk)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _page(request, procedure.lead, ProcedureForm(), form, status=422)
    try:
        services.decide_procedure(
            request.actor, procedure, form.cleaned_data["approved"] == "yes", form.cleaned_data["words"]
        )
    except Refused as refused:
        form.add_error(None, str(refused.says))
        return _page(request, procedure.lead, ProcedureForm(), form, status=409)
    return redirect("lead", procedure.lead.number)


def _found(request: Request, number: str) -> Lead:
    return find_or_404(
        request, Lead.objects.select_related("finding__official", "registered_by"), number=number
    )


def _page(
    request: Request, found: Lead, form: ProcedureForm, decision: DecisionForm, status: int = 200
) -> HttpResponse:
    procedures = list(found.procedures.select_related("proposed_by", "decided_by"))
    waiting = next((step for step in procedures if step.waiting), None)
    actor = request.actor
    context = {
        "lead": found,
        "procedures": procedures,
        "waiting": waiting,
        "closed": services.is_closed(found),
        "form": form,
        "decision": decision,
        "may_propose": bool(matrix()["procedure_propose"].allows(actor, "POST")),
        "may_decide": bool(
            waiting
            and waiting.proposed_by_id != actor.user.pk
            and matrix()["procedure_decide"].allows(actor, "POST")
        ),
    }
    return render(request, "organ/lead.html", context, status=status)
