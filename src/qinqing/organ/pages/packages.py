"""Sealed export: asked for, agreed to by another, fetched as one encrypted file."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from qinqing.accounts.matrix import matrix
from qinqing.accounts.request import Request, find_or_404
from qinqing.organ.forms import PackageForm, RecipientForm, RegisterForm
from qinqing.organ.models import Recipient, SealedPackage
from qinqing.organ.pages.finding import find_read, page
from qinqing.organ.services import packages as services
from qinqing.refusals import Refused


def ask(request: Request, number: str) -> HttpResponse:
    """Ask for a package of this finding's evidence."""
    found = find_read(request, number)
    form = PackageForm(request.POST)
    if not form.is_valid():
        return page(request, found, RegisterForm(), form, status=422)
    try:
        services.ask_package(request.actor, found, **form.cleaned_data)
    except Refused as refused:
        form.add_error(None, str(refused.says))
        return page(request, found, RegisterForm(), form, status=409)
    return redirect("organ_finding", number)


def agree(request: Request, pk: int) -> HttpResponse:
    """Another person agrees: the package is made and sealed."""
    package = find_or_404(request, SealedPackage.objects.select_related("finding__official"), pk=pk)
    try:
        services.agree_package(request.actor, package)
    except Refused as refused:
        messages.error(request, str(refused.says))
    return redirect("organ_finding", package.finding.number)


def sealed_file(request: Request, pk: int) -> HttpResponse:
    """The sealed file: nobody here can read it any more."""
    package = find_or_404(request, SealedPackage.objects.select_related("finding__official"), pk=pk)
    if package.sealed is None:
        raise Http404
    name = f"{package.finding.number}-{package.digest[:12]}.zip.age"
    return HttpResponse(
        bytes(package.sealed),
        content_type="application/octet-stream",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def recipients(request: Request) -> HttpResponse:
    """Who may receive packages; the approver adds one by its public key."""
    form, status = RecipientForm(request.POST or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                services.add_recipient(request.actor, **form.cleaned_data)
                return redirect("recipients")
            except Refused as refused:
                form.add_error("public_key", str(refused.says))
    context = {
        "recipients": Recipient.objects.all(),
        "form": form,
        "may_add": bool(matrix()["recipients"].allows(request.actor, "POST")),
    }
    return render(request, "organ/recipients.html", context, status=status)
