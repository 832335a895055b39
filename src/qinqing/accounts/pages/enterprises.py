"""我的企业: the enterprises somebody acts for, and the agents those enterprises let act for them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from qinqing.accounts.forms import AgentForm
from qinqing.accounts.handing import hand_out
from qinqing.accounts.models import Authorisation
from qinqing.accounts.request import Request, find_or_404
from qinqing.accounts.services import authorisations as services
from qinqing.organisations.models import Enterprise
from qinqing.record.services import entries_written
from qinqing.refusals import Refused


def own_enterprises(request: Request) -> HttpResponse:
    """Every enterprise the reader acts for today."""
    held = (
        Authorisation.objects.on(timezone.localdate()).filter(user=request.user).select_related("enterprise")
    )
    return render(request, "accounts/own_enterprises.html", {"held": held})


def own_enterprise(request: Request, key: str) -> HttpResponse:
    """One enterprise as the platform knows it, and its agents; its own people may authorise another."""
    enterprise = find_or_404(request, Enterprise.objects.all(), key=key)
    form, status = AgentForm(request.POST or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            asked = form.cleaned_data
            try:
                with entries_written() as written:
                    services.authorise_agent(request.actor, enterprise, asked["agent"], asked["until"])
                return hand_out(written, back=reverse("own_enterprise", args=[key]))
            except Refused as refused:
                form.add_error(None, str(refused.says))
                status = 409
    given = Authorisation.objects.filter(enterprise=enterprise, approved_at__isnull=False).select_related(
        "user"
    )
    today = timezone.localdate()
    # An agent authorises nobody: it is told so, and shown no form that would be refused.
    own = Authorisation.objects.on(today).filter(user=request.user, enterprise=enterprise, agent=False)
    context = {"enterprise": enterprise, "given": given, "form": form, "today": today, "own": own.exists()}
    return render(request, "accounts/own_enterprise.html", context, status=status)


def revoke(request: Request, pk: int) -> HttpResponse:
    """An agent's authorisation ends now."""
    authorisation = find_or_404(request, Authorisation.objects.select_related("enterprise"), pk=pk)
    back = reverse("own_enterprise", args=[authorisation.enterprise.key])
    try:
        with entries_written() as written:
            services.revoke_authorisation(request.actor, authorisation)
    except Refused as refused:
        messages.error(request, str(refused.says))
        return redirect(back)
    return hand_out(written, back=back)
