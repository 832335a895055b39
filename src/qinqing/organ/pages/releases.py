"""查实公布: totals verified by the organ, proposed by one and released by another."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from qinqing.accounts.matrix import matrix
from qinqing.accounts.request import Request
from qinqing.organ.forms import ReleaseForm
from qinqing.organ.models import Release
from qinqing.organ.services import releases as services
from qinqing.refusals import Refused


def released(request: Request) -> HttpResponse:
    """What was proposed and released; proposing another total."""
    form, status = ReleaseForm(request.POST or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                services.propose_release(request.actor, **form.cleaned_data)
                return redirect("released")
            except Refused as refused:
                form.add_error(None, str(refused.says))
                status = 409
    actor = request.actor
    context = {
        "releases": Release.objects.select_related("proposed_by", "released_by"),
        "form": form,
        "may_propose": bool(matrix()["released"].allows(actor, "POST")),
        "may_release": bool(matrix()["release_total"].allows(actor, "POST")),
    }
    return render(request, "organ/released.html", context, status=status)


def release(request: Request, pk: int) -> HttpResponse:
    """Another person releases a proposed total: it goes to the public page."""
    try:
        services.release_total(request.actor, get_object_or_404(Release, pk=pk))
    except Refused as refused:
        messages.error(request, str(refused.says))
    return redirect("released")
